import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, readDtd } from './dtd.ts';
import { byStart, type Stretch, type Told } from './told.ts';
import { all, type Node, nodes, one, readXml, textOf } from './xml.ts';

const DTD = readDtd(readFileSync(join(import.meta.dirname, 'fcpxml.dtd'), 'utf8'));

export interface FcpxmlTold extends Told {
  titles: { text: string; start: number; frames: number }[];
  captions: { text: string; start: number; frames: number }[];
  transitions: string[];
  roles: string[];
}

/** Reads FCPXML that keeps to its document type, with every time on a frame. */
export function readFcpxml(text: string): FcpxmlTold {
  const root = readXml(text);
  assert.deepEqual(faultsOf(root, DTD), []);
  const resources = new Map(nodes(one(root, 'resources')).map((node) => [node.attributes['id'] ?? '', node]));
  const [sequence] = all(root, 'sequence');
  assert.ok(sequence);
  const format = resources.get(sequence.attributes['format'] ?? '');
  assert.equal(format?.name, 'format');
  const [den, num] = fraction(format.attributes['frameDuration']);
  const frame = (time: string | undefined): number => {
    const [upper, lower] = fraction(time);
    const frames = (upper * num) / (lower * den);
    assert.ok(Number.isInteger(frames), `${time} is on no frame`);
    return frames;
  };
  const begins = frame(sequence.attributes['tcStart']);
  const drop = den === 1001 && (num === 30_000 || num === 60_000);
  assert.equal(sequence.attributes['tcFormat'], drop ? 'DF' : 'NDF');

  const told: FcpxmlTold = { rate: [num, den], frames: frame(sequence.attributes['duration']), begins, clips: [], joins: [], fadeIn: 0, fadeOut: 0, sounds: [], unused: [], titles: [], captions: [], transitions: [], roles: [] }; // prettier-ignore
  const stretch = (node: Node, start: number): Stretch => {
    const { attributes } = node;
    const asset = resources.get(attributes['ref'] ?? '');
    assert.equal(asset?.name, 'asset');
    const [source, frames] = [frame(attributes['start']), frame(attributes['duration'])];
    assert.ok(source >= 0 && source + frames <= frame(asset.attributes['duration']), 'no more than the file has');
    return {
      name: attributes['name'] ?? '',
      start,
      frames,
      source,
      url: one(asset, 'media-rep').attributes['src'] ?? '',
    };
  };
  const lanes = new Map<string, [number, number][]>();
  const spine = nodes(one(sequence, 'spine'));
  let at = 0;
  spine.forEach((item, index) => {
    const offset = frame(item.attributes['offset']) - begins;
    if (item.name === 'transition') {
      const frames = frame(item.attributes['duration']);
      told.transitions.push(resources.get(one(item, 'filter-video').attributes['ref'] ?? '')?.attributes['name'] ?? '');
      if (index === 0) told.fadeIn = frames;
      else if (index === spine.length - 1) told.fadeOut = frames;
      else told.joins.push({ start: offset, frames, cut: at });
      return;
    }
    assert.equal(item.name, 'asset-clip');
    assert.equal(offset, at, 'the spine has no hole');
    const clip = stretch(item, offset);
    told.clips.push(clip);
    at += clip.frames;
    for (const anchored of nodes(item)) {
      const { lane } = anchored.attributes;
      if (lane === undefined) continue;
      const inside = frame(anchored.attributes['offset']);
      const start = clip.start + inside - clip.source;
      assert.ok(start >= clip.start && start < clip.start + clip.frames, 'it hangs on what it begins over');
      const frames = frame(anchored.attributes['duration']);
      const busy = lanes.get(lane) ?? [];
      assert.ok(
        busy.every(([from, till]) => till <= start || start + frames <= from),
        `two at once on lane ${lane}`,
      );
      lanes.set(lane, [...busy, [start, start + frames]]);
      if (anchored.name === 'title') told.titles.push({ text: textOf(one(anchored, 'text')).trim(), start, frames });
      else if (anchored.name === 'caption')
        told.captions.push({ text: textOf(one(anchored, 'text')).trim(), start, frames });
      else {
        assert.ok(Number(lane) < 0, 'nothing but words lies over the picture');
        told.roles.push(anchored.attributes['audioRole'] ?? '');
        told.sounds.push(stretch(anchored, start));
      }
    }
  });
  assert.equal(at, told.frames);
  for (const audition of all(root, 'audition')) {
    const [active, ...others] = nodes(audition);
    assert.ok(active !== undefined && others.length > 0, 'there is something to choose from');
    const used = told.clips.find(({ name }) => name === active.attributes['name']) ?? assert.fail('it is in the film');
    assert.deepEqual(stretch(active, used.start), used);
    told.unused.push(...others.map((other) => stretch(other, used.start)));
  }
  told.sounds.sort(byStart);
  told.unused.sort(byStart);
  return told;
}

/** `1001/30000s` → [1001, 30000]. */
function fraction(time: string | undefined): [number, number] {
  const [, upper, lower = '1'] = /^(\d+)(?:\/(\d+))?s$/.exec(time ?? '') ?? assert.fail(`no time: ${time}`);
  return [Number(upper), Number(lower)];
}
