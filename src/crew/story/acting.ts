import type { Figure, Mood } from '../../film/screenplay.ts';
import { isAbstract } from './clauses.ts';
import type { Clause, Noun } from './clauses.ts';
import { figure, figureOf } from './draft.ts';
import { habitOf, headOf, homeOf, isPerson, tradeOf } from './people.ts';
import { isScenery } from './places.ts';
import { isProduct } from './products.ts';
import { deedOf } from './verbs.ts';
import type { Deed } from './verbs.ts';
import { timeIn, verbForm, weatherIn } from './words.ts';

/** More figures than this and nobody knows whom to look at. */
export const FIGURES_LIMIT = 4;

/** Somebody who can act: a person, an animal, or a name that is no brand, hour or weather. */
export function isAlive(noun: Noun): boolean {
  if (noun.kind === 'person' || noun.kind === 'animal' || GROUPS.has(headOf(noun.what))) return true;
  return (
    noun.kind === 'thing' &&
    noun.proper &&
    !isProduct(noun.what) &&
    weatherIn(noun.what) === null &&
    timeIn(noun.what) === null &&
    !isScenery(noun.what)
  );
}

const GROUPS = new Set(
  'band orchestra choir team class crew crowd army duo trio audience snowman scarecrow'.split(' '),
);

/** It can stand in the picture as itself: it is no idea, no hour, no weather, and not the place around it. */
export function isVisible(noun: Noun): boolean {
  return !isAbstract(noun.what) && !isScenery(noun.what) && !VEILED.has(headOf(noun.what));
}

/** Named, but seen as part of something else: the setting, the light, or the thing beside it. */
const VEILED = new Set(
  'logo slogan brand title caption top bottom side middle edge sun sunlight light shadow sky rain snow storm wind fog mist thunder lightning air steam smoke horizon ground floor weather line color colour sound music hand hands eye eyes face skin hair body breath muscle voice tests test'.split(
    ' ',
  ),
);

/** What a clause is done to, as far as it can be seen: the bug of somebody at a desk is no insect. */
export function objectsOf(clause: Clause): Noun[] {
  const desk = clause.subjects.some((noun) => noun.kind === 'person' && homeOf(noun.what) === 'office');
  return clause.objects.filter((noun) => isVisible(noun) && !(desk && headOf(noun.what) === 'bug'));
}

/** Verbs that only lead up to the deed: `learns to paint` is seen as painting. */
const LEADING =
  /^(?:learn|try|begin|start|want|decide|love|hope|continue|prepare|practice|practise|need|get|go|come|help|plan|manage)$/;

/** What is really done in a clause. */
export function deedIn(clause: Clause): Deed & { lemma: string } {
  const verb = clause.verb ?? '';
  if (/\bfalls? in love\b|\bfell in love\b/.test(clause.text)) return { ...deedOf('love'), lemma: 'love' };
  if (LEADING.test(verb)) {
    const then = /\bto (\p{L}+)|\b(\p{L}+ing)\b/u.exec(clause.predicate);
    const lemma = verbForm(then?.[1] ?? then?.[2] ?? '')?.lemma;
    if (lemma !== undefined) return { ...deedOf(lemma), lemma };
  }
  if (/\brais(?:es?|ing) (?:\p{L}+ )?(?:arms|hands|fists)\b/u.test(clause.text))
    return { pose: 'arms up', mood: 'triumphant', part: 'success', lemma: verb };
  // Against somebody it is a fight, against something a struggle.
  if (/^(?:fight|battle)$/.test(verb) && clause.objects.some(isAlive))
    return { pose: 'fight', mood: 'epic', part: null, lemma: verb };
  // A runner who crosses the city, faster and faster, is not seen walking.
  if (deedOf(verb).pose === 'walk' && (isFast(clause) || clause.subjects.some(({ what }) => gaitOf(what) === 'run')))
    return { ...deedOf('run'), lemma: 'run' };
  if (/^(?:find|discover|open)$/.test(verb) && /\b(?:empty|nothing|gone|too late)\b/i.test(clause.text))
    return { pose: 'look down', mood: 'melancholic', part: 'lose', lemma: verb };
  // Who flies something stays on the ground, and plays.
  if (verb === 'fly' && clause.objects.length > 0) return { ...deedOf('play'), lemma: verb };
  return { ...deedOf(verb), lemma: verb };
}

function isFast({ text }: Clause): boolean {
  return /\b(?:fast|faster|quickly|hurr(?:y|ies)|at full speed|breathless)\b/i.test(text);
}

/** How somebody of a kind gets about. */
export function gaitOf(what: string): string {
  return GAITS.find(([kind]) => kind.test(headOf(what)))?.[1] ?? 'walk';
}

const GAITS: [RegExp, string][] = [
  [/^(?:runner|jogger|sprinter|athlete)$/, 'run'],
  [/^(?:cyclist|biker)$/, 'ride a bicycle'],
  [/^(?:skier|snowboarder)$/, 'ski'],
  [/^(?:skater|skateboarder)$/, 'skate'],
  [/^surfer$/, 'surf'],
];

