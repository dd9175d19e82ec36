import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VoiceRequest } from '../../film/request.ts';
import { timeByPauses } from './pauses.ts';
import { recordingOf, type Recording } from './recording.ts';
import { createScratchVoice } from './scratch.ts';

const SCENES = [
  [
    'A lighthouse stands on the cliff.',
    'Waves break below, and nobody comes.',
    'Then, in March 1984, a boat appears.',
    'It is red.',
  ],
  [
    'Every morning at five, before the city wakes, Maria opens the bakery.',
    'Flour.',
    'Water, salt, and an hour of patience that nobody ever sees.',
    'By seven the street smells of bread!',
  ],
  [
    'Our team shipped 42 features in 6 weeks.',
    'Nobody slept.',
    'Was it worth it?',
    'Ask the customers: they stayed, and they brought friends along.',
  ],
];

test('where one shot’s words end and the next one’s begin is heard to a twentieth of a second', async () => {
  const voice = createScratchVoice();
  for (const style of ['calm', 'dramatic', 'energetic'] as const) {
    for (const texts of SCENES) {
      const request = sceneOf(texts, style);
      const answer = await voice.speak(request, new AbortController().signal);
      assert.equal(answer.kind, 'accepted');
      if (answer.kind !== 'accepted') return;
      const { wav, words: truth } = answer.speech;
      const timed = timeByPauses(request, recordingOf(wav, null) as Recording);
      assert.deepEqual(
        timed.map(({ word }) => word),
        truth.map(({ word }) => word),
      );
      let last = -1;
      for (const text of texts.slice(0, -1)) {
        last += text.split(' ').length;
        near(timed[last]?.end, truth[last]?.end, 0.06, `end of ${text}`);
        near(timed[last + 1]?.start, truth[last + 1]?.start, 0.05, `what follows ${text}`);
      }
    }
  }
});

test('without a pause, and without a sound, words are spread and never go backwards', () => {
  const request = sceneOf(['One two.', 'Three, four.'], 'calm');
  for (const samples of [new Float32Array(8_000), new Float32Array(8_000).fill(0.5)]) {
    const timed = timeByPauses(request, { samples, sampleRate: 8_000 });
    assert.equal(timed.length, 4);
    let before = 0;
    for (const { start, end } of timed) {
      assert.ok(start >= before - 1e-9 && end >= start && end <= 1 + 1e-9);
      before = end;
    }
  }
});

function sceneOf(texts: string[], style: VoiceRequest['style']): VoiceRequest {
  const parts = texts.map((text, i) => ({ shot: `1${'ABCD'[i]}`, text, secondsAvailable: 20 }));
  return { schema: 'VoiceRequest.1', shot: '1A', text: texts.join(' '), style, secondsAvailable: 60, parts };
}

function near(value: number | undefined, wanted: number | undefined, within: number, what: string): void {
  assert.ok(Math.abs((value ?? -9) - (wanted ?? 9)) <= within, `${what}: ${value} instead of ${wanted}`);
}
