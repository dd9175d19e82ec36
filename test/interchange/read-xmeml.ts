import assert from 'node:assert/strict';
import { byStart, type Stretch, type Told } from './told.ts';
import { all, type Node, nodes, one, readXml, value } from './xml.ts';

/** Reads Final Cut Pro 7 XML as Premiere and Resolve do: an end of -1 is where the transition says that the cut is. */
export function readXmeml(text: string): Told & { effects: string[]; texts: string[] } {
  const root = readXml(text);
  assert.equal(root.name, 'xmeml');
  assert.equal(root.attributes['version'], '5');
  const sequence = one(root, 'sequence');
  const rate = one(sequence, 'rate');
  const [base, ntsc] = [Number(value(rate, 'timebase')), value(rate, 'ntsc') === 'TRUE'];
  for (const each of all(root, 'rate')) {
    assert.deepEqual([Number(value(each, 'timebase')), value(each, 'ntsc') === 'TRUE'], [base, ntsc]);
  }
  const start = one(sequence, 'timecode');
  const drop = ntsc && base % 30 === 0;
  assert.equal(value(start, 'displayformat'), drop ? 'DF' : 'NDF');
  assert.match(value(start, 'string'), drop ? /^\d\d:\d\d:\d\d;\d\d$/ : /^\d\d:\d\d:\d\d:\d\d$/);

  const files = new Map<string, Node>();
  for (const file of all(root, 'file')) {
    const id = file.attributes['id'] ?? '';
    const known = files.get(id);
    if (known === undefined) {
      assert.ok(nodes(file).length > 0, `${id} is described where it comes first`);
      files.set(id, file);
    } else assert.equal(nodes(file).length, 0, `${id} is described once`);
  }
  const ids = [...all(root, 'clipitem'), ...all(root, 'generatoritem')].flatMap(
    ({ attributes }) => attributes['id'] ?? [],
  );
  assert.equal(new Set(ids).size, ids.length, 'ids are unique');
  for (const link of all(root, 'link')) assert.ok(ids.includes(value(link, 'linkclipref')));

  const told: ReturnType<typeof readXmeml> = {
    rate: ntsc ? [base * 1000, 1001] : [base, 1],
    frames: Number(value(sequence, 'duration')),
    begins: Number(value(start, 'frame')),
    clips: [],
    joins: [],
    fadeIn: 0,
    fadeOut: 0,
    sounds: [],
    unused: [],
    effects: [],
    texts: [],
  };
  const media = one(sequence, 'media');
  const tracks = nodes(one(media, 'video')).filter(({ name }) => name === 'track');
  tracks.forEach((track, index) => {
    const items = nodes(track).filter(({ name }) => name.endsWith('item'));
    if (value(track, 'enabled') === 'FALSE') {
      for (const item of items) {
        assert.equal(value(item, 'enabled'), 'FALSE');
        told.unused.push(stretchOf(items, item, files));
      }
      return;
    }
    for (const item of items) {
      if (item.name === 'generatoritem') {
        const words = all(item, 'parameter').find((parameter) => value(parameter, 'parameterid') === 'str');
        told.texts.push(value(words ?? item, 'value'));
        continue;
      }
      assert.equal(index, 0);
      if (item.name === 'clipitem') {
        told.clips.push(stretchOf(items, item, files));
        continue;
      }
      const [from, till] = [Number(value(item, 'start')), Number(value(item, 'end'))];
      const alignment = value(item, 'alignment');
      if (alignment === 'start-black') told.fadeIn = till - from;
      else if (alignment === 'end-black') told.fadeOut = till - from;
      else {
        told.joins.push({ start: from, frames: till - from, cut: cutOf(item) });
        told.effects.push(value(one(item, 'effect'), 'name'));
      }
    }
  });
  const heard = new Map<string, Stretch>();
  for (const track of nodes(one(media, 'audio')).filter(({ name }) => name === 'track')) {
    let reached = 0;
    for (const item of nodes(track).filter(({ name }) => name === 'clipitem')) {
      const sound = stretchOf([], item, files);
      assert.ok(sound.start >= reached, 'one sound after the other');
      reached = sound.start + sound.frames;
      heard.set(JSON.stringify(sound), sound); // the channels of a sound are one sound
    }
  }
  told.sounds = [...heard.values()].toSorted(byStart);
  told.unused.sort(byStart);
  return told;
}

function stretchOf(items: readonly Node[], item: Node, files: ReadonlyMap<string, Node>): Stretch {
  const at = items.indexOf(item);
  const [start, end, from, till] = ['start', 'end', 'in', 'out'].map((name) => Number(value(item, name))) as [number, number, number, number]; // prettier-ignore
  const [head, tail] = [start === -1 ? items[at - 1] : undefined, end === -1 ? items[at + 1] : undefined];
  if (start === -1) assert.equal(head?.name, 'transitionitem');
  if (end === -1) assert.equal(tail?.name, 'transitionitem');
  const first = head === undefined ? start : cutOf(head);
  const last = tail === undefined ? end : cutOf(tail);
  const before = head === undefined ? 0 : first - Number(value(head, 'start'));
  const after = tail === undefined ? 0 : Number(value(tail, 'end')) - last;
  assert.equal(till - from, last - first + before + after, 'as long in the file as on the track');
  const file = files.get(one(item, 'file').attributes['id'] ?? '');
  assert.ok(file !== undefined && from >= 0 && till <= Number(value(file, 'duration')), 'no more than the file has');
  return {
    name: value(item, 'name'),
    start: first,
    frames: last - first,
    source: from + before,
    url: value(file, 'pathurl'),
  };
}

function cutOf(transition: Node): number {
  const [start, end] = [Number(value(transition, 'start')), Number(value(transition, 'end'))];
  const alignment = value(transition, 'alignment');
  return alignment === 'start-black' ? start : alignment === 'end-black' ? end : Math.floor((start + end) / 2);
}
