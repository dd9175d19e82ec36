import { colourOf, css, fade, mix } from '../colour.ts';
import { bake, live, skirt, type Stage } from '../layer.ts';
import { inAir, litBy } from '../light.ts';
import type { Pen } from '../subject.ts';
import { stars } from './sky.ts';

/** Stars, a nebula in the mood's colours, and a planet; `ground` is a moon's grey land or none. */
export function space(stage: Stage, land: string | null): void {
  const { light, random, width, height, unit } = stage;
  bake(stage, 0.02, stage.top, stage.bottom, (pen) => {
    const deep = pen.createLinearGradient(0, stage.top, 0, stage.bottom);
    deep.addColorStop(0, css(mix([4, 6, 22, 1], light.corner, 0.4)));
    deep.addColorStop(1, css(mix([22, 16, 58, 1], light.wash, 0.2)));
    pen.fillStyle = deep;
    pen.fillRect(stage.left, stage.top, stage.right - stage.left, stage.bottom - stage.top);
    const clouds = ['#6a3fb5', '#2f6fc0', '#c0447f', '#1f9a9a'] as const;
    for (let index = 0; index < 14; index += 1) {
      const x = width * (0.1 + random() * 0.8);
      const y = height * (0.62 - (x / width - 0.5) * 0.5 + (random() - 0.5) * 0.35);
      const reach = height * (0.16 + random() * 0.26);
      const glow = pen.createRadialGradient(x, y, 0, x, y, reach);
      const colour = colourOf(clouds[Math.floor(random() * clouds.length)] ?? clouds[0]);
      glow.addColorStop(0, css(fade(colour, 0.26)));
      glow.addColorStop(1, css(fade(colour, 0)));
      pen.fillStyle = glow;
      pen.fillRect(x - reach, y - reach, reach * 2, reach * 2);
    }
    for (let index = 0; index < 240; index += 1) {
      pen.fillStyle = `rgba(255,255,255,${(0.15 + random() * 0.5).toFixed(2)})`;
      pen.fillRect(
        stage.left + random() * (stage.right - stage.left),
        stage.top + random() * (stage.bottom - stage.top),
        1.4 * unit,
        1.4 * unit,
      );
    }
  });
  stars(stage, stage.bottom, 90);
  const side = light.keyFrom;
  planet(
    stage,
    width * (0.5 - side * 0.27),
    height * 0.3,
    Math.min(width, height) * 0.19,
    ['#e39a5b', '#c76b4a', '#f2c48d'],
    random() < 0.7,
  );
  planet(
    stage,
    width * (0.5 + side * 0.33),
    height * 0.2,
    Math.min(width, height) * 0.055,
    ['#8fb7d9', '#5f86b5', '#c5dcee'],
    false,
  );
  if (!land) return;
  bake(stage, 0.95, stage.horizon - height * 0.06, stage.bottom, (pen) => {
    const gradient = pen.createLinearGradient(0, stage.horizon, 0, height);
    gradient.addColorStop(0, css(mix(colourOf(land), [200, 205, 225, 1], 0.15)));
    gradient.addColorStop(1, css(mix(colourOf(land), [10, 12, 30, 1], 0.55)));
    pen.fillStyle = gradient;
    pen.beginPath();
    pen.moveTo(stage.left, stage.bottom);
    pen.lineTo(stage.left, stage.horizon + height * 0.02);
    pen.quadraticCurveTo(width * 0.5, stage.horizon - height * 0.06, stage.right, stage.horizon + height * 0.02);
    pen.lineTo(stage.right, stage.bottom);
    pen.fill();
    for (let index = 0; index < 26; index += 1) {
      const near = random();
      const x = stage.left + random() * (stage.right - stage.left);
      const y = stage.horizon + height * 0.02 + near * (stage.bottom - stage.horizon);
      const size = (10 + near * 70) * unit;
      pen.fillStyle = css(mix(colourOf(land), [10, 12, 30, 1], 0.45));
      pen.beginPath();
      pen.ellipse(x, y, size, size * 0.26, 0, 0, 7);
      pen.fill();
      pen.fillStyle = css(fade(mix(colourOf(land), [255, 255, 255, 1], 0.3), 0.5));
      pen.beginPath();
      pen.ellipse(x, y + size * 0.06, size, size * 0.26, 0, 0.2, Math.PI - 0.2);
      pen.ellipse(x, y, size, size * 0.22, 0, Math.PI - 0.2, 0.2, true);
      pen.fill();
    }
  });
}

