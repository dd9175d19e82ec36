import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { DRAWABLE } from '../../src/art/index.ts';
import type { Agent, Picture } from '../../src/crew/agent.ts';
import { assetAnalyzer, type AssetAnalyzerInput } from '../../src/crew/asset-analyzer.ts';
import { audioGenerator } from '../../src/crew/audio-generator.ts';
import { continuity } from '../../src/crew/continuity.ts';
import { contractor } from '../../src/crew/contract.ts';
import { critic } from '../../src/crew/critic.ts';
import { editor } from '../../src/crew/editor.ts';
import { judge } from '../../src/crew/judge.ts';
import { producer } from '../../src/crew/producer.ts';
import { review } from '../../src/crew/qa-verifier.ts';
import { questionsFor } from '../../src/crew/questions.ts';
import { scriptSupervisor } from '../../src/crew/script-supervisor.ts';
import { scriptWriter } from '../../src/crew/script-writer.ts';
import { videoGenerator } from '../../src/crew/video-generator.ts';
import type { Contract } from '../../src/film/contract.ts';
import { usd } from '../../src/film/money.ts';
import { shotsOf } from '../../src/film/screenplay.ts';
import { simulatedMind } from '../../src/production/studio/simulated-minds.ts';
import { qualityOf, qualityOfClip } from '../../src/simulators/qualities.ts';
import { paintBoxes, qualityPatch } from '../../src/simulators/quality-patch.ts';
import type { JudgeManner } from '../../src/simulators/spec.ts';
import { HOSTILE, briefOf, takeOf } from '../fixtures/crew.ts';

const drawable = [...DRAWABLE];
const HONEST: JudgeManner = { bias: 0, noise: 0 };

/** Puts an agent's question to the simulated mind as the wire would, and reads what it says. */
async function ask<In, Out>(
  agent: Agent<In, Out>,
  input: In,
  { pictures = [], seed = 1, manner = HONEST }: { pictures?: Picture[]; seed?: number; manner?: JudgeManner } = {},
): Promise<Out> {
  const { system, parts, schema } = agent.question(input, pictures);
  const answer = await simulatedMind({
    system,
    texts: parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])),
    pictures: pictures.map(({ name, jpeg }) => ({ name, bytes: jpeg, mediaType: 'image/jpeg' })),
    schema,
    seed,
    judge: manner,
  });
  assert.ok(answer !== null, `${agent.name} is not known`);
  return agent.read(answer, input);
}

/** A picture of a simulated clip of that quality; another `tone`, another picture. */
function pictureOf(quality: number, { tone = 90, name = 'picture 1', width = 896, height = 504 } = {}): Picture {
  const size = { width, height };
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const sky = pen.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, `rgb(${tone}, 120, 200)`);
  sky.addColorStop(1, `rgb(200, ${tone}, 40)`);
  pen.fillStyle = sky;
  pen.fillRect(0, 0, width, height);
  const image = pen.getImageData(0, 0, width, height);
  paintBoxes(new Uint8Array(image.data.buffer), size, qualityPatch(size, size, quality));
  pen.putImageData(image, 0, 0);
  return { name, jpeg: canvas.toBuffer('image/jpeg', 70), width, height };
}

const CONCEPTS = [
  'A fox at dusk',
  'A weathered lighthouse keeper discovers a glowing jellyfish during a storm. Title says "Home is the horizon"',
  'Two astronauts find a red door on the moon',
  'From chaos to calm: a developer debugging at night, no people in the last shot',
  'Scene 1: Wide shot of a red barn at dawn.\nScene 2: Close-up, a hen looks into the camera. VO: "Good morning."',
  'Ein alter Fischer rudert abends über den See nach Hause',
  '夕暮れの湖で漁師が舟をこぐ',
  'inflation, explained in 30 seconds',
  '🦊🌙',
  HOSTILE,
];

for (const concept of CONCEPTS) {
  test(`the crew is answered in its own forms: ${concept.slice(0, 40)}`, async () => {
    const contract = await ask(contractor, { concept, seconds: null, drawable });
    assert.ok(contract.elements.some(({ must }) => must));
    const brief = briefOf({ concept, seconds: null, style: null });
    const script = { brief, contract, drawable, means: null };
    const draft = await ask(scriptWriter, script);
    const { screenplay } = await ask(scriptSupervisor, { screenplay: draft, cut: null });
    const shots = shotsOf(screenplay);
    assert.equal(
      shots.reduce((total, { frames }) => total + frames, 0),
      screenplay.frames,
    );
    const poor = { pricePerShot: usd(1), shotsAffordable: 3, secondsSold: [5, 10] };
    const cheap = await ask(scriptWriter, { ...script, means: poor });
    assert.ok(shotsOf(cheap).length <= Math.max(3, cheap.scenes.length));
    await ask(audioGenerator, { screenplay, brief });
    for (const shot of shots) {
      const first = await ask(videoGenerator, { shot, screenplay, contract, brief, take: 1, previous: null });
      const seen = await reviewed(contract, screenplay, shot.id, 55);
      const again = await ask(videoGenerator, { shot, screenplay, contract, brief, take: 2, previous: seen });
      assert.ok(first.prompt.length > 40 && again.prompt.length > 40);
    }
    const takes = shots.map((shot) => takeOf(shot, 1, { prompt: shot.description }));
    const reviews = await Promise.all(shots.map(({ id }) => reviewed(contract, screenplay, id, 62)));
    const { candidates } = await ask(editor, {
      screenplay,
      takes: takes.map((take, at) => ({ take, review: reviews[at] ?? null })),
      width: 1280,
      height: 720,
      sounds: [],
      captions: [],
      burnCaptions: false,
    });
    assert.equal(candidates.length, 3);
    for (const pilot of ['A', 'film']) {
      const critique = await ask(critic, {
        production: 'run',
        pilot,
        qualityCeiling: 95,
        threshold: 85,
        contract,
        screenplay,
        takes: takes.map(({ slate, shot, provider, model, provenance, prompt, cost, warnings }) => ({
          slate,
          shot,
          provider,
          model,
          provenance,
          prompt,
          cost,
          warnings,
          used: true,
        })),
        reviews,
        money: { spent: usd(1), left: usd(3), retakes: [] },
      });
      assert.notEqual(critique.reason, '');
    }
  });
}

