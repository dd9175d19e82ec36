import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { drawText, layoutText } from '../typography/layout.ts';
import { colourOf, css, fade, mix } from './colour.ts';
import type { Light } from './light.ts';
import { litBy } from './light.ts';

/** A word that nobody can draw, set large on a card that stands in the scene's light. Its middle is the picture's. */
export function letteredCard(word: string, light: Light, wide: number, tall: number, variation: number): Canvas {
  const margin = Math.round(tall * 0.2);
  const picture = createCanvas(Math.ceil(wide) + margin * 2, Math.ceil(tall) + margin * 2);
  const pen = picture.getContext('2d');
  const papers = ['#f6eddc', '#fbe3c0', '#e3eef0', '#f3dfe6'] as const;
  const paper = mix(
    litBy(light, colourOf(papers[Math.floor(variation * papers.length)] ?? papers[0])),
    [255, 250, 240, 1],
    0.25,
  );
  const ink = mix(light.corner, [22, 24, 40, 1], 0.55);
  const radius = tall * 0.09;
  pen.translate(margin, margin);
  // A soft shadow in steps: baked once, so it costs nothing later.
  for (let step = 7; step > 0; step -= 1) {
    pen.fillStyle = css(fade(light.corner, 0.05));
    pen.beginPath();
    pen.roundRect(-step * 2.5, tall * 0.05 - step, wide + step * 5, tall + step * 3, radius + step * 3);
    pen.fill();
  }
  const sheet = pen.createLinearGradient(0, 0, wide * 0.4, tall);
  sheet.addColorStop(0, css(mix(paper, [255, 255, 255, 1], 0.35)));
  sheet.addColorStop(1, css(mix(paper, light.key, 0.12)));
  pen.fillStyle = sheet;
  pen.beginPath();
  pen.roundRect(0, 0, wide, tall, radius);
  pen.fill();
  const accent = mix(light.sky[1], light.key, 0.4);
  pen.fillStyle = css(accent);
  pen.beginPath();
  pen.roundRect(wide * 0.08, tall * 0.13, wide * 0.13, tall * 0.035, tall * 0.02);
  pen.fill();
  pen.globalAlpha = 0.35;
  pen.beginPath();
  pen.arc(wide * 0.89, tall * 0.17, tall * 0.06, 0, Math.PI * 2);
  pen.fill();
  pen.globalAlpha = 1;
  const layout = layoutText(pen, word, {
    maxWidth: wide * 0.84,
    maxHeight: tall * 0.62,
    maxLines: 3,
    size: tall * 0.34,
    minSize: Math.max(9, tall * 0.07),
    weight: 650,
    family: 'display',
  });
  drawText(pen, layout, { x: wide / 2, y: tall * 0.55 - layout.height / 2, align: 'center', colour: css(ink) });
  pen.getImageData(0, 0, 1, 1);
  return picture;
}

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
