import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { frameSize, type Size } from '../film/media.ts';
import type { VideoRequest } from '../film/request.ts';
import type { CameraMove, ShotSize } from '../film/screenplay.ts';
import { cameraOf, type Camera, type View } from './camera.ts';
import type { Terrain } from './blocking.ts';
import { isTight, nearAs } from './framing.ts';
import { castOf, type Cast } from './cast.ts';
import { actors } from './actors.ts';
import { css, fade } from './colour.ts';
import { live, merged, released, softened, stageOf, type Layer, type Stage } from './layer.ts';
import { slateLine } from './lettering.ts';
import { lightOf, paintOf } from './light.ts';
import { airOf, particles } from './particles.ts';
import { openSeeds, showSeed } from './pictures.ts';
import { hashOf, randomFrom } from './random.ts';
import { NOWHERE, placeFor, type Place } from './scenery/places.ts';
import { inStyle } from './style.ts';
import type { Pen } from './subject.ts';
import { findSubject } from './subjects/index.ts';
import { lookOf } from './subjects/look.ts';

/** A shot that is ready to be drawn, frame by frame, in any order. */
export interface Drawing {
  width: number;
  height: number;
  frames: number;
  /** What could not be drawn as asked, and what stands in for it. */
  warnings: string[];
  /** RGBA, 8 bits a channel, opaque, row by row; valid until the next call. Let the event loop turn between frames
   * (`await setImmediate()`): only then does the canvas get its memory back, and a frame costs half. */
  draw(index: number): Buffer;
  /** Gives its pictures back: tens of megabytes of which the garbage collector knows nothing. Nothing is drawn afterwards. */
  close(): void;
}

/** How much nearer the setting is seen, and how far out of focus it lies in pixels at 720p, when figures fill the frame. */
const NEARNESS: Record<ShotSize, { zoom: number; blur: number }> = {
  'extreme-wide': { zoom: 1, blur: 0 },
  wide: { zoom: 1.1, blur: 0 },
  full: { zoom: 1.2, blur: 0 },
  medium: { zoom: 1.38, blur: 2 },
  'medium-close-up': { zoom: 1.55, blur: 5 },
  'close-up': { zoom: 1.8, blur: 9 },
  'extreme-close-up': { zoom: 2.1, blur: 13 },
};

const DOLLIES: ReadonlySet<CameraMove> = new Set(['push-in', 'pull-out']);
/** Depth by which a dolly nears all that lies behind the figures: near their own, so that feet stay on the ground. */
const DOLLY_DEPTH = 0.78;

/**
 * Prepares one shot of the screenplay for drawing. The same request gives the same bytes, and one thread the same look in
 * every request. It never throws for what the shot asks: unknown words become lettering and a warning.
 */
