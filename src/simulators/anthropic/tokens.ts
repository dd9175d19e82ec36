import type { Size } from '../../film/media.ts';
import { eyesOf, imageTokens } from '../../film/vision.ts';
import { hashJson } from '../../json.ts';
import { blocksOf, type Block, type Countable, type ImageBlock } from './request.ts';
import type { ModelFacts } from './models.ts';

/** A block of the prompt in the order in which it is cached, with what it weighs. */
export interface Piece {
  /** Of what the block says, without its cache mark. */
  hash: string;
  tokens: number;
  /** Lifetime of a cache that ends here; null when it is no breakpoint. */
  mark: '5m' | '1h' | null;
}

/**
 * The prompt in pieces, in the vendor's order: tools, system, messages. The vendor's tokenizer is not known: four letters
 * are taken for a token, and every block costs a few for what stands around it.
 */
export function piecesOf(ask: Countable, model: ModelFacts, sidesOf: (image: ImageBlock) => Size): Piece[] {
  const pieces: Piece[] = [];
  const add = (kind: string, content: object, tokens: number, mark: CacheMark): void => {
    const { cache_control: _, ...bare } = content as { cache_control?: unknown };
    pieces.push({ hash: hashJson([kind, bare]), tokens, mark: mark ? (mark.ttl ?? '5m') : null });
  };
  for (const tool of ask.tools ?? []) add('tool', tool, 12 + textTokens(JSON.stringify(tool)), tool.cache_control);
  const system = typeof ask.system === 'string' ? [{ type: 'text' as const, text: ask.system }] : (ask.system ?? []);
  for (const block of system) add('system', block, 3 + textTokens(block.text), block.cache_control);
  // A schema is put before the conversation.
  if (ask.output_config?.format)
    add('format', ask.output_config.format, 20 + textTokens(JSON.stringify(ask.output_config.format)), null);
  for (const { role, content } of ask.messages)
    for (const block of blocksOf(content))
      add(
        role,
        block,
        4 + blockTokens(block, model, sidesOf),
        'cache_control' in block ? (block.cache_control as CacheMark) : null,
      );
  const last = pieces.at(-1);
  if (ask.cache_control && last !== undefined) last.mark = ask.cache_control.ttl ?? '5m';
  return pieces;
}

type CacheMark = { ttl?: '5m' | '1h' | undefined } | null | undefined;

export function textTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

function blockTokens(block: Block, model: ModelFacts, sidesOf: (image: ImageBlock) => Size): number {
  switch (block.type) {
    case 'text':
      return textTokens(block.text);
    case 'image':
      return imageTokens(sidesOf(block), eyesOf(model.id));
    case 'tool_use':
      return 10 + textTokens(block.name + JSON.stringify(block.input ?? {}));
    case 'tool_result': {
      const inside = blocksOf(block.content ?? '');
      return inside.reduce((total, part) => total + blockTokens(part, model, sidesOf), 10);
    }
    default:
      return 0; // earlier thinking is not kept in the prompt
  }
}

/** How the tokens of a prompt are charged. */
export interface Served {
  /** Neither read from the cache nor written to it. */
  input: number;
  read: number;
  write5m: number;
  write1h: number;
}

/** Prefixes that were seen, each for its lifetime since it was last used. */
export interface PromptCache {
  /** Charges a prompt and remembers it. `now` in milliseconds since 1970. */
  serve(model: string, pieces: readonly Piece[], now: number): Served;
}

/** Shorter prefixes are not cached, without a word; the vendor's number depends on the model, and is about this. */
const MIN_PREFIX = 1024;
/** So many blocks before a breakpoint are looked through for a prefix that is known. */
const LOOK_BACK = 20;
const LIFETIME = { '5m': 300_000, '1h': 3_600_000 };

export function createPromptCache(): PromptCache {
  const known = new Map<string, { until: number; ttl: '5m' | '1h' }>();
  return {
    serve(model, pieces, now) {
      const prefixes = prefixesOf(model, pieces);
      const total = prefixes.at(-1)?.tokens ?? 0;
      const marks = prefixes.filter(({ mark, tokens }) => mark !== null && tokens >= MIN_PREFIX);
      const isKnown = ({ key }: Prefix) => (known.get(key)?.until ?? 0) > now;
      const read = marks
        .flatMap(({ index }) => prefixes.slice(Math.max(0, index - LOOK_BACK + 1), index + 1))
        .findLast((prefix) => prefix.tokens >= MIN_PREFIX && isKnown(prefix));
      if (read !== undefined) {
        const entry = known.get(read.key)!;
        entry.until = now + LIFETIME[entry.ttl];
      }
      const served: Served = { input: 0, read: read?.tokens ?? 0, write5m: 0, write1h: 0 };
      let reached = served.read;
      for (const { key, tokens, mark } of marks) {
        if (tokens <= reached || mark === null) continue;
        served[mark === '1h' ? 'write1h' : 'write5m'] += tokens - reached;
        known.set(key, { until: now + LIFETIME[mark], ttl: mark });
        reached = tokens;
      }
      served.input = total - reached;
      return served;
    },
  };
}

interface Prefix {
  index: number;
  key: string;
  tokens: number;
  mark: Piece['mark'];
}

function prefixesOf(model: string, pieces: readonly Piece[]): Prefix[] {
  const prefixes: Prefix[] = [];
  let key = model;
  let tokens = 0;
  for (const [index, piece] of pieces.entries()) {
    key = hashJson([key, piece.hash]);
    tokens += piece.tokens;
    prefixes.push({ index, key, tokens, mark: piece.mark });
  }
  return prefixes;
}
