import type { Paint, Pen } from '../../subject.ts';
import { DESK_HEIGHT, type Prop } from './gestures.ts';
import type { Individual } from './individual.ts';
import { along, type Joints, type Point, type Pose } from './pose.ts';
import { ellipse, fillLimb, line, mid, roundRect, tonesOf } from './shapes.ts';
import { SEAT_HEIGHT, type Seat } from './stances.ts';

/** What one sits or lies on, behind the body. In metres of a body of 1.72 m; the pen is already scaled. */
export function drawSeat(pen: Pen, seat: Seat, who: Individual, paint: Paint, seconds: number): void {
  const top = -SEAT_HEIGHT;
  switch (seat) {
    case 'office': {
      const cloth = tonesOf(paint, '#4c5468');
      const metal = paint.lit('#8f97a3');
      line(
        pen,
        [
          { x: -0.27, y: top + 0.04 },
          { x: -0.27, y: -0.12 },
        ],
        0.055,
        metal,
      );
      for (const x of [-0.52, -0.02])
        line(
          pen,
          [
            { x: -0.27, y: -0.13 },
            { x, y: -0.06 },
          ],
          0.045,
          metal,
        );
      for (const x of [-0.53, -0.27, -0.01]) ellipse(pen, x, -0.035, 0.036, 0.036, paint.lit('#2f333d'));
      line(
        pen,
        [
          { x: -0.46, y: top + 0.02 },
          { x: -0.57, y: top - 0.16 },
        ],
        0.05,
        metal,
      );
      roundedBack(pen, -0.52, -0.62, top - 0.06, top - 0.58, 0.075, cloth.base, cloth.shade);
      roundRect(pen, -0.54, top - 0.005, 0.56, 0.085, 0.042, cloth.base);
      return;
    }
    case 'stool': {
      const wood = tonesOf(paint, '#a8754a');
      for (const [from, to] of [
        [-0.42, -0.48],
        [-0.12, -0.06],
      ] as const)
        line(
          pen,
          [
            { x: from, y: top + 0.03 },
            { x: to, y: -0.02 },
          ],
          0.042,
          wood.shade,
        );
      line(
        pen,
        [
          { x: -0.45, y: -0.2 },
          { x: -0.09, y: -0.2 },
        ],
        0.03,
        wood.deep,
      );
      roundRect(pen, -0.47, top, 0.42, 0.065, 0.032, wood.base);
      return;
    }
    case 'bench': {
      const wood = tonesOf(paint, '#9c6b45');
      const iron = paint.lit('#3d434c');
      for (const x of [-0.92, 0.0])
        line(
          pen,
          [
            { x, y: top },
            { x, y: -0.01 },
          ],
          0.05,
          iron,
        );
      line(
        pen,
        [
          { x: -0.96, y: top },
          { x: -1.06, y: top - 0.48 },
        ],
        0.045,
        iron,
      );
      line(
        pen,
        [
          { x: 0.02, y: top },
          { x: -0.08, y: top - 0.48 },
        ],
        0.045,
        iron,
      );
      for (const dy of [0.22, 0.36, 0.5])
        roundRect(pen, -1.16 + (0.5 - dy) * 0.15, top - dy, 1.16, 0.085, 0.03, dy > 0.4 ? wood.bright : wood.base);
      roundRect(pen, -1.1, top, 1.22, 0.065, 0.03, wood.base);
      return;
    }
    case 'bed': {
      const wood = tonesOf(paint, '#94653f');
      const sheet = tonesOf(paint, '#e9e6df');
      const pillow = tonesOf(paint, '#f7f3ea');
      roundRect(pen, -1.16, -0.84, 0.08, 0.84, 0.03, wood.base);
      roundRect(pen, 1.02, -0.5, 0.07, 0.5, 0.03, wood.base);
      roundRect(pen, -1.1, -0.27, 2.16, 0.14, 0.03, wood.shade);
      roundRect(pen, -1.1, top, 2.14, 0.25, 0.08, sheet.base);
      roundRect(pen, -1.1, top + 0.15, 2.14, 0.1, 0.05, sheet.shade);
      ellipse(pen, -0.82, top - 0.05, 0.26, 0.105, pillow.base, -0.12);
      return;
    }
    case 'car': {
      const cloth = tonesOf(paint, '#4a4f5c');
      roundedBack(pen, -0.5, -0.68, -0.42, -1.12, 0.1, cloth.base, cloth.shade);
      roundRect(pen, -0.6, -0.43, 0.6, 0.15, 0.07, cloth.base);
      roundRect(pen, -0.56, -0.3, 0.5, 0.3, 0.03, cloth.deep);
      return;
    }
    case 'bicycle':
      return bicycle(pen, who, paint, seconds);
    case 'boat':
      return;
  }
}

