import { AVERROR_EOF } from 'node-av/constants';
import { Filter, type FilterContext, FilterGraph, Frame } from 'node-av/lib';
import { isDry, must } from './av.ts';
import { StudioError } from '../../errors.ts';

/** A filter and its options. Options are made of our own numbers and words only, never of anybody's text. */
export type FilterStep = readonly [name: string, options: string];

/**
 * Sends frames through a straight chain of FFmpeg filters. `entryOf` describes the first frame, which knows better than
 * any header: a `buffer` for pictures, an `abuffer` for sound. Of no frames come none. Frames that come out are reused:
 * clone them to keep them.
 */
export async function* filterFrames(
  frames: AsyncIterable<Frame>,
  entryOf: (first: Frame) => FilterStep,
  steps: FilterStep[],
): AsyncGenerator<Frame> {
  using graph = new FilterGraph();
  graph.alloc();
  using out = new Frame();
  out.alloc();
  let ends: Ends | null = null;
  for await (const frame of frames) {
    ends ??= await build(graph, entryOf(frame), steps);
    const code = await ends.source.buffersrcAddFrame(frame);
    // A `trim` that has had enough wants no more; what lies between does not always hand that on, but takes and keeps all.
    if (code === AVERROR_EOF) break;
    must(code, 'filter a frame');
    if (yield* drain(ends.sink, out)) return;
  }
  if (ends === null) return;
  const code = await ends.source.buffersrcAddFrame(null);
  if (!isDry(code)) must(code, 'filter the last frame');
  yield* drain(ends.sink, out);
}

interface Ends {
  source: FilterContext;
  sink: FilterContext;
}

async function build(graph: FilterGraph, entry: FilterStep, steps: FilterStep[]): Promise<Ends> {
  const source = add(graph, entry, 'in');
  const last = steps.reduce((before, step, index) => connect(before, add(graph, step, `step${index}`)), source);
  const sink = connect(last, add(graph, [entry[0] === 'buffer' ? 'buffersink' : 'abuffersink', ''], 'out'));
  must(await graph.config(), 'connect the filters');
  return { source, sink };
}

/** What has come out by now; returns whether that is all that ever will. */
async function* drain(sink: FilterContext, out: Frame): AsyncGenerator<Frame, boolean> {
  while (true) {
    const code = await sink.buffersinkGetFrame(out);
    if (isDry(code)) return code === AVERROR_EOF;
    must(code, 'filter a frame');
    yield out;
    out.unref();
  }
}

function add(graph: FilterGraph, [name, options]: FilterStep, label: string): FilterContext {
  const filter = Filter.getByName(name);
  const context = filter && graph.createFilter(filter, label, options === '' ? null : options);
  if (!context)
    throw new StudioError('missing-part', `this FFmpeg cannot set up its filter ${name}`, {
      hint: 'Run `claude-studio doctor`.',
    });
  return context;
}

function connect(from: FilterContext, to: FilterContext): FilterContext {
  must(from.link(0, to, 0), 'connect the filters');
  return to;
}
