import { deedIn, isAlive, isVisible } from './acting.ts';
import type { Clause, Noun } from './clauses.ts';
import type { Dice } from './dice.ts';
import { isMass } from './nouns.ts';
import { capital, withArticle } from './words.ts';

/**
 * How a deed is told, rather than reported. {a} is the thing it is done to, {the} the same once it is known, {who} whoever does
 * it; a line without its thing is not said. Nothing agrees in number with a thing: the verbs that follow one are modals.
 */
// prettier-ignore
const ROWS: [lemmas: string, lines: string[]][] = [
  ['struggle fail battle fight worry debug', ['{The} will not give in.', 'Hour after hour, and always {the}.', 'It worked an hour ago. It really did.']],
  ['solve fix overcome defeat conquer', ['One small change, and everything fits.', 'And all at once, it gives.', 'Quiet. Then, a very small yes.']],
  ['repair mend restore', ['Broken is only a beginning.', 'Piece by piece, it remembers its shape.']],
  ['discover find notice uncover', ['And there, where nothing should be: {a}.', '{A}. Nobody would believe it.']],
  ['search seek look', ['Somewhere out there, there must be {a}.', 'Every corner, and then the next one.']],
  ['chase hunt follow', ['{The} will always be one leap ahead.', 'Left, right, and straight through the middle.']],
  ['climb', ['One hold. And then the next.', 'Up, and up, and still more up.']],
  ['reach arrive', ['A last step, and there is no more up.', 'There it is. All of it.']],
  ['run sprint jog race rush', ['Breath, step, breath, step.', 'The heart sets the beat. The feet follow.']],
  ['walk stroll wander hike cross', ['One step, and the world moves over.', 'There is no hurry. There is only the way.']],
  ['fly', ['{The} will lean on the wind, and hold.', 'A tug, a lift, and the sky takes over.']],
  ['feed', ['A crumb here, a crumb there.', 'Word gets around quickly among friends.']],
  ['dream imagine remember', ['But behind closed eyes: {the}.', 'The eyes close, and the walls are gone.']],
  ['learn practice practise train study', ['First try. Not quite. Again.', 'Wrong, wrong, and then a little less wrong.']],
  ['paint draw sketch', ['One colour asks for another.', 'A line, and the white is no longer empty.']],
  ['cook bake knead', ['A pinch of this. A handful of that.', 'The whole street can smell it now.']],
  ['drive ride cycle', ['An open road, and nobody to ask.', 'The horizon gives way, mile after mile.']],
  ['sail row paddle', ['The water takes over from the shore.', 'Wind from behind. Nothing ahead but blue.']],
  ['carry bring deliver', ['{A}, carried with both hands.', 'Careful now. It is worth it.']],
  ['guard protect', ['Nobody comes past. Nobody ever has.', 'Day and night, one eye on {the}.']],
  ['play perform', ['One chord, and the room wakes up.', 'It starts in the fingers, and then it is everywhere.']],
  ['sing', ['The voice goes where nobody can.', 'One note, held until it shines.']],
  ['dance', ['The floor is only a suggestion.', 'The music begins, and gravity looks away.']],
  ['cheer celebrate', ['And then a thousand voices are one.', 'This one they will tell for years.']],
  ['plant sow water grow', ['Small, and green, and sure of itself.', 'It needs water, and light, and somebody who waits.']],
  ['build make create craft carve', ['It begins to look like what it wants to be.', 'Cut, fit, look. And cut again.']],
  ['read', ['One page, and the room is gone.', 'Somewhere between the lines, it is warm.']],
  ['write compose', ['The first word is the hardest.', 'Ink, a crossed line, and better ink.']],
  ['meet befriend greet', ['Two strangers. Then, not quite.', 'And suddenly there is {a}.']],
  ['love kiss hug embrace', ['Nobody says it. Everybody knows.', 'For a moment, nothing else turns.']],
  ['give offer share', ['It is worth more with two.', '{A}, and no reason needed.']],
  ['help rescue save', ['It takes one pair of hands.', 'Hold on. Just a little longer.']],
  ['jump leap', ['Now.', 'For one second, nothing holds.']],
  ['swim dive', ['Below, it is blue and very quiet.', 'The water knows what to do.']],
  ['slide ski skate', ['No brakes, and no regrets.', 'Downhill is a kind of flying.']],
  ['watch look gaze stare observe see', ['Some things are worth standing still for.', 'And there is nothing to say about {the}.']],
  ['wait', ['Any minute now. Any hour.', 'The hand moves. The road stays empty.']],
  ['sleep rest', ['The day lets go, one thing at a time.', 'Breath goes in. Breath goes out.']],
  ['wake', ['The eyes open. What a day it might be.', 'Light finds the pillow first.']],
  ['return come', ['The way back is shorter than the way out.', 'Home looks the same, only warmer.']],
  ['leave depart escape', ['A last look. Then only the way ahead.', 'What is needed fits in one hand.']],
  ['light', ['A match, a breath, and it holds.', 'One small flame against all of that.']],
  ['drink sip', ['Both hands, and the first warm sip.', 'The day can wait for one cup.']],
  ['smile laugh', ['And there it is: a smile.', 'It starts at the corner of the mouth.']],
  ['explore travel', ['Nobody has drawn this part of the map.', 'What is behind the next bend? And the next?']],
  ['fall lose', ['It was here only a moment ago.', 'Some things go without a sound.']],
  ['hold', ['Hold on. Hold on.', 'Both hands, and all of the weight.']],
  ['teach explain show', ['Look. It is easier than it seems.', 'Somebody once showed me, too.']],
  ['talk speak tell', ['It takes a while to find the words.', 'And for once, somebody listens.']],
  ['type code', ['Line after line after line.', 'The keys are the only sound.']],
  ['launch', ['Three. Two. One.', 'Fire first. Then silence.']],
  ['become transform turn change', ['Nobody sees the moment. Only what comes after.', 'It was one thing. Now it is another.']],
];

