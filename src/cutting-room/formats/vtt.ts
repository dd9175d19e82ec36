import { cueRows, cueTime } from './cue.ts';
import type { Caption } from '../../film/cut.ts';

/** WebVTT, as browsers read it: `<` would begin a tag, `&` a character's name, `-->` a time. */
export function writeVtt(captions: readonly Caption[]): string {
  const cues = captions.map(({ start, end, text }, i) => {
    const rows = cueRows(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    return `${i + 1}\n${cueTime(start, '.')} --> ${cueTime(end, '.')}\n${rows}\n`;
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}
