import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Screen } from '../../../test/fixtures/screen.ts';
import { createTerminal } from '../terminal.ts';
import { createRenderView, madeOf } from './render-view.ts';

test('a render says how far it is, how fast it goes and how long it takes, and leaves no trace', () => {
  const stderr = new Screen({ tty: true, columns: 90 });
  const terminal = createTerminal({ stdout: new Screen(), stderr, env: { LANG: 'C.UTF-8' }, json: false });
  let clock = 1_000_000;
  const view = createRenderView(terminal, { now: () => clock, cwd: '/home/ada' });
  const render = (done: number): void =>
    view.onProgress({ work: 'render', subject: 'film', done, total: 240, seconds: 10 });
  render(1);
  clock += 2_000;
  // The sound is mixed meanwhile, and the picture keeps its own time.
  view.onProgress({ work: 'mix', subject: 'film', done: 1, total: 4 });
  clock += 300;
  view.onProgress({ work: 'draw', subject: '1A-1', done: 1, total: 4 });
  render(96);
  const shown = stderr.shown().join('\n');
  assert.match(shown, /rendering .* 40 %  1\.7x realtime  3\.5 s left/);
  assert.match(shown, /mixing .* 25 %/);
  assert.doesNotMatch(shown, /1A-1/);
  view.onProgress({ work: 'mix', subject: 'film', done: 4, total: 4 });
  clock += 300;
  render(120);
  assert.doesNotMatch(stderr.shown().join('\n'), /mixing/);
  view.stop();
  assert.equal(stderr.shown().join('').trim(), '');
});

test('what a film took is told in one line, without what it did not take', () => {
  assert.equal(
    madeOf({ frames: 360, copied: 300, cached: 36, made: 24 }, 15, 1_800),
    '360 frames: 300 copied, 36 from an earlier render, 24 made; 1.8 s, 8.3x realtime',
  );
  assert.equal(madeOf({ frames: 1, copied: 0, cached: 0, made: 1 }, 1, 20), '1 frame: 1 made; 0.0 s, 50x realtime');
});