const LINES = new Map(ROWS.flatMap(([lemmas, lines]) => lemmas.split(' ').map((lemma) => [lemma, lines] as const)));

/** Lines for what is done in a clause, the first of them chosen by chance; none for a deed that has no telling. */
export function tellingOf(clause: Clause, dice: Dice): string[] {
  const { lemma } = deedIn(clause);
  const alive = clause.subjects.some(isAlive);
  const known = LINES.get(lemma) ?? LINES.get(clause.verb ?? '');
  if (known === undefined || !(alive || RIDES.test(lemma))) return [];
  const given = GIVING.test(lemma);
  const thing =
    clause.objects.find((noun) => (isVisible(noun) && !(given && noun.kind === 'person')) || lemma === 'dream') ?? null;
  return dice.turned(`telling ${clause.text}`, known).flatMap((line) => filled(line, thing));
}

/** Verbs whose person is whom it goes to, and not what goes. */
const GIVING = /^(?:give|offer|share|carry|bring|deliver)$/;

/** What a machine does as well as its driver. */
const RIDES = /^(?:drive|ride|sail|launch|fly|become|transform|turn|change|grow)$/;

function filled(line: string, thing: Noun | null): string[] {
  if (!line.includes('{')) return [line];
  if (thing === null) return [];
  const bare = thing.count > 1 ? thing.text : [...thing.attributes, thing.what].join(' ');
  const a = thing.proper || thing.count > 1 || isMass(thing.what) ? bare : withArticle(bare);
  const the = thing.proper
    ? bare
    : `the ${thing.count > 1 ? bare.replace(/^(?:two|three|four|five|six|many|some) /, '') : thing.what}`;
  return [line.replace('{a}', a).replace('{A}', capital(a)).replace('{the}', the).replace('{The}', capital(the))];
}
