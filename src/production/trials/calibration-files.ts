import { join } from 'node:path';
import { calibrationHtml } from '../../analysis/calibration-page.ts';
import { StudioError, messageOf } from '../../errors.ts';
import { makeFolders } from '../../folders.ts';
import type { Bench } from './calibrate.ts';
import { write } from '../studio/whole-file.ts';

/** Writes `calibration.html` and `calibration.json` (every verdict of the bench); gives the path of the page. Throws `disk`. */
export async function writeCalibration(
  folder: string,
  { calibration, rows, clips, examples }: Bench,
  { run, seed }: { run: string | null; seed: number },
): Promise<string> {
  try {
    makeFolders(folder);
  } catch (error) {
    throw new StudioError('disk', `cannot make ${folder}: ${messageOf(error)}`, {
      hint: 'Choose another folder with -o.',
      cause: error,
    });
  }
  const page = join(folder, 'calibration.html');
  await write(
    join(folder, 'calibration.json'),
    `${JSON.stringify({ schema: 'Calibration.1', run, seed, calibration, clips, rows }, null, 2)}\n`,
  );
  await write(
    page,
    calibrationHtml({
      calibration,
      run,
      seed,
      examples: examples.map(({ kind, note, jpeg }) => ({
        defect: kind,
        note,
        picture: `data:image/jpeg;base64,${jpeg.toString('base64')}`,
      })),
      missed: clips.flatMap(({ clip, defect, detected }) =>
        defect === null || detected
          ? []
          : [{ clip, defect: defect.kind, note: defect.note, severity: defect.severity }],
      ),
      alarms: clips.flatMap(({ clip, defect, detected, caughtBy }) =>
        defect === null && detected ? [{ clip, caughtBy }] : [],
      ),
    }),
  );
  return page;
}
