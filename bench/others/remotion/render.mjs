// `node render.mjs film.json out.mp4`, in a folder where Remotion is installed.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '@remotion/bundler';
import { renderMedia, selectComposition } from '@remotion/renderer';

const [told, outputLocation] = process.argv.slice(2);
const film = JSON.parse(readFileSync(told, 'utf8'));
const publicDir = mkdtempSync(join(tmpdir(), 'remotion-'));
const put = (path, name) => copyFileSync(path, join(publicDir, name));
const clips = film.clips.map((clip, index) => {
  put(clip.path, `${index}.mp4`);
  return { ...clip, name: `${index}.mp4` };
});
put(film.title.path, 'title.png');
put(film.voice, 'voice.wav');
put(film.music, 'music.wav');

const inputProps = { ...film, clips, total: clips.reduce((sum, { frames }) => sum + frames, 0) };
const browserExecutable = process.env.BENCH_CHROMIUM ?? '/usr/bin/chromium';
const shared = {
  serveUrl: await bundle({ entryPoint: join(import.meta.dirname, 'film.jsx'), publicDir }),
  inputProps,
  browserExecutable,
  chromeMode: 'chrome-for-testing',
  chromiumOptions: { enableMultiProcessOnLinux: true, gl: 'swangle' },
};
const composition = await selectComposition({ ...shared, id: 'film' });
await renderMedia({
  ...shared,
  composition,
  codec: 'h264',
  crf: film.crf,
  x264Preset: film.preset,
  audioBitrate: '192k',
  concurrency: cpus().length,
  logLevel: 'error',
  outputLocation,
});
rmSync(publicDir, { recursive: true, force: true });
process.exit();
