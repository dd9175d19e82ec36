import { z } from 'zod';
import { Brief, type Seed } from '../film/brief.ts';
import { Contract } from '../film/contract.ts';
import { VideoRequest } from '../film/request.ts';
import { Review } from '../film/review.ts';
import { Screenplay, Shot, shotsOf } from '../film/screenplay.ts';
import type { CameraMove, ShotSize } from '../film/screenplay.ts';
import { slate } from '../film/take.ts';
import { hashJson } from '../json.ts';
import { defineAgent, type Shown } from './agent.ts';
import { guarded } from './guard.ts';
import { shownContract, shownScreenplay, shownShot } from './shown.ts';

export const VideoGeneratorInput = z.object({
  shot: Shot,
  screenplay: Screenplay,
  contract: Contract,
  brief: Brief,
  /** Number of the take, from 1. */
  take: z.int().positive(),
  /** Review of the take before, when this is a reshoot. */
  previous: Review.nullable(),
});
export type VideoGeneratorInput = z.infer<typeof VideoGeneratorInput>;

/** Frames that every join has to spare on both sides, so that an editor can move the cut or soften it. */
const SPARE_FRAMES = 6;
/** The shortest prompt limit among the vendors. */
const PROMPT_LIMIT = 1_000;

export const VIDEO_GENERATOR_PROMPT = `You write the prompt for one take of one shot. A video model reads it and nothing else: it knows neither the film nor the shots
around it.

THE DATA hold the contract and the screenplay, then the shot that is to be shot: its looks, which are how whoever and whatever is in it has to look; the style of
the film; the pictures that go with the request; what the review of the take before complains about, when this is a reshoot; and the limit in characters.

WRITE one vivid paragraph in plain sentences, in this order: who and what is seen, what they do during these seconds, the place, hour and weather, the
light, the shot size and the one camera move, the style.
- Every look stands in it word for word, where its figure or place is named; each look that you leave out is added at the end and costs its characters.
- Every element that the shot names is said in the contract's own words. A prompt that is easier to film without the red door has lost the film.
- One action, one camera move, one moment: five seconds cannot tell a story. What happens before or after belongs to other shots.
- Say what is there. "No", "without" and "not" make a model draw the thing.
- Nothing of letters, captions, signs that read something, or watermarks, and no quotation marks: words are laid over later.
- Pictures go with the request: the first of the shot that is no reveal is the first frame. Say what it is to the shot: "the mug of the first frame", "the
  place of the first frame"; a storyboard panel is the composition that the shot begins with.
- In a reshoot change exactly what was complained about, by saying what is to be seen instead; keep the rest.

GOOD: "A woman in her sixties, silver bun, navy oilskin coat, round glasses, turns the brass crank of a weathered lighthouse lamp; at night in driving rain
behind the glass. Warm light from below. Medium close-up, the camera pushes in slowly. Watercolour on rough paper."`;

const Reply = z.object({ prompt: z.string().describe('One paragraph') });
type Reply = z.infer<typeof Reply>;

/** Shot to request for a provider. */
export const videoGenerator = defineAgent<VideoGeneratorInput, VideoRequest, Reply>({
  name: 'video-generator',
  input: VideoGeneratorInput,
  output: VideoRequest,
  prompt: { version: 1, text: VIDEO_GENERATOR_PROMPT, maxTokens: 3_000, effort: 'low' },
  rehearse: toRequest,
  show,
  reply: Reply,
  complete: ({ prompt }, input) => {
    const { shot, contract, brief } = input;
    const { style } = brief;
    return {
      ...toRequest(input),
      prompt: guarded(prompt, { shot, contract, looks: looksOf(input), style, limit: PROMPT_LIMIT }),
    };
  },
});

