import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFenced, briefOf, complaintOf, CONTRACT, exampleScreenplay, HOSTILE } from '../../test/fixtures/crew.ts';
import { shotsOf, type Shot } from '../film/screenplay.ts';
import { toRequest, videoGenerator, type VideoGeneratorInput } from './video-generator.ts';

const screenplay = exampleScreenplay();
const shot = shotsOf(screenplay)[2] as Shot;
const input: VideoGeneratorInput = { shot, screenplay, contract: CONTRACT, brief: briefOf(), take: 1, previous: null };

const KEEPER = 'A woman in her sixties, silver bun, weathered face, navy oilskin coat, round glasses';
const GOOD =
  `${KEEPER}, a lighthouse keeper, kneels on wet black basalt and discovers a glowing jellyfish in a rock pool, her face lit pale blue from below; ` +
  'a white lighthouse with one red band on a black basalt rock, iron railing, stands behind her at night in the storm. Full shot, the camera pushes in slowly. Watercolour.';

const read = (prompt: string, given = input) => videoGenerator.read(JSON.stringify({ prompt }), given);

test('the prompt is the mind’s and everything else of the request is ours', () => {
  const request = read(GOOD);
  const { prompt } = request;
  assert.deepEqual(request, { ...toRequest(input), prompt });
  assert.ok(prompt.startsWith(GOOD));
  assert.ok(prompt.length <= 1_000);
});

test('a look that was left out is added word for word, as is the style', () => {
  const { prompt } = read(
    'The weathered lighthouse keeper kneels in the storm and discovers a glowing jellyfish in a pool at night, seen whole.',
  );
  for (const { id, description } of screenplay.threads)
    if (['character-keeper', 'object-jellyfish', 'place-rock'].includes(id))
      assert.ok(prompt.includes(description), description);
  assert.ok(!prompt.includes('always the same one'), 'what is seen once has nothing to match');
  assert.match(prompt, /Style: watercolour on rough paper\.$/);
});

test('markup, line breaks and fences around the answer are taken off', () => {
  const answer = `\`\`\`json\n${JSON.stringify({ prompt: `  ${GOOD}\n\n\u0007`, negative_prompt: 'blur', frames: 9 })}\n\`\`\``;
  assert.equal(videoGenerator.read(answer, input).prompt, read(GOOD).prompt);
});

test('a prompt that has lost the idea is sent back with what it lost', () => {
  const plain = { ...shot, figures: shot.figures.map((figure) => ({ ...figure, thread: null })) };
  const prompt =
    'Somebody on a white tower kneels at a pool in the storm and finds a beautiful shining animal, seen whole.';
  const complaint = complaintOf(() => read(prompt, { ...input, shot: plain }));
  assert.match(complaint, /has lost “lighthouse keeper”, “weathered”, “jellyfish”, “glowing”/);
});

test('a prompt that denies what the film is about is sent back', () => {
  assert.match(
    complaintOf(() => read(`${GOOD} There is no jellyfish yet.`)),
    /denies “jellyfish”/,
  );
  assert.match(
    complaintOf(() => read(`${GOOD} The pool isn't glowing any more.`)),
    /denies “glowing”/,
  );
  read(`${GOOD} Nobody else is near, the sea is empty.`);
  const concept = `${CONTRACT.concept}. There is no storm in the pool`;
  read(`${GOOD} No storm reaches the pool.`, { ...input, contract: { ...CONTRACT, concept } });
});

test('a prompt that asks for letters is sent back', () => {
  for (const asked of [
    'A sign reads Home.',
    'The words “Home is the horizon” glow in the sky.',
    'With subtitles.',
    'Home is the horizon, says the sea.',
  ])
    assert.match(
      complaintOf(() => read(`${GOOD} ${asked}`)),
      /asks for letters/,
      asked,
    );
  read(`${GOOD} She reads the waves like a book.`);
});

test('nonsense and floods are sent back with their figures', () => {
  assert.match(
    complaintOf(() => read('ok')),
    /says too little/,
  );
  assert.match(
    complaintOf(() => read(GOOD + ' Spray hangs in the air.'.repeat(40))),
    /characters .*of 1000; shorten it by \d+/,
  );
  assert.match(
    complaintOf(() => videoGenerator.read('{"prompt": 7}', input)),
    /prompt/,
  );
});

test('what is abstract or written in another language is not looked for by its letters', () => {
  const elements = [{ id: 'e1', kind: 'subject' as const, text: 'freedom', weight: 1, must: true, of: null }];
  read('A white lighthouse with one red band, seen from the sea; a cage door stands open on the railing, at dawn.', {
    ...input,
    shot: { ...shot, figures: [], elements: ['e1'], description: 'Freedom: a cage door, open.' },
    contract: { ...CONTRACT, concept: 'Freedom', elements },
  });
});

test('hostile words of concept, picture names and reviews stay inside the fence', () => {
  const question = videoGenerator.question({
    ...input,
    contract: { ...CONTRACT, concept: HOSTILE },
    shot: { ...shot, description: HOSTILE },
    brief: briefOf({ style: HOSTILE }),
  });
  assertFenced(question);
  assert.equal(question.parts.filter((part) => part.kind === 'text' && part.repeats === true).length, 1);
});
