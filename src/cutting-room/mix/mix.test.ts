import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { decodeAudio, type Stereo } from './audio.ts';
import { measureLoudness } from './loudness.ts';
import { mixProgramme, type MixJob, type MixSound } from './mix.ts';
import { openSoundTrack, soundFrames } from '../codec/sound-track.ts';
import { encodeWav } from '../../film/wav.ts';

const folder = await mkdtemp(join(tmpdir(), 'mix-test-'));
after(() => rm(folder, { recursive: true }));

let files = 0;
async function save(bytes: Uint8Array, extension = 'wav'): Promise<string> {
  const path = join(folder, `${++files}.${extension}`);
  await writeFile(path, bytes);
  return path;
}

/** Seconds of stereo sound from a function of time. */
function sound(seconds: number, sample: (t: number) => number, rate = 48_000): Promise<string> {
  const samples = Float32Array.from({ length: Math.round(seconds * rate) }, (_, i) => sample(i / rate));
  return save(encodeWav([samples, samples], rate));
}

const tone = (hertz: number, level: number) => (t: number) => Math.sin(2 * Math.PI * hertz * t) * level;
/** Syllables: bursts of harmonics, four a second, with peaks as speech has them. */
const speech = (t: number) => {
  const syllable = Math.max(0, Math.sin(2 * Math.PI * 2 * t)) ** 2;
  return (
    [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, n) => sum + Math.cos(2 * Math.PI * 130 * n * t + n * n) / n, 0) *
    0.2 *
    syllable
  );
};

const at = (kind: MixSound['kind'], path: string, options: Partial<MixSound> = {}): MixSound => ({
  kind,
  path,
  at: 0,
  seconds: null,
  gainDb: 0,
  ...options,
});

async function mix(seconds: number, sounds: MixSound[], options: Partial<MixJob> = {}) {
  const programme = await mixProgramme({ seconds, sounds, ...options });
  const path = await save(programme.wav);
  return { ...programme, path, sound: await decodeAudio(path) };
}

/** What FFmpeg's own meter says. */
async function ebur128(path: string): Promise<{ integrated: number; truePeak: number }> {
  let integrated = NaN;
  let truePeak = 0;
  for await (const frame of soundFrames(path, [['ebur128', 'peak=true:metadata=1']])) {
    const tags = frame.getMetadata().getAll();
    integrated = Number(tags['lavfi.r128.I'] ?? integrated);
    for (const channel of [0, 1])
      truePeak = Math.max(truePeak, Number(tags[`lavfi.r128.true_peaks_ch${channel}`] ?? 0));
  }
  return { integrated, truePeak: 20 * Math.log10(truePeak) };
}

/** A programme as the master's AAC, in ADTS: LC, 48 kHz, stereo. */
async function encodeAac(path: string, seconds: number): Promise<string> {
  await using track = await openSoundTrack(path, seconds);
  const parts: Buffer[] = [];
  for await (const packet of track.packets) {
    const data = packet.data ?? Buffer.alloc(0);
    const size = data.length + 7;
    parts.push(
      Buffer.from([0xff, 0xf1, 0x4c, 0x80 | (size >> 11), (size >> 3) & 0xff, ((size & 7) << 5) | 0x1f, 0xfc]),
    );
    parts.push(Buffer.from(data));
  }
  return save(Buffer.concat(parts), 'aac');
}

function level({ left }: Stereo, from: number, to: number): number {
  const part = left.subarray(Math.round(from * 48_000), Math.round(to * 48_000));
  return 10 * Math.log10(part.reduce((sum, x) => sum + x * x, 0) / part.length + 1e-12);
}

/** Level of one frequency alone. */
function levelAt({ left }: Stereo, hertz: number, from: number, to: number): number {
  let sine = 0;
  let cosine = 0;
  const first = Math.round(from * 48_000);
  const last = Math.round(to * 48_000);
  for (let i = first; i < last; i++) {
    sine += (left[i] ?? 0) * Math.sin((2 * Math.PI * hertz * i) / 48_000);
    cosine += (left[i] ?? 0) * Math.cos((2 * Math.PI * hertz * i) / 48_000);
  }
  return 20 * Math.log10(Math.hypot(sine, cosine) / (last - first) + 1e-9);
}

test('the meter agrees with FFmpeg on tones, speech and silence', async () => {
  // EBU Tech 3341: a stereo tone of 1 kHz at −23 dBFS is −23 LUFS.
  const path = await sound(5, tone(1000, 10 ** (-23 / 20)));
  assert.ok(Math.abs(measureLoudness(await decodeAudio(path)).integrated + 23) < 0.1);
  for (const file of [
    path,
    await sound(6, speech),
    await sound(5, (t) => (t < 2 ? tone(440, 0.5)(t) : tone(440, 0.001)(t))),
    // Its samples never meet the crest: 3 dB of it lie between them.
    await sound(3, (t) => Math.sin(2 * Math.PI * 12_000 * t + Math.PI / 4) * 0.9 * Math.min(1, t * 20, (3 - t) * 20)),
  ]) {
    const ours = measureLoudness(await decodeAudio(file));
    const theirs = await ebur128(file);
    assert.ok(Math.abs(ours.integrated - theirs.integrated) < 0.11, `${ours.integrated} against ${theirs.integrated}`);
    assert.ok(Math.abs(ours.truePeak - theirs.truePeak) < 0.25, `${ours.truePeak} against ${theirs.truePeak}`);
  }
  assert.equal(
    measureLoudness({ left: new Float32Array(48_000), right: new Float32Array(48_000) }).integrated,
    -Infinity,
  );
});

