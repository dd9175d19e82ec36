import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MediaRef } from '../film/media.ts';
import { shotsOf, type Screenplay } from '../film/screenplay.ts';
import { speechWords } from '../film/speech.ts';
import { toSeconds } from '../film/time.ts';
import { plainBrief } from '../../test/fixtures/brief.ts';
import { sampleScreenplay } from '../../test/fixtures/production.ts';
import { Unfit } from './agent.ts';
import { audioGenerator, soundByRule } from './audio-generator.ts';

/** The sample's shots with these lines, or none. */
function telling(...lines: (string | null)[]): Screenplay {
  const screenplay = sampleScreenplay('A quiet lake');
  let next = 0;
  const scenes = screenplay.scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.map((shot) => ({ ...shot, narration: lines[next++] ?? null })),
  }));
  return { ...screenplay, scenes };
}

const BRIEF = plainBrief('A quiet lake');
const SYNCED = { ...BRIEF, audioTier: 'time_synced' as const };

test('every shot is a line of its own, cleaned for speech, unless scenes are spoken in one go', () => {
  const screenplay = telling('*Evening* [sighs]', null, '🎬', 'Home');
  const shots = shotsOf(screenplay);
  const { voices, voiceLead } = soundByRule({ screenplay, brief: BRIEF });
  assert.deepEqual(
    voices.map(({ shot, text, parts }) => [shot, text, parts]),
    [
      [shots[0]?.id, 'Evening', undefined],
      [shots[3]?.id, 'Home', undefined],
    ],
  );
  assert.ok(voiceLead > 0);
});

test('a scene is one order: its lines are sentences, each with the time until the next one is due', () => {
  const screenplay = sampleScreenplay('A quiet lake');
  const all = telling(...shotsOf(screenplay).map((_, i) => `Line number ${i}`));
  const { voices, voiceLead } = soundByRule({ screenplay: all, brief: SYNCED });
  assert.equal(voiceLead, 0);
  assert.deepEqual(
    voices.map(({ shot }) => shot),
    all.scenes.map(({ shots }) => shots[0]?.id),
  );
  for (const { text, parts = [] } of voices) {
    assert.equal(text, parts.map((part) => part.text).join(' '));
    assert.equal(speechWords(text).length, parts.flatMap((part) => speechWords(part.text)).length);
    for (const part of parts) {
      assert.match(part.text, /^Line number \d\.$/);
      const frames = shotsOf(all).find(({ id }) => id === part.shot)?.frames ?? 0;
      assert.ok(part.secondsAvailable < frames / 24 && part.secondsAvailable > frames / 24 - 0.3);
    }
  }
  const silent = telling(
    'Evening',
    ...shotsOf(screenplay)
      .slice(1)
      .map(() => null),
  );
  const [only, ...others] = soundByRule({ screenplay: silent, brief: SYNCED }).voices;
  assert.equal(others.length, 0);
  assert.ok((only?.secondsAvailable ?? 0) > screenplay.frames / 24 - 0.3, 'words may go on over pictures without any');
});

test('a scene that is too long for one order is several', () => {
  const long = `${'A word and another word, '.repeat(30)}and the end.`;
  const screenplay = telling(long, long, long, long, long, long);
  const { voices } = soundByRule({ screenplay, brief: SYNCED });
  assert.equal(voices.flatMap(({ parts = [] }) => parts).length, shotsOf(screenplay).length);
  assert.ok(voices.length > screenplay.scenes.length);
  for (const { text } of voices) assert.ok(text.length <= 1_000, `${text.length} characters`);
});

test('nobody speaks where the brief wants nobody, and a file of the person is no order', () => {
  const screenplay = telling('Evening');
  const media = MediaRef.parse({ sha256: 'a'.repeat(64), extension: 'wav', bytes: 1 });
  for (const voice of [{ kind: 'none' as const }, { kind: 'file' as const, media }]) {
    assert.deepEqual(soundByRule({ screenplay, brief: { ...BRIEF, voice } }).voices, []);
  }
  assert.equal(soundByRule({ screenplay, brief: { ...BRIEF, music: { kind: 'none' } } }).music, null);
});

test('a mind chooses style, mood and turns; the words stay, and a turn keeps its distance', () => {
  const screenplay = telling('Evening', 'Home');
  const read = reading(screenplay);
  const shots = shotsOf(screenplay);
  const turns = shots.map(({ id }, i) => ({ shot: id, mood: i % 2 === 0 ? ('tense' as const) : ('joyful' as const) }));
  const plan = read({ style: 'dramatic', music: { mood: 'epic', turns }, effects: [] });
  assert.deepEqual(
    plan.voices.map(({ text, style }) => [text, style]),
    [
      ['Evening', 'dramatic'],
      ['Home', 'dramatic'],
    ],
  );
  assert.equal(plan.music?.mood, 'epic');
  const cues = plan.music?.cues ?? [];
  const end = screenplay.frames / 24;
  assert.ok(
    cues.length > 0 && cues.every(({ at }, i) => at >= 2 && at <= end - 2 && at - (cues[i - 1]?.at ?? -4) >= 4),
  );

  const unknown = { style: 'calm', music: { mood: 'epic', turns: [{ shot: '9Z', mood: 'tense' }] } };
  assert.throws(() => read({ ...unknown, effects: [] }), Unfit);
  assert.throws(() => read({ style: 'calm', music: null, effects: [] }), /music is null/);
});

const reading =
  (screenplay: Screenplay, brief = BRIEF) =>
  (reply: unknown) =>
    audioGenerator.read(JSON.stringify(reply), { screenplay, brief });

test('a mind chooses effects by shot: in their order, within the shot and within reason', () => {
  const screenplay = telling('Evening');
  const [first, second] = shotsOf(screenplay).map(({ id }) => id);
  const read = reading(screenplay);
  const reply = { style: 'calm', music: { mood: 'epic', turns: [] } };
  const effect = (shot: string | undefined, sound: string, at = 0, level = -6) => ({ shot, sound, at, level });
  const { effects } = read({ ...reply, effects: [effect(second, 'knock', 0.5, 3), effect(first, 'rain', 0, -60)] });
  assert.deepEqual(effects, [
    { shot: first, sound: 'rain', at: 0, seconds: null, level: -24 },
    { shot: second, sound: 'knock', at: 0.5, seconds: null, level: 0 },
  ]);
  const twice = read({ ...reply, effects: [effect(first, 'rain'), effect(first, 'knock', 0.2), effect(first, 'rain', 1)] }); // prettier-ignore
  assert.deepEqual(
    twice.effects.map(({ sound, at }) => [sound, at]),
    [['rain', 0], ['knock', 0.2]], // prettier-ignore
    'what goes on is not laid over itself',
  );
  const late = read({ ...reply, effects: [effect(first, 'knock', 99), effect(first, 'rain', -1)] });
  assert.deepEqual(
    late.effects.map(({ at }) => at),
    [toSeconds(shotsOf(screenplay)[0]!.frames - 1, screenplay.rate), 0],
    'nothing is asked again for a second too many',
  );
  const silent = reading(screenplay, { ...BRIEF, effects: { kind: 'none', files: [] } });
  assert.deepEqual(silent({ ...reply, effects: [effect(first, 'rain')] }).effects, []);

  for (const [wrong, why] of [
    [[effect('9Z', 'rain')], /no shot 9Z/],
    [[effect(first, 'saxophone')], /effects/],
    [['rain', 'wind', 'waves', 'birds'].map((sound) => effect(first, sound)), /4 sounds go on/],
  ] as const)
    assert.throws(() => read({ ...reply, effects: wrong }), why);
});
