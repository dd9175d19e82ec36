import { type Feeling, feelingIn } from './expression.ts';
import { GESTURES, type Gesture, type GestureName } from './gestures.ts';
import { STANCES, type StanceName } from './stances.ts';

/** One thing that is done; several follow each other through a shot. */
export interface Beat {
  stance: StanceName;
  gesture: GestureName;
  /** What the words themselves say about the feeling. */
  feeling: Feeling | null;
  /** 1 is the usual speed. */
  tempo: number;
  /** The words put it at a desk, whatever is done there. */
  atDesk: boolean;
}

/** Reads a free verb phrase. Words that nobody here knows give an idle stand, so there is always at least one beat. */
export function beatsOf(action: string | null): readonly Beat[] {
  const phrase = (action ?? '').toLowerCase();
  const known = READ.get(phrase);
  if (known !== undefined) return known;
  const beats = read(phrase);
  if (READ.size > 500) READ.clear();
  READ.set(phrase, beats);
  return beats;
}

const READ = new Map<string, readonly Beat[]>();

const STANCE_STEMS: readonly [StanceName, RegExp][] = [
  [
    'sit-ground',
    /\b(sit\w*|sat|seated)\b[^,]{0,24}\b(ground|grass|floor|beach|sand|dock|pier|rock|cliff|edge|rug|carpet|steps|hill|shore|roof|campfire)\b/,
  ],
  [
    'sit-office',
    /\b(sit\w*|sat|seated|slump\w*)\b[^,]{0,24}\b(desk|computer|laptop|office|keyboard|screen|monitor)\b|\b(at|behind) (a|the|his|her|their) (cluttered |messy |small |wooden |office |writing )?(desk|computer|laptop|workstation)\b/,
  ],
  ['sit-bench', /\b(sit\w*|sat|seated)\b[^,]{0,24}\b(bench|park|bus stop|station|sofa|couch)\b/],
  ['cross-legged', /\b(meditat|cross-legged|yoga|lotus)/],
  ['cycle', /\b(cycl|bicycl|pedal|bik(e|es|ing)\b)/],
  ['drive', /\b(driv|drove|steer)/],
  ['row', /\b(row(s|ing|ed)?\b|paddl|kayak|canoe)/],
  ['ride', /\b(rid(e|es|ing|den)\b(?![^,]*\b(bik|bicycl|train|bus|car\b|subway))|rode|gallop|horseback)/],
  ['sit', /\b(sit(s|ting)?\b|sat\b|seated|perch|rid(e|es|ing) [^,]*\b(train|bus|car|subway)\b)/],
  ['kneel', /\b(kneel|knelt|propos(e|es|ing)\b|garden|plant(s|ing)?\b)/],
  ['crouch', /\b(crouch|squat|crawl|duck(s|ing)\b|hid(e|es|ing)\b|pick(s|ing)? up)/],
  [
    'lie',
    /\b(lie(s)?\b|lying|lay(s|ing)?\b|sleep|slept|asleep|nap|doz|dream(s|ing)?\b|rest(s|ing)? (on|in) (the|a|his|her|their)? ?(bed|sofa|couch|grass)|in bed)/,
  ],
  ['swim', /\b(swim|swam|div(e|es|ing)\b|snorkel)/],
  ['float', /\b(float|drift|hover|levitat|weightless|spacewalk|sink)/],
  ['fly', /\b(fly|flies|flew|soar|glid)/],
  ['climb', /\b(climb|scal(e|es|ing)\b|ascend)/],
  ['jog', /\bjog/],
  ['sprint', /\b(sprint|run(s|ning)? (fast|for (his|her|their) li(fe|ves))|bolt(s|ing)?\b)/],
  ['surf', /\b(surf(s|ing|ed)?\b|snowboard|skateboard|skat(e|es|ing)\b|windsurf)/],
  ['ski', /\b(ski(s|ing|ed)?\b)/],
  ['kick', /\b(kick(s|ing|ed)?\b(?! back)|dribbl|play(s|ing)? (soccer|football))/],
  ['run', /\b(run(s|ning)?\b|ran\b|rush|dash|chas|flee|fled|rac(e|es|ing)\b|hurr|escap|charg(e|es|ing)\b)/],
  ['jump', /\b(jump|leap|hop(s|ping)?\b|skip(s|ping)?\b|bounc|somersault)/],
  ['dance', /\b(danc|twirl|spin(s|ning)?\b|sway|waltz|groov|breakdanc|ballet)/],
  ['stroll', /\b(stroll|saunter|tiptoe|sneak|limp|shuffl|promenad|wander|drift along)/],
  [
    'walk',
    /\b(walk|pac(e|es|ing)\b|march|hik(e|es|ing)\b|trek|step(s|ping)?\b|approach|enter(s|ing)?\b|arriv|leav(e|es|ing)\b|follow|head(s|ing) |cross(es|ing) (?!(his|her|their|arms))|explor|travel|roam|patrol|return|com(e|es|ing) (home|in|out|back)|go(es|ing)? (home|in|out|back|through|across))/,
  ],
  ['push', /\b(push|shov)/],
  ['pull', /\b(pull|drag(s|ging)?\b|tug|haul|tow)/],
  ['stand', /\b(stand|stood|wait|rise(s)?\b|rising|get(s|ting)? up|pos(e|es|ing)\b)/],
];

