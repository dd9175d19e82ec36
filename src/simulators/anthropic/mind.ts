import { randomFrom } from '../../film/random.ts';
import type { Json } from '../../json.ts';
import type { Picture } from '../engine/vendor.ts';
import type { Asked, JudgeManner } from '../spec.ts';
import type { ModelFacts } from './models.ts';
import { blocksOf, type Ask, type Block, type ImageBlock, type Tool } from './request.ts';
import { answerTo, type Filler, type Schema } from './schema.ts';
import type { Line } from './script.ts';
import { textTokens } from './tokens.ts';

export type Said = { type: 'text'; text: string } | { type: 'tool_use'; id: string; name: string; input: unknown };

export interface StopDetails {
  type: 'refusal';
  category: string | null;
  explanation: string | null;
}

/** What the model has said. */
export interface Answer {
  /** At most one piece; none for a refusal, or when thinking has eaten all tokens. */
  said: Said | null;
  stop: 'end_turn' | 'max_tokens' | 'stop_sequence' | 'tool_use' | 'refusal';
  stopSequence: string | null;
  details: StopDetails | null;
  thinkingTokens: number;
  /** All of them, thinking included. */
  outputTokens: number;
}

/**
 * Answers a request: by what a mind has said, by the line of a script when there is one, else by rule. The rules know
 * nothing: an answer has the shape that was asked for and is filled with the request's own words, the same for the same seed
 * and words.
 */
export function answerOf(
  ask: Ask,
  model: ModelFacts,
  {
    seed,
    inputTokens,
    line,
    minded,
    refused,
  }: { seed: number; inputTokens: number; line: Line | null; minded: string | null; refused: StopDetails | null },
): Answer {
  const random = randomFrom(seed);
  const thinkingTokens = line?.thinkingTokens ?? thinkingOf(ask, model, inputTokens, random());
  const details = refused ?? (line?.refusal ? { type: 'refusal' as const, ...line.refusal } : null);
  if (details !== null)
    return { said: null, stop: 'refusal', stopSequence: null, details, thinkingTokens: 0, outputTokens: 4 };
  const said =
    minded === null ? sayingOf(ask, line, seed, fillerFor(ask, random)) : { type: 'text' as const, text: minded };
  return cutOff(ask, said, thinkingTokens);
}

/** The request as a mind is handed it. */
export function askedOf(
  ask: Ask,
  seed: number,
  { bias, noise }: JudgeManner,
  pictureOf: (image: ImageBlock) => Picture,
): Asked {
  const texts: string[] = [];
  const pictures: Asked['pictures'] = [];
  for (const { role, content } of ask.messages) {
    let before: string | null = null;
    for (const block of role === 'user' ? blocksOf(content) : []) {
      if (block.type === 'text') texts.push(block.text);
      if (block.type === 'image') {
        const { bytes, type } = pictureOf(block);
        pictures.push({ name: nameIn(before), bytes, mediaType: `image/${type === 'jpg' ? 'jpeg' : type}` });
      }
      before = block.type === 'text' ? block.text : null;
    }
  }
  const schema = (ask.output_config?.format?.schema ?? null) as Json | null;
  return { system: systemIn(ask), texts, pictures, schema, seed, judge: { bias, noise } };
}

/** The name in `Picture "one":`. */
function nameIn(text: string | null): string | null {
  const [, quoted] = /^Picture ("(?:[^"\\]|\\.)*"):$/.exec(text ?? '') ?? [];
  try {
    return quoted === undefined ? null : String(JSON.parse(quoted));
  } catch {
    return null;
  }
}

/** The texts of the request, the newest message last. */
export function textsOf(ask: Pick<Ask, 'system' | 'messages'>): string {
  return [systemIn(ask), ...ask.messages.map(({ content }) => textIn(content))].filter(Boolean).join('\n');
}

function systemIn({ system = [] }: Pick<Ask, 'system'>): string {
  return typeof system === 'string' ? system : system.map(({ text }) => text).join('\n');
}

function textIn(content: string | readonly Block[]): string {
  const texts = blocksOf(content).map((block) => {
    if (block.type === 'text') return block.text;
    return block.type === 'tool_result' ? textIn(block.content ?? '') : '';
  });
  return texts.filter(Boolean).join('\n');
}