/** What hides the legs of somebody who sits or lies in it; drawn after the body. */
export function drawSeatFront(pen: Pen, seat: Seat, who: Individual, paint: Paint, seconds: number): void {
  if (seat === 'bed') {
    const cover = tonesOf(paint, who.accent);
    const rise = Math.sin(seconds * 1.5) * 0.008;
    pen.fillStyle = cover.base;
    pen.beginPath();
    pen.moveTo(-0.26, -0.4);
    pen.bezierCurveTo(-0.32, -0.66, -0.24, -0.74 - rise, -0.02, -0.74 - rise);
    pen.bezierCurveTo(0.3, -0.7, 0.42, -0.82, 0.6, -0.72);
    pen.bezierCurveTo(0.86, -0.62, 0.94, -0.72, 1.04, -0.52);
    pen.lineTo(1.04, -0.26);
    pen.quadraticCurveTo(0.3, -0.2, -0.22, -0.28);
    pen.closePath();
    pen.fill();
    pen.fillStyle = cover.bright;
    pen.beginPath();
    pen.moveTo(-0.26, -0.4);
    pen.bezierCurveTo(-0.32, -0.66, -0.24, -0.74 - rise, -0.08, -0.74 - rise);
    pen.bezierCurveTo(-0.14, -0.6, -0.16, -0.44, -0.12, -0.28);
    pen.lineTo(-0.22, -0.28);
    pen.closePath();
    pen.fill();
  }
  if (seat === 'boat') {
    const wood = tonesOf(paint, '#a36a3f');
    pen.fillStyle = wood.base;
    pen.beginPath();
    pen.moveTo(-1.3, -0.5);
    pen.quadraticCurveTo(0.1, -0.3, 1.45, -0.54);
    pen.quadraticCurveTo(1.2, 0.06, 0.6, 0.08);
    pen.lineTo(-0.7, 0.08);
    pen.quadraticCurveTo(-1.2, 0.04, -1.3, -0.5);
    pen.fill();
    pen.fillStyle = wood.bright;
    pen.beginPath();
    pen.moveTo(-1.32, -0.52);
    pen.quadraticCurveTo(0.1, -0.32, 1.47, -0.56);
    pen.lineTo(1.44, -0.47);
    pen.quadraticCurveTo(0.1, -0.22, -1.28, -0.43);
    pen.closePath();
    pen.fill();
  }
}

/** Table top, its legs, and what stands on it; the hands lie over it. */
export function drawDesk(pen: Pen, who: Individual, paint: Paint, prop: Prop, seconds: number): void {
  const wood = tonesOf(paint, '#b98a5e');
  const top = -DESK_HEIGHT;
  line(
    pen,
    [
      { x: 0.2, y: top + 0.04 },
      { x: 0.16, y: -0.02 },
    ],
    0.045,
    wood.deep,
  );
  line(
    pen,
    [
      { x: 1.22, y: top + 0.04 },
      { x: 1.27, y: -0.02 },
    ],
    0.045,
    wood.deep,
  );
  pen.fillStyle = wood.bright;
  pen.beginPath();
  pen.moveTo(0.02, top);
  pen.lineTo(0.2, top - 0.06);
  pen.lineTo(1.3, top - 0.06);
  pen.lineTo(1.38, top);
  pen.closePath();
  pen.fill();
  roundRect(pen, 0.02, top - 0.004, 1.36, 0.05, 0.02, wood.base);
  if (prop === 'laptop') {
    mug(pen, paint, who.accent, 0.98, top - 0.025);
    laptop(pen, paint, top, seconds, who);
  } else {
    books(pen, paint, top - 0.02);
    const paper = tonesOf(paint, '#faf6ec');
    pen.fillStyle = paper.base;
    pen.beginPath();
    pen.moveTo(0.2, top - 0.01);
    pen.lineTo(0.29, top - 0.05);
    pen.lineTo(0.64, top - 0.05);
    pen.lineTo(0.58, top - 0.01);
    pen.closePath();
    pen.fill();
    line(
      pen,
      [
        { x: 0.41, y: top - 0.012 },
        { x: 0.48, y: top - 0.05 },
      ],
      0.008,
      paper.deep,
    );
  }
}