function planet(
  stage: Stage,
  x: number,
  y: number,
  radius: number,
  colours: readonly [string, string, string],
  ring: boolean,
): void {
  const { light, random } = stage;
  const reach = radius * 2.2;
  bake(stage, 0.12, y - reach, y + reach, (pen) => {
    const air = pen.createRadialGradient(x, y, radius * 0.9, x, y, radius * 1.4);
    air.addColorStop(0, css(fade(colourOf(colours[2]), 0.35)));
    air.addColorStop(1, css(fade(colourOf(colours[2]), 0)));
    pen.fillStyle = air;
    pen.fillRect(x - reach, y - reach, reach * 2, reach * 2);
    if (ring) hoop(pen, x, y, radius, colours[2], Math.PI, Math.PI * 2);
    pen.save();
    pen.beginPath();
    pen.arc(x, y, radius, 0, 7);
    pen.clip();
    pen.fillStyle = colours[0];
    pen.fillRect(x - radius, y - radius, radius * 2, radius * 2);
    for (let band = 0; band < 7; band += 1) {
      pen.fillStyle = css(fade(colourOf(band % 2 === 0 ? colours[1] : colours[2]), 0.45));
      pen.beginPath();
      pen.ellipse(
        x,
        y - radius + (band + random()) * radius * 0.3,
        radius * 1.3,
        radius * (0.05 + random() * 0.09),
        -0.2,
        0,
        7,
      );
      pen.fill();
    }
    const night = pen.createRadialGradient(
      x + light.keyFrom * radius * 0.5,
      y - radius * 0.5,
      radius * 0.4,
      x,
      y,
      radius * 1.25,
    );
    night.addColorStop(0, 'rgba(8,6,30,0)');
    night.addColorStop(1, 'rgba(8,6,30,0.85)');
    pen.fillStyle = night;
    pen.fillRect(x - radius, y - radius, radius * 2, radius * 2);
    pen.restore();
    if (ring) hoop(pen, x, y, radius, colours[2], 0, Math.PI);
  });
}

function hoop(pen: Pen, x: number, y: number, radius: number, colour: string, from: number, to: number): void {
  pen.strokeStyle = css(fade(colourOf(colour), 0.7));
  pen.lineWidth = radius * 0.13;
  pen.beginPath();
  pen.ellipse(x, y, radius * 1.75, radius * 0.42, -0.28, from, to);
  pen.stroke();
}

