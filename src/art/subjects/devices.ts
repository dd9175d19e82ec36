import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, glow, shade } from './brush.ts';
import { thing } from './thing.ts';

/** Machines with screens and motors. */
export const DEVICES: readonly Subject[] = [
  thing({
    id: 'laptop',
    height: 0.26,
    ratio: 1.55,
    place: 'surface',
    animated: true,
    cracks: [10, -55, 50],
    words: 'laptop, macbook, notebook computer, laptop computer, chromebook, notebook pc, portable computer',
    draw(b) {
      const shell = b.colour('#b9c0c8', '#4a515c', '#d9c3a8');
      if (b.is('closed|shut|folded')) {
        b.box(-72, -14, 144, 8, 4, shell);
        return b.box(-72, -7, 144, 7, 3.5, shade(shell, 0.25));
      }
      b.box(-60, -99, 120, 88, 6, shade(shell, 0.2));
      screen(b, -55, -94, 110, 74);
      b.poly([-62, -12, 62, -12, 77, -3, 74, 0, -74, 0, -77, -3], shell, 2);
      b.poly([-52, -10, 52, -10, 58, -5, -58, -5], shade(shell, 0.3), 1);
    },
  }),
  thing({
    id: 'computer',
    height: 0.5,
    ratio: 1.2,
    place: 'surface',
    animated: true,
    cracks: [0, -62, 40],
    words:
      'computer, monitor, desktop, pc, imac, desktop computer, computer screen, workstation computer, display, mainframe, terminal, screen, dashboard, computer monitor, user interface, app, website, software, code, code screen, program, spreadsheet',
    draw(b) {
      const shell = b.colour('#3f454e', '#c9ced3');
      b.poly([-9, -28, 9, -28, 13, -5, -13, -5], shade(shell, 0.2), 1);
      b.box(-26, -6, 52, 6, 3, shell);
      b.box(-59, -99, 118, 74, 6, shell);
      screen(b, -54, -94, 108, 62);
      b.oval(0, -28.5, 1.5, 1.5, glow('#7fe0a0'));
    },
  }),
  thing({
    id: 'phone',
    height: 0.15,
    ratio: 0.5,
    place: 'hand',
    animated: true,
    cracks: [0, -55, 34],
    words:
      'phone, smartphone, iphone, mobile phone, cell phone, cellphone, telephone, mobile, android phone, handset, pda, notification, text message',
    draw(b) {
      const shell = b.colour('#33383f', '#e3e0da', '#8fa8bd');
      b.box(-24, -100, 48, 100, 9, shell);
      b.box(-21, -96, 42, 92, 7, b.paint.dark ? glow('#2f4a6f') : flat('#37567e'));
      b.box(-7, -94, 14, 3.4, 1.7, flat('#1d2127'));
      b.box(-17, -86, 34, 26, 4, glow('#f2b75a', 0.95));
      b.oval(-4, -72, 6, 6, glow('#fff3d6'));
      for (let i = 0; i < 3; i++) b.box(-17, -54 + i * 11, 34 - (i % 2) * 12, 6, 3, glow('#cfe0f2', 0.85));
      const pulse = b.does('ring|vibrat|buzz|call') ? 1.2 + b.swing(0.5) : 0.5;
      b.oval(0, -13, 5 + pulse, 5 + pulse, glow('#6fd08f'));
    },
  }),
  thing({
    id: 'tablet',
    height: 0.25,
    ratio: 0.74,
    place: 'hand',
    animated: true,
    cracks: [0, -55, 40],
    words: 'tablet, ipad, e-reader, kindle, touchscreen, graphics tablet, touch screen',
    draw(b) {
      b.box(-36, -100, 72, 100, 7, b.colour('#3a3f47', '#dcdad5'));
      screen(b, -31, -93, 62, 86);
    },
  }),
  thing({
    id: 'television',
    height: 0.85,
    ratio: 1.5,
    place: 'surface',
    animated: true,
    cracks: [0, -55, 44],
    words:
      'television, tv, tv set, telly, television set, flat screen, crt, billboard, projector screen, movie screen, news, broadcast',
    draw(b) {
      if (b.is('old|vintage|retro|antique|crt')) {
        b.bar([-8, -78, -26, -99], 2.5, flat('#8a929a'));
        b.bar([4, -78, 24, -99], 2.5, flat('#8a929a'));
        b.box(-58, -80, 116, 74, 10, '#9a6a42');
        b.box(-50, -72, 78, 58, 14, shade('#3a2a20', 0.2));
        screen(b, -46, -68, 70, 50);
        for (const y of [-58, -40]) b.oval(42, y, 7, 7, '#e0c48a');
        for (const x of [-40, 34]) b.bar([x, -6, x + (x < 0 ? -6 : 6), 0], 4, flat('#5b3d28'));
        return;
      }
      b.box(-24, -6, 48, 6, 3, shade('#3a3f47', 0.2));
      b.box(-5, -12, 10, 8, 1, '#3a3f47');
      b.box(-75, -99, 150, 90, 4, b.colour('#2f343b'));
      screen(b, -71, -95, 142, 80);
    },
  }),
  thing({
    id: 'robot',
    height: 1.5,
    ratio: 0.66,
    place: 'ground',
    animated: true,
    cracks: [0, -40, 20],
    words:
      'robot, android, droid, cyborg, automaton, bot, humanoid robot, mech, ai, chatbot, robot dog, artificial intelligence, assistant robot',
    draw(b) {
      const body = b.colour('#dfe4e8', '#8fb5c4', '#e0a45a', '#9aa8b8');
      const walk = b.does('walk|run|march|danc|stroll|roll|move') ? b.swing(1.2) : 0;
      const work = b.does('wave|work|type|build|danc|clean|cook|paint|play|greet|point')
        ? b.swing(0.9)
        : b.swing(4) * 0.15;
      const joint = flat('#5a626c');
      const eyes = b.is('evil|angry|red') ? '#ff6a55' : '#7fe8ff';
      for (const side of [-1, 1])
        b.at(
          side * 9,
          -26,
          () => {
            b.bar([0, 0, 0, 18], 6, joint);
            b.box(-8, 16, 17, 9, 4, side > 0 ? body : shade(body, 0.15));
          },
          walk * side * 0.35,
        );
      b.at(0, -Math.abs(walk) * 1.2, () => {
        b.at(-20, -54, () => robotArm(b, shade(body, 0.18), joint), 0.2 + walk * 0.4);
        b.box(-20, -60, 40, 36, 11, body);
        b.box(-11, -51, 22, 13, 4, shade(body, 0.3));
        for (let i = 0; i < 3; i++)
          b.oval(
            -6 + i * 6,
            -44.5,
            1.8,
            1.8,
            glow(['#ff8a6a', '#ffd86a', '#7fe8a0'][i]!, 0.55 + 0.45 * b.swing(1.4, i / 3)),
          );
        b.bar([0, -62, 0, -58], 8, joint);
        b.at(
          0,
          -75,
          () => {
            b.bar([0, -14, 0, -21], 2, joint);
            b.oval(0, -22, 3, 3, glow(eyes, 0.7 + b.swing(1.6) * 0.3));
            b.box(-22, -15, 44, 29, 11, body);
            for (const side of [-1, 1]) b.box(side * 24 - 3, -6, 6, 12, 3, shade(body, 0.3));
            b.box(-16, -9, 32, 17, 8, flat('#27303b'));
            const blink = Math.max(0, Math.sin(b.time * 1.3) * 30 - 29);
            for (const x of [-6.5, 7.5]) b.oval(x, -1, 3.6, 4.2 * (1 - blink * 0.9), glow(eyes));
          },
          b.swing(3.7) * 0.06,
        );
        b.at(
          20,
          -54,
          () => {
            robotArm(b, body, joint);
            if (b.moment.hold) b.at(0, 28, () => b.moment.hold?.(b.pen), 0, 100 / 1.5);
          },
          -0.25 - Math.max(0, work) * 1.5 - walk * 0.4,
        );
      });
    },
  }),
  thing({
    id: 'robot arm',
    height: 1.8,
    ratio: 0.85,
    place: 'ground',
    animated: true,
    words:
      'robot arm, robotic arm, mechanical arm, assembly line, conveyor, conveyor belt, industrial robot, manipulator, claw',
    draw(b) {
      const body = b.colour('#e8893a', '#e0b03a', '#d9dee2');
      const sway = b.swing(3.2);
      b.box(-26, -9, 46, 9, 3, '#4a515a');
      b.box(-16, -22, 26, 14, 5, '#6a727c');
      b.at(
        -3,
        -24,
        () => {
          b.limb(0, 0, 9, 0, -40, 7, body);
          b.oval(0, 0, 6, 6, flat('#4a515a'));
          b.at(
            0,
            -40,
            () => {
              b.limb(0, 0, 7.5, 0, -34, 5, body);
              b.oval(0, 0, 5, 5, flat('#4a515a'));
              b.at(
                0,
                -34,
                () => {
                  b.limb(0, 0, 5, 0, -10, 4, shade('#6a727c', 0.1));
                  const grip = 4 + b.swing(1.6) * 1.5;
                  for (const side of [-1, 1])
                    b.bar([0, -12, side * (grip + 3), -16, side * grip, -24], 3, flat('#4a515a'));
                },
                0.9 + b.swing(3.2, 0.2) * 0.25,
              );
            },
            1.35 + sway * 0.16,
          );
        },
        -0.35 + b.swing(3.2, 0.35) * 0.14,
      );
    },
  }),
  thing({
    id: 'server rack',
    height: 2,
    ratio: 0.5,
    place: 'ground',
    animated: true,
    words: 'server rack, computer server, data centre, datacenter, supercomputer, hard drive, router, database, modem',
    draw(b) {
      b.box(-24, -100, 48, 100, 3, b.colour('#363c45'));
      for (let i = 0; i < 9; i++) {
        const y = -95 + i * 10.3;
        b.box(-20, y, 40, 8.4, 1.4, '#555e69');
        for (let hole = 0; hole < 5; hole++)
          b.bar([-2 + hole * 4, y + 2.5, -2 + hole * 4, y + 6], 1.2, shade('#3a414a', 0.2));
        for (let lamp = 0; lamp < 3; lamp++)
          b.oval(
            -16 + lamp * 4,
            y + 4.2,
            1.3,
            1.3,
            glow(
              lamp ? '#6ff0a8' : '#6fc8ff',
              0.55 + 0.45 * b.swing(0.8 + ((i * 7 + lamp * 3) % 5) * 0.3, i * 0.37 + lamp * 0.21),
            ),
          );
      }
    },
  }),
  thing({
    id: 'control panel',
    height: 1.1,
    ratio: 1.7,
    place: 'ground',
    animated: true,
    words:
      'control panel, cockpit, mission control, spaceship console, switchboard, control room, bridge console, instrument panel, machine, engine room, generator, time machine, device, gadget, hologram',
    draw(b) {
      const body = b.colour('#5a6575', '#6a7a86');
      b.poly([-72, 0, -78, -46, 78, -46, 72, 0], shade(body, 0.25), 4);
      b.poly([-84, -44, -66, -96, 66, -96, 84, -44], body, 6);
      screen(b, -56, -91, 50, 32);
      screen(b, 6, -91, 50, 32);
      for (let i = 0; i < 10; i++)
        b.oval(
          -58 + i * 13,
          -51,
          3.4,
          3,
          glow(
            ['#ff8a6a', '#ffd86a', '#7fe8a0', '#6fc8ff'][i % 4]!,
            0.6 + 0.4 * b.swing(1.2 + (i % 3) * 0.4, i * 0.23),
          ),
        );
      for (const x of [-40, 0, 40]) b.box(x - 14, -36, 28, 20, 3, shade(body, 0.4));
      for (const x of [-40, 0, 40]) b.bar([x, -20, x + b.swing(5, x) * 5, -32], 4, flat('#e0c48a'));
    },
  }),
];
/** What screens show: lines that scroll, a chart, or nothing when they are off. */
function screen(b: Brush, x: number, y: number, width: number, height: number): void {
  const off = b.is('off|dead|broken|dark|blank');
  b.box(x, y, width, height, 3, off ? flat('#22272e') : b.paint.dark ? glow('#24406a') : flat('#2c4a74'));
  if (off)
    return b.poly(
      [x + width * 0.2, y + height, x + width * 0.5, y, x + width * 0.65, y, x + width * 0.35, y + height],
      bright('#2c333c', 0.08),
    );
  const chart = b.does('show|chart|graph|track|trade|grow|monitor|analy') || b.look.pick('screen') > 0.5;
  const line = height / 9;
  if (chart) {
    for (let i = 0; i < 6; i++) {
      const rise = height * (0.2 + 0.07 * i + 0.06 * b.swing(3, i * 0.21));
      b.box(
        x + width * (0.12 + i * 0.13),
        y + height * 0.88 - rise,
        width * 0.085,
        rise,
        line * 0.2,
        glow(i % 2 ? '#6fd6c0' : '#f2b75a', 0.95),
      );
    }
    return b.bar(
      [
        x + width * 0.1,
        y + height * 0.55,
        x + width * 0.36,
        y + height * 0.4,
        x + width * 0.6,
        y + height * (0.32 + b.swing(4) * 0.02),
        x + width * 0.88,
        y + height * 0.14,
      ],
      line * 0.35,
      glow('#f7fbff', 0.9),
    );
  }
  const colours = ['#7fd6c0', '#f2b75a', '#cfe0f2', '#f08ca0'];
  for (let i = 0; i < 7; i++) {
    const seed = (i * 37) % 10;
    const grown = Math.max(0.15, Math.min(1, 0.6 + 0.4 * b.swing(5, i * 0.17)));
    b.box(
      x + width * (0.08 + (seed % 3) * 0.06),
      y + line * (0.9 + i * 1.08),
      width * (0.25 + seed * 0.045) * grown,
      line * 0.5,
      line * 0.25,
      glow(colours[i % 4]!, 0.9),
    );
  }
}

function robotArm(b: Brush, body: Parameters<Brush['limb']>[6], joint: ReturnType<typeof flat>): void {
  b.oval(0, 0, 5, 5, joint);
  b.limb(0, 3, 3.6, 0, 20, 3.6, body);
  b.arc(0, 27, 5, -0.9, Math.PI + 0.9, 3.4, joint);
}
