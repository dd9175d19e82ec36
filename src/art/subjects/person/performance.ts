import type { Look, Moment } from '../../subject.ts';
import { type Beat, beatsOf } from './action.ts';
import { blendExpressions, type Expression, EXPRESSIONS, type Feeling, feelingIn } from './expression.ts';
import { type Gesture, GESTURES, type Prop } from './gestures.ts';
import { type Individual, individualOf } from './individual.ts';
import { blendPoses, type Joints, jointsOf, type Pose } from './pose.ts';
import type { Role } from './role.ts';
import { type Seat, type Stance, STANCES } from './stances.ts';

/** One person at one instant: everything the drawing needs. */
export interface Performance {
  who: Individual;
  pose: Pose;
  joints: Joints;
  expression: Expression;
  seat: Seat | null;
  /** What stands on the desk that the person has brought along. */
  desk: Prop | null;
  /** What the hands need, with how far it is there, 0–1. */
  props: readonly { prop: Prop; weight: number }[];
  /** Seconds of this person's own clock: no two move alike. */
  seconds: number;
  /** Metres a second at which the ground passes. */
  speed: number;
  afloat: boolean;
  /** What is ridden with both feet on it. */
  ride: 'surf' | 'ski' | null;
}

/** Where body and face are at this moment. Smooth in `moment.seconds` and `moment.progress`. */
export function perform(role: Role, look: Look, moment: Moment): Performance {
  const who = individualOf(role, look);
  const seconds = moment.seconds + look.pick('phase') * 4;
  const beats = beatsOf(moment.action);
  const weights = beats.map((_, index) => arrival(moment.progress, index, beats.length));
  let pose = poseOf(beats[0] as Beat, who, seconds, moment);
  let expression = expressionOf(beats[0] as Beat, moment, true);
  const arms = beats.length > 1 ? armTurns(beats, who, moment) : [];
  for (let index = 1; index < beats.length; index++) {
    const weight = weights[index] as number;
    if (weight <= 0) continue;
    const next = poseOf(beats[index] as Beat, who, seconds, moment);
    const { near, far } = arms[index] as { near: number; far: number };
    const turned = {
      ...next,
      nearUpper: next.nearUpper + near,
      nearFore: next.nearFore + near,
      farUpper: next.farUpper + far,
      farFore: next.farFore + far,
    };
    pose = blendPoses(pose, turned, weight);
    expression = blendExpressions(expression, expressionOf(beats[index] as Beat, moment, false), weight);
  }
  pose = { ...pose, lids: Math.min(1, pose.lids + blink(seconds, look.pick('blink'))) };
  const stances = beats.map((beat): Stance => STANCES[beat.stance]);
  const gestures = beats.map((beat): Gesture => GESTURES[beat.gesture]);
  return {
    who,
    pose,
    joints: jointsOf(who.build, pose),
    expression,
    seat: stances.find((stance) => stance.seat !== null)?.seat ?? null,
    desk:
      gestures.find((gesture) => gesture.desk === true)?.prop ?? (beats.some((beat) => beat.atDesk) ? 'laptop' : null),
    props: propsOf(gestures, weights, moment.hold !== null),
    seconds,
    speed:
      stances.reduce(
        (sum, stance, index) => sum + (stance.speed * (beats[index] as Beat).tempo - sum) * (weights[index] as number),
        0,
      ) * who.build.scale,
    afloat: stances[0]?.afloat === true,
    ride: beats.map(({ stance }) => stance).find((stance) => stance === 'surf' || stance === 'ski') ?? null,
  };
}

/** How far beat `index` has taken over: all beats have equal shares of the shot and ease into each other. */
function arrival(progress: number, index: number, count: number): number {
  if (index === 0) return 1;
  const part = Math.max(0, Math.min(1, (progress * count - index) / 0.5 + 0.5));
  return part * part * part * (part * (part * 6 - 15) + 10);
}

/**
 * Whole turns to add to the arms of each beat, so that they take the short way from the beat before. They are found at
 * one fixed instant: a choice that changed with time would make the arms jump.
 */
function armTurns(beats: readonly Beat[], who: Individual, moment: Moment): { near: number; far: number }[] {
  const turns: { near: number; far: number }[] = [];
  let [near, far] = [0, 0];
  for (const [index, beat] of beats.entries()) {
    const pose = poseOf(beat, who, 0, moment);
    const turn =
      index === 0
        ? { near: 0, far: 0 }
        : { near: wholeTurns(near - pose.nearUpper), far: wholeTurns(far - pose.farUpper) };
    turns.push(turn);
    [near, far] = [pose.nearUpper + turn.near, pose.farUpper + turn.far];
  }
  return turns;
}

function wholeTurns(angle: number): number {
  return Math.round(angle / (2 * Math.PI)) * 2 * Math.PI;
}

function poseOf(beat: Beat, who: Individual, seconds: number, moment: Moment): Pose {
  const t = seconds * beat.tempo;
  const base = STANCES[beat.stance].pose(who.build, t);
  const name = beat.gesture === 'idle' && moment.hold !== null ? 'hold' : beat.gesture;
  return { ...base, ...(GESTURES[name] as Gesture).pose(who.build, t, base) };
}

const MOODS: Record<string, Feeling> = {
  serene: 'serene',
  joyful: 'happy',
  hopeful: 'hopeful',
  playful: 'happy',
  romantic: 'in love',
  energetic: 'happy',
  triumphant: 'proud',
  melancholic: 'sad',
  tense: 'worried',
  mysterious: 'focused',
  lonely: 'sad',
  frustrated: 'frustrated',
  epic: 'determined',
};

/** Feelings that belong to the gesture itself, whatever the mood of the scene. */
const STRONG: ReadonlySet<Feeling> = new Set([
  'laughing',
  'asleep',
  'crying',
  'frustrated',
  'in love',
  'angry',
  'tired',
]);

function expressionOf(beat: Beat, moment: Moment, first: boolean): Expression {
  const asked = feelingIn(moment.expression);
  const own = (GESTURES[beat.gesture] as Gesture).feeling ?? null;
  const strong = own !== null && STRONG.has(own) ? own : null;
  const mood = MOODS[moment.mood] ?? null;
  // Words about the whole shot describe how it begins; later steps feel as they look.
  const feeling = first
    ? (asked ?? beat.feeling ?? strong ?? mood ?? own)
    : (beat.feeling ?? strong ?? own ?? asked ?? mood);
  return EXPRESSIONS[feeling ?? 'neutral'];
}

function propsOf(
  gestures: readonly Gesture[],
  weights: readonly number[],
  holding: boolean,
): { prop: Prop; weight: number }[] {
  const shown = new Map<Prop, number>();
  for (const [index, gesture] of gestures.entries()) {
    const weight = (weights[index] as number) * (1 - (weights[index + 1] ?? 0));
    if (gesture.prop === undefined || (holding && gesture.desk !== true)) continue;
    shown.set(gesture.prop, Math.max(shown.get(gesture.prop) ?? 0, weight));
  }
  return [...shown].map(([prop, weight]) => ({ prop, weight })).filter(({ weight }) => weight > 0.02);
}

/** Shut for a moment every few seconds, twice in a row now and then. */
function blink(seconds: number, individual: number): number {
  const period = 3.1 + individual * 1.7;
  const at = (seconds + individual * period) % period;
  const close = (since: number): number => (since > 0 && since < 0.2 ? Math.sin((since / 0.2) * Math.PI) ** 2 : 0);
  return Math.max(close(at), individual > 0.5 ? close(at - 0.32) : 0);
}
