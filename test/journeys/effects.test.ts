import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { decodeAudio, type Stereo } from '../../src/cutting-room/mix/audio.ts';
import { encodeWav } from '../../src/film/wav.ts';
import { unwrapped } from './paying.ts';
import { dataOf, eventsOf, lot, onlyOf, type Line, type Lot } from './studio.ts';

const STORY = 'Rain falls on a city street. A cat sleeps in a kitchen.';
/** Drawn here, small, with nothing under the words that we did not ask for. */
const FILM = '--duration 6 --scenes 2 --resolution 540p --aspect 1:1 --budget 1 --no-music --json --run-id wet'.split(
  ' ',
);

const folderOf = (events: Line[]): string => onlyOf(events, 'production-started').folder;
const cutOf = (events: Line[]) => {
  const { candidates, recommended } = onlyOf(events, 'cut-proposed');
  return candidates.find(({ cut }) => cut.id === recommended)?.cut ?? assert.fail();
};

/** Decibels of a stretch. */
function level({ left }: Stereo, from: number, to: number): number {
  const part = left.subarray(Math.round(from * 48_000), Math.round(to * 48_000));
  return 10 * Math.log10(part.reduce((sum, x) => sum + x * x, 0) / part.length + 1e-12);
}

/** The longest stretch in which nobody speaks, and the first word. */
function silenceOf(events: Line[]): { from: number; to: number; spoken: number } {
  const cut = cutOf(events);
  const lines = dataOf(events, 'voice-adopted').map(({ media, words }) => {
    const at = cut.sounds.find((sound) => sound.media.sha256 === media.sha256)?.at ?? assert.fail();
    return { from: at + (words[0]?.start ?? 0), to: at + (words.at(-1)?.end ?? 0) };
  });
  const inOrder = lines.toSorted((a, b) => a.from - b.from);
  const gaps = inOrder.slice(1).map(({ from }, i) => ({ from: (inOrder[i]?.to ?? 0) + 0.35, to: from - 0.15 }));
  const longest = gaps.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0] ?? assert.fail('nobody is ever silent');
  assert.ok(longest.to - longest.from > 0.2, `${longest.from} to ${longest.to}`);
  return { ...longest, spoken: inOrder[0]?.from ?? 0 };
}

async function made(studio: Lot, ...flags: string[]): Promise<Line[]> {
  const outcome = await studio.run('produce', STORY, ...FILM, ...flags);
  assert.equal(outcome.code, 0, outcome.stderr);
  return eventsOf(outcome);
}

