import { captionsFrom, NARROW_ROW } from '../cutting-room/render/captions.ts';
import { editor, type EditorInput } from '../crew/editor.ts';
import { StudioError } from '../errors.ts';
import type { Brief } from '../film/brief.ts';
import type { Cut, CutCandidate } from '../film/cut.ts';
import { frameSize } from '../film/media.ts';
import type { Screenplay } from '../film/screenplay.ts';
import { toSeconds } from '../film/time.ts';
import type { Selected } from '../film/best-take.ts';
import { clipSounds } from './takes/clip-sound.ts';
import { decide } from './takes/decide.ts';
import type { Production } from './studio/production.ts';
import type { Soundtrack } from './sound.ts';

/** The editor's candidates; returns the recommended one. */
export async function edit(
  production: Production,
  brief: Brief,
  screenplay: Screenplay,
  takes: Selected[],
  soundtrack: Soundtrack,
): Promise<Cut> {
  const continuity = production.state.continuity.flatMap(({ from, to, score }) =>
    score === null ? [] : [{ from, to, score }],
  );
  const input = { ...onTheTable(brief, screenplay, takes, soundtrack), continuity };
  const proposed = await production.revise(
    'cut',
    'cut-proposed',
    { takes: takes.map(({ take }) => take.media), sounds: soundtrack.sounds },
    async () => {
      const { value } = await decide(production, 'cut', editor, input);
      return { ...value, candidates: value.candidates.map((candidate) => heard(candidate, brief, takes)) };
    },
  );
  const chosen = proposed.candidates.find(({ cut }) => cut.id === proposed.recommended);
  if (chosen === undefined)
    throw new StudioError('internal', `the editor recommends ${proposed.recommended} and did not cut it`);
  return chosen.cut;
}

/** A candidate with the sound of its takes, if it is wanted and they have one. */
function heard(candidate: CutCandidate, { clipSound }: Brief, takes: Selected[]): CutCandidate {
  if (clipSound === 'off') return candidate;
  const slates = new Set(takes.flatMap(({ take }) => (take.probe.audio === null ? [] : [take.slate])));
  const { cut } = candidate;
  return { ...candidate, cut: { ...cut, sounds: [...cut.sounds, ...clipSounds(cut, slates)] } };
}

/** All that an editor gets: the story, the takes of it, and what is heard and read over them. */
export function onTheTable(
  brief: Brief,
  screenplay: Screenplay,
  takes: Selected[],
  { sounds, lines }: Soundtrack,
): EditorInput {
  const size = frameSize(brief.aspect, brief.resolution);
  const rows = size.width <= size.height ? { rowWidth: NARROW_ROW } : {};
  const seconds = toSeconds(screenplay.frames, screenplay.rate);
  return {
    screenplay,
    takes,
    ...size,
    sounds,
    captions: brief.captions === 'none' ? [] : captionsFrom(lines, { seconds, ...rows }),
    burnCaptions: brief.captions === 'burn',
    captionStyle: brief.captionStyle,
  };
}
