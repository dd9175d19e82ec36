import { basename, relative } from 'node:path';
import type { ProductionState } from '../../film/state.ts';
import { formatClock } from '../../film/time.ts';
import { html, type Html } from './html.ts';
import { counted, section, table } from './parts.ts';

/** The film in other frames, codecs and lengths, with what each of them is without. */
export function deliveriesSection({ deliveries, folder }: ProductionState): Html | null {
  if (deliveries.length === 0) return null;
  return section(
    'deliveries',
    'Deliveries',
    counted(deliveries.length, 'file'),
    table(
      ['File', 'Cut', 'Frame', 'Codec', 'Length#', 'Size#', 'Sound', 'To be known'],
      deliveries.map((one) => ({
        cells: [
          html`<code>${placeOf(one.path, folder)}</code>`,
          one.cutdown === null ? one.candidate : `${one.candidate}, cut down`,
          `${one.width} × ${one.height}${one.fit === null ? '' : `, ${one.fit === 'crop' ? 'cropped' : 'padded'}`}`,
          one.codec,
          formatClock(one.seconds),
          `${(one.media.bytes / 1_000_000).toFixed(1)} MB`,
          one.loudness === null ? 'none' : `${one.loudness.integrated.toFixed(1)} LUFS`,
          html`${one.notes.map((note) => html`<p>${note}</p>`)}${one.left.map((line) => html`<p>left out: ${line}</p>`)}`,
        ],
      })),
    ),
  );
}

/** As somebody in the run's folder would write it; of files elsewhere only the name. */
function placeOf(path: string, folder: string | null): string {
  const near = folder === null ? '..' : relative(folder, path);
  return near.startsWith('..') ? basename(path) : near;
}
