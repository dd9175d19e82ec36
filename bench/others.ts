/**
 * Other ways to make the film of the bench, each as far as it is installed here; nothing is downloaded. See
 * `others/README.md`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Described } from './film.ts';

export interface Other {
  name: string;
  /** The first line that it says about itself, or null when it is not here. */
  version(): string | null;
  /** What it is asked to do, for the reader. */
  settings: string;
  /** The longest film that it is asked for, in clips. */
  most: number;
  command(film: Described, out: string): { command: string; args: string[]; env?: NodeJS.ProcessEnv };
}

const HERE = join(import.meta.dirname, 'others');
const PYTHON = process.env['BENCH_PYTHON'] ?? 'python3';
const REMOTION = process.env['BENCH_REMOTION'] ?? '';
const EDITLY = process.env['BENCH_EDITLY'] ?? '';

/** What somebody writes by hand: one graph with every dissolve, the title, the fade and the sound; one encode. */
export const HAND: Other = {
  name: 'ffmpeg, one pass by hand',
  version: () => firstLine('ffmpeg', ['-version']),
  settings: 'xfade, overlay of the title, fade, sidechaincompress, amix, loudnorm; x264 with all cores; aac_coder fast',
  most: 60,
  command: (film, out) => ({ command: 'ffmpeg', args: [...QUIET, ...onePass(film), out] }),
};

/** The takes behind one another without decoding them, under sound that was mixed beforehand. */
export const COPY: Other = {
  name: 'ffmpeg, stream copy',
  version: () => HAND.version(),
  settings: 'concat demuxer with inpoint and outpoint, -c:v copy; aac_coder fast',
  most: 60,
  command: (film, out) => {
    const at = (frames: number): string => (frames / film.fps).toFixed(6);
    const lines = film.clips.map(
      ({ path, start, frames }) => `file '${path}'\ninpoint ${at(start)}\noutpoint ${at(start + frames)}\n`,
    );
    const list = `${out}.txt`;
    writeFileSync(list, lines.join(''));
    const inputs = ['-f', 'concat', '-safe', '0', '-i', list, '-i', film.programme];
    const maps = ['-map', '0:v', '-map', '1:a', '-c:v', 'copy', ...AAC, '-b:a', String(film.audioBitRate)];
    return { command: 'ffmpeg', args: [...QUIET, ...inputs, ...maps, '-movflags', '+faststart', out] };
  },
};

export const OTHERS: readonly Other[] = [
  {
    name: 'MLT (melt)',
    version: () => firstLine('melt', ['--version']),
    settings:
      'XML: playlist with luma mixes, picture on a second track (composite), two sounds; avformat consumer, threads 0',
    most: 60,
    command: (film, out) => {
      const project = `${out}.mlt`;
      writeFileSync(project, mltOf(film));
      const how = ['vcodec=libx264', `preset=${film.preset}`, `crf=${film.crf}`, 'threads=0', 'acodec=aac'];
      const sound = [`ab=${film.audioBitRate}`, 'ar=48000', 'channels=2', 'movflags=+faststart'];
      return {
        command: 'melt',
        args: [project, '-consumer', `avformat:${out}`, ...how, ...sound, 'real_time=-2', 'terminate_on_pause=1'],
        env: { QT_QPA_PLATFORM: 'offscreen' },
      };
    },
  },
  python('libopenshot', 'openshot_film.py', 12, 'Timeline with alpha keyframes; FFmpegWriter, libx264'),
  python('MoviePy', 'moviepy_film.py', 12, 'CompositeVideoClip with CrossFadeIn; libx264, threads = cores'),
  {
    name: 'editly',
    version: () => (existsSync(join(EDITLY, 'cli.js')) ? packageOf(EDITLY) : null),
    settings: 'fade transitions, image overlay; its own x264 settings but for preset and crf',
    most: 3,
    command: (film, out) => {
      const spec = `${out}.json5`;
      writeFileSync(spec, JSON.stringify(editlyOf(film, out)));
      return { command: process.env['BENCH_EDITLY_NODE'] ?? 'node', args: [join(EDITLY, 'cli.js'), spec] };
    },
  },
  {
    name: 'Remotion',
    version: () =>
      REMOTION !== '' && existsSync(REMOTION) ? packageOf(join(REMOTION, 'node_modules', 'remotion')) : null,
    settings: 'OffthreadVideo in Sequences, opacity for dissolves, Chromium of the system; h264, crf 20, superfast',
    most: 3,
    command: (film, out) => {
      const told = `${out}.film.json`;
      writeFileSync(told, JSON.stringify(film));
      return { command: process.execPath, args: [join(REMOTION, 'render.mjs'), told, out] };
    },
  },
];