const DESK = 'keyboard|laptop|computer|desk|screen|monitor|code|terminal|editor';

const GESTURE_STEMS: readonly [GestureName, RegExp][] = [
  [
    'type',
    new RegExp(
      `\\b(typ(e|es|ing|ed)\\b|cod(e|es|ing|ed)\\b|program|debug|hack|hunch\\w*[^,]{0,20}\\b(${DESK})|work\\w* [^,]{0,20}\\b(${DESK}|late|night|hard|feverish)|over (a|the|his|her|their|its) (${DESK})|at (a|the|his|her|their|its) (keyboard|laptop|computer|terminal)|star(e|es|ing) (at|into) (a|the|his|her|their) (${DESK})|deploy|refactor|email|game(s)? online|research)`,
    ),
  ],
  [
    'write',
    /\b(writ(e|es|ing)\b|wrote|draw(s|ing)?\b|drew|sketch|scribbl|sign(s|ing)? |doodl|not(e|es|ing) down|study|studies|studying|calculat|design|journal(s|ing))/,
  ],
  ['lean-back', /\b(lean(s|ing|ed)? (back|away)|reclin|recline|kick(s|ing)? back|relax|unwind|rest(s|ing)?\b)/],
  ['stretch', /\b(stretch|yawn|wak(e|es|ing)\b|woke)/],
  [
    'cheer',
    /\b(cheer|celebrat|rejoic|triumph|victor|arms (up|raised|in the air|high)|rais(e|es|ing) (his|her|their|both)? ?(arms|hands|fists)|(throw|punch|pump)\w* [^,]{0,16}\b(air|arms|fist)|for joy|hooray|win(s|ning)?\b|won\b|(jump|leap)\w* (up|for|with|in)\b[^,]{0,16}(joy|delight|excite|celebr|happ)|succeed|score(s)?\b)/,
  ],
  ['clap', /\b(clap|applau|ovation)/],
  [
    'wave',
    /\b(?<!\b(a|the|of|giant|big|surf|surfs|surfing|riding|ocean) )(wav(e|es|ing|ed)\b|greet|say(s|ing)? (hello|hi|goodbye|bye)|welcom|hail|bid)/,
  ],
  ['sing', /\b(sing(s|ing)?\b|sang|karaoke|croon|perform|rap(s|ping)?\b)/],
  [
    'talk',
    /\b(talk|speak|spoke|say(s|ing)?\b|said|tell|told|explain|present(s|ing)?\b|discuss|chat|argu|debat|narrat|announc|teach|taught|lectur|ask(s|ing)?\b|answer|interview|pitch|introduc|convers|whisper|negotiat|recit|meet(s|ing)?\b|preach)/,
  ],
  ['listen', /\b(listen|hear(s|ing)?\b|heard|nod(s|ding)?\b)/],
  ['point', /\b(point|indicat|gestur|direct(s|ing)?\b|show(s|ing)?\b|demonstrat|reveal)/],
  [
    'drink',
    /\b(drink|drank|sip|gulp|toast|(hold|cradl|enjoy|have|savor|savour)\w* [^,]{0,16}\b(coffee|tea|mug|cup|cocoa))/,
  ],
  ['eat', /\b(eat|ate\b|tast|bit(e|es|ing)\b|munch|chew|devour|dine|dining|snack|lick|breakfast|lunch)/],
  [
    'give',
    /\b(giv(e|es|ing)\b|gave|hand(s|ing)? (over|out|him|her|them|it)|offer|serv(e|es|ing)\b|deliver|present(s|ing)? (a|the)|receiv|shar(e|es|ing)\b|feed)/,
  ],
  ['reach', /\b(reach|grab|pluck|pick(s|ing)? (a|the|an|fruit|apples)|touch|catch)/],
  [
    'read',
    /\b(read(s|ing)?\b|leaf(s|ing)? through|brows(e|es|ing)\b|flip(s|ping)? (through|pages)|open(s|ing)? (a|the) (book|letter))/,
  ],
  [
    'look-up',
    /\b((look|star|gaz|glanc|peer)\w* (up|skyward|at the (sky|stars|moon|ceiling|clouds|mountain|tower))|stargaz|marvel|admir|in awe|wonder(s|ing)? at|dream(s|ing)? of)/,
  ],
  [
    'look-down',
    /\b((look|star|gaz|glanc|peer)\w* (down|at (his|her|their) (feet|hands|shoes|watch))|check(s|ing)? (a|the|his|her|their) watch|bow(s|ing)?\b|inspect|examin|stud(y|ies) the)/,
  ],
  ['look-around', /\b((look|glanc|turn|search)\w* (around|about|back)|search|scan|investigat|hesitat|seek)/],
  [
    'photograph',
    /\b(photograph|tak(e|es|ing) (a |some )?(photo|picture|selfie)|film(s|ing)?\b|shoot(s|ing)? (a|the) (film|photo|video|scene)|record(s|ing)?\b|snap(s|ping)?\b)/,
  ],
  ['binoculars', /\b(binocular|telescope|spyglass|spy(ing)? on)/],
  [
    'look-out',
    /\b((look|star|gaz|peer|watch)\w* (out|over|at|into|across|through|toward|the)?|watch(es|ing)?\b|observ|fac(e|es|ing) (the|a)|contemplat the)/,
  ],
  [
    'think',
    /\b(think|thought|ponder|consider|reflect|contemplat|wonder|imagin|plan(s|ning) (how|to|for|a|the)\b|planning|decid|remember|puzzl|scratch|solv|brainstorm|daydream|mull|stuck)/,
  ],
  ['sleep', /\b(sleep|slept|asleep|nap(s|ping)?\b|doz|snor)/],
  ['pray', /\b(pray|worship|hop(e|es|ing) for|beg(s|ging)?\b)/],
  ['meditate', /\b(meditat|breath(e|es|ing)\b|yoga)/],
  [
    'cook',
    /\b(cook|stir|fry|fries|frying|bak(e|es|ing)\b|brew|whisk|mix(es|ing)?\b|simmer|prepar\w* [^,]{0,16}\b(meal|food|dinner|soup|breakfast|dough)|knead|chop(s|ping)?\b|grill|pour|season)/,
  ],
  ['saxophone', /\b(saxophon|sax\b|clarinet|oboe|bassoon)/],
  ['trumpet', /\b(trumpet|trombone|bugle|horn\b|flute|harmonica)/],
  ['violin', /\b(violin|fiddl|cello)/],
  ['piano', /\b(piano|synth|organ\b)/],
  ['drums', /\b(drum)/],
  [
    'guitar',
    /\b(guitar|strum|ukulele|banjo|(play|perform)\w* (music|a song|the blues|a tune|bass)|jam(s|ming)?\b|busk)/,
  ],
  [
    'hammer',
    /\b(hammer|pound|forg(e|es|ing)\b|build|built|nail|carv|chisel|construct|hit(s|ting)?\b|break(s|ing)?\b|min(e|es|ing)\b|chop(s|ping)? wood|dig(s|ging)?\b)/,
  ],
  [
    'fix',
    /\b(fix|repair|mend|adjust|solder|assembl|tinker|craft|weld|screw|operat|mak(e|es|ing)\b|sew|knit|work(s|ing)?\b|polish|wash|clean|wip(e|es|ing)|water(s|ing)? |plant(s|ing)?\b|garden|light(s|ing)? (a|the)|mold|sculpt)/,
  ],
  ['sweep', /\b(sweep|swept|mop|rak(e|es|ing)\b|shovel)/],
  ['carry', /\b(carr(y|ies|ying|ied)|lift|bring|brought|transport|load(s|ing)?\b|unload)/],
  ['climb', /\b(climb|scal(e|es|ing)\b|ascend)/],
  ['swim', /\b(swim|swam|div(e|es|ing)\b)/],
  ['row', /\b(row(s|ing|ed)?\b|paddl|kayak|canoe)/],
  ['drive', /\b(driv|drove|steer|pilot(s|ing)\b)/],
  ['handlebar', /\b(cycl|bicycl|pedal|bik(e|es|ing)\b)/],
  ['reins', /\b(rid(e|es|ing)\b(?![^,]*\b(bik|bicycl|train|bus|car\b|subway))|rode|gallop|horseback)/],
  ['hug', /\b(hug|embrac|cuddl|cradl|snuggl|kiss)/],
  ['cry', /\b(cry|cries|cried|crying|sob|weep|wept|mourn|griev)/],
  [
    'despair',
    /\b(despair|head in (his|her|their)? ?hands|facepalm|frustrat|(clutch|hold|grab|bury|buries)\w* (his|her|their) (head|face|hair)|overwhelm|struggl|tear\w* (his|her|their) hair|groan|give(s)? up|rub(s|bing)? (his|her|their) (eyes|temples|face))/,
  ],
  [
    'slump',
    new RegExp(
      `\\b(slump|slouch|collaps|sag|droop|sigh|mop(e|es|ing)\\b|sulk|hunch(?!\\w*[^,]{0,20}\\b(${DESK}))|fail(s|ing)?\\b|los(e|es|ing)\\b)`,
    ),
  ],
  ['fish', /\b(fish(es|ing)?\b|angl(e|es|ing)\b|cast(s|ing)? (a|the|his|her) (line|net|rod))/],
  ['paint', /\b(paint(s|ing)?\b|graffiti|spray)/],
  ['call', /\b(call(s|ing)?\b|phon(e|es|ing)\b|on the phone|dial)/],
  [
    'scroll',
    /\b(scroll|text(s|ing)?\b|swip(e|es|ing)|check(s|ing)? (a|the|his|her|their) (phone|messages|smartphone)|look(s|ing)? at (a|the|his|her|their) (phone|smartphone|tablet))/,
  ],
  ['salute', /\b(salut|shield(s|ing)? (his|her|their) eyes|at attention)/],
  [
    'cross-arms',
    /\b(cross(es|ed|ing)? ((his|her|their) )?arms|arms crossed|folded arms|fold(s|ing)? (his|her|their) arms)/,
  ],
  [
    'akimbo',
    /\b(akimbo|hands on (his|her|their)? ?hips|pos(e|es|ing)\b|stand(s|ing)? (tall|proud|firm|guard)|heroic|guard(s|ing)?\b)/,
  ],
  ['shrug', /\b(shrug|confus|bewilder)/],
  ['shake', /\b(shak(e|es|ing) (his|her|their|a) fist|yell|shout|scream|rag(e|es|ing)\b|protest|scold|roar)/],
  ['fight', /\b(fight|fought|battl|duel|sword|attack|defend|swing(s|ing)? (a|the|his|her)|fenc(e|es|ing)|slay)/],
  ['box', /\b(box(es|ing)\b|punch(es|ing)?\b(?! the air)|spar(s|ring)?\b|shadowbox)/],
  [
    'throw',
    /\b(throw|threw|toss|hurl|juggl|bowl|pitch(es|ing) a|skip(s|ping)? stones|play(s|ing)? (ball|catch|basketball|tennis|baseball))/,
  ],
  ['conduct', /\b(conduct|cast(s|ing)? (a |the )?spell|magic|summon|orchestrat)/],
  ['dance', /\b(danc|twirl|spin(s|ning)?\b|waltz|groov|ballet|party|parties|partying)/],
  ['push', /\b(push|shov)/],
  ['pull', /\b(pull|drag(s|ging)?\b|tug|haul|tow)/],
  ['laugh', /\b(laugh|giggl|chuckl|joke)/],
  ['shiver', /\b(shiver|freez|shak(e|es|ing) with cold|trembl|cold\b)/],
  [
    'hold',
    /\b(hold(s|ing)?\b|held|grip|clutch|wield|show(s|ing)? off|carry|embrac|present(s|ing)?|display|us(e|es|ing)\b)/,
  ],
];