/** Things in or before the hands, drawn before the arms so that the fingers lie on them. */
export function drawProp(
  pen: Pen,
  prop: Prop,
  who: Individual,
  joints: Joints,
  pose: Pose,
  paint: Paint,
  seconds: number,
): void {
  const hand = joints.palm.near;
  const other = joints.palm.far;
  const unit = who.build.scale;
  const at = (point: Point, turn: number, draw: () => void): void => {
    pen.save();
    pen.translate(point.x, point.y);
    pen.rotate(turn);
    pen.scale(unit, unit);
    draw();
    pen.restore();
  };
  switch (prop) {
    case 'laptop':
      return;
    case 'notebook':
      return at(hand, 0, () =>
        line(
          pen,
          [
            { x: 0.035, y: 0.05 },
            { x: -0.03, y: -0.1 },
          ],
          0.014,
          paint.lit('#2f3f6b'),
        ),
      );
    case 'book':
      return at(mid(hand, other), -0.12, () => book(pen, paint, who));
    case 'cup':
      return at(hand, pose.nearFore > 2 ? -0.45 * (pose.nearFore - 2) : 0, () =>
        mug(pen, paint, who.accent, 0.045, 0.05),
      );
    case 'food':
      return at(hand, 0, () => {
        ellipse(pen, 0.05, -0.035, 0.05, 0.05, paint.lit('#d8483f'));
        line(
          pen,
          [
            { x: 0.05, y: -0.08 },
            { x: 0.06, y: -0.11 },
          ],
          0.01,
          paint.lit('#5a3a22'),
        );
      });
    case 'phone':
      return at(hand, pose.nearFore > 2.4 ? 0.2 : -0.35, () => {
        roundRect(pen, -0.035, -0.12, 0.075, 0.15, 0.014, paint.lit('#22252e'));
        roundRect(pen, -0.028, -0.112, 0.061, 0.134, 0.008, paint.glow('#a8d4ff', 0.9));
      });
    case 'camera':
      return at(mid(hand, other), 0, () => camera(pen, paint));
    case 'binoculars':
      return at(mid(hand, other), 0, () => {
        for (const y of [-0.03, 0.03])
          roundRect(pen, -0.06, y - 0.03, 0.17, 0.055, 0.022, paint.lit(y < 0 ? '#3a3d46' : '#2b2d35'));
      });
    case 'microphone':
      return at(hand, 0.5, () => {
        line(
          pen,
          [
            { x: 0, y: 0.1 },
            { x: 0, y: -0.06 },
          ],
          0.028,
          paint.lit('#2a2c33'),
        );
        ellipse(pen, 0, -0.085, 0.035, 0.04, paint.bright('#9aa2ad', 0.2));
      });
    case 'guitar':
      return guitar(pen, who, joints, paint);
    case 'saxophone':
      return saxophone(pen, joints, paint, unit);
    case 'trumpet':
      return trumpet(pen, joints, paint, unit);
    case 'violin':
      return violin(pen, joints, paint, unit);
    case 'hammer':
      return at(hand, Math.PI / 2 - pose.nearFore + 0.2, () => {
        line(
          pen,
          [
            { x: 0, y: 0.06 },
            { x: 0, y: -0.26 },
          ],
          0.026,
          paint.lit('#a8754a'),
        );
        roundRect(pen, -0.075, -0.31, 0.15, 0.07, 0.016, paint.lit('#6d7580'));
      });
    case 'brush':
      return at(other, 0.5, () => {
        line(
          pen,
          [
            { x: 0, y: 0.06 },
            { x: 0, y: -0.14 },
          ],
          0.014,
          paint.lit('#a8754a'),
        );
        ellipse(pen, 0, -0.17, 0.014, 0.035, paint.lit(who.accent));
      });
    case 'rod':
      return rod(pen, joints, paint, unit, seconds);
    case 'pot':
      return pot(pen, joints, pose, paint, unit, seconds);
    case 'oars':
      return at(mid(hand, other), 0, () => {
        line(
          pen,
          [
            { x: -0.12, y: -0.05 },
            { x: 0.75, y: 0.42 },
          ],
          0.034,
          paint.lit('#c79a66'),
        );
        ellipse(pen, 0.84, 0.47, 0.15, 0.05, paint.shade('#c79a66', 0.15), 0.49);
      });
    case 'wheel':
      return at(mid(hand, other), 0.35, () => {
        pen.strokeStyle = paint.lit('#2b2e37');
        pen.lineWidth = 0.035;
        pen.beginPath();
        pen.ellipse(0.03, 0, 0.07, 0.19, 0, 0, 2 * Math.PI);
        pen.stroke();
      });
    case 'broom':
      return line(
        pen,
        [
          along(hand, Math.atan2(other.x - hand.x, other.y - hand.y), -0.4 * unit),
          along(hand, Math.atan2(other.x - hand.x, other.y - hand.y), 0.95 * unit),
        ],
        0.028 * unit,
        paint.lit('#b98a5e'),
      );
    case 'box':
      return at(mid(hand, other), 0, () => {
        const card = tonesOf(paint, '#c89b68');
        roundRect(pen, -0.16, -0.31, 0.44, 0.34, 0.02, card.base);
        roundRect(pen, 0.02, -0.31, 0.07, 0.34, 0, card.bright);
        roundRect(pen, -0.16, -0.05, 0.44, 0.08, 0.02, card.shade);
      });
    case 'sword':
      return at(hand, Math.PI - pose.nearFore + 0.5, () => {
        line(
          pen,
          [
            { x: 0, y: 0.08 },
            { x: 0, y: -0.06 },
          ],
          0.03,
          paint.lit('#5a3b2a'),
        );
        line(
          pen,
          [
            { x: -0.09, y: -0.06 },
            { x: 0.09, y: -0.06 },
          ],
          0.026,
          paint.lit('#d9a83f'),
        );
        fillLimb(
          pen,
          [
            { x: 0, y: -0.08 },
            { x: 0, y: -0.78 },
          ],
          [0.024, 0.006],
          paint.bright('#c3ccd6', 0.15),
        );
      });
    case 'piano':
      return piano(pen, paint);
    case 'drums':
      return at({ x: 0.44 * unit, y: 0 }, 0, () => {
        const shell = tonesOf(paint, '#b23a3f');
        roundRect(pen, -0.22, -0.74, 0.46, 0.3, 0.03, shell.base);
        ellipse(pen, 0.01, -0.74, 0.23, 0.05, paint.lit('#f2ede2'));
        for (const x of [-0.16, 0.18])
          line(
            pen,
            [
              { x, y: -0.44 },
              { x: x * 1.3, y: -0.02 },
            ],
            0.025,
            paint.lit('#9aa2ad'),
          );
      });
  }
}

