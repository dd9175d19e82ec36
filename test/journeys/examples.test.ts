import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { decodeAudio } from '../../src/cutting-room/mix/audio.ts';
import { measureLoudness } from '../../src/cutting-room/mix/loudness.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { cutFrames } from '../../src/film/cut.ts';
import { frameSize } from '../../src/film/media.ts';
import { shotsOf } from '../../src/film/screenplay.ts';
import { toSeconds } from '../../src/film/time.ts';
import { dataOf, eventsOf, lot, onlyOf, ROOT } from './studio.ts';

const BRIEFS = globSync('examples/*.brief.json', { cwd: ROOT }).toSorted();

/**
 * How long a film gets is nothing of its story: four are made as they are (a length in the concept, none, one of the brief,
 * one of every scene), the others in as many seconds as their story needs. `npm run test:chaos` makes all as they are.
 */
const SHORTER: Record<string, number> = { 'logo-launch': 8, 'midnight-bug': 10, 'moon-rabbit': 6, 'square-robot': 8 };

test('there are eight briefs to learn from', () => assert.equal(BRIEFS.length, 8));

for (const brief of BRIEFS) {
  test(`${basename(brief)} becomes a film that probes right`, async () => {
    using studio = lot();
    const seconds = Number(process.env['STUDIO_CHAOS'] ?? 1) > 1 ? undefined : SHORTER[basename(brief, '.brief.json')];
    const outcome = await studio.run(
      'produce',
      '--brief',
      join(ROOT, brief),
      '--resolution',
      '540p',
      '--json',
      '--run-id',
      'film',
      ...(seconds === undefined ? [] : ['--duration', `${seconds}`]),
    );
    assert.equal(outcome.code, 0, outcome.stderr);

    const events = eventsOf(outcome);
    const { brief: asked, folder, provenance } = onlyOf(events, 'production-started');
    const screenplay = onlyOf(events, 'screenplay-written');
    const { candidates, recommended } = onlyOf(events, 'cut-proposed');
    const cut = candidates.find((candidate) => candidate.cut.id === recommended)?.cut;
    assert.ok(cut);
    assert.equal(provenance, 'offline');

    const film = join(folder, 'film.mp4');
    const facts = await probe(film);
    assert.ok(facts.video && facts.audio);
    assert.equal(facts.video.frames, cutFrames(cut), 'the film is as long as its cut, to the frame');
    assert.equal(facts.video.frames, screenplay.frames);
    assert.equal(facts.video.codec, 'h264');
    assert.equal(facts.video.pixelFormat, 'yuv420p');
    assert.deepEqual({ width: facts.video.width, height: facts.video.height }, frameSize(asked.aspect, '540p'));
    assert.deepEqual(facts.video.colour, { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'tv' });
    assert.equal(facts.audio.codec, 'aac');
    assert.ok(
      Math.abs(facts.audio.seconds - toSeconds(cutFrames(cut), cut.rate)) <= 1 / 24 + 0.025,
      `sound is ${facts.audio.seconds} s`,
    );
    if (asked.seconds !== null) assert.equal(screenplay.frames, Math.round(asked.seconds * 24));

    const { integrated, truePeak } = measureLoudness(await decodeAudio(film));
    assert.ok(Math.abs(integrated + 14) <= 1, `${integrated} LUFS`);
    assert.ok(truePeak <= -1, `${truePeak} dBTP`);

    // faststart: the index lies before the data, so that a browser can begin at once
    const head = readFileSync(film)
      .subarray(0, 1 << 20)
      .toString('latin1');
    assert.ok(head.includes('moov') && head.indexOf('moov') < head.indexOf('mdat'));

    const contract = onlyOf(events, 'contract-frozen');
    const answered = new Set(shotsOf(screenplay).flatMap((shot) => shot.elements));
    assert.deepEqual(
      contract.elements.filter((element) => element.must && !answered.has(element.id)),
      [],
    );

    const { pilots } = onlyOf(events, 'pitch-made');
    assert.ok(pilots.length >= 2 && pilots.length <= 3);
    assert.ok(pilots.reduce((total, pilot) => total + pilot.allocation, 0) <= asked.budget);

    const takes = dataOf(events, 'take-adopted');
    assert.ok(takes.every((take) => take.provenance === 'offline' && take.cost === 0));
    const reserved = dataOf(events, 'money-reserved').map(({ reservation }) => reservation);
    const settled = dataOf(events, 'money-settled').map(({ reservation }) => reservation);
    assert.deepEqual(settled.toSorted(), reserved.toSorted(), 'every act is reserved once and settled once');

    const files = globSync('**/*', { cwd: folder }).map((file) => file.replaceAll('\\', '/'));
    for (const file of [
      'poster.png',
      'contact-sheet.png',
      'screenplay.md',
      'captions.srt',
      'captions.vtt',
      'cut.otio',
      'ledger.csv',
      'report.html',
    ]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
    assert.equal(files.filter((file) => /^takes\/.*\.mp4$/.test(file)).length, takes.length);
  });
}
