/** What a list says, whoever wrote it: frames of its rate, from the beginning of the film. */
export interface Told {
  rate: [number, number];
  frames: number;
  /** Frame count of the timecode at which it begins. */
  begins: number;
  clips: Stretch[];
  /** `cut` is the frame at which the later clip begins, `start` the first frame of the transition. */
  joins: { start: number; frames: number; cut: number }[];
  fadeIn: number;
  fadeOut: number;
  sounds: Stretch[];
  unused: Stretch[];
}

export interface Stretch {
  name: string;
  start: number;
  frames: number;
  /** First frame of the file that is used. */
  source: number;
  url: string;
}

export const byStart = (a: Stretch, b: Stretch): number =>
  a.start - b.start || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
