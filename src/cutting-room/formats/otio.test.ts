import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeOtio } from './otio.ts';
import type { Clip, Cut } from '../../film/cut.ts';

const clip = (slate: string, start: number, frames: number, transitionIn: Clip['transitionIn']): Clip => ({
  shot: slate.split('-')[0] ?? '',
  slate,
  media: { sha256: 'a'.repeat(64), extension: 'mp4', bytes: 1 },
  source: { start, frames },
  available: { start: 0, frames: start + frames + 12 },
  transitionIn,
  overlays: [],
});
const cut: Cut = {
  schema: 'Cut.1',
  id: 'balanced',
  rate: { num: 24000, den: 1001 },
  width: 1280,
  height: 720,
  clips: [
    clip('1A-1', 12, 48, { kind: 'fade-black', frames: 12 }),
    clip('1B-2', 12, 60, { kind: 'dissolve', frames: 9 }),
    clip('2A-1', 0, 30, { kind: 'cut', frames: 0 }),
    clip('2B-1', 6, 24, { kind: 'slide-left', frames: 8 }),
  ],
  sounds: [],
  captions: [],
  burnCaptions: false,
  fadeOut: 0,
};

interface Range {
  start_time: { value: number };
  duration: { value: number };
}
interface Child {
  OTIO_SCHEMA: string;
  name: string;
  metadata: { claude_studio?: { kind?: string; opening?: string; frames?: number } };
  source_range: Range;
  in_offset: { value: number };
  out_offset: { value: number };
  active_media_reference_key: string;
  media_references: Record<string, { target_url: string; available_range: Range }>;
}

test('an edit list says everything that the cut says about its picture', () => {
  const timeline = JSON.parse(writeOtio(cut, { name: 'Film "α"', address: ({ slate }) => `takes/${slate} #1.mp4` }));
  assert.equal(timeline.OTIO_SCHEMA, 'Timeline.1');
  assert.equal(timeline.name, 'Film "α"');
  const [track] = timeline.tracks.children;
  assert.equal(track.OTIO_SCHEMA, 'Track.1');
  assert.equal(track.kind, 'Video');
  assert.deepEqual(readBack(track.children, timeline.metadata.claude_studio.rate), {
    rate: cut.rate,
    clips: cut.clips.map(({ slate, source, available, transitionIn }) => ({
      slate,
      source,
      available,
      transitionIn,
      address: `takes/${slate} #1.mp4`,
    })),
  });
});

test('transitions stand between clips and reach as far back as forward', () => {
  const { children } = JSON.parse(writeOtio(cut, { name: 'x', address: () => 'a.mp4' })).tracks.children[0];
  assert.deepEqual(
    children.map((child: Child) => child.OTIO_SCHEMA),
    ['Clip.2', 'Transition.1', 'Clip.2', 'Clip.2', 'Transition.1', 'Clip.2'],
  );
  assert.equal(children[1].in_offset.value, 4);
  assert.equal(children[1].out_offset.value, 5);
  assert.equal(children[1].transition_type, 'SMPTE_Dissolve');
  for (const time of JSON.stringify(children).matchAll(/"RationalTime\.1","rate":([\d.]+)/g)) {
    assert.ok(Math.abs(Number(time[1]) - 23.976) < 0.001);
  }
});

/** Reads the list as another tool would. */
function readBack(children: Child[], rate: unknown) {
  const range = (value: Range) => ({ start: value.start_time.value, frames: value.duration.value });
  const clips = [];
  let join: { kind?: string; frames?: number } = { kind: 'cut', frames: 0 };
  for (const child of children) {
    if (child.OTIO_SCHEMA === 'Transition.1') {
      join = { kind: child.metadata.claude_studio?.kind, frames: child.in_offset.value + child.out_offset.value };
      continue;
    }
    const opening = child.metadata.claude_studio;
    const media = child.media_references[child.active_media_reference_key];
    assert.ok(media);
    clips.push({
      slate: child.name,
      source: range(child.source_range),
      available: range(media.available_range),
      transitionIn: opening ? { kind: opening.opening, frames: opening.frames } : join,
      address: decodeURIComponent(media.target_url),
    });
    join = { kind: 'cut', frames: 0 };
  }
  return { rate, clips };
}