const AT_DESK =
  /\b(at|behind) (a|the|his|her|their|its) (cluttered |messy |small |wooden |office |writing )?(desk|workstation|computer)\b/;

interface Find {
  at: number;
  end: number;
  stance?: StanceName;
  gesture?: GestureName;
}

function read(phrase: string): Beat[] {
  const parts = phrase
    .split(/\bthen\b|\bbefore\b|\buntil\b|\bafter which\b|→|;|, and\b|\. /)
    .filter((part) => part.trim() !== '');
  const beats: Beat[] = [];
  let stance: StanceName | null = null;
  for (const part of parts) {
    for (const step of stepsOf(part)) {
      // Without a word for it, one stays as one was: who sits and stretches goes on sitting.
      const atDesk = AT_DESK.test(part);
      const name = step.gesture ?? (atDesk ? 'type' : 'idle');
      const gesture: Gesture = GESTURES[name];
      stance = step.stance ?? (gesture.desk === true ? 'sit-office' : (stance ?? gesture.stance ?? null));
      beats.push({
        stance: stance ?? 'stand',
        gesture: name,
        feeling: feelingIn(step.words),
        tempo: tempoOf(part),
        atDesk,
      });
    }
  }
  // What is done at first while already seated later: "frustrated then leans back" begins on the chair.
  const seated = beats.find((beat) => STANCES[beat.stance].seat === 'office');
  const first = beats[0];
  if (seated !== undefined && first !== undefined && first.stance === 'stand' && !/\bst(and|ood)/.test(phrase))
    first.stance = seated.stance;
  return beats.length > 0 ? beats : [{ stance: 'stand', gesture: 'idle', feeling: null, tempo: 1, atDesk: false }];
}