function roundedBack(
  pen: Pen,
  low: number,
  high: number,
  from: number,
  to: number,
  width: number,
  colour: string,
  edge: string,
): void {
  pen.lineCap = 'round';
  for (const [dx, tone] of [
    [-0.025, edge],
    [0, colour],
  ] as const) {
    pen.strokeStyle = tone;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(low + dx, from);
    pen.quadraticCurveTo(low - 0.02 + dx, (from + to) / 2, high + dx, to);
    pen.stroke();
  }
}

function laptop(pen: Pen, paint: Paint, top: number, seconds: number, who: Individual): void {
  const shell = tonesOf(paint, '#b9c0ca');
  quad(
    pen,
    [
      [0.2, top - 0.008],
      [0.46, top - 0.008],
      [0.62, top - 0.05],
      [0.36, top - 0.05],
    ],
    shell.bright,
  );
  quad(
    pen,
    [
      [0.26, top - 0.014],
      [0.44, top - 0.014],
      [0.56, top - 0.044],
      [0.38, top - 0.044],
    ],
    shell.deep,
  );
  quad(
    pen,
    [
      [0.455, top - 0.008],
      [0.635, top - 0.055],
      [0.735, top - 0.36],
      [0.545, top - 0.33],
    ],
    shell.shade,
  );
  const glow = pen.createLinearGradient(0.46, top, 0.73, top - 0.34);
  glow.addColorStop(0, paint.glow('#7fb6f0', 1));
  glow.addColorStop(1, paint.glow('#dcefff', 1));
  pen.fillStyle = glow;
  quadPath(pen, [
    [0.475, top - 0.028],
    [0.628, top - 0.07],
    [0.715, top - 0.338],
    [0.552, top - 0.312],
  ]);
  pen.fill();
  // Lines of work that grow and scroll on.
  const scroll = seconds * 0.7;
  const flow = scroll - Math.floor(scroll);
  for (let row = 0; row < 6; row++) {
    const part = 0.1 + (row + 1 - flow) * 0.135;
    if (part < 0.08 || part > 0.9) continue;
    const index = row + Math.floor(scroll);
    const length = 0.35 + 0.45 * Math.abs(Math.sin(index * 2.7 + who.build.height));
    const left = { x: 0.552 - (0.552 - 0.475) * part, y: top - 0.312 + 0.284 * part };
    const right = { x: 0.715 - (0.715 - 0.628) * part, y: top - 0.338 + 0.268 * part };
    line(
      pen,
      [mid(left, right, 0.12), mid(left, right, 0.12 + length * 0.8)],
      0.012,
      paint.glow(['#2f5f9f', '#3f8f7f', '#a8566f'][index % 3] as string, 0.85),
    );
  }
}

