import { DRAWABLE } from '../../art/index.ts';
import type { Agent } from '../../crew/agent.ts';
import { Unfit } from '../../crew/agent.ts';
import { assetAnalyzer, type AssetAnalyzerInput } from '../../crew/asset-analyzer.ts';
import { contractor } from '../../crew/contract.ts';
import { effectsByRule } from '../../crew/effects.ts';
import { scriptWriter } from '../../crew/script-writer.ts';
import { canTell } from '../../crew/guard.ts';
import { mentions } from '../../crew/plain.ts';
import type { ScriptReply } from '../../crew/script-reply.ts';
import { bareBrief, type Brief, type SeedText } from '../../film/brief.ts';
import type { Contract } from '../../film/contract.ts';
import type { PictureFacts } from '../../film/assets.ts';
import type { Figure, Mood, Screenplay } from '../../film/screenplay.ts';
import { toSeconds } from '../../film/time.ts';
import { hashJson } from '../../json.ts';
import type { Asked, Mind } from '../../simulators/spec.ts';
import { compared, judged } from './simulated-eyes.ts';

/**
 * Minds for our agents that know no more than the rehearsal does: each recognises its agent by the first line of the
 * instructions, reads the data between the fences and answers in the form that is asked for. Null for any other question.
 */
export const simulatedMind: Mind = async (asked) => {
  const [, agent = ''] = /^Claude Studio Producer, ([a-z/-]+), version \d+\.\n/.exec(asked.system) ?? [];
  const think = Object.hasOwn(MINDS, agent) ? MINDS[agent] : undefined;
  if (think === undefined) return null;
  const [shared, own] = dataIn(asked);
  return own === undefined ? null : JSON.stringify(await think({ ...shared, ...own } as never, asked));
};

type Data = Record<string, unknown>;

/** Shared data and then the question's own, as they lie between the fences; where there is one only, it is its own. */
function dataIn({ texts }: Asked): [Data, Data | undefined] {
  const fenced = texts.flatMap((text) => /^<data>\n([\s\S]*)\n<\/data>$/.exec(text)?.[1] ?? []);
  const read = fenced.slice(0, 2).map((json) => JSON.parse(json) as Data);
  return read.length === 2 ? [read[0] ?? {}, read[1]] : [{}, read[0]];
}

// What an agent shows of its input is its own business; its test asks every agent and reads the answers.
const MINDS: Record<string, (data: never, asked: Asked) => object | Promise<object>> = {
  contract: contracted,
  producer: pitched,
  'script-writer': written,
  'script-supervisor': () => ({ threads: [], uses: [], notes: [] }),
  'script-supervisor/continuity': (_: object, asked: Asked) => compared(asked),
  'video-generator': prompted,
  'audio-generator': sounded,
  'asset-analyzer': analysed,
  'qa-verifier': ({ questions }: { questions: Parameters<typeof judged>[1] }, asked: Asked) => judged(asked, questions),
  critic: criticised,
  editor: cut,
};

const drawable = [...DRAWABLE];

/** The rehearsal's contract, without what it puts into words of its own. */
async function contracted({ concept, seconds }: { concept: string; seconds: number | null }): Promise<object> {
  const { value } = await contractor.decide({ concept, seconds, drawable });
  const whole = { elements: value.elements };
  const fits = value.elements.filter((element) =>
    isFit(contractor, { elements: [{ ...element, of: null }] }, { concept, seconds, drawable }),
  );
  if (isFit(contractor, whole, { concept, seconds, drawable })) return whole;
  const text = concept.slice(0, 120);
  return {
    elements: fits.length > 0 ? fits : [{ id: 'e1', kind: 'subject' as const, text, weight: 1, must: true, of: null }],
  };
}

/** Whether an agent can use an answer. */
function isFit<In, Out>(agent: Agent<In, Out>, reply: object, input: In): boolean {
  try {
    agent.read(JSON.stringify(reply), input);
    return true;
  } catch (error) {
    if (error instanceof Unfit) return false;
    throw error;
  }
}

interface ShownOption {
  option: number;
  provider: string;
  model: string;
  tier: string;
  ceiling: number;
  film: string;
  pricePerShot: string;
}