function python(name: string, script: string, most: number, settings: string): Other {
  return {
    name,
    settings,
    most,
    version: () => firstLine(PYTHON, [join(HERE, script), '--version']),
    command: (film, out) => {
      const told = `${out}.film.json`;
      writeFileSync(told, JSON.stringify(film));
      return { command: PYTHON, args: [join(HERE, script), told, out] };
    },
  };
}

const QUIET = ['-y', '-nostdin', '-v', 'error'];
const AAC = ['-c:a', 'aac', '-aac_coder', 'fast'];

function onePass(film: Described): string[] {
  const { clips, fps, join: length, title } = film;
  const half = length / 2;
  const seconds = (frames: number): string => (frames / fps).toFixed(6);
  const total = totalOf(film);
  const parts = clips.map(({ start, frames }, index) => {
    const from = index === 0 ? start : start - half;
    const to = start + frames + (index === clips.length - 1 ? 0 : half);
    return `[${index}:v]trim=start_frame=${from}:end_frame=${to},setpts=PTS-STARTPTS,settb=1/${fps},fps=${fps},format=yuv420p[v${index}]`;
  });
  let last = 'v0';
  const joins = clips.slice(1).map((_, at) => {
    const index = at + 1;
    const cut = clips.slice(0, index).reduce((sum, { frames }) => sum + frames, 0);
    const line = `[${last}][v${index}]xfade=transition=fade:duration=${seconds(length)}:offset=${seconds(cut - half)}[x${index}]`;
    last = `x${index}`;
    return line;
  });
  const [picture, voice, music] = [clips.length, clips.length + 1, clips.length + 2];
  const shown = `between(n,${title.start},${title.start + title.frames - 1})`;
  const graph = [
    ...parts,
    ...joins,
    `[${last}][${picture}:v]overlay=x=(W-w)/2:y=(H-h)/2:enable='${shown}':format=yuv420[t]`,
    `[t]trim=end_frame=${total},fade=out:start_frame=${total - film.fadeOut}:nb_frames=${film.fadeOut},format=yuv420p[v]`,
    `[${voice}:a]aresample=48000,aformat=channel_layouts=stereo,asplit[s][k]`,
    `[${music}:a][k]sidechaincompress=threshold=0.05:ratio=6:attack=50:release=300[m]`,
    '[m][s]amix=inputs=2:normalize=0,loudnorm=I=-14:TP=-1:LRA=11,aresample=48000,aformat=channel_layouts=stereo[l]',
    `[l]apad,atrim=end_sample=${Math.round((total / fps) * 48_000)}[a]`,
  ];
  const inputs = [...clips.map(({ path }) => path), title.path, film.voice, film.music].flatMap((path) => ['-i', path]);
  // After each join the xfade of FFmpeg 5.1 leaves a frame out, and the one before it is shown twice.
  const exactly = ['-r', String(fps), '-frames:v', String(total)];
  const picturesAs = ['-c:v', 'libx264', '-preset', film.preset, '-crf', String(film.crf)];
  const soundAs = [...AAC, '-b:a', String(film.audioBitRate), '-movflags', '+faststart'];
  const maps = ['-filter_complex', graph.join(';'), '-map', '[v]', '-map', '[a]'];
  return [...inputs, ...maps, ...exactly, ...picturesAs, ...soundAs];
}

function totalOf({ clips }: Described): number {
  return clips.reduce((sum, { frames }) => sum + frames, 0);
}