/** Everyone in the clause: subjects act, the rest is there; `it` and `them` bring back whoever was there before. */
export function actors(clause: Clause, mood: Mood, before: Noun | null = null): Figure[] {
  const { pose, lemma } = deedIn(clause);
  const acting = clause.subjects
    .filter((noun) => isVisible(noun) || isAlive(noun))
    .map((noun, at) =>
      figureOf(noun, {
        action: isAlive(noun) ? poseFor(noun, pose, lemma, clause) : clause.verb,
        expression: isAlive(noun) ? expressionFor(mood) : null,
        principal: at === 0,
      }),
    );
  const others = objectsOf(clause).map((noun) =>
    figureOf(noun, {
      action: noun.kind === 'animal' ? habitOf(noun.what) : noun.kind === 'person' && TOGETHER.test(pose) ? pose : null,
    }),
  );
  const back =
    before !== null && /\b(?:it|him|her|them)\b/i.test(clause.predicate) ? [figureOf(before, { action: 'look' })] : [];
  // Who paints has something to paint on.
  const easel = pose === 'paint' && acting.length > 0 ? [figure('easel')] : [];
  const all = [...acting, ...others, ...easel, ...back];
  return all.filter((one, at) => all.findIndex((other) => other.what === one.what) === at).slice(0, FIGURES_LIMIT);
}

const TOGETHER = /hug|talk|wave|dance|laugh|cheer/;

function poseFor(noun: Noun, pose: string, lemma: string, clause: Clause): string {
  if (noun.kind === 'animal') {
    if (pose === '') return habitOf(noun.what);
    if (!/^(?:run|walk|hammer|cook|point|arms up|hunch|hug|kneel|carry|wave|cheer)$/.test(pose)) return pose;
    if (habitOf(noun.what) !== 'walk') return habitOf(noun.what);
    return /^(?:walk|carry)$/.test(pose) ? 'walk' : 'run';
  }
  if (!isPerson(noun.what)) return pose === '' ? (clause.verb ?? 'stand') : pose;
  if (lemma === 'fly' && clause.objects.length > 0) return 'run';
  if (/\b(?:bicycle|bike)s?\b/i.test(clause.text) && /run|ride|walk/.test(pose)) return 'ride a bicycle';
  if (/^(?:walk|run|ride)$/.test(pose) && gaitOf(noun.what) !== 'walk') return gaitOf(noun.what);
  if (lemma === 'feed') return 'feed';
  if (lemma === 'hold') return 'hold';
  if (
    lemma === 'play' &&
    (tradeOf(noun.what).place === 'stage' || /guitar|piano|violin|drum|song|tune|music/.test(clause.text))
  )
    return /violin|piano|drum/.exec(clause.text)?.[0] ?? 'play guitar';
  if (pose === '') return tradeOf(noun.what).work;
  // A deed without a pose of its own is acted in its own words: `raise her arms`.
  if (pose !== lemma) return pose;
  const words = clause.predicate.replace(/[,.;:!?]+(?=\s|$)/gu, '').split(/\s+/);
  const verbAt = words.findIndex((word) => verbForm(word.toLowerCase())?.lemma === lemma);
  if (verbAt < 0) return lemma;
  const own = [lemma, ...words.slice(verbAt + 1, verbAt + 4)].join(' ');
  return own.replace(/(?:\s(?:an?|the|it|to|of|in|on|at|through|into|with|by|from|for))+$/i, '');
}

export function expressionFor(mood: Mood): string | null {
  return FACES[mood] ?? null;
}

const FACES: Partial<Record<Mood, string>> = {
  joyful: 'happy',
  triumphant: 'happy',
  playful: 'happy',
  romantic: 'happy',
  hopeful: 'calm',
  serene: 'calm',
  frustrated: 'frustrated',
  melancholic: 'sad',
  lonely: 'sad',
  tense: 'worried',
  mysterious: 'surprised',
  energetic: 'focused',
  epic: 'focused',
};

/** How somebody is left at the end of a story: as one of their kind comes to rest. */
export function restOf(noun: Noun, part: Deed['part']): { action: string; expression: string | null } {
  const glad = part === 'success' || part === 'find' || part === 'love' || part === 'make';
  if (noun.kind === 'animal')
    return { action: habitOf(noun.what) === 'walk' ? 'sleep' : habitOf(noun.what), expression: 'happy' };
  if (part === 'love') return { action: 'hug', expression: 'happy' };
  const home = isPerson(noun.what) ? homeOf(noun.what) : null;
  if (home === 'office' || home === 'lab' || tradeOf(noun.what).work === 'write')
    return {
      action: part === 'lose' ? 'hunch' : 'lean back and stretch',
      expression: part === 'lose' ? 'tired' : 'happy',
    };
  if (home === 'stadium' || GROUPS.has(headOf(noun.what))) return { action: 'arms up', expression: 'happy' };
  if (part === 'success') return { action: 'arms up', expression: 'happy' };
  if (part === 'lose' || part === 'leave') return { action: 'look up', expression: 'sad' };
  return { action: /^(?:park)$/.test(home ?? '') ? 'wave' : 'look up', expression: glad ? 'happy' : 'calm' };
}