export async function stageShot(
  request: VideoRequest,
  seeds: readonly { id: string; image: Buffer }[],
): Promise<Drawing> {
  const { shot, threads, frames, rate } = request;
  const size = frameSize(request.aspect, request.resolution);
  const warnings: string[] = [];
  const pictures = await openSeeds(shot, seeds, warnings);
  const known = placeFor(shot.setting, shot.description);
  if (!known) warnings.push(`cannot draw the place "${shot.setting.place}": shown as an abstract backdrop`);
  if (request.style !== null && inStyle(lightOf(shot.setting, shot.mood, shot.light, 0), request.style) === null) {
    warnings.push(`knows no look called "${request.style}": drawn in the house style`);
  }
  const place = known ?? NOWHERE;
  const stage = build(request, place, size);
  const cast = castOf(shot, threads, size, terrainOf(place, stage), { findSubject, lookOf });
  warnings.push(...cast.warnings);
  const acts = actors(cast, stage, request, place.interior ? 'wall' : place.weightless ? 'air' : 'posts');
  const move = moveOf(shot, cast);
  const camera = cameraOf(move, size, hashOf(shot.id));
  const air = airOf(
    {
      ...shot.setting,
      interior: place.interior || shot.setting.interior,
      mood: shot.mood,
      place: place.id,
      words: `${shot.description} ${shot.setting.place}`,
    },
    stage.light.dark,
  ).map((kind) => particles(stage, kind));
  const lead = cast.players.find(({ figure }) => figure.principal);
  const shown = pictures.map((seed) => ({
    use: seed.use,
    draw: showSeed(seed, size, stage.light, lead ? lead.x / size.width : null),
  }));
  const grade = gradeOf(stage);
  const haze = css(stage.light.haze);
  const slate = request.slateText === null ? null : slateLine(request.slateText, size.width, stage.unit);
  const target = createCanvas(size.width, size.height);
  const pen = target.getContext('2d');
  const pixels = Buffer.alloc(size.width * size.height * 4);
  // A lens bends the finished scene, a dolly nears its sheets: one picture to resample instead of every layer.
  const dolly = DOLLIES.has(move) && stage.layers.filter(({ depth }) => depth <= 1).length > 1;
  const whole = camera.lens !== null || dolly;
  const scene = createCanvas(whole ? size.width : 1, whole ? size.height : 1);
  const scenePen = scene.getContext('2d');

  return {
    ...size,
    frames,
    warnings,
    draw(index) {
      const seconds = (index * rate.den) / rate.num;
      const progress = frames > 1 ? index / (frames - 1) : 0;
      drawFrame(seconds, progress);
      readBack(target, pixels);
      return pixels;
    },
    close() {
      for (const layer of stage.layers) if (layer.kind === 'baked') released(layer.picture);
      for (const picture of [target, scene, grade]) released(picture);
    },
  };

  function drawFrame(seconds: number, progress: number): void {
    const lens = camera.lens?.(progress, seconds);
    if (lens) {
      drawScene(scenePen, seconds, progress);
      moved(pen, lens, { x: size.width / 2, y: size.height / 2 }, false, () => pen.drawImage(scene, 0, 0));
    } else drawScene(pen, seconds, progress);
    pen.drawImage(grade, 0, 0);
    if (slate) {
      const edge = Math.round(16 * stage.unit);
      pen.drawImage(slate, edge, size.height - slate.height - edge);
    }
  }

  function drawScene(to: Pen, seconds: number, progress: number): void {
    const filling = shown.find(({ use }) => use === 'full-frame');
    if (filling) {
      filling.draw(to, progress, seconds);
      // What is revealed or stands in the shot is seen before the picture that fills it.
      for (const { use, draw } of shown) if (use !== 'full-frame') draw(to, progress, seconds);
      return;
    }
    const view = (depth: number, when: number) => viewOf(camera, cast, move === 'tracking', depth, when);
    const at = (depth: number, draw: () => void) => {
      const [from, until] = [view(depth, 0), view(depth, 1)];
      const pace = Math.hypot(until.x - from.x, until.y - from.y) / frames;
      moved(to, view(depth, progress), cast.focus, pace > SLOW, draw);
    };
    const layers = (from: number, upTo: number) => {
      if (dolly && upTo <= 1) {
        drawSheets(scenePen, seconds, progress);
        at(DOLLY_DEPTH, () => to.drawImage(scene, 0, 0));
        return;
      }
      for (const layer of stage.layers) {
        if (layer.depth <= from || layer.depth > upTo) continue;
        if (layer.kind === 'live') at(layer.depth, () => layer.draw(to, seconds, progress));
        else at(layer.depth, () => drawBaked(to, layer));
      }
    };
    fillAir(to);
    layers(-1, 1);
    for (const { use, draw } of shown) if (use === 'framed') at(0.8, () => draw(to, progress, seconds));
    for (const actor of acts) at(actor.depth, () => actor.draw(to, seconds, progress));
    for (const { use, draw } of shown) if (use !== 'framed') at(1, () => draw(to, progress, seconds));
    layers(1, 9);
    for (const fall of air) fall(to, seconds);
  }

  /** All sheets behind the figures as they lie. */
  function drawSheets(to: Pen, seconds: number, progress: number): void {
    fillAir(to);
    for (const layer of stage.layers) {
      if (layer.depth > 1) continue;
      if (layer.kind === 'live') layer.draw(to, seconds, progress);
      else drawBaked(to, layer);
    }
  }

  /** Whatever gap a move opens, it shows air and never the frame before. */
  function fillAir(to: Pen): void {
    to.fillStyle = haze;
    to.fillRect(0, 0, size.width, size.height);
  }
}