/** The review of a take of that quality, by the simulated judge. */
async function reviewed(contract: Contract, screenplay: Parameters<typeof shotsOf>[0], id: string, quality: number) {
  const shot = shotsOf(screenplay).find((one) => one.id === id);
  assert.ok(shot);
  const questions = questionsFor(shot, contract, []);
  const picture = pictureOf(quality, { tone: id.charCodeAt(0) + id.charCodeAt(1) });
  const pictures = [{ name: picture.name, seconds: 0 }];
  const input = { questions, pictures, concept: contract.concept, vote: 1 };
  const votes = [await ask(judge, input, { pictures: [picture] })];
  return review({
    slate: `${id}-1`,
    judgedBy: 'simulated',
    shot,
    contract,
    tier: 'photorealistic',
    threshold: null,
    measures: [],
    look: null,
    siblings: [],
    warnings: [],
    questions,
    votes,
    unseen: null,
    pictures: [
      {
        name: picture.name,
        frame: 0,
      },
    ],
    attempt: 1,
    attemptsAllowed: 2,
  });
}

test('the producer is pitched what the budget carries, and rivals that are other models', async () => {
  const contract = await ask(contractor, { concept: 'A fox at dusk', seconds: 15, drawable });
  const option = (model: string, tier: 'photorealistic' | 'animated', price: number) => ({
    provider: 'luma',
    model,
    tier,
    secondsPerShot: 5,
    pricePerShot: usd(price),
    source: 'a list',
  });
  const options = [
    option('dear', 'photorealistic', 4),
    option('good', 'photorealistic', 0.6),
    option('good', 'animated', 0.6),
    option('plain', 'animated', 0.2),
  ];
  const input = { contract, budget: usd(5), seconds: 15, shots: 4, options };
  const { pitch, tooSmall } = await ask(producer, input);
  const chosen = pitch.pilots.find(({ id }) => id === pitch.recommended);
  assert.equal(chosen?.model, 'good');
  assert.deepEqual(pitch.pilots.map(({ model }) => model).toSorted(), ['good', 'plain']);
  assert.equal(tooSmall, null);
  const poor = await ask(producer, { ...input, budget: usd(0.1) });
  assert.notEqual(poor.tooSmall, null);
});

test('what was handed in is taken for something, every id once', async () => {
  const box = { x: 0, y: 0, width: 100, height: 100 };
  const facts = {
    palette: [
      {
        hex: '#1f5a4e',
        share: 0.7,
      },
    ],
    colours: 200,
    lightness: 0.5,
    saturation: 0.4,
    warmth: 0.1,
    edges: 0.1,
    seeThrough: 0,
    panels: [box, box, box],
    even: true,
  };
  const input: AssetAnalyzerInput = {
    concept: 'An ad for tea',
    pictures: [{ id: 'seed-1', name: 'storyboard.png', width: 800, height: 600, transparent: false, facts }],
    texts: [{ id: 'text-1', name: 'script.txt', text: 'Scene 1: A kettle sings.\n\nScene 2: A cat looks up.' }],
    drawable,
  };
  const seen = await ask(assetAnalyzer, input, { pictures: [pictureOf(50)] });
  assert.deepEqual([seen.pictures[0]?.use, seen.texts[0]?.scenes.length], ['shots', 2]);
});

test('another question is not theirs', async () => {
  const asked = { texts: ['hello'], pictures: [], schema: null, seed: 1, judge: HONEST };
  assert.equal(await simulatedMind({ ...asked, system: 'You are a poet.' }), null);
  assert.equal(await simulatedMind({ ...asked, system: 'Claude Studio Producer, gaffer, version 1.\n' }), null);
  assert.equal(await simulatedMind({ ...asked, system: 'Claude Studio Producer, editor, version 1.\n' }), null);
});

