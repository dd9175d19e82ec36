import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { frameSize, type Size } from '../film/media.ts';
import type { VideoRequest } from '../film/request.ts';
import type { CameraMove, ShotSize } from '../film/screenplay.ts';
import { cameraOf, type Camera, type View } from './camera.ts';
import { castOf, type Cast, type Player } from './cast.ts';
import { css, fade, mix } from './colour.ts';
import { live, merged, softened, stageOf, type Layer, type Stage } from './layer.ts';
import { letteredCard, slateLine } from './lettering.ts';
import { lightOf, paintOf } from './light.ts';
import { airOf, particles } from './particles.ts';
import { openSeeds, showSeed } from './pictures.ts';
import { hashOf, randomFrom } from './random.ts';
import { NOWHERE, placeFor, type Place } from './scenery/places.ts';
import type { Moment, Paint, Pen } from './subject.ts';
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
  const place = known ?? NOWHERE;
  const stage = build(request, place, size);
  const cast = castOf(shot, threads, size, place, { findSubject, lookOf }, stage.zoom);
  for (const { figure, subject } of cast.players) {
    const warning = `cannot draw "${figure.what}": shown as lettering`;
    if (!subject && !warnings.includes(warning)) warnings.push(warning);
  }
  const acts = actors(cast, stage, request);
  const move = moveOf(shot, cast);
  const camera = cameraOf(move, size, hashOf(shot.id));
  const air = airOf(
    { ...shot.setting, mood: shot.mood, place: place.id, words: `${shot.description} ${shot.setting.place}` },
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
  // A lens bends the finished scene: one picture to resample instead of every layer.
  const scene = createCanvas(camera.lens ? size.width : 1, camera.lens ? size.height : 1);
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
  };

  function drawFrame(seconds: number, progress: number): void {
    const lens = camera.lens?.(progress, seconds);
    if (lens) {
      drawScene(scenePen, seconds, progress);
      moved(pen, lens, { x: size.width / 2, y: size.height / 2 }, () => pen.drawImage(scene, 0, 0));
    } else drawScene(pen, seconds, progress);
    pen.drawImage(grade, 0, 0);
    if (slate) {
      const edge = Math.round(16 * stage.unit);
      pen.drawImage(slate, edge, size.height - slate.height - edge);
    }
  }

  function drawScene(to: Pen, seconds: number, progress: number): void {
    const whole = shown.find(({ use }) => use === 'full-frame');
    if (whole) {
      whole.draw(to, progress, seconds);
      return;
    }
    const at = (depth: number, draw: () => void) =>
      moved(to, viewOf(camera, cast, move === 'tracking', depth, progress), cast.focus, draw);
    const layers = (from: number, upTo: number) => {
      for (const layer of stage.layers) {
        if (layer.depth <= from || layer.depth > upTo) continue;
        if (layer.kind === 'live') at(layer.depth, () => layer.draw(to, seconds, progress));
        else at(layer.depth, () => drawBaked(to, layer));
      }
    };
    // Whatever gap a move opens, it shows air and never the frame before.
    to.fillStyle = haze;
    to.fillRect(0, 0, size.width, size.height);
    layers(-1, 1);
    for (const { use, draw } of shown) if (use === 'framed') at(0.8, () => draw(to, progress, seconds));
    for (const actor of acts) at(actor.depth, () => actor.draw(to, seconds, progress));
    for (const { use, draw } of shown) if (use !== 'framed') at(1, () => draw(to, progress, seconds));
    layers(1, 9);
    for (const fall of air) fall(to, seconds);
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

/** Mere shifts go by whole pixels: a picture that is copied costs a tenth of one that is resampled. */
function moved(pen: Pen, view: View, focus: { x: number; y: number }, draw: () => void): void {
  pen.save();
  if (view.scale === 1 && view.turn === 0) pen.translate(Math.round(view.x), Math.round(view.y));
  else {
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

/** The setting in its light, behind the figures out of focus where they are near. */
function build(request: VideoRequest, place: Place, size: Size): Stage {
  const { shot, threads } = request;
  const thread = threads.find(({ id }) => id === shot.setting.thread);
  // One seed for the place, whatever the shot: it looks the same whenever the film comes back.
  const seed = hashOf(`${shot.setting.thread} ${thread?.description ?? shot.setting.place} ${request.seedNumber}`);
  const interior = place.interior || shot.setting.interior;
  // Far from any weather the sun shines always.
  const hour = place.airless ? { time: 'day' as const, weather: 'clear' as const } : shot.setting;
  const light = {
    ...lightOf({ ...hour, interior }, shot.mood, shot.light, (seed % 997) / 997),
    ...(place.airless ? { dark: true } : {}),
  };
  const near = NEARNESS[shot.size];
  const unit = Math.min(size.width, size.height) / 720;
  const stage = stageOf(size, {
    light,
    paint: paintOf(light),
    random: randomFrom(seed),
    horizon: Math.round(size.height * place.horizon),
    zoom: near.zoom,
    blur: near.blur * unit,
  });
  place.build(stage, shot.setting);
  if (shot.setting.weather === 'fog' && !interior && !place.airless) fog(stage);
  if (stage.blur > 0) softened(stage);
  else merged(stage, shot.move === 'static');
  return stage;
}

/** Lies over the land, thickest where it meets the sky. */
function fog(stage: Stage): void {
  const { horizon, height, light } = stage;
  live(stage, 0.93, (pen, seconds) => {
    const swell = 0.62 + 0.05 * Math.sin(seconds * 0.5);
    const veil = pen.createLinearGradient(0, horizon - height * 0.4, 0, height);
    veil.addColorStop(0, css(fade(light.haze, 0)));
    veil.addColorStop(0.45, css(fade(light.haze, swell)));
    veil.addColorStop(1, css(fade(light.haze, 0.2)));
    pen.fillStyle = veil;
    pen.fillRect(stage.left, horizon - height * 0.4, stage.right - stage.left, stage.bottom - horizon + height * 0.4);
  });
}

interface Act {
  depth: number;
  draw(pen: Pen, seconds: number, progress: number): void;
}

function actors(cast: Cast, stage: Stage, request: VideoRequest): Act[] {
  // A fill light on the players, as on any set: faces must be read in the dark, too.
  const paint = paintOf({ ...stage.light, exposure: stage.light.exposure * (stage.light.dark ? 1.3 : 1.05) });
  const acts = cast.players.map((player) => act(player, stage, request, paint));
  if (!cast.table) return acts;
  const table = tableAct(cast.table, stage);
  const first = cast.players.findIndex(({ subject }) => subject?.place === 'surface' || subject?.place === 'hand');
  acts.splice(Math.max(0, first), 0, table);
  return acts;
}

function act(player: Player, stage: Stage, request: VideoRequest, figurePaint: Paint): Act {
  const { subject, figure, look } = player;
  if (!subject) return lettered(player, stage);
  const paint = player.flipped
    ? { ...figurePaint, keyFrom: figurePaint.keyFrom < 0 ? (1 as const) : (-1 as const) }
    : figurePaint;
  const phase = (look.seed % 628) / 100;
  const held = player.held;
  const half = request.frames / 2 / (request.rate.num / request.rate.den);
  const followed = request.shot.move === 'tracking' || NEARNESS[request.shot.size].blur > 0;
  // A long shot of a quick runner would lose him: he crosses most of the frame and no more.
  const speed = followed
    ? 0
    : Math.sign(player.speed) * Math.min(Math.abs(player.speed), (stage.width * 0.3) / Math.max(half, 0.1));
  const moment = (seconds: number, progress: number): Moment => ({
    seconds,
    progress,
    action: figure.action,
    expression: figure.expression,
    mood: request.shot.mood,
    hold: held
      ? (pen) =>
          held.subject.draw(pen, held.look, paint, {
            seconds,
            progress,
            action: null,
            expression: null,
            mood: request.shot.mood,
            hold: null,
          })
      : null,
  });
  const shadow = player.shadow ? contactShadow(player, stage) : null;
  const baked = subject.animated
    ? null
    : bakedFigure(player, stage, (pen) => subject.draw(pen, look, paint, moment(0, 0)));
  return {
    depth: player.depth,
    draw(pen, seconds, progress) {
      // Travellers pass the middle of their way in the middle of the shot.
      const x = player.x + speed * (seconds - half);
      const y = player.y + (player.bob ? Math.sin(seconds * 1.1 + phase) * stage.height * 0.008 : 0);
      if (shadow) pen.drawImage(shadow, x - shadow.width / 2, y - shadow.height / 2);
      pen.save();
      pen.translate(x, y);
      if (player.bob) pen.rotate(Math.sin(seconds * 0.8 + phase) * 0.015);
      if (player.flipped) pen.scale(-1, 1);
      if (baked) pen.drawImage(baked.picture, baked.x, baked.y);
      else {
        pen.scale(player.metre, player.metre);
        subject.draw(pen, look, paint, moment(seconds, progress));
      }
      pen.restore();
    },
  };
}

/** What never changes its shape is drawn once; room is left around it, since things may reach beyond their height. */
function bakedFigure(
  player: Player,
  stage: Stage,
  draw: (pen: Pen) => void,
): { picture: Canvas; x: number; y: number } {
  const tall = (player.subject?.height ?? 1) * player.metre;
  const wide = tall * (player.subject?.ratio ?? 1);
  const reach = Math.ceil(Math.min(Math.max(wide, tall) * 0.9 + 12 * stage.unit, stage.width * 1.6));
  const above = Math.ceil(Math.min(tall * 2.0 + 12 * stage.unit, stage.height * 2));
  const below = Math.ceil(Math.min(tall * 0.7 + 12 * stage.unit, stage.height));
  const whole = createCanvas(reach * 2, above + below);
  const pen = whole.getContext('2d');
  pen.translate(reach, above);
  pen.scale(player.metre, player.metre);
  draw(pen);
  const box = inkBox(whole);
  const picture = createCanvas(box.width, box.height);
  const target = picture.getContext('2d');
  target.drawImage(whole, -box.x, -box.y);
  target.getImageData(0, 0, 1, 1);
  return { picture, x: box.x - reach, y: box.y - above };
}

/** The part of a picture that holds ink, with a pixel around it. */
function inkBox(picture: Canvas): { x: number; y: number; width: number; height: number } {
  const { width, height } = picture;
  const pixels = picture.getContext('2d').getImageData(0, 0, width, height).data;
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (pixels[(y * width + x) * 4 + 3] === 0) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  if (right < 0) return { x: 0, y: 0, width: 1, height: 1 };
  const x = Math.max(0, left - 1);
  const y = Math.max(0, top - 1);
  return { x, y, width: Math.min(width, right + 2) - x, height: Math.min(height, bottom + 2) - y };
}

function contactShadow(player: Player, stage: Stage): Canvas {
  const wide = Math.min(
    stage.width,
    (player.subject?.height ?? 1) * player.metre * (player.subject?.ratio ?? 1) * (player.presence ? 0.85 : 1.15),
  );
  const tall = Math.max(6, Math.min(wide * 0.16, stage.height * 0.06));
  const picture = createCanvas(Math.ceil(wide * 1.3), Math.ceil(tall * 1.6));
  const pen = picture.getContext('2d');
  pen.translate(picture.width / 2, picture.height / 2);
  pen.scale(picture.width / 2, picture.height / 2);
  const dark = mix(stage.light.corner, stage.light.sky[0], 0.25);
  const gradient = pen.createRadialGradient(0, 0, 0.1, 0, 0, 1);
  gradient.addColorStop(0, css(fade(dark, 0.5)));
  gradient.addColorStop(0.6, css(fade(dark, 0.26)));
  gradient.addColorStop(1, css(fade(dark, 0)));
  pen.fillStyle = gradient;
  pen.fillRect(-1, -1, 2, 2);
  pen.getImageData(0, 0, 1, 1);
  return picture;
}

/** A card with the word, swinging gently where the thing would be. */
function lettered(player: Player, stage: Stage): Act {
  const tall = Math.min(player.metre, stage.height * 0.5);
  const wide = Math.min(tall * 1.9, stage.width * 0.8);
  const picture = letteredCard(
    player.figure.what,
    stage.light,
    wide,
    Math.min(tall, wide * 0.62),
    player.look.pick('paper'),
  );
  const phase = player.look.pick('sway') * 6;
  return {
    depth: player.depth,
    draw(pen, seconds) {
      pen.save();
      pen.translate(player.x, player.y + Math.sin(seconds * 0.9 + phase) * stage.height * 0.006);
      pen.rotate(Math.sin(seconds * 0.7 + phase) * 0.012);
      pen.drawImage(picture, -picture.width / 2, -picture.height / 2);
      pen.restore();
    },
  };
}

function tableAct({ left, right, top, foot }: NonNullable<Cast['table']>, stage: Stage): Act {
  const { paint, unit } = stage;
  const wood = '#9a6a45';
  const endless = foot > stage.height;
  const thick = Math.max(6 * unit, (foot - top) * 0.06);
  return {
    depth: 1,
    draw(pen) {
      if (endless) {
        const slab = pen.createLinearGradient(0, top, 0, stage.height);
        slab.addColorStop(0, paint.bright(wood, 0.28));
        slab.addColorStop(0.25, paint.lit(wood));
        slab.addColorStop(1, paint.shade(wood, 0.5));
        pen.fillStyle = slab;
        pen.fillRect(stage.left, top, stage.right - stage.left, stage.bottom - top);
        return;
      }
      pen.fillStyle = paint.shade(wood, 0.4);
      for (const x of [left + (right - left) * 0.08, right - (right - left) * 0.13])
        pen.fillRect(x, top, (right - left) * 0.05, foot - top);
      pen.fillStyle = paint.bright(wood, 0.15);
      pen.beginPath();
      pen.roundRect(left, top, right - left, thick, thick * 0.4);
      pen.fill();
      pen.fillStyle = paint.shade(wood, 0.2);
      pen.fillRect(left + thick, top + thick * 0.75, right - left - thick * 2, thick * 0.5);
    },
  };
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
  corners.addColorStop(1, css(fade(light.corner, 0.46)));
  pen.fillStyle = corners;
  pen.fillRect(0, 0, width, height);
  pen.getImageData(0, 0, 1, 1);
  return picture;
}