/** Blue depth with light from above, reefs, weed that sways; bubbles come with the particles. */
export function underwater(stage: Stage): void {
  const { light, random, width, height, unit } = stage;
  bake(stage, 0.03, stage.top, stage.bottom, (pen) => {
    const deep = pen.createLinearGradient(0, stage.top, 0, stage.bottom);
    const bright = light.dark ? 0.45 : 1;
    deep.addColorStop(0, css(mix([8, 40, 80, 1], mix([110, 222, 226, 1], light.sky[2], 0.25), bright)));
    deep.addColorStop(0.45, css(mix([6, 30, 70, 1], [28, 128, 176, 1], bright)));
    deep.addColorStop(1, css(mix([3, 12, 36, 1], [8, 44, 92, 1], bright)));
    pen.fillStyle = deep;
    pen.fillRect(stage.left, stage.top, stage.right - stage.left, stage.bottom - stage.top);
  });
  const beams = Array.from({ length: 7 }, (_, index) => ({
    x: width * (index / 6.5),
    wide: (40 + random() * 90) * unit,
    phase: random() * 6,
  }));
  live(stage, 0.2, (pen, seconds) => {
    for (const beam of beams) {
      const alpha = 0.1 + 0.05 * Math.sin(seconds * 0.7 + beam.phase);
      const gradient = pen.createLinearGradient(0, stage.top, 0, height * 0.85);
      gradient.addColorStop(0, `rgba(210,255,250,${alpha.toFixed(3)})`);
      gradient.addColorStop(1, 'rgba(210,255,250,0)');
      pen.fillStyle = gradient;
      const sway = Math.sin(seconds * 0.4 + beam.phase) * 20 * unit;
      pen.beginPath();
      pen.moveTo(beam.x, stage.top);
      pen.lineTo(beam.x + beam.wide, stage.top);
      pen.lineTo(beam.x + beam.wide * 1.6 + sway + 120 * unit, height * 0.85);
      pen.lineTo(beam.x - beam.wide * 0.6 + sway + 60 * unit, height * 0.85);
      pen.fill();
    }
  });
  for (const [depth, top, colour] of [
    [0.35, 0.72, '#1f6f96'],
    [0.6, 0.8, '#15517c'],
    [0.95, 0.88, '#d8c48f'],
  ] as const) {
    const seat = height * top;
    bake(stage, depth, seat - height * 0.16, stage.bottom, (pen) => {
      const body = depth > 0.9 ? mix(colourOf(colour), [12, 70, 120, 1], light.dark ? 0.75 : 0.45) : colourOf(colour);
      const fall = pen.createLinearGradient(0, seat - height * 0.1, 0, height);
      fall.addColorStop(0, css(body));
      fall.addColorStop(1, css(mix(body, [4, 20, 50, 1], 0.55)));
      pen.fillStyle = fall;
      pen.beginPath();
      pen.moveTo(stage.left - 10, stage.bottom);
      let x = stage.left - 10;
      pen.lineTo(x, seat);
      while (x < stage.right) {
        const step = height * (0.12 + random() * 0.16);
        pen.quadraticCurveTo(x + step / 2, seat - (depth > 0.9 ? 0.015 : 0.16) * height * random(), x + step, seat);
        x += step;
      }
      pen.lineTo(x, stage.bottom);
      pen.fill();
      if (depth < 0.9) return;
      for (let index = 0; index < 13; index += 1)
        coral(
          pen,
          stage,
          stage.left + random() * (stage.right - stage.left),
          seat + random() * height * 0.06,
          (30 + random() * 50) * unit,
        );
    });
  }
  const weeds = Array.from({ length: 12 }, (_, index) => ({
    x: index % 2 === 0 ? stage.left + random() * width * 0.42 : stage.right - random() * width * 0.42,
    tall: height * (0.16 + random() * 0.24),
    phase: random() * 6,
    colour: css(
      mix(colourOf(['#2f9a78', '#3fb58a', '#1f7a72'][index % 3] ?? '#2f9a78'), [8, 44, 92, 1], light.dark ? 0.6 : 0.25),
    ),
  }));
  live(stage, 1.1, (pen, seconds) => {
    pen.lineCap = 'round';
    for (const weed of weeds) {
      pen.strokeStyle = weed.colour;
      pen.lineWidth = 11 * unit;
      const foot = height * 0.97;
      const bend = Math.sin(seconds * 0.9 + weed.phase) * 26 * unit;
      pen.beginPath();
      pen.moveTo(weed.x, foot);
      pen.bezierCurveTo(
        weed.x + bend * 0.6,
        foot - weed.tall * 0.35,
        weed.x - bend,
        foot - weed.tall * 0.7,
        weed.x + bend * 1.2,
        foot - weed.tall,
      );
      pen.stroke();
    }
  });
}