/** In the dark the screen lights face and hands. */
export function drawScreenGlow(pen: Pen, paint: Paint): void {
  if (!paint.dark) return;
  const light = pen.createRadialGradient(0.5, -0.92, 0.04, 0.42, -0.95, 0.62);
  for (const [stop, alpha] of [
    [0, 0.36],
    [0.35, 0.17],
    [0.7, 0.04],
    [1, 0],
  ] as const)
    light.addColorStop(stop, paint.glow('#a9d4ff', alpha));
  pen.fillStyle = light;
  pen.beginPath();
  pen.arc(0.42, -0.95, 0.62, 0, 2 * Math.PI);
  pen.fill();
}

function mug(pen: Pen, paint: Paint, colour: string, x: number, base: number): void {
  const tones = tonesOf(paint, colour);
  pen.strokeStyle = tones.shade;
  pen.lineWidth = 0.016;
  pen.beginPath();
  pen.ellipse(x + 0.045, base - 0.05, 0.026, 0.028, 0, 0, 2 * Math.PI);
  pen.stroke();
  roundRect(pen, x - 0.045, base - 0.1, 0.09, 0.1, 0.016, tones.base);
  ellipse(pen, x, base - 0.1, 0.045, 0.012, tones.deep);
}

function books(pen: Pen, paint: Paint, base: number): void {
  for (const [index, colour] of ['#8a4a4a', '#4a6a8a', '#c9a24a'].entries())
    roundRect(
      pen,
      0.9 + index * 0.015,
      base - 0.045 * (index + 1),
      0.3 - index * 0.03,
      0.042,
      0.008,
      paint.lit(colour),
    );
}

function book(pen: Pen, paint: Paint, who: Individual): void {
  const cover = tonesOf(paint, who.accent);
  quad(
    pen,
    [
      [-0.15, -0.16],
      [0.02, -0.11],
      [0.02, 0.11],
      [-0.15, 0.05],
    ],
    cover.base,
  );
  quad(
    pen,
    [
      [0.02, -0.11],
      [0.19, -0.18],
      [0.19, 0.03],
      [0.02, 0.11],
    ],
    cover.shade,
  );
  quad(
    pen,
    [
      [-0.135, -0.175],
      [0.02, -0.125],
      [0.02, -0.11],
      [-0.135, -0.155],
    ],
    paint.lit('#faf5e8'),
  );
  quad(
    pen,
    [
      [0.02, -0.125],
      [0.178, -0.195],
      [0.178, -0.175],
      [0.02, -0.11],
    ],
    paint.lit('#f0e9d8'),
  );
}

