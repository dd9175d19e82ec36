import type { Contract } from '../film/contract.ts';
import type { Screenplay, Shot } from '../film/screenplay.ts';
import { formatClock, toSeconds } from '../film/time.ts';

/** The screenplay as a page for people: contract, scenes, shots with times, words and threads. */
export function screenplayMarkdown(screenplay: Screenplay, contract: Contract): string {
  const { rate } = screenplay;
  let frame = 0;
  const scenes = screenplay.scenes.map((scene) => {
    const shots = scene.shots.map((shot) => {
      const from = formatClock(toSeconds(frame, rate));
      frame += shot.frames;
      return shotMarkdown(shot, `${from}–${formatClock(toSeconds(frame, rate))}`, contract);
    });
    return [`## ${scene.number}. ${plain(scene.title)}`, `*${scene.beat}, ${scene.mood}*`, ...shots].join('\n\n');
  });
  const promises = contract.elements.map(
    (element) =>
      `- ${element.must ? '**must** ' : ''}${element.kind}: ${plain(element.text)} (${Math.round(element.weight * 100)} %)`,
  );
  const threads = screenplay.threads.map(
    (thread) => `- **${plain(thread.name)}** (${thread.kind}): ${plain(thread.description)}`,
  );
  const shots = screenplay.scenes.reduce((total, scene) => total + scene.shots.length, 0);
  return `${[
    `# ${plain(screenplay.title)}`,
    plain(screenplay.logline),
    `${formatClock(toSeconds(screenplay.frames, rate))} · ${screenplay.scenes.length} scenes · ${shots} shots · music: ${screenplay.musicMood}`,
    ...scenes,
    '## What the film must keep',
    promises.join('\n'),
    '## Continuity',
    threads.join('\n'),
  ].join('\n\n')}\n`;
}

function shotMarkdown(shot: Shot, time: string, contract: Contract): string {
  const answers = contract.elements
    .filter((element) => shot.elements.includes(element.id))
    .map((element) => plain(element.text));
  const enters = shot.transitionIn.kind === 'cut' ? '' : ` · enters by ${shot.transitionIn.kind}`;
  return [
    `### ${shot.id} · ${time} · ${shot.size} · ${shot.move}${enters}`,
    plain(shot.description),
    ...(shot.narration === null ? [] : [`> ${plain(shot.narration)}`]),
    ...shot.overlays.map((overlay) => `On screen: **${plain(overlay.text)}**`),
    ...(answers.length === 0 ? [] : [`Shows: ${answers.join(', ')}`]),
  ].join('\n\n');
}

/** One line, with nothing that Markdown or HTML would take for its own. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`)
    .trim();
}
