/**
 * One piece of rendering work in a process of its own, so that its time, CPU and memory are its own: `render-job.ts <what>
 * <folder> <clips>`. See `run.ts`.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AV_CODEC_FLAG_GLOBAL_HEADER, AV_PIX_FMT_YUV420P, FF_ENCODER_LIBX264 } from 'node-av/constants';
import { Codec, CodecContext, Dictionary, FilterGraph, Frame, Rational } from 'node-av/lib';
import { isDry, must, openSource, packetsOf } from '../src/cutting-room/av.ts';
import { openClip } from '../src/cutting-room/clip.ts';
import { conform } from '../src/cutting-room/conform.ts';
import { encodeFrames, encodePicture } from '../src/cutting-room/encode.ts';
import { interleave } from '../src/cutting-room/interleave.ts';
import { openMovie } from '../src/cutting-room/movie.ts';
import { renderFilm } from '../src/cutting-room/render.ts';
import { openSoundTrack } from '../src/cutting-room/sound-track.ts';
import { openUnitCache } from '../src/cutting-room/unit-cache.ts';
import type { Cut } from '../src/film/cut.ts';
import { encodeWav } from '../src/film/wav.ts';

const SIZE = { width: 1280, height: 720 };
const RATE = { num: 24, den: 1 };
/** Five seconds, with half a second more at each end. */
const FRAMES = 120;
const HANDLE = 12;
const JOIN = 12;
const TITLE = 'The Old Lighthouse';

const [what = '', folder = '.', given = '3'] = process.argv.slice(2);
const count = Number(given);
const numbers = Array.from({ length: count }, (_, index) => index);
const take = (index: number): string => join(folder, `take-${index}.mp4`);
const raw = (index: number): string => join(folder, `raw-${index}.mp4`);
const sound = join(folder, `programme-${count}.wav`);

const JOBS: Record<string, () => Promise<void>> = {
  /** Clips as a vendor sends them: larger, quicker, with something in them that moves. */
  shoot: async () => {
    const size = { width: 1920, height: 1080 };
    for (const index of numbers) {
      if (existsSync(raw(index))) continue;
      const pixels = Buffer.alloc(size.width * size.height * 4, 255);
      const draw = (frame: number): Buffer => paint(pixels, size.width, frame, index);
      await encodeFrames({ path: raw(index), size, rate: { num: 30, den: 1 }, frames: 180, draw });
    }
    const samples = Float32Array.from({ length: count * 5 * 48_000 }, (_, at) => 0.2 * Math.sin(at / 30));
    writeFileSync(sound, encodeWav([samples, samples], 48_000));
  },
  conform: async () => {
    for (const index of numbers)
      await conform({ from: raw(index), path: take(index), size: SIZE, rate: RATE, fit: 'pad' });
  },
  first: () => ours(filmOf({}), 'units'),
  again: () => ours(filmOf({}), 'units'),
  title: () => ours(filmOf({ title: 30 }), 'units'),
  swap: () => ours(filmOf({ swap: true }), 'units'),
  burnt: () => ours(filmOf({ captions: true }), 'units-burnt'),
  'burnt-changed': () => ours(filmOf({ captions: true, word: 'lamp' }), 'units-burnt'),
  'one-pass': onePass,
  plain: () => ours(filmOf({ plain: true }), null),
  'stream-copy': streamCopy,
};

interface Change {
  title?: number;
  swap?: boolean;
  captions?: boolean;
  word?: string;
  plain?: boolean;
}

function filmOf({ title = 12, swap = false, captions = false, word = 'light', plain = false }: Change): Cut {
  const middle = Math.floor(count / 2);
  return {
    schema: 'Cut.1',
    id: 'safe',
    rate: RATE,
    ...SIZE,
    clips: numbers.map((index) => ({
      shot: `${index + 1}A`,
      slate: `${index + 1}A-1`,
      // Another take of the middle shot: here the one of its neighbour.
      media: {
        sha256: String(swap && index === middle ? index - 1 : index).padStart(64, '0'),
        extension: 'mp4',
        bytes: 1,
      },
      source: { start: HANDLE, frames: FRAMES },
      available: { start: 0, frames: FRAMES + 2 * HANDLE },
      transitionIn:
        index === 0 || plain ? { kind: 'cut' as const, frames: 0 } : { kind: 'dissolve' as const, frames: JOIN },
      overlays:
        index === 0 && !plain
          ? [{ text: TITLE, style: 'title' as const, position: 'center' as const, range: { start: title, frames: 60 } }]
          : [],
    })),
    sounds: [],
    captions: numbers.map((index) => {
      const said = index === 1 ? word : 'light';
      const text = `Every evening the keeper climbs its steps to light the ${said}.`;
      return { start: index * 5 + 0.2, end: index * 5 + 4.8, text, words: timesOf(text, index * 5 + 0.2) };
    }),
    burnCaptions: captions,
    ...(captions ? { captionStyle: 'karaoke' as const } : {}),
    fadeOut: plain ? 0 : 18,
  };
}

function timesOf(text: string, start: number): { from: number; to: number; start: number; end: number }[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }, at) => ({
    from: index,
    to: index + word.length,
    start: start + at * 0.4,
    end: start + at * 0.4 + 0.35,
  }));
}

async function ours(cut: Cut, units: string | null): Promise<void> {
  const cache =
    units === null
      ? {}
      : { cache: openUnitCache({ folder: join(folder, `${units}-${count}`), cap: 1e9, now: Date.now }) };
  const files = ({ sha256 }: { sha256: string }): string => take(Number(sha256));
  const report = await renderFilm({ cut, files, sound, path: join(folder, 'ours.mp4'), ...cache });
  process.stdout.write(JSON.stringify(report));
}

