import { join } from 'node:path';
import { list, number, record, text, texts, type Loose } from './loose.ts';
import type { OldCandidate, OldDecision } from './old-run.ts';
import type { Papers } from './papers.ts';
import { entriesOf, readJson } from './source.ts';

/** The cuts that the editor proposed: the index names them, a file each says how they are cut. */
export async function readCuts({
  reader,
  folder,
}: Papers): Promise<{ candidates: OldCandidate[]; recommended: string | null }> {
  const edl = join(folder, 'edl');
  const index = (await readJson(reader, join(edl, 'edit_candidates.json'))) ?? {};
  const candidates = new Map<string, OldCandidate>();
  const add = (said: Loose, name: string | null): void => {
    const id = text(said['candidate_id'], 120) ?? name;
    if (id === null) return;
    const next = candidateOf(id, said);
    const known = candidates.get(id);
    candidates.set(
      id,
      known === undefined || next.decisions !== null
        ? { ...next, name: next.name ?? known?.name ?? null, style: next.style ?? known?.style ?? null }
        : known,
    );
  };
  for (const one of list(index['candidates'])) add(record(one), null);
  for (const file of (await entriesOf(reader, edl)).files) {
    if (!file.endsWith('.json') || file === 'edit_candidates.json') continue;
    const said = await readJson(reader, join(edl, file));
    if (said === null) continue;
    if (Array.isArray(said['candidates'])) for (const one of said['candidates']) add(record(one), null);
    else add(said, file.slice(0, -'.json'.length));
  }
  return { candidates: [...candidates.values()], recommended: text(index['recommended_candidate_id'], 120) };
}

function candidateOf(id: string, said: Loose): OldCandidate {
  const decisions = list(said['decisions']).slice(0, 500).map(record).flatMap(decisionOf);
  const score = (value: unknown): number | null => {
    const read = number(value);
    return read === null || read < 0 || read > 100 ? null : read;
  };
  return {
    id,
    name: text(said['name'], 200),
    style: text(said['style'], 60)?.toLowerCase() ?? null,
    reasoning: text(said['reasoning']) ?? text(said['description']),
    quality: score(said['estimated_quality']),
    continuityScore: score(said['continuity_score']),
    continuityNotes: texts(said['continuity_issues']),
    decisions: decisions.length === 0 ? null : decisions,
  };
}

function decisionOf(said: Loose): OldDecision[] {
  const scene = text(said['scene_id'], 120);
  if (scene === null) return [];
  const seconds = (name: string): number | null => {
    const value = number(said[name]);
    return value === null || value < 0 || value > 3_600 ? null : value;
  };
  const kind = (name: string): string => text(said[name], 40)?.toLowerCase() ?? 'cut';
  const words = text(said['text_overlay'], 300);
  return [
    {
      scene,
      variation: Math.max(0, Math.trunc(number(said['selected_variation']) ?? 0)),
      from: seconds('in_point') ?? 0,
      to: seconds('out_point'),
      seconds: seconds('duration'),
      transitionIn: { kind: kind('transition_in'), seconds: seconds('transition_in_duration') },
      transitionOut: { kind: kind('transition_out'), seconds: seconds('transition_out_duration') },
      words:
        words === null
          ? null
          : {
              text: words,
              position: kind('text_position'),
              style: kind('text_style'),
              from: seconds('text_start_time') ?? 0,
              seconds: seconds('text_duration'),
            },
    },
  ];
}
