import { colourOf, css, mix } from '../colour.ts';
import { bakeBox, live, type Stage } from '../layer.ts';
import type { Light } from '../light.ts';
import type { Moment, Paint, Pen } from '../subject.ts';
import { findSubject } from '../subjects/index.ts';
import { lookOf } from '../subjects/look.ts';

export interface Prop {
  /** A word that something can be drawn for. */
  what: string;
  /** Adjectives that say how it looks. */
  traits?: readonly string[];
  /** Its middle, part of the frame's width; its foot and height, parts of the frame's height. */
  x: number;
  foot: number;
  tall: number;
  depth: number;
  /** 0 here, 1 gone in the haze. */
  distance?: number;
}

/** What belongs to a place and is drawn among the subjects: a castle on its hill. The shot's own is not doubled. */
export function stand(stage: Stage, { what, traits = [], x, foot, tall, depth, distance = 0 }: Prop): void {
  const subject = findSubject(what, traits);
  if (subject === null || stage.cast.has(subject.id)) return;
  const { width, height } = stage;
  const metre = (tall * height) / subject.height;
  const look = lookOf(what, [...traits, ...what.split(' ')]);
  const paint = far(stage.paint, stage.light, distance);
  const draw = (pen: Pen, seconds: number, progress: number) => {
    pen.save();
    pen.translate(width * x, height * foot);
    pen.scale(metre, metre);
    subject.draw(pen, look, paint, { ...AT_REST, seconds, progress });
    pen.restore();
  };
  if (subject.animated) {
    live(stage, depth, draw);
    return;
  }
  const half = tall * height * Math.max(1, subject.ratio) * 0.7;
  const box = {
    left: width * x - half,
    right: width * x + half,
    top: height * (foot - tall * 1.15),
    bottom: height * (foot + 0.02),
  };
  bakeBox(stage, depth, box, (pen) => draw(pen, 0, 0));
}

const AT_REST: Moment = { seconds: 0, progress: 0, action: null, expression: null, mood: 'neutral', hold: null };

function far(paint: Paint, light: Light, distance: number): Paint {
  if (distance === 0) return paint;
  const aired = (colour: string) => css(mix(colourOf(colour), light.haze, distance));
  return {
    ...paint,
    lit: (colour) => aired(paint.lit(colour)),
    shade: (colour, amount) => aired(paint.shade(colour, amount)),
    bright: (colour, amount) => aired(paint.bright(colour, amount)),
  };
}
