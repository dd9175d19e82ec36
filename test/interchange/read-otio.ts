import assert from 'node:assert/strict';
import { byStart, type Stretch, type Told } from './told.ts';

type Bag = { [key: string]: unknown; OTIO_SCHEMA: string };

/** The fields of each schema, by the reference implementation's serialisation, and the kind of each. */
const SCHEMAS: Record<string, Record<string, string>> = {
  'Timeline.1': { metadata: 'object', name: 'string', global_start_time: 'RationalTime.1?', tracks: 'Stack.1' },
  'Stack.1': { metadata: 'object', name: 'string', source_range: 'TimeRange.1?', effects: 'array', markers: 'array', enabled: 'boolean', children: 'array' }, // prettier-ignore
  'Track.1': { metadata: 'object', name: 'string', source_range: 'TimeRange.1?', effects: 'array', markers: 'array', enabled: 'boolean', kind: 'string', children: 'array' }, // prettier-ignore
  'Clip.2': { metadata: 'object', name: 'string', source_range: 'TimeRange.1?', effects: 'array', markers: 'array', enabled: 'boolean', media_references: 'object', active_media_reference_key: 'string' }, // prettier-ignore
  'Gap.1': { metadata: 'object', name: 'string', source_range: 'TimeRange.1?', effects: 'array', markers: 'array', enabled: 'boolean' }, // prettier-ignore
  'Transition.1': { metadata: 'object', name: 'string', in_offset: 'RationalTime.1', out_offset: 'RationalTime.1', transition_type: 'string' }, // prettier-ignore
  'ExternalReference.1': { metadata: 'object', name: 'string', available_range: 'TimeRange.1?', available_image_bounds: 'null', target_url: 'string' }, // prettier-ignore
  'Marker.2': { metadata: 'object', name: 'string', color: 'string', marked_range: 'TimeRange.1', comment: 'string' },
  'RationalTime.1': { rate: 'number', value: 'number' },
  'TimeRange.1': { start_time: 'RationalTime.1', duration: 'RationalTime.1' },
};
const COLOURS = new Set([
  'PINK',
  'RED',
  'ORANGE',
  'YELLOW',
  'GREEN',
  'CYAN',
  'BLUE',
  'PURPLE',
  'MAGENTA',
  'BLACK',
  'WHITE',
]);

/** Reads an OpenTimelineIO list; everything in it must be of a schema that the reference implementation reads. */
export function readOtio(text: string): Told & { notes: { at: number; name: string; kind: unknown }[] } {
  const timeline = JSON.parse(text) as Bag;
  assert.equal(timeline.OTIO_SCHEMA, 'Timeline.1');
  check(timeline);
  const { num, den } = (timeline['metadata'] as { claude_studio: { rate: { num: number; den: number } } }).claude_studio
    .rate;
  for (const rate of ratesOf(timeline)) assert.equal(rate, num / den);

  const told: Told = { rate: [num, den], frames: 0, begins: valueOf(timeline['global_start_time']), clips: [], joins: [], fadeIn: 0, fadeOut: 0, sounds: [], unused: [] }; // prettier-ignore
  const stack = timeline['tracks'] as Bag;
  const [picture, ...others] = stack['children'] as Bag[];
  assert.ok(picture?.['kind'] === 'Video' && picture['enabled'] === true);
  const children = picture['children'] as Bag[];
  let at = 0;
  children.forEach((child, index) => {
    if (child.OTIO_SCHEMA !== 'Transition.1') {
      told.clips.push(stretchOf(child, at));
      at += durationOf(child);
      return;
    }
    const [before, after] = [valueOf(child['in_offset']), valueOf(child['out_offset'])];
    if (index === 0) told.fadeIn = after;
    else if (index === children.length - 1) told.fadeOut = before;
    else {
      // It may show no more of a file than there is.
      const [from, to] = [children[index - 1] as Bag, children[index + 1] as Bag];
      assert.ok(from.OTIO_SCHEMA === 'Clip.2' && to.OTIO_SCHEMA === 'Clip.2', 'between two clips');
      assert.ok(startOf(to) - before >= availableOf(to).start);
      assert.ok(startOf(from) + durationOf(from) + after <= availableOf(from).start + availableOf(from).frames);
      told.joins.push({ start: at - before, frames: before + after, cut: at });
    }
  });
  told.frames = at;
  for (const track of others) {
    let reached = 0;
    for (const child of track['children'] as Bag[]) {
      if (child.OTIO_SCHEMA === 'Clip.2') {
        assert.equal(child['enabled'], track['enabled']);
        (track['kind'] === 'Audio' ? told.sounds : told.unused).push(stretchOf(child, reached));
      }
      reached += durationOf(child);
    }
    assert.ok(reached <= told.frames);
    if (track['kind'] === 'Video') assert.equal(track['enabled'], false);
  }
  told.sounds.sort(byStart);
  told.unused.sort(byStart);
  const notes = (stack['markers'] as Bag[]).map((marker) => noteOf(marker, 0));
  let start = 0;
  for (const child of children.filter(({ OTIO_SCHEMA }) => OTIO_SCHEMA === 'Clip.2')) {
    const onClip = (child['markers'] as Bag[]).map((marker) => noteOf(marker, start - startOf(child)));
    notes.push(...onClip.filter(({ kind }) => kind === 'title'));
    start += durationOf(child);
  }
  return { ...told, notes };
}