describe('effects', { concurrency: 2 }, () => {
  test('rain that is seen is heard between the words, is handed over under its name, and comes back when it is lost', async () => {
    using studio = lot();
    const events = await made(studio);
    const { provenance, provider, sounds } = onlyOf(events, 'effects-adopted');
    assert.deepEqual([provenance, provider], ['offline', 'foley']);
    const rain = sounds.find(({ sound }) => sound === 'rain')?.media ?? assert.fail('no rain');
    const heard = cutOf(events).sounds.filter(({ kind }) => kind === 'effect');
    assert.ok(heard.some(({ media }) => media.sha256 === rain.sha256));

    const film = join(folderOf(events), 'film.mp4');
    const sound = await decodeAudio(film);
    const { from, to, spoken } = silenceOf(events);
    const between = level(sound, from, to);
    assert.ok(between > -45, `${between} dB between the words`);
    assert.ok(level(sound, spoken, spoken + 0.6) - between > 6, 'under them');
    const loudness = onlyOf(events, 'film-mastered').loudness;
    assert.ok(Math.abs((loudness?.integrated ?? 0) + 14) < 0.5 && (loudness?.truePeak ?? 0) <= -1);

    const manifest = JSON.parse(readFileSync(join(folderOf(events), 'manifest.json'), 'utf8')) as {
      assets: { name: string; kind: string; provider: string; sound?: string }[];
    };
    const asset = manifest.assets.find(({ name }) => name === 'effect-rain');
    assert.deepEqual([asset?.kind, asset?.provider, asset?.sound], ['effect', 'foley', 'rain']);
    const otio = readFileSync(join(folderOf(events), 'cut.otio'), 'utf8');
    assert.match(otio, /"name": ?"effects"/);

    const before = readFileSync(film);
    rmSync(join(studio.home, 'media'), { recursive: true });
    const again = await studio.run('resume', 'wet', '--json');
    assert.equal(again.code, 0, again.stderr);
    assert.equal(dataOf(eventsOf(again), 'effects-adopted').length, 1, 'it is the same sound');
    assert.deepEqual(readFileSync(film), before);
  });

  test('--effects none has silence between the words, and an own sound is heard where it was put', async () => {
    using studio = lot();
    // A chirp: nothing else has its shape.
    const chirp = Float32Array.from({ length: 14_400 }, (_, i) => {
      const t = i / 48_000;
      return 0.4 * Math.sin(2 * Math.PI * (700 * t + 4000 * t * t)) * Math.sin((Math.PI * i) / 14_400);
    });
    writeFileSync(join(studio.folder, 'chirp.wav'), encodeWav([chirp], 48_000));
    const events = await made(studio, '--effects', 'none', '--effect', 'chirp.wav@2');
    assert.equal(dataOf(events, 'effects-adopted').length, 0);
    const effects = cutOf(events).sounds.filter(({ kind }) => kind === 'effect');
    assert.deepEqual(
      effects.map(({ at }) => at),
      [2],
    );
    const manifest = readFileSync(join(folderOf(events), 'manifest.json'), 'utf8');
    assert.match(manifest, /"effect-chirp"/, 'it keeps its name');
    const { left, right } = await decodeAudio(join(folderOf(events), 'film.mp4'));
    const film = { left, right };
    const likeness = (at: number): number => {
      const start = Math.round(at * 48_000);
      let [both, own] = [0, 1e-9];
      for (const [i, x] of chirp.entries()) {
        both += x * (left[start + i] ?? 0);
        own += (left[start + i] ?? 0) ** 2;
      }
      return both / Math.sqrt(own);
    };
    const places = Array.from({ length: 2 * 960 }, (_, i) => 1 + i / 960);
    const best = places.reduce((most, at) => (likeness(at) > likeness(most) ? at : most));
    assert.ok(Math.abs(best - 2) < 0.003, `it is heard at ${best} s`);
    const { from, to } = silenceOf(events);
    const quiet = from < 2.4 && to > 1.9 ? [Math.max(from, 2.4), Math.max(to, 2.5)] : [from, to];
    assert.ok(level(film, quiet[0] ?? 0, quiet[1] ?? 0) < -60, 'nothing else is heard');
  });

  test('what cannot be heard is refused before anything is made, and says what to do', async () => {
    using studio = lot();
    writeFileSync(join(studio.folder, 'door.wav'), encodeWav([new Float32Array(4800).fill(0.1)], 48_000));
    writeFileSync(join(studio.folder, 'letter.wav'), 'this is a letter');
    for (const [flags, hint] of [
      ['--effect door.wav', '--effect door.wav@2.5'],
      ['--effect door.wav@', '--effect door.wav@2.5'],
      ['--effect door.wav@soon', '--effect door.wav@2.5'],
      ['--effect door.wav@-1', '--effect door.wav@2.5'],
      ['--effect gone.wav@1', 'Check the path'],
      ['--effect letter.wav@1', 'Use an undamaged mp3'],
      ['--effects loud', 'It is one of: synthesised, none.'],
    ] as const) {
      const refused = await studio.run('produce', STORY, ...FILM, ...flags.split(' '));
      assert.equal(refused.code, 2, `${flags}: ${refused.stderr}`);
      assert.ok(unwrapped(refused.stderr).includes(hint), `${flags}: ${refused.stderr}`);
    }
    for (const [flags, hint] of [
      ['--audio-tier none --effects synthesised', 'say --audio-tier simple_overlay'],
      ['--audio-tier none --effect door.wav@1', 'say --audio-tier simple_overlay'],
      ['--audio-tier music_only --effect door.wav@1', 'say --audio-tier simple_overlay'],
    ] as const) {
      const words = ['produce', STORY, '--budget', '1', '--run-id', 'still', ...flags.split(' ')];
      const refused = await studio.run(...words);
      assert.equal(refused.code, 2, `${flags}: ${refused.stderr}`);
      assert.ok(unwrapped(refused.stderr).includes(hint), `${flags}: ${refused.stderr}`);
    }
    assert.equal((await studio.run('runs', '--json')).stdout, '');
    // How long the film is nobody knows before it is written.
    const late = await studio.run('produce', STORY, ...FILM, '--effect', 'door.wav@60');
    assert.equal(late.code, 2, late.stderr);
    assert.match(
      unwrapped(late.stderr),
      /door.wav begins at 60 s, and the film is over at 6.0 s.*hint: Give it an earlier/s,
    );
    assert.equal(dataOf(eventsOf(late), 'take-intended').length, 0);
  });
});