function camera(pen: Pen, paint: Paint): void {
  roundRect(pen, -0.08, -0.06, 0.15, 0.11, 0.02, paint.lit('#2f323b'));
  roundRect(pen, -0.04, -0.085, 0.06, 0.035, 0.01, paint.lit('#24262d'));
  roundRect(pen, 0.06, -0.04, 0.075, 0.075, 0.015, paint.lit('#444956'));
  ellipse(pen, 0.138, -0.003, 0.014, 0.034, paint.bright('#7fa8d0', 0.2));
}

function guitar(pen: Pen, who: Individual, joints: Joints, paint: Paint): void {
  const unit = who.build.scale;
  const body = { x: joints.waist.x + 0.04 * unit, y: joints.waist.y + 0.03 * unit };
  const turn = Math.atan2(joints.palm.far.y - body.y, joints.palm.far.x - body.x);
  const wood = tonesOf(paint, '#c9823f');
  pen.save();
  pen.translate(body.x, body.y);
  pen.rotate(turn);
  pen.scale(unit, unit);
  roundRect(pen, 0.1, -0.024, 0.62, 0.048, 0.012, paint.lit('#5a3a26'));
  roundRect(pen, 0.68, -0.04, 0.13, 0.08, 0.02, paint.lit('#43291b'));
  ellipse(pen, -0.09, 0, 0.2, 0.19, wood.shade);
  ellipse(pen, 0.12, 0, 0.145, 0.145, wood.shade);
  ellipse(pen, -0.09, -0.012, 0.188, 0.176, wood.base);
  ellipse(pen, 0.12, -0.012, 0.132, 0.132, wood.base);
  ellipse(pen, 0.07, 0, 0.062, 0.062, paint.lit('#3a2418'));
  roundRect(pen, -0.15, -0.05, 0.03, 0.1, 0.008, paint.lit('#43291b'));
  for (const y of [-0.014, 0, 0.014])
    line(
      pen,
      [
        { x: -0.13, y },
        { x: 0.74, y },
      ],
      0.003,
      paint.bright('#e8dcc8', 0.2),
    );
  pen.restore();
}

/** From the mouth down to between the hands, the bell turned up in front. */
function saxophone(pen: Pen, joints: Joints, paint: Paint, unit: number): void {
  const mouth = { x: joints.head.x + 0.11 * unit, y: joints.head.y + 0.06 * unit };
  const bow = { x: joints.palm.near.x + 0.05 * unit, y: joints.palm.near.y + 0.16 * unit };
  pen.save();
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const [width, colour] of [
    [0.06, paint.shade('#d99a2b', 0.2)],
    [0.038, paint.bright('#f0bb4a', 0.15)],
  ] as const) {
    pen.lineWidth = width * unit;
    pen.strokeStyle = colour;
    pen.beginPath();
    pen.moveTo(mouth.x + 0.03 * unit, mouth.y);
    pen.quadraticCurveTo(mouth.x + 0.12 * unit, mouth.y - 0.02 * unit, mouth.x + 0.11 * unit, mouth.y + 0.1 * unit);
    pen.lineTo(bow.x, bow.y);
    pen.quadraticCurveTo(bow.x + 0.04 * unit, bow.y + 0.12 * unit, bow.x + 0.15 * unit, bow.y + 0.02 * unit);
    pen.lineTo(bow.x + 0.19 * unit, bow.y - 0.1 * unit);
    pen.stroke();
  }
  pen.translate(bow.x + 0.2 * unit, bow.y - 0.12 * unit);
  pen.rotate(0.35);
  pen.scale(unit, unit);
  ellipse(pen, 0, 0, 0.085, 0.04, paint.lit('#d99a2b'));
  ellipse(pen, 0, 0, 0.065, 0.026, paint.shade('#7a4f14', 0.2));
  pen.restore();
  line(pen, [mouth, { x: mouth.x + 0.04 * unit, y: mouth.y }], 0.022 * unit, paint.lit('#2a2620'));
}