/** The best picture that the budget carries with a quarter to spare, against two other models. */
function pitched({ budget, options }: { budget: string; options: ShownOption[] }): object {
  const dearFirst = options.toSorted((a, b) => b.ceiling - a.ceiling || dollars(a.film) - dollars(b.film));
  const [cheapest] = options.toSorted((a, b) => dollars(a.film) - dollars(b.film));
  const best =
    dearFirst.find(({ film }) => dollars(film) * 1.25 <= dollars(budget)) ??
    dearFirst.find(({ film }) => dollars(film) <= dollars(budget)) ??
    cheapest;
  if (best === undefined) return { pilots: [], recommended: 0, reason: '' };
  const models = new Set([`${best.provider} ${best.model}`]);
  const rivals = dearFirst.filter(({ provider, model, film }) => {
    const name = `${provider} ${model}`;
    return dollars(film) <= dollars(budget) && !models.has(name) && models.add(name);
  });
  return {
    pilots: [best, ...rivals.slice(0, 2)].map(({ option, provider, model, tier, film, pricePerShot }) => ({
      option,
      approach: `Every shot as ${tier.replace('_', ' ')} by ${provider} ${model}.`,
      rationale: `The film costs ${film}, a shot ${pricePerShot}.`,
    })),
    recommended: best.option,
    reason: `${best.provider} ${best.model} is the best picture that ${budget} carries with something to spare.`,
  };
}

function dollars(text: string): number {
  return Number(text.replaceAll(/[^\d.]/g, ''));
}

interface ScriptData {
  contract: Pick<Contract, 'concept' | 'elements'>;
  seconds: number;
  scenes: number | null;
  aspect: Brief['aspect'];
  style: string | null;
  narration: boolean;
  pictures: Omit<Brief['seeds'][number], 'media' | 'width' | 'height'>[];
  means: { shots: number; secondsSold: number[] | null } | null;
}

/** The rehearsal's screenplay as an answer: fewer shots where the money is short, silent where the words are too long. */
async function written(data: ScriptData): Promise<object> {
  const { seconds, scenes, aspect, style, narration, means } = data;
  const contract = contractOf(data.contract);
  const media = { sha256: hashJson(''), extension: 'png', bytes: 0 };
  const brief = bareBrief(contract.concept, {
    seconds,
    scenes,
    aspect,
    style,
    seeds: data.pictures.map((picture) => ({ ...picture, media, width: 1280, height: 720 })),
    voice: { kind: narration ? 'scratch' : 'none' },
    audioTier: narration ? 'simple_overlay' : 'none',
  });
  const input = { brief, contract, drawable };
  const { value: screenplay } = await scriptWriter.decide(input);
  // However little there is, a film of no more than eight seconds a shot is written.
  const most = means === null ? Number.POSITIVE_INFINITY : Math.max(means.shots, Math.ceil(seconds / 8));
  const whole = covering(fewer(replyOf(screenplay), most, scenes !== null), contract);
  return isFit(scriptWriter, whole, input) ? whole : silent(whole);
}

function contractOf({ concept, elements }: Pick<Contract, 'concept' | 'elements'>): Contract {
  return { schema: 'Contract.1', concept, elements, hash: hashJson({ concept, elements }) };
}

type ShotReply = ScriptReply['scenes'][number]['shots'][number];

function replyOf({ title, logline, musicMood, threads, scenes, rate }: Screenplay): ScriptReply {
  const nameOf = (id: string | null) => threads.find((thread) => thread.id === id)?.name ?? null;
  return {
    title,
    logline,
    musicMood,
    threads: threads.map(({ name, kind, description }) => ({ name, kind, description })),
    scenes: scenes.map(({ title: name, summary, beat, mood, shots }) => ({
      title: name,
      summary,
      beat,
      mood,
      shots: shots.map((shot): ShotReply => {
        const { place, interior, time, weather, thread } = shot.setting;
        return {
          seconds: Number(toSeconds(shot.frames, rate).toFixed(2)),
          description: shot.description,
          size: shot.size,
          move: shot.move,
          place,
          placeThread: nameOf(thread),
          interior,
          time,
          weather,
          figures: shot.figures.map((figure) => ({ ...figure, thread: nameOf(figure.thread) })),
          mood: shot.mood,
          light: shot.light,
          narration: shot.narration,
          overlays: shot.overlays.map(({ text }) => text),
          transition: shot.transitionIn.kind,
          seeds: shot.seeds,
          elements: shot.elements,
        };
      }),
    })),
  };
}

/** Neighbours become one shot until the budget buys all: those of one scene first, of two only where scenes are not ordered. */
function fewer(reply: ScriptReply, most: number, ordered: boolean): ScriptReply {
  const scenes = reply.scenes.map((scene) => ({ ...scene, shots: [...scene.shots] }));
  const count = () => scenes.reduce((total, { shots }) => total + shots.length, 0);
  while (count() > most) {
    const at = scenes.reduce((longest, { shots }, index) => {
      return shots.length >= (scenes[longest]?.shots.length ?? 0) ? index : longest;
    }, 0);
    const [scene, before] = [scenes[at], scenes[at - 1]];
    if (scene === undefined) break;
    if (scene.shots.length < 2) {
      if (ordered || before === undefined) break;
      before.shots.push(...scene.shots);
      scenes.splice(at, 1);
      continue;
    }
    scene.shots.push(...scene.shots.splice(-2).reduce<ShotReply[]>(([one], shot) => [merged(one, shot)], []));
  }
  return { ...reply, scenes };
}

