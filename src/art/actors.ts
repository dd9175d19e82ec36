import { createCanvas, type Canvas } from '@napi-rs/canvas';
import type { VideoRequest } from '../film/request.ts';
import type { Player } from './blocking.ts';
import { CARD_RATIO, isTight } from './framing.ts';
import type { Cast } from './cast.ts';
import { css, fade, mix } from './colour.ts';
import { released, type Stage } from './layer.ts';
import { letteredSign, type Mount } from './lettering.ts';
import { paintOf } from './light.ts';
import type { Moment, Paint, Pen } from './subject.ts';

/** One player, ready to be drawn at any moment. */
export interface Act {
  depth: number;
  draw(pen: Pen, seconds: number, progress: number): void;
}

/** Everybody in the picture, from the back to the front. */
export function actors(cast: Cast, stage: Stage, request: VideoRequest, mount: Mount): Act[] {
  // A fill light on the players, as on any set: faces must be read in the dark, too.
  const { light } = stage;
  const paint = paintOf(
    light.dark
      ? { ...light, exposure: 1.26, tint: mix(light.tint, [255, 244, 232, 1], 0.25) }
      : { ...light, exposure: light.exposure * 1.08 },
  );
  const acts = cast.players.map((player) => act(player, stage, request, paint, mount));
  if (!cast.table) return acts;
  const table = tableAct(cast.table, stage);
  const first = cast.players.findIndex(({ subject }) => subject?.place === 'surface' || subject?.place === 'hand');
  acts.splice(Math.max(0, first), 0, table);
  return acts;
}

function act(player: Player, stage: Stage, request: VideoRequest, figurePaint: Paint, mount: Mount): Act {
  const { subject, figure, look } = player;
  if (!subject) return lettered(player, stage, mount);
  const paint = player.flipped
    ? { ...figurePaint, keyFrom: figurePaint.keyFrom < 0 ? (1 as const) : (-1 as const) }
    : figurePaint;
  const phase = (look.seed % 628) / 100;
  const held = player.held;
  const half = request.frames / 2 / (request.rate.num / request.rate.den);
  const followed = request.shot.move === 'tracking' || isTight(request.shot.size);
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
  released(whole);
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

/** A sign with the word where the thing would be; what hangs in the air sways. */
function lettered(player: Player, stage: Stage, mount: Mount): Act {
  const tall = player.metre;
  const below = mount === 'posts' ? Math.max(0, stage.height * 0.8 - player.y - tall / 2) : 0;
  const { picture, x, y } = letteredSign(player.figure.what, stage.light, mount, {
    wide: tall * CARD_RATIO,
    tall,
    below,
  });
  const phase = player.look.pick('sway') * 6;
  return {
    depth: mount === 'air' ? player.depth : 0.86,
    draw(pen, seconds) {
      pen.save();
      pen.translate(Math.round(player.x), Math.round(player.y));
      if (mount === 'air') pen.rotate(Math.sin(seconds * 0.7 + phase) * 0.012);
      pen.drawImage(picture, x, y);
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
