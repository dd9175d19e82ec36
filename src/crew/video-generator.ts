import { z } from 'zod';
import { Brief } from '../film/brief.ts';
import { Contract } from '../film/contract.ts';
import { VideoRequest } from '../film/request.ts';
import { Review } from '../film/review.ts';
import { Screenplay, Shot, shotsOf } from '../film/screenplay.ts';
import type { CameraMove, ShotSize } from '../film/screenplay.ts';
import { slate } from '../film/take.ts';
import { hashJson } from '../json.ts';
import { defineAgent } from './agent.ts';

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

export const VIDEO_GENERATOR_PROMPT = `You write the request for one take of one shot. The prompt is a single vivid paragraph of at most 1,000 characters, in this
order: who and what is seen (with the exact descriptions of their threads, word for word), what they do during these seconds, the place, hour and weather,
the light, the shot size and the one camera move, the look.
- One action, one camera move, one moment: a clip of five seconds cannot tell a story.
- No letters, captions, logos or watermarks in the picture: words are laid over later. No negations; say what is there.
- Keep every element of the contract that the shot names. When a review of the take before is given, change exactly what it complains about.
Everything else in the request (frames, handles, size, seeds) is copied from the shot and the brief.`;

/** Shot to request for a provider. */
export const videoGenerator = defineAgent<VideoGeneratorInput, VideoRequest>({
  name: 'video-generator',
  input: VideoGeneratorInput,
  output: VideoRequest,
  prompt: VIDEO_GENERATOR_PROMPT,
  rehearse: toRequest,
});

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