function trumpet(pen: Pen, joints: Joints, paint: Paint, unit: number): void {
  const mouth = { x: joints.head.x + 0.11 * unit, y: joints.head.y + 0.06 * unit };
  pen.save();
  pen.translate(mouth.x, mouth.y);
  pen.rotate(Math.atan2(joints.palm.near.y - mouth.y, joints.palm.near.x - mouth.x));
  pen.scale(unit, unit);
  roundRect(pen, 0, -0.013, 0.42, 0.026, 0.012, paint.lit('#e0a83a'));
  roundRect(pen, 0.12, -0.008, 0.2, 0.085, 0.04, paint.shade('#e0a83a', 0.18));
  for (const x of [0.17, 0.21, 0.25]) roundRect(pen, x, -0.06, 0.022, 0.12, 0.008, paint.bright('#f0cf86', 0.1));
  pen.fillStyle = paint.lit('#e0a83a');
  pen.beginPath();
  pen.moveTo(0.36, -0.013);
  pen.quadraticCurveTo(0.48, -0.02, 0.53, -0.085);
  pen.lineTo(0.53, 0.085);
  pen.quadraticCurveTo(0.48, 0.02, 0.36, 0.013);
  pen.fill();
  ellipse(pen, 0.53, 0, 0.022, 0.085, paint.shade('#a87420', 0.1));
  pen.restore();
}

function violin(pen: Pen, joints: Joints, paint: Paint, unit: number): void {
  const chin = { x: joints.chest.x + 0.06 * unit, y: joints.chest.y - 0.07 * unit };
  const tip = joints.palm.far;
  const turn = Math.atan2(tip.y - chin.y, tip.x - chin.x);
  const wood = tonesOf(paint, '#a9572c');
  pen.save();
  pen.translate(chin.x, chin.y);
  pen.rotate(turn);
  pen.scale(unit, unit);
  roundRect(pen, 0.2, -0.014, 0.32, 0.028, 0.008, paint.lit('#3a2418'));
  ellipse(pen, 0.06, 0, 0.1, 0.075, wood.base);
  ellipse(pen, 0.19, 0, 0.08, 0.06, wood.base);
  pen.restore();
  const hand = joints.palm.near;
  line(
    pen,
    [
      { x: hand.x - 0.04 * unit, y: hand.y + 0.08 * unit },
      { x: hand.x + 0.26 * unit, y: hand.y - 0.3 * unit },
    ],
    0.012 * unit,
    paint.lit('#5a3a26'),
  );
}

function rod(pen: Pen, joints: Joints, paint: Paint, unit: number, seconds: number): void {
  const [hand, other] = [joints.palm.near, joints.palm.far];
  const tip = { x: other.x + 1.15 * unit, y: other.y - (0.85 + Math.sin(seconds * 1.3) * 0.02) * unit };
  pen.strokeStyle = paint.lit('#5a4030');
  pen.lineWidth = 0.018 * unit;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(hand.x - 0.1 * unit, hand.y + 0.06 * unit);
  pen.quadraticCurveTo(other.x + 0.7 * unit, other.y - 0.65 * unit, tip.x, tip.y);
  pen.stroke();
  pen.strokeStyle = paint.bright('#dfe6ea', 0.1);
  pen.lineWidth = 0.005 * unit;
  pen.beginPath();
  pen.moveTo(tip.x, tip.y);
  pen.quadraticCurveTo(
    tip.x + 0.12 * unit,
    tip.y + 0.9 * unit,
    tip.x + (0.2 + Math.sin(seconds * 0.9) * 0.03) * unit,
    0.1,
  );
  pen.stroke();
}

