import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stageOf, type Stage } from '../layer.ts';
import { lightOf, paintOf } from '../light.ts';
import { randomFrom } from '../random.ts';
import { stand } from './props.ts';

function stageWith(...cast: string[]): Stage {
  const light = lightOf({ time: 'day', weather: 'clear', interior: false }, 'serene', '', 0);
  return stageOf(
    { width: 320, height: 180 },
    {
      light,
      paint: paintOf(light),
      random: randomFrom(1),
      horizon: 110,
      zoom: 1,
      zoomAt: 90,
      blur: 0,
      cast: new Set(cast),
    },
  );
}

test('what moves is drawn in every frame, what stands is baked', () => {
  const stage = stageWith();
  stand(stage, { what: 'windmill', x: 0.5, foot: 0.7, tall: 0.5, depth: 0.8 });
  stand(stage, { what: 'church', x: 0.2, foot: 0.7, tall: 0.5, depth: 0.8 });
  assert.deepEqual(
    stage.layers.map(({ kind, depth }) => [kind, depth]),
    [
      ['live', 0.8],
      ['baked', 0.8],
    ],
  );
});

test('what the shot is about does not stand behind itself a second time', () => {
  const stage = stageWith('castle');
  stand(stage, { what: 'castle', x: 0.5, foot: 0.6, tall: 0.4, depth: 0.4 });
  assert.deepEqual(stage.layers, []);
});