function coral(pen: Pen, stage: Stage, x: number, y: number, size: number): void {
  const colours = ['#ff7a6b', '#ff9fb0', '#f2b84b', '#b184e0', '#5fd3c0'] as const;
  const colour = colourOf(colours[Math.floor(stage.random() * colours.length)] ?? colours[0]);
  pen.fillStyle = css(mix(colour, [10, 50, 100, 1], stage.light.dark ? 0.6 : 0.22));
  pen.strokeStyle = pen.fillStyle;
  if (stage.random() < 0.5) {
    pen.beginPath();
    pen.arc(x, y, size * 0.7, Math.PI, 0);
    pen.fill();
    return;
  }
  pen.lineCap = 'round';
  for (let arm = -2; arm <= 2; arm += 1) {
    pen.lineWidth = size * 0.18;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.quadraticCurveTo(
      x + arm * size * 0.2,
      y - size * 0.5,
      x + arm * size * 0.34,
      y - size * (1.1 - Math.abs(arm) * 0.18),
    );
    pen.stroke();
  }
}

/** Boards, curtains, and beams that sway over the stage; `crowd` shows heads before it. */
export function playhouse(stage: Stage, crowd: boolean): void {
  const { light, width, height, unit } = stage;
  const floor = stage.horizon;
  const tone = light.wash[3] > 0 ? fade(light.wash, 1) : colourOf('#7a5cc0');
  bake(stage, 0.6, stage.top, floor + skirt(stage), (pen) => {
    const back = pen.createRadialGradient(width / 2, floor, 20, width / 2, floor, Math.max(width, height) * 0.75);
    back.addColorStop(0, css(mix(tone, [90, 60, 150, 1], 0.5)));
    back.addColorStop(1, css(mix(light.corner, [10, 8, 26, 1], 0.6)));
    pen.fillStyle = back;
    pen.fillRect(stage.left, stage.top, stage.right - stage.left, floor - stage.top + skirt(stage));
  });
  bake(stage, 0.9, floor, stage.bottom, (pen) => {
    const boards = pen.createLinearGradient(0, floor, 0, height);
    boards.addColorStop(0, '#7a4a34');
    boards.addColorStop(1, '#2c1820');
    pen.fillStyle = boards;
    pen.fillRect(stage.left, floor, stage.right - stage.left, stage.bottom - floor);
    const pool = pen.createRadialGradient(0, 0, 10, 0, 0, width * 0.4);
    pool.addColorStop(0, 'rgba(255,238,200,0.65)');
    pool.addColorStop(1, 'rgba(255,238,200,0)');
    pen.save();
    pen.translate(width / 2, floor + (height - floor) * 0.4);
    pen.scale(1, 0.28);
    pen.fillStyle = pool;
    pen.fillRect(-width, -height, width * 2, height * 2);
    pen.restore();
  });
  beams(stage, 5, stage.top, floor + (height - floor) * 0.4, 0.2);
  for (const side of [-1, 1] as const) {
    const edge = side < 0 ? stage.left : stage.right;
    const reach = width * 0.17 + width * 0.22;
    bake(stage, 1.12, stage.top, floor + (height - floor) * 0.25, (pen) => {
      for (let fold = 0; fold < 7; fold += 1) {
        const x = edge - (side * (reach * fold)) / 7;
        const cloth = pen.createLinearGradient(x, 0, x - (side * reach) / 7, 0);
        cloth.addColorStop(0, '#5c0f24');
        cloth.addColorStop(0.5, '#b02a45');
        cloth.addColorStop(1, '#4a0c1e');
        pen.fillStyle = cloth;
        pen.beginPath();
        pen.rect(
          Math.min(x, x - (side * reach) / 7) - 0.5,
          stage.top,
          reach / 7 + 1,
          floor + (height - floor) * 0.2 - stage.top - fold * 5 * unit,
        );
        pen.fill();
      }
    });
  }
  if (crowd) heads(stage);
}