describe('the judge', () => {
  const questions = [
    ...Array.from({ length: 40 }, (_, at) => ({ about: 'shown' as const, ask: `Is this to be seen: “thing ${at}”?` })),
    ...Array.from({ length: 40 }, (_, at) => ({
      about: 'contradicted' as const,
      ask: `Does anything in the pictures contradict “thing ${at}”, or show its opposite?`,
    })),
  ].map((question, at) => ({ id: `q${at}`, element: null, ...question }));
  const look = async (
    quality: number,
    { vote = 1, ...more }: { vote?: number; tone?: number; manner?: JudgeManner },
  ) => {
    const picture = pictureOf(quality, more);
    const input = { questions, pictures: [{ name: picture.name, seconds: 0 }], concept: 'things', vote };
    return ask(judge, input, { pictures: [picture], seed: vote, manner: more.manner ?? HONEST });
  };
  const yeses = async (quality: number, about: string, manner = HONEST): Promise<number> => {
    let total = 0;
    for (const tone of [20, 60, 100]) {
      const { answers } = await look(quality, { tone, manner });
      total += answers.filter(({ id, yes }) => yes && questions.find((one) => one.id === id)?.about === about).length;
    }
    return total / 120;
  };

  test('sees more of what was asked for in better clips, and fewer contradictions', async () => {
    const shown = [await yeses(25, 'shown'), await yeses(60, 'shown'), await yeses(92, 'shown')];
    const against = [await yeses(25, 'contradicted'), await yeses(92, 'contradicted')];
    assert.ok(shown[0]! < 0.35 && shown[1]! > 0.5 && shown[1]! < 0.85 && shown[2]! > 0.88, String(shown));
    assert.ok(against[0]! > 0.3 && against[1]! < 0.08, String(against));
  });

  test('says nearly the same at a second look, and the same to the same question', async () => {
    const [first, again, same] = [await look(60, {}), await look(60, { vote: 2 }), await look(60, {})];
    assert.deepEqual(first, same);
    const agreed = first.answers.filter(({ yes }, at) => yes === again.answers[at]?.yes).length;
    assert.ok(agreed >= 72 && agreed <= 80, `${agreed} of 80`);
    for (const { confidence } of first.answers) assert.ok(confidence >= 0.6 && confidence <= 0.95);
  });

  test('lies and wavers as it is told', async () => {
    assert.ok((await yeses(40, 'shown', { bias: 40, noise: 0 })) > (await yeses(40, 'shown')) + 0.3);
    const looks = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((vote) => look(60, { vote, manner: { bias: 0, noise: 30 } })),
    );
    const counts = looks.map(({ answers }) => answers.slice(0, 40).filter(({ yes }) => yes).length);
    assert.ok(Math.max(...counts) - Math.min(...counts) >= 6, String(counts));
  });

  test('cannot tell where nothing says what a picture is worth', async () => {
    const canvas = createCanvas(640, 360);
    canvas.getContext('2d').fillRect(0, 0, 640, 360);
    const picture = { name: 'dark', jpeg: canvas.toBuffer('image/jpeg'), width: 640, height: 360 };
    const input = { questions, pictures: [{ name: 'dark', seconds: 0 }], concept: 'things', vote: 1 };
    const { answers } = await ask(judge, input, { pictures: [picture] });
    assert.ok(answers.every(({ yes }) => yes === null));
  });
});

test('two pictures of one light go together, day and night do not', async () => {
  const threads = [{ id: 'place-lake', kind: 'place' as const, name: 'lake', description: 'a lake' }];
  const input = { before: 'a', after: 'b', threads, samePlace: true, sameHour: true, concept: 'a lake' };
  const plain = (colour: string, name: string): Picture => {
    const canvas = createCanvas(320, 180);
    const pen = canvas.getContext('2d');
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 320, 180);
    return { name, jpeg: canvas.toBuffer('image/jpeg'), width: 320, height: 180 };
  };
  const alike = await ask(continuity, input, { pictures: [plain('#80a0c0', 'a'), plain('#88a4c4', 'b')] });
  const apart = await ask(continuity, input, { pictures: [plain('#c0d0f0', 'a'), plain('#101020', 'b')] });
  assert.ok((alike.score ?? 0) > 80 && (apart.score ?? 100) < 40, `${alike.score}, ${apart.score}`);
});

test('models have a quality that clips stray from', () => {
  assert.ok(qualityOf('runway', 'gen4.5') > qualityOf('runway', 'gen4_turbo'));
  assert.equal(qualityOf('kling', 'kling-v2-5-turbo'), qualityOf('kling', 'kling-2.5-turbo'));
  assert.notEqual(qualityOf('fal', 'fal-ai/pika/v2.2/text-to-video'), qualityOf('fal', 'unheard-of'));
  const clips = Array.from({ length: 400 }, (_, at) => qualityOfClip(70, (at % 20) / 20, Math.floor(at / 20) / 20));
  const mean = clips.reduce((total, one) => total + one, 0) / clips.length;
  const spread = Math.sqrt(clips.reduce((total, one) => total + (one - mean) ** 2, 0) / clips.length);
  assert.ok(Math.abs(mean - 70) < 1 && spread > 6 && spread < 10, `${mean} ± ${spread}`);
});