function pot(pen: Pen, joints: Joints, pose: Pose, paint: Paint, unit: number, seconds: number): void {
  const metal = tonesOf(paint, '#6f7884');
  const centre = { x: joints.chest.x + (0.44 - pose.lean * 0.3) * unit, y: -0.9 * unit };
  line(
    pen,
    [joints.palm.near, { x: centre.x + Math.cos(seconds * 3.4) * 0.06 * unit, y: centre.y + 0.06 * unit }],
    0.022 * unit,
    paint.lit('#a8754a'),
  );
  roundRect(pen, centre.x - 0.17 * unit, centre.y, 0.34 * unit, 0.19 * unit, 0.05 * unit, metal.base);
  roundRect(pen, centre.x - 0.19 * unit, centre.y - 0.015 * unit, 0.38 * unit, 0.04 * unit, 0.02 * unit, metal.bright);
  roundRect(
    pen,
    centre.x - 0.32 * unit,
    centre.y + 0.19 * unit,
    0.72 * unit,
    0.05 * unit,
    0.02 * unit,
    paint.lit('#3b3f49'),
  );
  roundRect(
    pen,
    centre.x - 0.3 * unit,
    centre.y + 0.24 * unit,
    0.68 * unit,
    -centre.y - 0.24 * unit,
    0.02 * unit,
    paint.lit('#d9d4ca'),
  );
}

function piano(pen: Pen, paint: Paint): void {
  const black = tonesOf(paint, '#2c2a31');
  roundRect(pen, 0.5, -1.22, 0.55, 1.2, 0.03, black.base);
  roundRect(pen, 0.47, -1.25, 0.62, 0.05, 0.02, black.bright);
  roundRect(pen, 0.16, -DESK_HEIGHT + 0.015, 0.5, 0.08, 0.02, black.bright);
  roundRect(pen, 0.17, -DESK_HEIGHT - 0.008, 0.36, 0.03, 0.008, paint.lit('#f7f3ea'));
  line(
    pen,
    [
      { x: 0.2, y: -DESK_HEIGHT + 0.1 },
      { x: 0.22, y: -0.02 },
    ],
    0.04,
    black.bright,
  );
}

function bicycle(pen: Pen, who: Individual, paint: Paint, seconds: number): void {
  const frame = paint.lit(who.accent);
  const dark = paint.lit('#2b2e37');
  const crank = { x: 0.02, y: -0.36 };
  for (const x of [-0.52, 0.62]) {
    pen.strokeStyle = dark;
    pen.lineWidth = 0.035;
    pen.beginPath();
    pen.arc(x, -0.35, 0.33, 0, 2 * Math.PI);
    pen.stroke();
    for (let spoke = 0; spoke < 4; spoke++) {
      const angle = seconds * 9.7 + (spoke * Math.PI) / 4;
      line(
        pen,
        [
          { x: x + Math.cos(angle) * 0.32, y: -0.35 + Math.sin(angle) * 0.32 },
          { x: x - Math.cos(angle) * 0.32, y: -0.35 - Math.sin(angle) * 0.32 },
        ],
        0.005,
        paint.lit('#8f97a3'),
      );
    }
  }
  const saddle = { x: -0.2, y: -0.86 };
  const head = { x: 0.44, y: -0.88 };
  line(pen, [{ x: -0.52, y: -0.35 }, crank, head, { x: -0.17, y: -0.76 }, { x: -0.52, y: -0.35 }], 0.034, frame);
  line(pen, [crank, saddle], 0.034, frame);
  line(pen, [{ x: 0.62, y: -0.35 }, head, { x: 0.41, y: -1.0 }, { x: 0.5, y: -1.03 }], 0.032, frame);
  fillLimb(
    pen,
    [
      { x: -0.32, y: -0.89 },
      { x: -0.08, y: -0.875 },
    ],
    [0.04, 0.022],
    dark,
  );
  const turn = seconds * 5.2;
  for (const phase of [turn, turn + Math.PI])
    line(pen, [crank, { x: crank.x + Math.cos(phase) * 0.16, y: crank.y + Math.sin(phase) * 0.16 }], 0.024, dark);
}

function quadPath(pen: Pen, corners: readonly (readonly [number, number])[]): void {
  pen.beginPath();
  for (const [x, y] of corners) pen.lineTo(x, y);
  pen.closePath();
}

function quad(pen: Pen, corners: readonly (readonly [number, number])[], colour: string): void {
  pen.fillStyle = colour;
  quadPath(pen, corners);
  pen.fill();
}
