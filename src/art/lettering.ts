import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { drawText, layoutText } from '../typography/layout.ts';
import { colourOf, css, fade, mix } from './colour.ts';
import type { Light } from './light.ts';
import { litBy } from './light.ts';

/** What carries lettering: posts in the ground, a wall, or nothing. */
export type Mount = 'posts' | 'wall' | 'air';

/**
 * A word that nobody can draw, as the place would show it: a wooden sign on posts that reach `below` the board, a poster on
 * the wall, a plaque in the air. The board's middle is the picture's, across and at `wide` × `tall`.
 */
export function letteredSign(
  word: string,
  light: Light,
  mount: Mount,
  { wide, tall, below }: { wide: number; tall: number; below: number },
): { picture: Canvas; x: number; y: number } {
  const margin = Math.round(tall * 0.14);
  const picture = createCanvas(Math.ceil(wide) + margin * 2, Math.ceil(tall + below) + margin * 2);
  const pen = picture.getContext('2d');
  const lit = (colour: string) => litBy(light, colourOf(colour));
  const look = LOOKS[mount];
  pen.translate(margin, margin);
  if (mount === 'posts') {
    pen.fillStyle = css(mix(lit('#6b4a32'), light.corner, 0.3));
    for (const at of [0.16, 0.8]) pen.fillRect(wide * at, tall * 0.5, wide * 0.04, tall * 0.5 + below);
  }
  const radius = tall * look.round;
  // A soft shadow in steps: baked once, so it costs nothing later.
  for (let step = 6; step > 0; step -= 1) {
    pen.fillStyle = css(fade(light.corner, 0.05));
    pen.beginPath();
    pen.roundRect(-step, tall * 0.02 - step * 0.5, wide + step * 2, tall + step * 2, radius + step);
    pen.fill();
  }
  const board = mix(lit(look.board), light.key, 0.06);
  const sheet = pen.createLinearGradient(0, 0, wide * 0.3, tall);
  sheet.addColorStop(0, css(mix(board, light.key, 0.14)));
  sheet.addColorStop(1, css(mix(board, light.corner, 0.14)));
  pen.fillStyle = css(mix(lit(look.edge), light.corner, 0.12));
  pen.beginPath();
  pen.roundRect(0, 0, wide, tall, radius);
  pen.fill();
  const rim = tall * 0.05;
  pen.fillStyle = sheet;
  pen.beginPath();
  pen.roundRect(rim, rim, wide - rim * 2, tall - rim * 2, Math.max(0, radius - rim));
  pen.fill();
  if (mount === 'posts') {
    pen.strokeStyle = css(fade(light.corner, 0.16));
    pen.lineWidth = Math.max(1, tall * 0.008);
    pen.beginPath();
    for (const at of [0.35, 0.66]) {
      pen.moveTo(rim, tall * at);
      pen.lineTo(wide - rim, tall * (at - 0.01));
    }
    pen.stroke();
  }
  const layout = layoutText(pen, word, {
    maxWidth: wide * 0.84,
    maxHeight: tall * 0.7,
    maxLines: 3,
    size: tall * 0.32,
    minSize: Math.max(8, tall * 0.07),
    weight: 620,
    family: 'display',
  });
  drawText(pen, layout, {
    x: wide / 2,
    y: tall / 2 - layout.height / 2,
    align: 'center',
    colour: css(mix(lit(look.ink), colourOf(look.ink), light.dark ? 0.5 : 0.2)),
  });
  pen.getImageData(0, 0, 1, 1);
  return { picture, x: -margin - wide / 2, y: -margin - tall / 2 };
}

const LOOKS: Record<Mount, { board: string; edge: string; ink: string; round: number }> = {
  posts: { board: '#a9794f', edge: '#7d5636', ink: '#fff3dc', round: 0.06 },
  wall: { board: '#f4ead8', edge: '#6f4f3a', ink: '#2b2c3d', round: 0.02 },
  air: { board: '#2a3352', edge: '#e6d3a3', ink: '#fff6e0', round: 0.16 },
};

/** The slate's line in a corner of the frame: shot, camera, price. */
export function slateLine(text: string, width: number, unit: number): Canvas {
  const size = Math.max(11, 17 * unit);
  const probe = createCanvas(1, 1).getContext('2d');
  const layout = layoutText(probe, text, {
    maxWidth: width * 0.9,
    maxLines: 1,
    size,
    minSize: 9,
    weight: 560,
    family: 'sans',
  });
  const pad = size * 0.7;
  const picture = createCanvas(Math.ceil(layout.width + pad * 2), Math.ceil(layout.height + pad));
  const pen = picture.getContext('2d');
  pen.fillStyle = 'rgba(10,12,20,0.62)';
  pen.beginPath();
  pen.roundRect(0, 0, picture.width, picture.height, size * 0.45);
  pen.fill();
  drawText(pen, layout, { x: pad, y: pad / 2, align: 'left', colour: 'rgba(255,255,255,0.94)' });
  pen.getImageData(0, 0, 1, 1);
  return picture;
}