function merged(before: ShotReply | undefined, shot: ShotReply): ShotReply {
  if (before === undefined) return shot;
  return {
    ...before,
    seconds: before.seconds + shot.seconds,
    description: `${before.description} ${shot.description}`,
    figures: [
      ...before.figures,
      ...shot.figures.filter(({ what }) => before.figures.every((one) => one.what !== what)),
    ],
    overlays: [...before.overlays, ...shot.overlays],
    seeds: [...before.seeds, ...shot.seeds],
    elements: [...before.elements, ...shot.elements],
  };
}

/** What the film fails without is said in its own words. */
function covering(reply: ScriptReply, contract: Contract): ScriptReply {
  const lost = contract.elements.filter(({ id, kind, must, text, ...element }) => {
    if (!must || kind === 'duration' || kind === 'text') return false;
    const naming = reply.scenes.flatMap(({ shots }) => shots.filter(({ elements }) => elements.includes(id)));
    const said = naming.some((shot) => mentions(wordsOf(shot), text));
    return naming.length === 0 || (canTell({ id, kind, must, text, ...element }, contract) && !said);
  });
  if (lost.length === 0) return reply;
  const [opening, ...rest] = reply.scenes;
  const [first, ...others] = opening?.shots ?? [];
  if (opening === undefined || first === undefined) return reply;
  const words = lost.map(({ text }) => text).join(', ');
  const shot = {
    ...first,
    description: `${first.description} To be seen: ${words}.`,
    elements: [...first.elements, ...lost.map(({ id }) => id)],
  };
  return { ...reply, scenes: [{ ...opening, shots: [shot, ...others] }, ...rest] };
}

function wordsOf({ description, figures, place, time, weather }: ShotReply): string {
  return [description, ...figures.map(figureWords), place, time, weather].join(' ');
}

function figureWords({
  what,
  attributes,
  action,
  expression,
  count,
}: Omit<Figure, 'thread' | 'principal' | 'seed'>): string {
  return [count > 1 ? `${count}` : '', ...attributes, what, expression ?? '', action ?? '']
    .filter((word) => word !== '')
    .join(' ');
}

function silent(reply: ScriptReply): ScriptReply {
  return {
    ...reply,
    scenes: reply.scenes.map((scene) => ({
      ...scene,
      shots: scene.shots.map((shot) => ({ ...shot, narration: null })),
    })),
  };
}

interface PromptData {
  contract: Pick<Contract, 'elements'>;
  shot: {
    description: string;
    size: string;
    move: string;
    setting: { place: string; time: string; weather: string };
    figures: Figure[];
    mood: string;
    light: string;
    elements: string[];
  };
  looks: string[];
  style: string | null;
  complaints: string[];
  limit: number;
}

/** The shot in plain sentences, its looks last. In a reshoot what was missed comes foremost. */
function prompted({ contract, shot, looks, style, complaints, limit }: PromptData): object {
  const { size, move, setting, figures, mood, light, elements } = shot;
  const own = contract.elements.filter(({ id, kind }) => elements.includes(id) && SEEN.has(kind));
  const missed = own.filter(({ text }) => complaints.some((words) => words.includes(text)));
  const parts = [
    sentence(unquoted(shot.description)),
    missed.length === 0 ? '' : `Clearly visible: ${missed.map(({ text }) => unquoted(text)).join(', ')}.`,
    figures.length === 0 ? '' : sentence(figures.map(figureWords).join(', ')),
    sentence(`The place is ${setting.place}, ${setting.time}, ${setting.weather}`),
    sentence(unquoted(own.map(({ text }) => text).join(', '))),
    sentence(`${unquoted(light)}, ${mood} mood`),
    `Framed as ${size.replaceAll('-', ' ')}; the camera: ${move.replaceAll('-', ' ')}.`,
    style === null ? 'Cinematic, natural motion.' : `Style: ${style}.`,
    ...looks.map(sentence),
  ].filter((part) => part !== '');
  // What is left out of the looks is added by the studio, so the words of the shot have to leave room for them.
  const room = limit - looks.reduce((total, look) => total + look.length + 2, 0);
  const text = parts.slice(0, parts.length - looks.length).reduce((all, part) => joined(all, part, room), '');
  return { prompt: looks.map(sentence).reduce((all, look) => joined(all, look, limit), text) };
}

const SEEN = new Set(['subject', 'attribute', 'action', 'setting']);