/** A pitch between stands under floodlights. */
export function stadium(stage: Stage): void {
  const { light, random, width, height, unit, paint } = stage;
  const pitch = stage.horizon;
  bake(stage, 0.5, pitch - height * 0.34, pitch + skirt(stage), (pen) => {
    const stand = pen.createLinearGradient(0, pitch - height * 0.34, 0, pitch);
    stand.addColorStop(0, inAir(light, '#3c4664', 0.25));
    stand.addColorStop(1, inAir(light, '#5d6a8c', 0.1));
    pen.fillStyle = stand;
    pen.beginPath();
    pen.moveTo(stage.left, pitch + skirt(stage));
    pen.lineTo(stage.left, pitch - height * 0.33);
    pen.quadraticCurveTo(width / 2, pitch - height * 0.18, stage.right, pitch - height * 0.33);
    pen.lineTo(stage.right, pitch + skirt(stage));
    pen.fill();
    pen.save();
    pen.clip();
    const colours = ['#ff6b5e', '#ffd166', '#f4f1e8', '#5fa8e0', '#e0a0c0', '#7ad0a0'] as const;
    for (let row = 0; row < 17; row += 1) {
      for (let x = stage.left; x < stage.right; x += 11 * unit) {
        pen.fillStyle = css(
          fade(litBy(light, colourOf(colours[Math.floor(random() * colours.length)] ?? colours[0])), 0.75),
        );
        pen.beginPath();
        pen.arc(x + (row % 2) * 5 * unit + random() * 3, pitch - 22 * unit - row * height * 0.018, 3.4 * unit, 0, 7);
        pen.fill();
      }
    }
    pen.restore();
    pen.fillStyle = paint.lit('#f2f5fa');
    pen.fillRect(stage.left, pitch - 16 * unit, stage.right - stage.left, 18 * unit);
  });
  bake(stage, 0.93, pitch, stage.bottom, (pen) => {
    for (let stripe = 0; stripe < 10; stripe += 1) {
      const y0 = pitch + (stage.bottom - pitch) * (stripe / 10) ** 1.5;
      const y1 = pitch + (stage.bottom - pitch) * ((stripe + 1) / 10) ** 1.5;
      pen.fillStyle = inAir(light, stripe % 2 === 0 ? '#4f9e4a' : '#5fb058', 0.1);
      pen.fillRect(stage.left, y0, stage.right - stage.left, y1 - y0 + 1);
    }
    pen.strokeStyle = paint.lit('#f4f7f0');
    pen.globalAlpha = 0.8;
    pen.lineWidth = 4 * unit;
    pen.beginPath();
    pen.ellipse(width / 2, pitch + (height - pitch) * 0.5, width * 0.26, (height - pitch) * 0.24, 0, 0, 7);
    pen.moveTo(stage.left, pitch + (height - pitch) * 0.5);
    pen.lineTo(stage.right, pitch + (height - pitch) * 0.5);
    pen.stroke();
  });
  if (light.dark) beams(stage, 4, stage.top, pitch + 40 * unit, 0.13);
}