/** MLT's own project: bodies and luma mixes on one track, the title on the next, the sounds on two more. */
function mltOf(film: Described): string {
  const { clips, fps, width, height, join: length, title } = film;
  const half = length / 2;
  const total = totalOf(film);
  const property = (name: string, value: string | number): string => `<property name="${name}">${value}</property>`;
  const producer = (id: string, path: string, more: string): string =>
    `<producer id="${id}">${property('resource', path)}${more}</producer>`;
  const mute = property('mlt_service', 'avformat') + property('audio_index', -1);
  const mixes = clips.slice(1).map(({ start }, at) => {
    const before = clips[at];
    const from = (before?.start ?? 0) + (before?.frames ?? 0) - half;
    const fades = `<transition out="${length - 1}">${property('mlt_service', 'luma')}${property('a_track', 0)}${property('b_track', 1)}</transition>`;
    const track = (id: number, first: number): string =>
      `<track producer="c${id}" in="${first}" out="${first + length - 1}"/>`;
    return `<tractor id="mix${at + 1}" out="${length - 1}">${track(at, from)}${track(at + 1, start - half)}${fades}</tractor>`;
  });
  const entries = clips.map(({ start, frames }, index) => {
    const from = index === 0 ? start : start + half;
    const to = start + frames - (index === clips.length - 1 ? 0 : half) - 1;
    const mixed = index === 0 ? '' : `<entry producer="mix${index}" in="0" out="${length - 1}"/>`;
    return `${mixed}<entry producer="c${index}" in="${from}" out="${to}"/>`;
  });
  const sounds = [film.voice, film.music].map((path, at) => producer(`s${at}`, path, property('video_index', -1)));
  const [left, top] = [(width - title.width) / 2, (height - title.height) / 2];
  // Without a place of its own the picture would be fitted to the frame.
  const over =
    property('a_track', 0) +
    property('b_track', 1) +
    property('geometry', `${left}/${top}:${title.width}x${title.height}:100`);
  const shown = `in="${title.start}" out="${title.start + title.frames - 1}"`;
  const sum = (track: number): string =>
    `<transition>${property('mlt_service', 'mix')}${property('a_track', 0)}${property('b_track', track)}${property('always_active', 1)}${property('sum', 1)}</transition>`;
  const dark = property('mlt_service', 'brightness') + property('level', `0=1;${film.fadeOut - 1}=0`);
  return [
    '<?xml version="1.0"?><mlt producer="film">',
    `<profile width="${width}" height="${height}" frame_rate_num="${fps}" frame_rate_den="1" sample_aspect_num="1" sample_aspect_den="1" progressive="1" colorspace="709" display_aspect_num="16" display_aspect_den="9"/>`,
    ...clips.map(({ path }, index) => producer(`c${index}`, path, mute)),
    ...mixes,
    `<playlist id="pictures">${entries.join('')}</playlist>`,
    producer('words', title.path, property('mlt_service', 'qimage')),
    `<playlist id="title"><blank length="${title.start}"/><entry producer="words" in="0" out="${title.frames - 1}"/></playlist>`,
    ...sounds,
    ...[0, 1].map((at) => `<playlist id="p${at}"><entry producer="s${at}" in="0" out="${total - 1}"/></playlist>`),
    `<tractor id="film" out="${total - 1}"><track producer="pictures"/><track producer="title"/><track producer="p0" hide="video"/><track producer="p1" hide="video"/>`,
    `<transition ${shown}>${property('mlt_service', 'composite')}${over}</transition>${sum(2)}${sum(3)}`,
    `<filter in="${total - film.fadeOut}" out="${total - 1}">${dark}</filter></tractor></mlt>`,
  ].join('\n');
}

function editlyOf(film: Described, out: string) {
  const { clips, fps, width, height, join: length, title } = film;
  const at = (frames: number): number => frames / fps;
  const half = length / 2;
  return {
    outPath: out,
    width,
    height,
    fps,
    defaults: { transition: { name: 'fade', duration: at(length) } },
    clips: clips.map(({ path, start, frames }, index) => {
      const from = index === 0 ? start : start - half;
      const to = start + frames + (index === clips.length - 1 ? 0 : half);
      const picture = { type: 'video', path, cutFrom: at(from), cutTo: at(to) };
      const words = {
        type: 'image-overlay',
        width: title.width / width,
        path: title.path,
        start: at(title.start),
        stop: at(title.start + title.frames),
      };
      return { duration: at(to - from), layers: index === 0 ? [picture, words] : [picture] };
    }),
    audioTracks: [{ path: film.voice }, { path: film.music }],
    customOutputArgs: ['-c:v', 'libx264', '-preset', film.preset, '-crf', String(film.crf), '-pix_fmt', 'yuv420p'],
  };
}

function firstLine(command: string, args: string[]): string | null {
  try {
    const said = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return said.split('\n')[0]?.trim() ?? null;
  } catch {
    return null;
  }
}

function packageOf(folder: string): string | null {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return null;
  const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as { name: string; version: string };
  return `${name} ${version}`;
}