interface Step {
  stance: StanceName | null;
  gesture: GestureName | null;
  words: string;
}

/** Steps of one clause: stance and gesture go together; a second one of a kind begins a new step. */
function stepsOf(part: string): Step[] {
  const finds = findsIn(part);
  const steps: Step[] = [{ stance: null, gesture: null, words: '' }];
  let from = 0;
  for (const find of finds) {
    const current = steps[steps.length - 1] as Step;
    const again =
      (find.gesture !== undefined && current.gesture !== null) ||
      (find.stance !== undefined && current.stance !== null);
    if (again) {
      current.words = part.slice(from, find.at);
      from = find.at;
      steps.push({ stance: null, gesture: null, words: '' });
    }
    const target = steps[steps.length - 1] as Step;
    if (find.stance !== undefined) target.stance = find.stance;
    if (find.gesture !== undefined) target.gesture = find.gesture;
  }
  (steps[steps.length - 1] as Step).words = part.slice(from);
  return steps.slice(0, 4);
}

/** The first row of each kind that fits wins its stretch of the words. */
function findsIn(part: string): Find[] {
  const stances = matches(part, STANCE_STEMS).map(({ name, at, end }): Find => ({ at, end, stance: name }));
  const gestures = matches(part, GESTURE_STEMS).map(({ name, at, end }): Find => ({ at, end, gesture: name }));
  return [...stances, ...gestures].toSorted((a, b) => a.at - b.at);
}

function matches<Name>(part: string, table: readonly [Name, RegExp][]): { name: Name; at: number; end: number }[] {
  const found: { name: Name; at: number; end: number }[] = [];
  for (const [name, stems] of table) {
    const match = stems.exec(part);
    if (match === null) continue;
    const [at, end] = [match.index, match.index + match[0].length];
    if (found.every((other) => end <= other.at || at >= other.end)) found.push({ name, at, end });
  }
  return found;
}

function tempoOf(part: string): number {
  if (/\b(frantic|furious|quick|fast|rapid|feverish|hectic|wild|energetic|hurried|vigorous)/.test(part)) return 1.45;
  if (/\b(slow|gentl|calm|lazi|careful|quiet|peaceful|tired|weari|soft)/.test(part)) return 0.65;
  return 1;
}
