import { AVERROR_EOF } from 'node-av/constants';
import { Filter, type FilterContext, FilterGraph, Frame } from 'node-av/lib';
import { isDry, must } from './av.ts';
import { StudioError } from '../errors.ts';

/** A filter and its options. Options are made of our own numbers and words only, never of anybody's text. */
export type FilterStep = readonly [name: string, options: string];

/**
 * Sends frames through a straight chain of FFmpeg filters. `entry` describes the first frame: a `buffer` for pictures,
 * an `abuffer` for sound. Frames that come out are reused: clone them to keep them.
 */
export async function* filterFrames(
  frames: AsyncIterable<Frame>,
  entry: FilterStep,
  steps: FilterStep[],
): AsyncGenerator<Frame> {
  using graph = new FilterGraph();
  graph.alloc();
  const source = add(graph, entry, 'in');
  const last = steps.reduce((before, step, index) => connect(before, add(graph, step, `step${index}`)), source);
  const sink = connect(last, add(graph, [entry[0] === 'buffer' ? 'buffersink' : 'abuffersink', ''], 'out'));
  must(await graph.config(), 'connect the filters');
  using out = new Frame();
  out.alloc();
  for await (const frame of frames) {
    const code = await source.buffersrcAddFrame(frame);
    // A `trim` that has had enough wants no more.
    if (code === AVERROR_EOF) break;
    must(code, 'filter a frame');
    yield* drain(sink, out);
  }
  const code = await source.buffersrcAddFrame(null);
  if (!isDry(code)) must(code, 'filter the last frame');
  yield* drain(sink, out);
}

async function* drain(sink: FilterContext, out: Frame): AsyncGenerator<Frame> {
  while (true) {
    const code = await sink.buffersinkGetFrame(out);
    if (isDry(code)) return;
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