/** Beams from above that sway a little. */
export function beams(stage: Stage, count: number, top: number, bottom: number, strength: number): void {
  const { random, width, unit, light } = stage;
  const colours = ['#fff1c9', '#ff9fd0', '#8fd8ff', '#ffd27d', '#c9a0ff'] as const;
  const lights = Array.from({ length: count }, (_, index) => ({
    x: (width * (index + 0.5)) / count,
    colour: colourOf(
      index === Math.floor(count / 2)
        ? '#fff6dc'
        : (colours[(index + Math.floor(random() * 3)) % colours.length] ?? colours[0]),
    ),
    phase: random() * 6,
  }));
  live(stage, 0.92, (pen, seconds) => {
    pen.globalCompositeOperation = 'lighter';
    for (const [index, beam] of lights.entries()) {
      const centred = index === Math.floor(count / 2);
      const foot =
        width / 2 + (beam.x - width / 2) * 0.35 + (centred ? 0 : Math.sin(seconds * 0.6 + beam.phase) * width * 0.07);
      const gradient = pen.createLinearGradient(0, top, 0, bottom);
      gradient.addColorStop(0, css(fade(mix(beam.colour, light.key, 0.1), strength * 1.7)));
      gradient.addColorStop(1, css(fade(beam.colour, 0.02)));
      pen.fillStyle = gradient;
      const wide = (centred ? 190 : 110) * unit;
      pen.beginPath();
      pen.moveTo(beam.x - 10 * unit, top);
      pen.lineTo(beam.x + 10 * unit, top);
      pen.lineTo(foot + wide, bottom);
      pen.lineTo(foot - wide, bottom);
      pen.fill();
    }
    pen.globalCompositeOperation = 'source-over';
  });
}

/** The audience from behind, dark against the light. */
export function heads(stage: Stage): void {
  const { random, height, unit } = stage;
  const people = Array.from({ length: 30 }, (_, index) => ({
    x: stage.left + ((stage.right - stage.left) * (index + random() * 0.6)) / 30,
    size: (23 + random() * 10) * unit,
    phase: random() * 6,
  }));
  live(stage, 1.35, (pen, seconds) => {
    pen.fillStyle = '#0c0818';
    pen.beginPath();
    for (const person of people) {
      const y = height * 0.95 + Math.sin(seconds * 1.6 + person.phase) * 4 * unit;
      pen.moveTo(person.x + person.size, y);
      pen.arc(person.x, y, person.size, 0, Math.PI * 2);
      pen.roundRect(person.x - person.size * 1.5, y + person.size * 0.9, person.size * 3, 120 * unit, person.size);
    }
    pen.fill();
  });
}

/** For places nobody has drawn: colours of the hour and the mood in slow, large shapes. */
export function abstraction(stage: Stage): void {
  const { light, random, width, height } = stage;
  bake(stage, 0.03, stage.top, stage.bottom, (pen) => {
    const gradient = pen.createLinearGradient(0, stage.top, width * 0.4, stage.bottom);
    gradient.addColorStop(0, css(light.sky[0]));
    gradient.addColorStop(0.55, css(light.sky[1]));
    gradient.addColorStop(1, css(light.sky[2]));
    pen.fillStyle = gradient;
    pen.fillRect(stage.left, stage.top, stage.right - stage.left, stage.bottom - stage.top);
    const x = width * (0.5 + light.keyFrom * 0.2);
    const y = height * 0.38;
    for (const [part, alpha] of [
      [0.62, 0.1],
      [0.44, 0.13],
      [0.27, 0.22],
    ] as const) {
      pen.fillStyle = css(fade(mix(light.key, [255, 255, 255, 1], 0.25), alpha));
      pen.beginPath();
      pen.arc(x, y, height * part, 0, 7);
      pen.fill();
    }
  });
  for (const [depth, top, tone] of [
    [0.2, 0.56, 0.25],
    [0.45, 0.66, 0.5],
    [0.95, 0.78, 0.78],
  ] as const) {
    const phase = random() * 6;
    const base = height * top;
    bake(stage, depth, base - height * 0.14, stage.bottom, (pen) => {
      pen.fillStyle = css(mix(mix(light.sky[1], light.sky[2], 0.4), mix(light.corner, light.sky[0], 0.6), tone));
      pen.beginPath();
      pen.moveTo(stage.left, stage.bottom);
      for (let x = stage.left; x <= stage.right; x += 16) {
        pen.lineTo(
          x,
          base +
            Math.sin((x / width) * 4 + phase) * height * 0.06 +
            Math.sin((x / width) * 9 + phase * 2) * height * 0.02,
        );
      }
      pen.lineTo(stage.right, stage.bottom);
      pen.fill();
    });
  }
}