function show(input: VideoGeneratorInput): Shown {
  const { shot, screenplay, contract, brief, take, previous } = input;
  const { seeds } = toRequest(input);
  return {
    shared: { contract: shownContract(contract), screenplay: shownScreenplay(screenplay) },
    own: {
      shot: shownShot(shot, screenplay.rate),
      looks: looksOf(input),
      style: brief.style,
      pictures: seeds.map(({ id, name, kind, use, subject, description }) => ({
        id,
        name,
        kind,
        use,
        subject,
        description,
      })),
      take,
      complaints: previous === null ? [] : [...previous.issues, ...previous.suggestions].slice(0, 8),
      limit: PROMPT_LIMIT,
    },
  };
}

/** Characters of a prompt that looks may have together. */
const LOOKS_LIMIT = 600;

/**
 * Looks of the shot's threads, those that it is about first, as many as leave room for the shot itself. A place or thing that
 * is seen once has nothing to match.
 */
function looksOf({ shot, screenplay }: VideoGeneratorInput): string[] {
  const figures = shot.figures.toSorted((a, b) => Number(b.principal) - Number(a.principal));
  const named = [...new Set([...figures.map(({ thread }) => thread), shot.setting.thread])];
  let room = LOOKS_LIMIT;
  return named.flatMap((id) => {
    const thread = screenplay.threads.find((one) => one.id === id);
    if (thread === undefined || thread.description.length > room) return [];
    if (thread.kind !== 'character' && shotsOf(screenplay).filter((one) => isIn(thread.id, one)).length < 2) return [];
    room -= thread.description.length;
    return [thread.description];
  });
}

function isIn(thread: string, { setting, figures }: Shot): boolean {
  return setting.thread === thread || figures.some((figure) => figure.thread === thread);
}

/** The request for a take; a reshoot has another seed and names what has to be better. */
export function toRequest({ shot, screenplay, contract, brief, take, previous }: VideoGeneratorInput): VideoRequest {
  const named = new Set([
    shot.setting.thread,
    ...shot.figures.flatMap((figure) => (figure.thread === null ? [] : [figure.thread])),
  ]);
  const threads = screenplay.threads.filter((thread) => named.has(thread.id));
  const used = new Set([
    ...shot.seeds.map((seed) => seed.id),
    ...shot.figures.flatMap((figure) => (figure.seed === null ? [] : [figure.seed])),
  ]);
  const name = slate(shot.id, take);
  const handles = handlesOf(shot, screenplay);
  return {
    schema: 'VideoRequest.1',
    slate: name,
    prompt: promptFor(
      shot,
      threads.filter((thread) => thread.kind !== 'place').map((thread) => thread.description),
      brief.seeds,
      brief.style,
      contract,
      previous,
    ),
    shot,
    threads,
    seeds: brief.seeds.filter((seed) => used.has(seed.id)),
    style: brief.style,
    aspect: brief.aspect,
    resolution: brief.resolution,
    rate: screenplay.rate,
    frames: handles.head + shot.frames + handles.tail,
    handles,
    seedNumber: Number.parseInt(hashJson([brief.seedNumber, name]).slice(0, 8), 16),
    slateText: brief.slate ? `${name}  ${shot.size} ${shot.move}` : null,
    firstFrame: null,
    lastFrame: null,
    after: null,
    continues: null,
  };
}

/**
 * Frames before and after a shot for transitions to borrow: half of the transition that is planned there, and a few to
 * spare at a plain cut. Where the film begins and ends nothing is borrowed, so nothing is shot.
 */
export function handlesOf(shot: Shot, screenplay: Screenplay): VideoRequest['handles'] {
  const shots = shotsOf(screenplay);
  const at = shots.findIndex(({ id }) => id === shot.id);
  const next = shots[at + 1];
  const half = ({ transitionIn }: Shot) => Math.max(SPARE_FRAMES, Math.ceil(transitionIn.frames / 2));
  return { head: at <= 0 ? 0 : half(shot), tail: next === undefined ? 0 : half(next) };
}