/** What somebody writes by hand: one graph with every cross-fade, the title and the fade, one encode, the same preset. */
async function onePass(): Promise<void> {
  const seconds = (frames: number): string => (frames / 24).toFixed(6);
  const inputs = numbers.map((index) => {
    const head = index === 0 ? HANDLE : HANDLE - JOIN / 2;
    const tail = HANDLE + FRAMES + (index === count - 1 ? 0 : JOIN / 2);
    return `movie=${take(index)},trim=start_frame=${head}:end_frame=${tail},setpts=PTS-STARTPTS,settb=1/24,fps=24[v${index}]`;
  });
  let last = 'v0';
  const joins = numbers.slice(1).map((index) => {
    const offset = seconds(index * FRAMES - JOIN / 2);
    const line = `[${last}][v${index}]xfade=transition=fade:duration=${seconds(JOIN)}:offset=${offset}[x${index}]`;
    last = `x${index}`;
    return line;
  });
  const fonts = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/fraunces/unicode.json'));
  const font = join(fonts, 'files', 'fraunces-latin-wght-normal.woff2');
  const title = `drawtext=fontfile=${font}:text=${TITLE}:fontsize=90:fontcolor=white:x=(w-tw)/2:y=(h-th)/2:enable='between(t,0.5,3)'`;
  const total = count * FRAMES;
  const end = `[${last}]format=yuv420p,${title},fade=out:start_frame=${total - 18}:nb_frames=18,format=yuv420p,buffersink@out`;
  const graph = new FilterGraph();
  graph.alloc();
  must(graph.parse([...inputs, ...joins, end].join(';'), null, null), 'parse the graph');
  must(await graph.config(), 'configure the graph');
  const sink = graph.filters?.find(({ name }) => name === 'buffersink@out' || name?.includes('buffersink'));
  if (sink === undefined) throw new Error('no sink');

  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
  if (codec === null) throw new Error('no x264');
  using encoder = new CodecContext();
  encoder.allocContext3(codec);
  Object.assign(encoder, {
    ...SIZE,
    pixelFormat: AV_PIX_FMT_YUV420P,
    timeBase: new Rational(1, 24),
    framerate: new Rational(24, 1),
  });
  // As the program does it: all cores, the preset's own key frames and B-frames.
  encoder.threadCount = 0;
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  using options = Dictionary.fromObject({ preset: 'superfast', crf: '20' });
  must(await encoder.open2(codec, options), 'open the encoder');
  await using track = await openSoundTrack(sound, count * 5);
  const movie = await openMovie(join(folder, 'one-pass.mp4'), { rate: RATE, picture: encoder, sound: track.encoder });
  const add = interleave(movie, track, RATE);
  using frame = new Frame();
  frame.alloc();
  let made = 0;
  // B-frames come out of order: the muxer counts decoding times, so they begin two frames before the picture.
  const put = async (packet: Parameters<typeof add>[0], at: bigint): Promise<void> => add(packet, Number(at) + 2);
  while (true) {
    const code = await sink.buffersinkGetFrame(frame);
    if (isDry(code)) break;
    must(code, 'filter');
    const picture = frame.clone();
    frame.unref();
    if (picture === null) throw new Error('no frame');
    picture.pictType = 0 as typeof picture.pictType;
    await encodePicture(encoder, picture, made, (packet) => put(packet, packet.pts));
    made += 1;
  }
  await encodePicture(encoder, null, 0, (packet) => put(packet, packet.pts));
  await add(null, made);
  await movie.finish();
  process.stdout.write(JSON.stringify({ frames: made }));
}

/** All takes behind one another, packet by packet, with the same sound: the least that any film of them takes. */
async function streamCopy(): Promise<void> {
  await using first = await openSource(take(0));
  await using track = await openSoundTrack(sound, count * 5);
  const [shape] = first.format.streams;
  if (shape === undefined) throw new Error('no stream');
  const movie = await openMovie(join(folder, 'copy.mp4'), {
    rate: RATE,
    picture: shape.codecpar as never,
    sound: track.encoder,
  });
  const add = interleave(movie, track, RATE);
  let frame = 0;
  for (const index of numbers) {
    await using source = await openSource(take(index));
    const [stream] = source.format.streams;
    let own = 0;
    if (stream)
      for await (const packet of packetsOf(source, stream)) {
        own += 1;
        if (own <= HANDLE || own > HANDLE + FRAMES) continue;
        await add(packet, frame);
        frame += 1;
      }
  }
  await add(null, frame);
  await movie.finish();
  await using clip = await openClip(join(folder, 'copy.mp4'), RATE);
  process.stdout.write(JSON.stringify({ frames: clip.frames }));
}

/** Stripes that drift over slopes of light, and a grain that x264 has to work for. */
function paint(pixels: Buffer, width: number, frame: number, clip: number): Buffer {
  for (let at = 0, index = 0; at < pixels.length; at += 4, index += 1) {
    const x = index % width;
    const y = (index / width) | 0;
    const stripe = ((x + 2 * y + frame * 5 + clip * 90) >> 6) & 1;
    const grain = ((((x + frame * 3) >> 2) * 73) ^ ((y >> 2) * 151)) & 15;
    pixels[at] = 60 + (x >> 4) + grain;
    pixels[at + 1] = (stripe === 1 ? 150 : 90) + grain;
    pixels[at + 2] = 80 + (y >> 3) + clip * 5;
  }
  return pixels;
}

const job = JOBS[what];
if (job === undefined) throw new Error(`no job ${what}: ${Object.keys(JOBS).join(', ')}`);
await job();