test('a programme is −14 LUFS, under −1 dBTP and exact to the sample, before and after AAC', async () => {
  const voice = await sound(4, speech);
  const music = await sound(10, (t) => tone(220, 0.1)(t) + tone(331, 0.1)(t));
  for (const sounds of [
    [at('voice', voice, { at: 1 }), at('voice', voice, { at: 5.5 }), at('music', music)],
    [at('voice', voice, { at: 3 })],
    [at('music', music)],
  ]) {
    const programme = await mix(10.041_67, sounds);
    assert.equal(programme.sound.left.length, Math.round(10.041_67 * 48_000));
    const meter = await ebur128(programme.path);
    assert.ok(Math.abs(meter.integrated + 14) < 0.3, `${meter.integrated} LUFS`);
    assert.ok(meter.truePeak <= -1.5, `${meter.truePeak} dBTP`);
    assert.ok(Math.abs((programme.loudness?.integrated ?? 0) - meter.integrated) < 0.11);
    const encoded = await ebur128(await encodeAac(programme.path, 10.041_67));
    assert.ok(Math.abs(encoded.integrated + 14) < 0.5, `${encoded.integrated} LUFS as AAC`);
    assert.ok(encoded.truePeak <= -1, `${encoded.truePeak} dBTP as AAC`);
  }
});

test('music steps back before somebody speaks and returns afterwards', async () => {
  const voice = await sound(2, (t) => tone(1000, 0.2)(t) * Math.min(1, t * 50));
  const music = await sound(10, tone(300, 0.1));
  const { sound: programme } = await mix(10, [at('voice', voice, { at: 4 }), at('music', music)]);
  const music300 = (from: number, to: number) => levelAt(programme, 300, from, to);
  const free = music300(1, 3);
  assert.ok(Math.abs(music300(4.2, 5.8) - free + 11) < 1, `ducked by ${free - music300(4.2, 5.8)} dB`);
  assert.ok(free - music300(3.95, 4) > 5, 'it is on its way down before the first word');
  assert.ok(Math.abs(music300(3, 3.8) - free) < 0.5);
  assert.ok(Math.abs(music300(8, 9.5) - free) < 0.5);
  assert.ok(free - music300(6.25, 6.35) > 2, 'it comes back gently');
});

test('effects lie well under a voice, and above silence where nobody speaks', async () => {
  const voice = await sound(2, (t) => tone(1000, 0.2)(t) * Math.min(1, t * 50));
  // However loud their files are, each is levelled by itself.
  for (const loud of [0.5, 0.01]) {
    const effect = await sound(10, tone(300, loud));
    const { sound: programme, path } = await mix(10, [at('voice', voice, { at: 4 }), at('effect', effect)]);
    const effect300 = (from: number, to: number) => levelAt(programme, 300, from, to);
    const spoken = levelAt(programme, 1000, 4.2, 5.8);
    assert.ok(spoken - effect300(4.2, 5.8) > 14, `${spoken - effect300(4.2, 5.8)} dB under the voice`);
    assert.ok(spoken - effect300(1, 3) < 12, `${spoken - effect300(1, 3)} dB under the voice where nobody speaks`);
    const meter = await ebur128(path);
    assert.ok(Math.abs(meter.integrated + 14) < 0.5 && meter.truePeak <= -1, `${meter.integrated} LUFS`);
  }
});

test('an effect is quiet by its gain, also when it is the only one, and a short one has a level', async () => {
  const voice = await sound(2, (t) => tone(1000, 0.2)(t) * Math.min(1, t * 50));
  const [effect, click] = [await sound(8, tone(300, 0.2)), await sound(0.2, tone(300, 0.2))];
  /** Decibels against the voice. */
  const heard = async (sounds: MixSound[], from: number, to: number) => {
    const { sound: programme } = await mix(8, [at('voice', voice), ...sounds]);
    return levelAt(programme, 300, from, to) - levelAt(programme, 1000, 0.5, 1.5);
  };
  const full = await heard([at('effect', effect)], 5, 7);
  const soft = await heard([at('effect', effect, { gainDb: -12 })], 5, 7);
  assert.ok(Math.abs(full - 12 - soft) < 0.6, `${full - soft} dB`);
  const short = await heard([at('effect', click, { at: 5 })], 5.05, 5.15);
  assert.ok(Math.abs(short - full) < 4.5, `${short} against ${full}`);
});

