import type { Setting } from '../../film/screenplay.ts';
import type { Stage } from '../layer.ts';
import { room, type Room } from './room.ts';

export interface Place {
  id: string;
  /** Lower-case nouns that mean it; longer ones win. */
  words: readonly string[];
  /** Where the sky meets the land or the wall the floor, part of the frame's height. */
  horizon: number;
  interior: boolean;
  /** Heights between which things float, parts of the frame's height, where there is water. */
  waterAt?: number;
  /** Where one can stand, part of the frame's height, when that lies nearer than feet usually do. */
  footing?: number;
  /** Nothing falls on the ground there: figures float and throw no shadow. */
  weightless?: boolean;
  /** Neither hour nor weather gets there, beyond the sky or under the ground: lamps are on. */
  sealed?: boolean;
  build(stage: Stage, setting: Setting): void;
}

/** White or wet weather on the panes of a room. */
function wetOf({ weather }: Setting): Room['wet'] {
  if (weather === 'rain' || weather === 'storm') return 'rain';
  return weather === 'snow' ? 'snow' : null;
}

export function indoors(
  id: string,
  words: readonly string[],
  spec: Omit<Room, 'wet'>,
  more: Partial<Place> = {},
): Place {
  return {
    id,
    words,
    horizon: 0.72,
    interior: true,
    build: (stage, setting) => room(stage, { ...spec, wet: wetOf(setting) }),
    ...more,
  };
}

export function outdoors(
  id: string,
  words: readonly string[],
  horizon: number,
  build: Place['build'],
  more: Partial<Place> = {},
): Place {
  return { id, words, horizon, interior: false, build, ...more };
}

export const snowy = (setting: Setting) => setting.weather === 'snow';
export const wet = (setting: Setting) => setting.weather === 'rain' || setting.weather === 'storm';
export const grassOf = (setting: Setting, green: string) => (snowy(setting) ? '#eaf1f8' : green);
