import { cueRows, cueTime } from './cue.ts';
import type { Caption } from '../../film/cut.ts';

/** SubRip. It knows no escapes: an arrow that would be read as a time is drawn as a character. */
export function writeSrt(captions: readonly Caption[]): string {
  return captions
    .map(({ start, end, text }, i) => {
      const rows = cueRows(text.replaceAll('-->', '→'));
      return `${i + 1}\n${cueTime(start, ',')} --> ${cueTime(end, ',')}\n${rows}\n\n`;
    })
    .join('');
}
