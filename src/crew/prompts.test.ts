import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import { assertFenced, briefOf, CONCEPT, CONTRACT, exampleScreenplay, takeOf } from '../../test/fixtures/crew.ts';
import { usd, ZERO } from '../film/money.ts';
import type { Question } from '../film/question.ts';
import { shotsOf } from '../film/screenplay.ts';
import type { Json } from '../json.ts';
import type { Agent } from './agent.ts';
import { assetAnalyzer } from './asset-analyzer.ts';
import { audioGenerator } from './audio-generator.ts';
import { continuity } from './continuity.ts';
import { contractor } from './contract.ts';
import { critic } from './critic.ts';
import { editor } from './editor.ts';
import { judge } from './judge.ts';
import { producer } from './producer.ts';
import { scriptSupervisor } from './script-supervisor.ts';
import { scriptWriter } from './script-writer.ts';
import { videoGenerator } from './video-generator.ts';

const FOLDER = join(import.meta.dirname, 'prompts');

const brief = briefOf();
const screenplay = exampleScreenplay();
const shots = shotsOf(screenplay);
const shot = shots[2] ?? assert.fail();
const option = { provider: 'luma', model: 'ray-2', secondsPerShot: 5, pricePerShot: usd(0.9), source: 'price book' };

/** What each agent asks in one example. */
const ASKED: [name: string, version: number, question: Question][] = [
  asked('asset-analyzer', assetAnalyzer, {
    concept: CONCEPT,
    pictures: [],
    texts: [{ id: 't1', name: 'notes.txt', text: 'The coat is navy.' }],
    drawable: [],
  }),
  asked('audio-generator', audioGenerator, { screenplay, brief }),
  asked('continuity', continuity, {
    before: '2A-1 last',
    after: '2B-1 first',
    threads: screenplay.threads.slice(0, 1),
    samePlace: true,
    sameHour: true,
    concept: CONCEPT,
  }),
  asked('contract', contractor, { concept: CONCEPT, seconds: 16, drawable: [] }),
  asked('critic', critic, {
    production: 'example',
    pilot: 'A',
    qualityCeiling: 95,
    threshold: 85,
    contract: CONTRACT,
    screenplay,
    takes: [],
    reviews: [],
    money: { spent: ZERO, left: usd(5), retakes: [] },
  }),
  asked('editor', editor, {
    screenplay,
    takes: shots.map((one) => ({ take: takeOf(one), review: null })),
    width: 1280,
    height: 720,
    sounds: [],
    captions: [],
    burnCaptions: false,
    continuity: [{ from: '1A-1', to: '1B-1', score: 64 }],
  }),
  asked('producer', producer, {
    contract: CONTRACT,
    budget: usd(5),
    seconds: 16,
    shots: 4,
    options: [
      { ...option, tier: 'photorealistic' },
      { ...option, tier: 'animated' },
    ],
  }),
  asked('qa-verifier', judge, {
    questions: [{ id: 'q1', ask: 'Is there a jellyfish?', about: 'shown', element: 'e4' }],
    pictures: [{ name: 'p1', seconds: 0 }],
    concept: CONCEPT,
    vote: 1,
  }),
  asked('script-supervisor', scriptSupervisor, { screenplay, cut: null }),
  asked('script-writer', scriptWriter, {
    brief,
    contract: CONTRACT,
    drawable: [],
    means: { pricePerShot: usd(0.9), shotsAffordable: 5, secondsSold: [5, 9] },
  }),
  asked('video-generator', videoGenerator, { shot, screenplay, contract: CONTRACT, brief, take: 1, previous: null }),
];

function asked<In, Out>(name: string, agent: Agent<In, Out>, input: In): [string, number, Question] {
  return [name, agent.prompt.version, agent.question(input)];
}

for (const [name, version, question] of ASKED) {
  test(`${name} asks what it asked before`, (t) => {
    const file = join(FOLDER, `${name}.md`);
    const standing = standingOf(name, version, question);
    const whole = `${standing}${DATA}${question.parts.map(textOf).join('\n')}\n`;
    const before = contentOf(file);
    if (before === null) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, whole);
      return t.diagnostic(`kept for the first time: ${file}`);
    }
    const same = before.split(DATA)[0] !== standing && before.split('\n')[0] === standing.split('\n')[0];
    const remedy = same
      ? `what ${name} is told has changed, and is still version ${version}: raise it, delete ${file} and run this again`
      : `look at the difference; if it is meant, delete ${file} and run this again`;
    if (before !== whole) t.diagnostic(remedy);
    assert.equal(whole, before, remedy);
  });

  test(`${name} can be answered by a vendor’s structured output`, () => {
    assertPlain(question.schema, name);
    const sent = transformJSONSchema(question.schema as Parameters<typeof transformJSONSchema>[0]);
    assert.equal((sent as { type?: string }).type, 'object');
  });

  test(`${name} is told nothing outside the fence, and not too much`, () => {
    assertFenced(question);
    const told = question.system.split(/\s+/).length;
    assert.ok(told <= 800, `${told} words`);
  });
}

const DATA = '\n## Data\n\n';

function standingOf(name: string, version: number, { system, schema, maxTokens, effort }: Question): string {
  return `# ${name}, version ${version}

${effort} effort, ${maxTokens} tokens at most

## System

${system}

## Answer

${JSON.stringify(schema, null, 2)}
`;
}

function textOf(part: Question['parts'][number]): string {
  return part.kind === 'picture' ? 'a picture' : `${part.text}${part.repeats === true ? '\n(repeats)' : ''}`;
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Every property required, no open objects, no tuples, no references: what a mind fills without help. */
function assertPlain(schema: Json, path: string): void {
  if (schema === null || typeof schema !== 'object') return;
  if (Array.isArray(schema)) return schema.forEach((one, at) => assertPlain(one, `${path}.${at}`));
  for (const word of ['$ref', 'prefixItems', 'allOf', 'patternProperties', 'propertyNames', 'default'])
    assert.ok(!(word in schema) || path.endsWith('.properties'), `${path} has ${word}`);
  if (schema['type'] === 'object') {
    const names = Object.keys((schema['properties'] ?? {}) as object);
    assert.deepEqual(schema['required'] ?? [], names, `${path}: all properties are required`);
  }
  for (const [key, inner] of Object.entries(schema)) assertPlain(inner, `${path}.${key}`);
}
