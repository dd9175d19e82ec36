import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { css, fade, mix } from '../colour.ts';
import { bake, live, skirt, type Stage } from '../layer.ts';
import type { Pen } from '../subject.ts';

/** Sky down to the horizon: air, disc with its glow, stars that twinkle, clouds that drift. */
export function sky(stage: Stage, bottom = stage.horizon): void {
  const { light } = stage;
  bake(stage, 0.03, stage.top, bottom + skirt(stage), (pen) => {
    air(pen, stage, bottom);
    if (light.disc) disc(pen, stage, light.disc, bottom);
  });
  if (light.stars > 0) stars(stage, bottom, Math.round(130 * light.stars));
  if (light.clouds > 0) clouds(stage, bottom);
}

/** The sky's colours over any region, so that windows show the same hour. */
export function air(pen: Pen, stage: Stage, bottom: number, top = 0): void {
  const { light } = stage;
  const span = bottom - top;
  const gradient = pen.createLinearGradient(0, top - span * 0.1, 0, bottom);
  gradient.addColorStop(0, css(light.sky[0]));
  gradient.addColorStop(0.55, css(light.sky[1]));
  gradient.addColorStop(1, css(light.sky[2]));
  pen.fillStyle = gradient;
  pen.fillRect(
    stage.left,
    Math.min(stage.top, top),
    stage.right - stage.left,
    bottom - Math.min(stage.top, top) + skirt(stage),
  );
}

export function discPlace(stage: Stage, bottom = stage.horizon): { x: number; y: number } {
  const { disc } = stage.light;
  if (!disc) return { x: stage.width / 2, y: bottom * 0.3 };
  return { x: stage.width * disc.across, y: bottom * (1 - disc.height * 0.84) };
}

function disc(pen: Pen, stage: Stage, { kind, colour }: NonNullable<Stage['light']['disc']>, bottom: number): void {
  const { x, y } = discPlace(stage, bottom);
  const radius = (kind === 'sun' ? 40 : 32) * stage.unit;
  const reach = radius * (kind === 'sun' ? 13 : 7);
  const halo = pen.createRadialGradient(x, y, radius * 0.5, x, y, reach);
  halo.addColorStop(0, css(fade(colour, kind === 'sun' ? 0.75 : 0.4)));
  halo.addColorStop(0.18, css(fade(mix(colour, stage.light.key, 0.5), kind === 'sun' ? 0.36 : 0.16)));
  halo.addColorStop(0.5, css(fade(stage.light.key, kind === 'sun' ? 0.12 : 0.05)));
  halo.addColorStop(1, css(fade(stage.light.key, 0)));
  pen.fillStyle = halo;
  pen.fillRect(x - reach, y - reach, reach * 2, reach * 2);
  if (kind === 'sun') rays(pen, x, y, reach * 1.6, css(fade(colour, 0.05)));
  pen.fillStyle = css(colour);
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
  if (kind === 'sun') return;
  pen.fillStyle = css(mix(colour, stage.light.sky[1], 0.28));
  for (const [dx, dy, size] of [
    [-0.3, -0.2, 0.22],
    [0.25, 0.3, 0.3],
    [0.35, -0.4, 0.14],
  ] as const) {
    pen.beginPath();
    pen.arc(x + dx * radius, y + dy * radius, size * radius, 0, Math.PI * 2);
    pen.fill();
  }
}

function rays(pen: Pen, x: number, y: number, reach: number, colour: string): void {
  pen.fillStyle = colour;
  for (let index = 0; index < 9; index += 1) {
    const angle = (index / 9) * Math.PI * 2 + 0.35;
    const spread = 0.07 + (index % 3) * 0.035;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + Math.cos(angle - spread) * reach, y + Math.sin(angle - spread) * reach);
    pen.lineTo(x + Math.cos(angle + spread) * reach, y + Math.sin(angle + spread) * reach);
    pen.fill();
  }
}

/** Also the stars of space and of windows: three groups that breathe against each other. */
export function stars(stage: Stage, bottom: number, count: number): void {
  const { random, unit } = stage;
  const points = Array.from({ length: count }, () => ({
    x: stage.left + random() * (stage.right - stage.left),
    y: stage.top + random() ** 1.3 * (bottom - stage.top) * 0.95,
    size: (0.8 + random() ** 3 * 2.2) * unit,
    group: Math.floor(random() * 3),
  }));
  live(stage, 0.04, (pen, seconds) => {
    for (let group = 0; group < 3; group += 1) {
      pen.fillStyle = `rgba(255,250,235,${(0.62 + 0.3 * Math.sin(seconds * 1.3 + group * 2.1)).toFixed(3)})`;
      pen.beginPath();
      for (const point of points) {
        if (point.group !== group) continue;
        pen.moveTo(point.x + point.size, point.y);
        pen.arc(point.x, point.y, point.size, 0, Math.PI * 2);
      }
      pen.fill();
    }
  });
}

function clouds(stage: Stage, bottom: number): void {
  const { light, random, unit } = stage;
  const span = stage.right - stage.left;
  const count = Math.round(3 + light.clouds * 7);
  for (let index = 0; index < count; index += 1) {
    const far = random();
    const width = (190 + random() * 250) * unit * (1.1 - far * 0.5) * (0.7 + light.clouds * 0.5);
    const picture = cloud(stage, width, far);
    const start = random() * (span + width);
    const y = stage.top * 0.4 + (bottom - stage.top * 0.4) * (0.06 + far * 0.62) - width * 0.2;
    const speed = (5 + random() * 5) * (1.3 - far) * unit;
    live(stage, 0.08 + (1 - far) * 0.1, (pen, seconds) => {
      const x = stage.left - width + ((start + seconds * speed) % (span + width));
      pen.drawImage(picture, x, y);
    });
  }
}

/** Puffs on a flat foot, bright above, with the sky's colour below. */
function cloud(stage: Stage, width: number, far: number): Canvas {
  const { light, random } = stage;
  const height = width * 0.36;
  const picture = createCanvas(Math.ceil(width), Math.ceil(height));
  const pen = picture.getContext('2d');
  const top = mix(mix(light.sky[2], [255, 255, 255, 1], light.dark ? 0.08 : 0.7), light.sky[1], far * 0.35);
  const foot = mix(light.sky[1], light.sky[2], 0.4);
  const storm = light.clouds >= 0.9 ? 0.5 : 0;
  const gradient = pen.createLinearGradient(0, 0, 0, height);
  gradient.addColorStop(0, css(mix(top, light.sky[0], storm)));
  gradient.addColorStop(1, css(fade(mix(foot, light.sky[0], storm), 0.5)));
  pen.globalAlpha = light.dark ? 0.5 : 0.88 - far * 0.25;
  pen.fillStyle = gradient;
  pen.beginPath();
  const base = height * 0.86;
  pen.roundRect(width * 0.04, base - height * 0.2, width * 0.92, height * 0.2, height * 0.1);
  const puffs = 4 + Math.floor(random() * 3);
  for (let index = 0; index < puffs; index += 1) {
    const along = (index + 0.5) / puffs;
    const radius = height * (0.2 + 0.22 * Math.sin(Math.PI * along) + random() * 0.12);
    const x = width * (0.14 + 0.72 * along);
    pen.moveTo(x + radius, base - radius * 0.75);
    pen.arc(x, Math.max(radius, base - radius * 0.75), radius, 0, Math.PI * 2);
  }
  pen.rect(0, 0, 0, 0);
  pen.save();
  pen.clip();
  pen.fillRect(0, 0, width, base);
  pen.restore();
  pen.getImageData(0, 0, 1, 1);
  return picture;
}