/**
 * Copies the pixels and gives the canvas's own copy back at once: left to the garbage collector, four megabytes a frame
 * pile up to gigabytes, and fresh pages cost more than the drawing.
 */
function readBack(target: Canvas, pixels: Buffer): void {
  const fresh = target.data();
  fresh.copy(pixels);
  if (fresh.buffer instanceof ArrayBuffer) fresh.buffer.transfer(0);
}

/** The soft sky is scaled without smoothing, which nobody sees and which costs a third. */
function drawBaked(pen: Pen, { picture, x, y, depth }: Extract<Layer, { kind: 'baked' }>): void {
  pen.imageSmoothingEnabled = depth > 0.05;
  pen.drawImage(picture, x, y);
  pen.imageSmoothingEnabled = true;
}

/** Pixels a frame below which whole pixels would be seen as steps: now one, now none. */
const SLOW = 1;

/** Mere shifts go by whole pixels where they may: a picture that is copied costs a tenth of one that is resampled. */
function moved(pen: Pen, view: View, focus: { x: number; y: number }, whole: boolean, draw: () => void): void {
  pen.save();
  if (view.scale === 1 && view.turn === 0) {
    if (whole) pen.translate(Math.round(view.x), Math.round(view.y));
    else pen.translate(view.x, view.y);
  } else {
    pen.translate(focus.x + view.x, focus.y + view.y);
    pen.rotate(view.turn);
    pen.scale(view.scale, view.scale);
    pen.translate(-focus.x, -focus.y);
  }
  draw();
  pen.restore();
}

/** Near somebody who walks, a camera that stands would lose him: it goes along. */
function moveOf({ move, size }: VideoRequest['shot'], { travels }: Cast): CameraMove {
  return travels && move === 'static' && NEARNESS[size].blur > 0 ? 'tracking' : move;
}

/** A camera that tracks somebody who moves keeps him where he is and lets the world go by, the way he came from. */
function viewOf(camera: Camera, cast: Cast, tracking: boolean, depth: number, progress: number): View {
  const view = camera.parallax(progress, depth);
  if (!tracking || !cast.travels) return view;
  const way = cast.players.some(({ speed }) => speed < 0) ? -1 : 1;
  return { ...view, x: depth === 1 ? 0 : way * view.x };
}

/** The ground as the shot sees it: places name it in parts of the frame, before the setting is drawn nearer. */
function terrainOf(place: Place, stage: Stage): Terrain {
  const seen = (part: number) => (stage.height * part - stage.zoomAt) * stage.zoom + stage.zoomAt;
  const horizon = seen(place.horizon);
  return {
    place,
    // A room's floor ends at its wall, nearer than the horizon.
    eye: place.interior ? horizon - stage.height * 0.3 : horizon,
    bank: place.footing === undefined ? horizon + stage.height * 0.02 : seen(place.footing),
    water: place.waterAt === undefined ? null : seen(place.waterAt),
  };
}