const SIZES: Record<ShotSize, string> = {
  'extreme-wide': 'an extreme wide shot',
  wide: 'a wide shot',
  full: 'a full-body shot',
  medium: 'a medium shot',
  'medium-close-up': 'a medium close-up',
  'close-up': 'a close-up',
  'extreme-close-up': 'an extreme close-up',
};

const MOVES: Record<CameraMove, string> = {
  static: 'the camera holds still',
  'pan-left': 'the camera pans slowly left',
  'pan-right': 'the camera pans slowly right',
  'tilt-up': 'the camera tilts up',
  'tilt-down': 'the camera tilts down',
  'push-in': 'the camera pushes in slowly',
  'pull-out': 'the camera pulls back slowly',
  'zoom-in': 'a slow zoom in',
  'zoom-out': 'a slow zoom out',
  orbit: 'the camera circles the subject',
  tracking: 'the camera tracks alongside',
  'crane-up': 'the camera rises',
  'crane-down': 'the camera descends',
  handheld: 'a handheld camera breathes with the moment',
};

function promptFor(
  shot: Shot,
  looks: string[],
  seeds: readonly Seed[],
  style: string | null,
  contract: Contract,
  previous: Review | null,
): string {
  const asked = contract.elements.filter(
    (element) => shot.elements.includes(element.id) && (element.kind === 'subject' || element.kind === 'attribute'),
  );
  const missing = asked
    .filter((element) => !shot.description.toLowerCase().includes(element.text.toLowerCase()))
    .map((element) => element.text);
  const parts = [
    shot.description.replace(/^[^:]{3,20}: /, '').replace(/^./u, (first) => first.toUpperCase()),
    ...pictureLines(shot, seeds),
    missing.length > 0 ? `Clearly visible: ${missing.join(', ')}.` : '',
    previous === null || previous.suggestions.length === 0
      ? ''
      : `Better than before: ${previous.suggestions.slice(0, 2).join(' ')}`,
    `${shot.light.replace(/^./u, (first) => first.toUpperCase())}, ${shot.mood} mood.`,
    `Framed as ${SIZES[shot.size]}; ${MOVES[shot.move]}.`,
    style === null ? 'Cinematic, coherent colours, natural motion.' : `Style: ${style}.`,
    ...looks.map((look) => `${look.replace(/^./u, (first) => first.toUpperCase())}.`),
  ];
  // The looks of minor figures stand last, so they are what a long shot loses.
  let prompt = '';
  for (const part of parts.filter((one) => one !== '')) {
    if (prompt.length + part.length + 1 <= PROMPT_LIMIT) prompt = prompt === '' ? part : `${prompt} ${part}`;
  }
  return prompt === '' ? shot.description.slice(0, PROMPT_LIMIT) : prompt;
}

/** What the pictures that go with the request are to the shot. */
function pictureLines({ seeds: shown, figures }: Shot, seeds: readonly Seed[]): string[] {
  const of = (id: string | null | undefined): Seed | undefined => seeds.find((seed) => seed.id === id);
  const figure =
    figures.find(({ seed, principal }) => seed !== null && principal) ?? figures.find(({ seed }) => seed !== null);
  const first = of(shown.find(({ use }) => use !== 'reveal')?.id ?? figure?.seed);
  const revealed = of(shown.find(({ use }) => use === 'reveal')?.id);
  return [
    ...(first === undefined ? [] : [firstFrameLine(first)]),
    ...(revealed === undefined ? [] : ['It ends on the mark of the reference picture.']),
  ];
}

function firstFrameLine({ kind, subject }: Seed): string {
  if (kind === 'storyboard') return 'It begins with the composition of the first frame.';
  if (kind === 'setting') return 'The place is the place of the first frame.';
  const what = subject ?? (kind === 'product' || kind === 'character' ? kind : null);
  return what === null
    ? 'It begins with the picture of the first frame.'
    : `The ${what} is the ${what} of the first frame.`;
}