function joined(text: string, more: string, limit: number): string {
  const whole = text === '' ? more : `${text} ${more}`;
  return whole.length <= limit ? whole : text;
}

function sentence(text: string): string {
  const first = text.trim().replace(/^./u, (letter) => letter.toUpperCase());
  return first === '' || /[.!?]$/.test(first) ? first : `${first}.`;
}

function unquoted(text: string): string {
  return text.replaceAll(/["“”„«»]/g, '');
}

interface SoundData {
  screenplay: Pick<Screenplay, 'musicMood' | 'scenes'>;
  music: string;
  effects: string;
}

function sounded({ screenplay, music, effects }: SoundData): object {
  const { musicMood: mood, scenes } = screenplay;
  const heard = effectsByRule(scenes.flatMap(({ shots }) => shots));
  return {
    style: CALM.has(mood) ? 'calm' : 'warm',
    music: music === 'composed' ? { mood, turns: [] } : null,
    effects: effects === 'none' ? [] : heard.map(({ shot, sound, at, level }) => ({ shot, sound, at, level })),
  };
}

const CALM: ReadonlySet<Mood> = new Set(['serene', 'melancholic', 'lonely', 'mysterious']);

interface AssetData {
  concept: string;
  pictures: (Omit<AssetAnalyzerInput['pictures'][number], 'facts'> &
    Omit<PictureFacts, 'panels'> & { panels: number })[];
  texts: SeedText[];
}

async function analysed({ concept, pictures, texts }: AssetData): Promise<object> {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const given = pictures.map(({ id, name, width, height, transparent, panels, ...facts }) => ({
    id,
    name,
    width,
    height,
    transparent,
    facts: { ...facts, panels: Array.from({ length: panels }, () => box) },
  }));
  const { value } = await assetAnalyzer.decide({ concept, pictures: given, texts, drawable });
  return value;
}

interface CritiqueData {
  contract: { elements: { id: string; kind: string; text: string }[] };
  reviews: { slate: string; overall: number | null; answers: { element: string; asked: string; yes: number }[] }[];
  used: string[];
}

/** What most looks missed, and a claim where more than one take missed the same. */
function criticised({ contract, reviews, used }: CritiqueData): object {
  const own = reviews.filter(({ slate }) => used.includes(slate));
  const missed = contract.elements.flatMap((element) => {
    const lacks = own.flatMap(({ slate, answers }) => {
      const answer = answers.find(({ element: id, yes }) => id === element.id && yes < 0.5);
      return answer === undefined ? [] : [{ slate, quote: answer.asked }];
    });
    return lacks.length === 0 ? [] : [{ ...element, lacks }];
  });
  const names = missed.map(({ text }) => `“${text}”`).join(', ');
  return {
    decision: own.length === 0 ? 'cancel' : 'continue',
    reason:
      names === '' ? 'What was asked for is to be seen.' : `It lacks ${names} in some takes; another take may show it.`,
    lessons: missed.slice(0, 3).flatMap(({ kind, text, lacks: [first, second] }) =>
      first === undefined || second === undefined
        ? []
        : [
            {
              claim: `Saying “${text}” concretely helps.`,
              trigger: { kind, words: null },
              action: { do: 'rewrite', strategy: 'concrete' },
              polarity: 'helps',
              fit: 0.9,
              ...first,
            },
          ],
    ),
  };
}

interface CutData {
  screenplay: { scenes: { shots: { id: string; transition: string; narration: string | null }[] }[] };
  takes: { slate: string; shot: string; score: number | null; tail: number }[];
}

/** As planned with the best takes; and once with cuts that come a little later where the takes have room. */
function cut({ screenplay, takes }: CutData): object {
  const shots = screenplay.scenes.flatMap((scene) => scene.shots);
  const chosen = shots.flatMap((shot) => {
    const [best] = takes.filter((take) => take.shot === shot.id).toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0));
    return best === undefined ? [] : [{ ...shot, ...best }];
  });
  const version = (later: (take: (typeof chosen)[number]) => number) =>
    chosen.map((take) => ({ slate: take.slate, order: null, later: later(take), transition: take.transition }));
  return {
    safe: { title: 'Straight and plain', reasoning: 'Every shot with its best take. Nothing is hidden.' },
    balanced: {
      title: 'As it was planned',
      reasoning: 'The planned order and transitions with the best takes. It costs nothing of the story.',
      shots: version(() => 0),
    },
    creative: {
      title: 'A longer breath',
      reasoning: 'What nobody speaks over is held a little longer. The next shot comes later for it.',
      shots: version(({ narration, tail }) => (narration === null ? Math.min(4, tail) : 0)),
    },
    recommended: 'balanced',
    reason: 'The planned rhythm serves this story.',
  };
}