/** The setting in its light, behind the figures out of focus where they are near. */
function build(request: VideoRequest, place: Place, size: Size): Stage {
  const { shot, threads } = request;
  const thread = threads.find(({ id }) => id === shot.setting.thread);
  // One seed for the place, whatever shot and take: it looks the same whenever the film comes back.
  const seed = hashOf(`${shot.setting.thread} ${thread?.description ?? shot.setting.place}`);
  const interior = place.interior || shot.setting.interior;
  // Far from any weather it is always the same hour.
  const hour = place.sealed ? { time: 'day' as const, weather: 'clear' as const } : shot.setting;
  const natural = lightOf({ ...hour, interior }, shot.mood, shot.light, (seed % 997) / 997);
  const light = {
    ...((request.style === null ? null : inStyle(natural, request.style)) ?? natural),
    ...(place.sealed ? { dark: true } : {}),
  };
  const lead = shot.figures.find(({ principal }) => principal);
  const near = NEARNESS[nearAs(shot.size, lead ? findSubject(lead.what, lead.attributes) : null)];
  const unit = Math.min(size.width, size.height) / 720;
  const stage = stageOf(size, {
    light,
    paint: paintOf(light),
    random: randomFrom(seed),
    horizon: Math.round(size.height * place.horizon),
    zoom: near.zoom,
    zoomAt: size.height * tiltOf(place, near.zoom, shot.size),
    blur: near.blur * unit,
    cast: new Set(shot.figures.map(({ what, attributes }) => findSubject(what, attributes)?.id ?? what)),
  });
  place.build(stage, shot.setting);
  if (shot.setting.weather === 'fog' && !interior && !place.sealed) fog(stage);
  if (stage.blur > 0) softened(stage);
  else merged(stage, shot.move === 'static' || DOLLIES.has(shot.move));
  return stage;
}

/** Where the nearer view is centred: on the horizon, or lower, so that the bank on which one can stand stays in the frame. */
function tiltOf({ horizon, footing }: Place, zoom: number, size: ShotSize): number {
  if (footing === undefined || zoom === 1 || !isTight(size)) return horizon;
  return Math.max(horizon, (footing * zoom - 0.88) / (zoom - 1));
}

/** Lies over the land, thickest where it meets the sky. */
function fog(stage: Stage): void {
  const { horizon, height, light, left, right, bottom } = stage;
  const top = horizon - height * 0.4;
  const bank = createCanvas(right - left, Math.ceil(bottom - top));
  const brush = bank.getContext('2d');
  const veil = brush.createLinearGradient(0, 0, 0, height - top);
  veil.addColorStop(0, css(fade(light.haze, 0)));
  veil.addColorStop(0.45, css(fade(light.haze, 0.68)));
  veil.addColorStop(1, css(fade(light.haze, 0.22)));
  brush.fillStyle = veil;
  brush.fillRect(0, 0, bank.width, bank.height);
  brush.getImageData(0, 0, 1, 1);
  live(stage, 0.93, (pen, seconds) => {
    pen.globalAlpha = 0.92 + 0.08 * Math.sin(seconds * 0.5);
    pen.drawImage(bank, left, Math.round(top));
    pen.globalAlpha = 1;
  });
}

/** The last glass before the lens: the mood's wash, light that leaks in from the key's side, darker corners. Baked once. */
function gradeOf(stage: Stage): Canvas {
  const { width, height, light } = stage;
  const picture = createCanvas(width, height);
  const pen = picture.getContext('2d');
  pen.fillStyle = css(fade(light.wash, light.wash[3] * 0.5));
  pen.fillRect(0, 0, width, height);
  const x = light.keyFrom < 0 ? 0 : width;
  const leak = pen.createRadialGradient(x, 0, 0, x, 0, Math.max(width, height) * 0.9);
  leak.addColorStop(0, css(fade(light.key, light.dark ? 0.06 : 0.13)));
  leak.addColorStop(1, css(fade(light.key, 0)));
  pen.fillStyle = leak;
  pen.fillRect(0, 0, width, height);
  const corners = pen.createRadialGradient(
    width / 2,
    height * 0.48,
    Math.min(width, height) * 0.45,
    width / 2,
    height * 0.5,
    Math.hypot(width, height) * 0.58,
  );
  corners.addColorStop(0, css(fade(light.corner, 0)));
  corners.addColorStop(1, css(fade(light.corner, light.dark ? 0.3 : 0.36)));
  pen.fillStyle = corners;
  pen.fillRect(0, 0, width, height);
  pen.getImageData(0, 0, 1, 1);
  return picture;
}
