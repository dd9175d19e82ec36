import type { ProductionEvent, Progress } from '../../film/events.ts';
import type { MediaRef, Probe } from '../../film/media.ts';
import { formatUsd } from '../../film/money.ts';
import { fold, initialState, type ProductionState } from '../../film/state.ts';
import { formatSpan } from '../../film/time.ts';
import type { Terminal } from '../terminal.ts';
import { clean } from '../text.ts';
import type { ProgressOptions, ProgressView } from './progress.ts';
import { formatBytes, PROVENANCE_WORDS } from './words.ts';

export interface RigView extends ProgressView {
  /** A step that is in no journal. */
  tell(what: string, detail: string): void;
}

/**
 * Watches the test of a vendor: one line for every step, with the time since the start. Where many orders run side by side
 * (`brief`) what happens here is left out, not what happens at the vendor.
 */
export function createRigView(terminal: Terminal, { now }: ProgressOptions, { brief }: { brief: boolean }): RigView {
  const openedAt = now();
  const { colours } = terminal;
  const fetchedAt = new Map<string, number>();
  const waiting = new Map<string, string>();
  let state = initialState();

  const line = (at: number, what: string, detail: string): void => {
    const time = `${((at - openedAt) / 1_000).toFixed(1)} s`.padStart(8);
    terminal.line(`${colours.dim(time)}  ${what.padEnd(NAME_WIDTH)} \t${clean(detail)}`);
  };
  const draw = (): void => terminal.live([...waiting.values()].map((text) => colours.dim(`          ${text}`)));
  const tellTake = (event: Extract<ProductionEvent, { type: 'take-adopted' }>['data'], at: number): void => {
    const { slate, media, original, probe, warnings } = event;
    const file = original ?? { media, probe };
    line(fetchedAt.get(slate) ?? at, 'fetched', `${slate}  ${formatBytes(file.media.bytes)}`);
    line(at, 'probed', `${slate}  ${factsOf(file)}`);
    for (const warning of warnings) line(at, 'note', `${slate}  ${warning}`);
  };

  return {
    tell: (what, detail) => line(now(), what, detail),
    onEvent(event, at) {
      state = fold(state, event, at);
      if ('slate' in event.data) waiting.delete(event.data.slate);
      if (brief && OURS.has(event.type)) return draw();
      if (event.type === 'take-adopted') tellTake(event.data, at);
      else for (const [what, detail] of stepsOf(event, state)) line(at, what, detail);
      draw();
    },
    onProgress({ work, subject, done, total }: Progress) {
      if (work === 'conform' && done === 0) fetchedAt.set(subject, now());
      if (work !== 'shoot') return;
      waiting.set(subject, `${subject} waiting, ${formatSpan(done)} of about ${formatSpan(total)}`);
      draw();
    },
    stop() {
      terminal.live([]);
      const { production, status } = state;
      if (production === null) return;
      terminal.next(`claude-studio ${status === 'interrupted' ? 'resume' : 'ledger'} ${production}`);
    },
  };
}

const NAME_WIDTH = 10;
const OURS = new Set<ProductionEvent['type']>(['money-reserved', 'money-settled', 'take-adopted']);

function stepsOf({ type, data }: ProductionEvent, state: ProductionState): [string, string][] {
  switch (type) {
    case 'production-started':
      return [['test', `${data.production} (${PROVENANCE_WORDS[data.provenance]})`]];
    case 'money-reserved':
      return [['reserved', `${formatUsd(data.amount)} for ${data.act}`]];
    case 'take-submitted': {
      const how = data.how === 'found' ? 'found again, ' : '';
      const told: [string, string][] = data.warnings.map((warning) => ['note', `${data.slate}  ${warning}`]);
      return [['ordered', `${data.slate}  ${how}job ${data.vendorId ?? '(without a name)'}`], ...told];
    }
    case 'take-running':
      return [['running', data.slate]];
    case 'take-delivered':
      return [['delivered', data.slate]];
    case 'take-unsure':
      return [['unsure', `${data.slate}  ${data.reason}; its money stays reserved`]];
    case 'take-unsent':
      return [['not taken', `${data.slate}  ${data.reason}`]];
    case 'take-failed':
      return [['failed', `${data.slate}  ${data.kind}: ${data.reason} (${data.billed ? 'billed' : 'not billed'})`]];
    case 'voice-intended':
      return [['ordered', `voice ${data.shot}`]];
    case 'voice-unsure':
      return [['unsure', `voice ${data.shot}  ${data.reason}; its money stays reserved`]];
    case 'voice-unsent':
      return [['not taken', `voice ${data.shot}  ${data.reason}`]];
    case 'voice-failed':
      return [['failed', `voice ${data.shot}  ${data.kind}: ${data.reason}`]];
    case 'voice-adopted': {
      const { media, seconds, words, vendorId, warnings } = data;
      const job = vendorId === null ? '' : `, line ${vendorId}`;
      return [
        ['fetched', `voice ${data.shot}  ${formatBytes(media.bytes)}${job}`],
        ['probed', `voice ${data.shot}  ${seconds.toFixed(2)} s of sound, ${words.length} words with their times`],
        ...warnings.map((warning): [string, string] => ['note', warning]),
      ];
    }
    case 'money-settled': {
      const charge = state.money.charges[data.reservation];
      const estimated = charge === undefined ? '' : `, ${formatUsd(charge.reserved)} estimated`;
      return [['paid', `${formatUsd(data.amount)} by ${BASIS[data.basis] ?? data.basis}${estimated}`]];
    }
    case 'money-released':
      return [['not paid', data.reason]];
    default:
      return []; // what is planned was told before it began, and how it ends is said by whoever called
  }
}

const BASIS: Record<string, string> = {
  vendor: "the vendor's bill",
  'price-book': 'the price book, because the vendor sends no bill',
};

function factsOf({ probe: { video, audio, container, seconds } }: { media: MediaRef; probe: Probe }): string {
  const picture =
    video === null
      ? 'no picture'
      : `${video.codec} ${video.width}x${video.height}, ${Number((video.rate.num / video.rate.den).toFixed(3))} fps, ${video.frames} frames`;
  const sound = audio === null ? 'no sound' : `${audio.codec} ${audio.sampleRate} Hz, ${audio.channels} ch.`;
  return `${seconds.toFixed(2)} s, ${picture}, ${sound}, ${container.split(',')[0]}`;
}