/** More effort and longer prompts make it think longer. */
const EFFORT = { low: 40, medium: 120, high: 250, xhigh: 500, max: 1000 };

function thinkingOf(ask: Ask, model: ModelFacts, inputTokens: number, chance: number): number {
  const wanted = ask.thinking?.type ?? (model.thinks ? 'adaptive' : 'disabled');
  if (wanted === 'disabled' || wanted === 'between_tools') return 0;
  const most = EFFORT[ask.output_config?.effort ?? 'high'];
  return Math.round((0.5 + chance) * Math.min(most, 15 + inputTokens / 8));
}

function sayingOf(ask: Ask, line: Line | null, seed: number, fill: Filler): Said {
  const id = `toolu_01${seed.toString(36).padStart(22, '0')}`;
  if (line?.text !== undefined) return { type: 'text', text: line.text };
  if (line?.json !== undefined) return { type: 'text', text: JSON.stringify(line.json) };
  if (line?.tool !== undefined) return { type: 'tool_use', id, ...line.tool };
  const tool = toolFor(ask);
  if (tool !== null) {
    const schema = (tool.input_schema ?? { type: 'object' }) as Schema;
    return { type: 'tool_use', id, name: tool.name, input: answerTo(schema, fill) };
  }
  const format = ask.output_config?.format;
  if (format) return { type: 'text', text: JSON.stringify(answerTo(format.schema, fill)) };
  return { type: 'text', text: `${sentence(fill.words(8))} ${sentence(fill.words(11))}` };
}

/** Forced, or named by the person's last words. What a tool has just answered is not asked again. */
function toolFor({ messages, tools = [], tool_choice: choice }: Ask): Tool | null {
  const mine = tools.filter((tool) => tool.input_schema !== undefined);
  if (choice?.type === 'none' || mine.length === 0) return null;
  if (choice?.type === 'tool') return mine.find(({ name }) => name === choice.name) ?? null;
  const last = messages.at(-1);
  if (last === undefined || blocksOf(last.content).some(({ type }) => type === 'tool_result')) return null;
  const heard = plain(textIn(last.content));
  return mine.find(({ name }) => heard.includes(plain(name))) ?? (choice?.type === 'any' ? (mine[0] ?? null) : null);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** Words of the request in the order in which they stand, from somewhere on. */
function fillerFor(ask: Ask, random: () => number): Filler {
  const spoken = textIn(ask.messages.at(-1)?.content ?? '');
  const words = spoken.toLowerCase().match(/\p{L}[\p{L}'’-]{2,}/gu) ?? ['a', 'quiet', 'place'];
  return {
    chance: random,
    words(count) {
      const from = Math.floor(random() * words.length);
      return Array.from({ length: count }, (_, at) => words[(from + at) % words.length]).join(' ');
    },
  };
}

/** Stop sequences end a text; `max_tokens` ends everything, in the middle of a word or of JSON. */
function cutOff(ask: Ask, said: Said, thinkingTokens: number): Answer {
  const common = { stopSequence: null, details: null, thinkingTokens };
  const room = ask.max_tokens - thinkingTokens;
  const full = {
    ...common,
    said: null,
    stop: 'max_tokens' as const,
    thinkingTokens: ask.max_tokens,
    outputTokens: ask.max_tokens,
  };
  if (room <= 0) return full;
  if (said.type === 'tool_use') {
    const tokens = 12 + textTokens(JSON.stringify(said.input));
    if (tokens > room) return { ...full, thinkingTokens };
    return { ...common, said, stop: 'tool_use', outputTokens: thinkingTokens + tokens };
  }
  const [stop] = (ask.stop_sequences ?? [])
    .map((sequence) => ({ sequence, at: said.text.indexOf(sequence) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
  const text = stop === undefined ? said.text : said.text.slice(0, stop.at);
  if (textTokens(text) > room) {
    const short = { type: 'text' as const, text: text.slice(0, room * 4) };
    return { ...common, said: short, stop: 'max_tokens', outputTokens: ask.max_tokens };
  }
  return {
    ...common,
    said: { type: 'text', text },
    stop: stop === undefined ? 'end_turn' : 'stop_sequence',
    stopSequence: stop?.sequence ?? null,
    outputTokens: thinkingTokens + Math.max(1, textTokens(text)),
  };
}