test('short music is looped without a gap and long music is faded, to the exact length', async () => {
  const loop = await mix(12, [at('music', await sound(5, tone(300, 0.2)))]);
  for (let t = 0; t < 10; t += 0.25) assert.ok(level(loop.sound, t, t + 0.25) > -25, `${t} s`);
  const long = await mix(6, [at('music', await sound(20, tone(300, 0.2)))]);
  for (const { sound: programme } of [loop, long]) {
    assert.ok(Math.abs(programme.left.at(-1) ?? 1) < 1e-3);
    const end = programme.left.length / 48_000;
    assert.ok(level(programme, end - 0.2, end) < level(programme, end - 3, end - 2) - 12);
  }
});

test('sounds stand where they are put, with their gain', async () => {
  const first = await sound(1, tone(500, 0.2));
  const { sound: programme } = await mix(4, [
    at('production', first, { at: 0.5, seconds: 0.5 }),
    at('production', first, { at: 2, gainDb: -12 }),
    at('production', first, { at: 3.9 }),
    at('production', first, { at: 99 }),
  ]);
  assert.ok(level(programme, 0, 0.49) < -80 && level(programme, 1.02, 1.98) < -80);
  assert.ok(Math.abs(level(programme, 0.6, 0.9) - level(programme, 2.1, 2.9) - 12) < 0.5);
});

test('a sound that begins and ends in the middle of a wave does not click', async () => {
  const wave = await sound(1, (t) => 0.4 * Math.cos(2 * Math.PI * 100 * t));
  for (const kind of ['voice', 'production'] as const) {
    const { left } = (await mix(2, [at(kind, wave, { at: 0.5 })])).sound;
    const peak = left.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const step = left.reduce((most, sample, i) => Math.max(most, Math.abs(sample - (left[i - 1] ?? 0))), 0);
    assert.ok(step < peak * 0.05, `${kind}: a step of ${step} in a wave of ${peak}`);
  }
});

test('a film without sound has silence of the right length and no loudness', async () => {
  const programme = await mix(1.5, []);
  assert.equal(programme.loudness, null);
  assert.equal(programme.sound.left.length, 72_000);
  assert.equal((await mix(2, [at('voice', await save(encodeWav([new Float32Array(480)], 48_000)))])).loudness, null);
});

test('sound of other rates, channels and codecs is read at the same pitch and length', async () => {
  const high = await decodeAudio(await sound(2, tone(440, 0.5), 22_050));
  assert.ok(Math.abs(high.left.length - 96_000) < 200);
  assert.ok(levelAt(high, 440, 0.5, 1.5) > levelAt(high, 450, 0.5, 1.5) + 20);
  const aac = await decodeAudio(await encodeAac(await sound(2, tone(440, 0.5)), 2));
  assert.ok(Math.abs(aac.left.length - 96_000) < 3000);
  assert.ok(levelAt(aac, 440, 0.5, 1.5) > levelAt(aac, 450, 0.5, 1.5) + 20);
});

test('what is no sound is refused in words', async () => {
  const wav = encodeWav([new Float32Array(4800)], 48_000);
  for (const path of [
    await save(new Uint8Array(0), 'mp3'),
    await save(Buffer.from('this is a letter'), 'wav'),
    await save(wav.subarray(0, 30), 'wav'),
    await save(encodeWav([new Float32Array(0)], 48_000), 'wav'),
    join(folder, 'absent.wav'),
    join(folder, 'absent.mp3'),
    folder,
  ]) {
    await assert.rejects(decodeAudio(path), { code: 'media', hint: /mp3, m4a/ }, path);
  }
});

test('a stopped production stops the mix', async () => {
  const job = { seconds: 1, sounds: [at('voice', await sound(1, speech))], signal: AbortSignal.abort() };
  await assert.rejects(mixProgramme(job), { code: 'interrupted' });
});

test('a sound whose beginning is left out begins later in its file', async () => {
  const steps = await sound(3, (t) => (t < 1 ? 0 : tone(t < 2 ? 500 : 1000, 0.4)(t)));
  const whole = await mix(2, [at('production', steps, { from: 1 })]);
  const early = whole.sound.left.subarray(0, 4_800);
  assert.ok(
    early.some((value) => Math.abs(value) > 0.1),
    'the silence at its beginning is not heard',
  );
  const crossings = (part: Float32Array): number =>
    part.reduce((count, value, index) => count + Number(value >= 0 !== (part[index - 1] ?? value) >= 0), 0);
  const second = (from: number): number => crossings(whole.sound.left.subarray((from + 0.1) * 48_000, (from + 0.9) * 48_000)); // prettier-ignore
  assert.ok(Math.abs(second(0) - 800) < 10 && Math.abs(second(1) - 1600) < 20, `${second(0)} ${second(1)}`);
});

test('an effect is as loud as it is by itself, whatever else its file is heard as', async () => {
  const loud = await sound(1, tone(440, 0.5));
  const soft = await sound(1, tone(880, 0.05));
  const { sound: both } = await mix(4, [
    at('music', loud, { at: 0, seconds: 1 }),
    at('effect', loud, { at: 1.5, seconds: 1 }),
    at('effect', soft, { at: 2.75, seconds: 1 }),
  ]);
  const difference = levelAt(both, 440, 1.6, 2.4) - levelAt(both, 880, 2.85, 3.65);
  assert.ok(Math.abs(difference) < 2, `${difference.toFixed(1)} dB apart`);
});
