import type { Look } from '../../subject.ts';
import type { Age, Role } from './role.ts';

/** Lengths of one body, in metres. */
export interface Build {
  height: number;
  /** 1 for a body of 1.72 m: what has no length of its own is scaled by it. */
  scale: number;
  /** Chin to crown. */
  head: number;
  neck: number;
  /** Hip joint above the ground. */
  hip: number;
  thigh: number;
  shin: number;
  /** Ankle above the sole. */
  ankle: number;
  foot: number;
  /** Hip joint to shoulders. */
  torso: number;
  upperArm: number;
  forearm: number;
  hand: number;
  /** Half the width of the shoulders, of the waist, of the pelvis. */
  shoulder: number;
  waist: number;
  pelvis: number;
  /** Thickness of limbs against the usual. */
  stout: number;
  /** Radians by which age bends the upper back. */
  stoop: number;
}

export function ageOf(role: Role, look: Look): Age {
  if (['child', 'little', 'baby', 'kid', 'small'].some((word) => look.traits.has(word))) return 'child';
  if (['old', 'elderly', 'aged', 'ancient', 'retired', 'wrinkled', 'weathered'].some((word) => look.traits.has(word)))
    return 'old';
  return look.traits.has('young') && role.age === 'old' ? 'adult' : role.age;
}

export function isFeminine(role: Role, look: Look): boolean {
  const has = (words: string) => words.split(' ').some((word) => look.traits.has(word));
  if (has('female pregnant')) return true;
  if (has('male bearded beard moustache')) return false;
  // What is said of this one goes before what most of its trade are.
  if (has('woman she girl lady her')) return true;
  if (has('man he boy gentleman his')) return false;
  if (role.feminine !== undefined) return role.feminine;
  return look.pick('gender') < 0.5;
}

/** The body that this individual always has. */
export function buildOf(role: Role, look: Look): Build {
  const age = ageOf(role, look);
  const feminine = isFeminine(role, look);
  const stature = look.traits.has('tall')
    ? 1.08
    : look.traits.has('short') || look.traits.has('tiny')
      ? 0.9
      : 0.965 + look.pick('stature') * 0.07;
  const height = baseHeight(role, age, feminine) * stature;
  const young = age === 'child' ? Math.min(1.45, (1.6 - height) / 0.5) : 0;
  const heavy =
    look.traits.has('fat') || look.traits.has('big') || look.traits.has('stout') || look.traits.has('chubby');
  const slim =
    look.traits.has('thin') || look.traits.has('slim') || look.traits.has('skinny') || look.traits.has('slender');
  const stout =
    (heavy ? 1.28 : slim ? 0.86 : 0.93 + look.pick('weight') * 0.2) * (young > 0 ? 1.1 : 1) * (feminine ? 0.92 : 1);
  const head = height / (6.1 - young * 1.65);
  const hip = height * (0.505 - young * 0.055);
  const neck = height * (0.04 - young * 0.01);
  const ankle = height * 0.042;
  const leg = (hip - ankle) * 1.004;
  const torso = height - hip - head * 0.96 - neck;
  const broad = (feminine ? 0.098 : 0.115) * height * (1 - young * 0.04);
  return {
    height,
    scale: height / 1.72,
    head,
    neck,
    hip,
    thigh: leg * 0.5,
    shin: leg * 0.5,
    ankle,
    foot: height * 0.135,
    torso,
    upperArm: height * (0.17 - young * 0.02),
    forearm: height * (0.155 - young * 0.02),
    hand: height * 0.07,
    shoulder: broad * (0.94 + stout * 0.06),
    waist: height * (feminine ? 0.072 : 0.083) * (0.45 + 0.55 * stout) * (1 + young * 0.12),
    pelvis: height * (feminine ? 0.097 : 0.09) * (0.6 + 0.4 * stout),
    stout,
    stoop: age === 'old' ? 0.16 : 0.02,
  };
}

function baseHeight(role: Role, age: Age, feminine: boolean): number {
  if (age === 'child') return role.age === 'child' ? role.height : 1.2;
  const grown = feminine ? 1.68 : 1.79;
  return age === 'old' ? grown - 0.07 : grown;
}