function noteOf(marker: Bag, by: number): { at: number; name: string; kind: unknown } {
  return {
    at: by + startOf({ OTIO_SCHEMA: '', source_range: marker['marked_range'] }),
    name: marker['name'] as string,
    kind: (marker['metadata'] as { claude_studio: { kind: unknown } }).claude_studio.kind,
  };
}

function check(value: unknown, wanted?: string): void {
  if (Array.isArray(value)) return value.forEach((each) => check(each));
  if (value === null || typeof value !== 'object') return;
  const bag = value as Bag;
  if (wanted === undefined && bag.OTIO_SCHEMA === undefined) return;
  const fields = SCHEMAS[bag.OTIO_SCHEMA] ?? assert.fail(`no schema ${bag.OTIO_SCHEMA}`);
  if (wanted !== undefined) assert.equal(bag.OTIO_SCHEMA, wanted);
  assert.deepEqual(Object.keys(bag).toSorted(), ['OTIO_SCHEMA', ...Object.keys(fields)].toSorted());
  for (const [name, kind] of Object.entries(fields)) {
    const member = bag[name];
    if (kind.includes('.')) {
      if (kind.endsWith('?') && member === null) continue;
      check(member, kind.replace('?', ''));
    } else {
      const actual = member === null ? 'null' : Array.isArray(member) ? 'array' : typeof member;
      assert.equal(actual, kind, `${bag.OTIO_SCHEMA} ${name}`);
      if (name !== 'metadata' && kind !== 'string') check(member);
    }
  }
  if (bag.OTIO_SCHEMA === 'Marker.2') assert.ok(COLOURS.has(bag['color'] as string));
  if (bag.OTIO_SCHEMA === 'RationalTime.1') assert.ok(Number.isInteger(bag['value']), 'whole frames');
  if (bag.OTIO_SCHEMA === 'Clip.2') {
    const references = bag['media_references'] as Record<string, unknown>;
    check(Object.values(references));
    assert.ok((bag['active_media_reference_key'] as string) in references);
  }
}

function* ratesOf(value: unknown): Generator<number> {
  if (value === null || typeof value !== 'object') return;
  if ((value as Bag).OTIO_SCHEMA === 'RationalTime.1') yield (value as Bag)['rate'] as number;
  for (const member of Object.values(value)) yield* ratesOf(member);
}

function stretchOf(clip: Bag, start: number): Stretch {
  const url = (referenceOf(clip)['target_url'] as string) ?? '';
  return { name: clip['name'] as string, start, frames: durationOf(clip), source: startOf(clip), url };
}

function referenceOf(clip: Bag): Bag {
  return (clip['media_references'] as Record<string, Bag>)[clip['active_media_reference_key'] as string] as Bag;
}

function availableOf(clip: Bag): { start: number; frames: number } {
  const range = referenceOf(clip)['available_range'] as Bag;
  return { start: valueOf(range['start_time']), frames: valueOf(range['duration']) };
}

const startOf = (item: Bag): number => valueOf((item['source_range'] as Bag)['start_time']);
const durationOf = (item: Bag): number => valueOf((item['source_range'] as Bag)['duration']);
const valueOf = (time: unknown): number => (time as { value: number }).value;
