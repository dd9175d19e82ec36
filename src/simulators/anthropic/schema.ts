/** A JSON Schema as structured output takes it: the part of the language that the vendor compiles. */
export interface Schema {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
  items?: Schema;
  minItems?: number;
  format?: string;
  [other: string]: unknown;
}

/**
 * Keywords that are refused by name: the official SDKs move them into the description before they send a schema, and the
 * documents say that they are not supported. That the vendor refuses rather than ignores them is unverified.
 */
const REFUSED = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'patternProperties',
  'if',
  'not',
];

/** What the vendor would not compile; null when it takes the schema. */
export function schemaFault(schema: Schema): string | null {
  const { type, properties, additionalProperties, items, minItems, anyOf = [], allOf = [], $defs = {} } = schema;
  const types = typesOf(schema);
  const refused = REFUSED.find((keyword) => keyword in schema);
  if (refused !== undefined) return `For '${String(type)}' type, property '${refused}' is not supported`;
  if (types.includes('object') && additionalProperties !== false)
    return "For 'object' type, 'additionalProperties' must be explicitly set to false";
  if (minItems !== undefined && minItems !== 0 && minItems !== 1)
    return "For 'array' type, 'minItems' values other than 0 or 1 are not supported";
  const inside = [
    ...Object.values(properties ?? {}),
    ...Object.values($defs),
    ...anyOf,
    ...allOf,
    ...(items ? [items] : []),
  ];
  for (const part of inside) {
    const fault = schemaFault(part);
    if (fault !== null) return fault;
  }
  return null;
}

/** What fills the leaves of an answer. */
export interface Filler {
  /** A number in [0, 1), the next of a row. */
  chance(): number;
  /** So many words to the matter, as a phrase. */
  words(count: number): string;
}

/**
 * A value that satisfies the schema, and mostly also the constraints that its descriptions carry in braces, which is where
 * the official SDKs put what the vendor does not enforce: `{minimum: 0, maximum: 100}`.
 */
export function answerTo(schema: Schema, fill: Filler, root: Schema = schema, depth = 0): unknown {
  if (schema.$ref !== undefined) return answerTo(resolve(schema.$ref, root), fill, root, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return oneOf(schema.enum, fill);
  if (schema.anyOf !== undefined) return answerTo(branchOf(schema.anyOf, fill, depth), fill, root, depth + 1);
  if (schema.allOf !== undefined) return answerTo(merged(schema.allOf, root), fill, root, depth + 1);
  const told = toldIn(schema.description);
  if (told !== null) return oneOf(told, fill);
  const hints = hintsOf(schema.description);
  const type = typesOf(schema).find((one) => one !== 'null') ?? 'null';
  switch (type) {
    case 'object':
      return objectOf(schema, fill, root, depth);
    case 'array': {
      const least = hints['minItems'] ?? schema.minItems ?? 1;
      const most = hints['maxItems'] ?? Math.max(least, 3);
      const length = depth > 8 ? least : whole(least, most, fill);
      return Array.from({ length }, () => answerTo(schema.items ?? { type: 'string' }, fill, root, depth + 1));
    }
    case 'integer':
    case 'number':
      return numberOf(type, hints, fill);
    case 'boolean':
      return fill.chance() < 0.7;
    case 'string':
      return textOf(schema.format, hints, fill);
    default:
      return null;
  }
}

function typesOf({ type }: Schema): string[] {
  return type === undefined ? [] : Array.isArray(type) ? type : [type];
}

function resolve(reference: string, root: Schema): Schema {
  let at: unknown = root;
  for (const step of reference.replace(/^#\/?/, '').split('/').filter(Boolean))
    at = (at as Record<string, unknown>)?.[step];
  return (at as Schema | undefined) ?? {};
}

function oneOf(choices: readonly unknown[], fill: Filler): unknown {
  return choices[Math.floor(fill.chance() * choices.length)];
}

/** Null is rarely the answer; deep down the last branch is taken, which ends most recursions. */
function branchOf(branches: Schema[], fill: Filler, depth: number): Schema {
  const real = branches.filter((branch) => branch.type !== 'null');
  const none = branches.find((branch) => branch.type === 'null');
  if (none !== undefined && (depth > 8 || fill.chance() < 0.25 || real.length === 0)) return none;
  return real[depth > 8 ? real.length - 1 : Math.floor(fill.chance() * real.length)] ?? {};
}

function merged(parts: Schema[], root: Schema): Schema {
  const resolved = parts.map((part) => (part.$ref === undefined ? part : resolve(part.$ref, root)));
  return {
    ...Object.assign({}, ...resolved),
    properties: Object.assign({}, ...resolved.map(({ properties }) => properties)),
    required: resolved.flatMap(({ required = [] }) => required),
  };
}

function objectOf({ properties = {}, required = [] }: Schema, fill: Filler, root: Schema, depth: number): unknown {
  const names = Object.keys(properties).filter((name) => required.includes(name) || (depth < 4 && fill.chance() < 0.5));
  return Object.fromEntries(names.map((name) => [name, answerTo(properties[name] ?? {}, fill, root, depth + 1)]));
}

function numberOf(type: string, hints: Hints, fill: Filler): number {
  const step = type === 'integer' ? 1 : 0.01;
  const least =
    hints['minimum'] ?? (hints['exclusiveMinimum'] === undefined ? undefined : hints['exclusiveMinimum'] + step);
  const most =
    hints['maximum'] ?? (hints['exclusiveMaximum'] === undefined ? undefined : hints['exclusiveMaximum'] - step);
  const from = least ?? Math.min(0, most ?? 0);
  const to = most ?? from + 100;
  if (type === 'integer') return whole(Math.ceil(from), Math.max(Math.ceil(from), Math.min(to, from + 1e6)), fill);
  return Math.round((from + fill.chance() * (to - from)) * 100) / 100;
}

function textOf(format: string | undefined, hints: Hints, fill: Filler): string {
  if (format !== undefined) return SHAPES[format] ?? '';
  const least = hints['minLength'] ?? 1;
  const most = hints['maxLength'] ?? Number.POSITIVE_INFINITY;
  let text = fill.words(whole(3, 9, fill));
  while (text.length < least) text += ` ${fill.words(4)}`;
  return text.length <= most ? text : text.slice(0, most);
}

const SHAPES: Record<string, string> = {
  'date-time': '2026-11-22T09:30:00Z',
  time: '09:30:00Z',
  date: '2026-11-22',
  duration: 'PT5S',
  email: 'somebody@example.com',
  hostname: 'example.com',
  uri: 'https://example.com/',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uuid: '6b0f0f4e-5d2a-4a57-9a1e-3f5d9c1b7a10',
};

function whole(least: number, most: number, fill: Filler): number {
  return least + Math.floor(fill.chance() * (Math.floor(most) - least + 1));
}

/** Values that the description allows and nothing else: SDKs before 1.0 put `enum` and `const` there, too. */
function toldIn(description = ''): unknown[] | null {
  const [, all, one] =
    /\b(?:enum: (\[[^\]]*\])|const: ("(?:[^"\\]|\\.)*"|-?[\d.]+|true|false))/.exec(description) ?? [];
  const list = all ?? (one === undefined ? undefined : `[${one}]`);
  try {
    return list === undefined ? null : (JSON.parse(list) as unknown[]);
  } catch {
    return null; // words of a person that only look so
  }
}

type Hints = Record<string, number | undefined>;

function hintsOf(description = ''): Hints {
  const found = description.matchAll(
    /\b(m(?:in|ax)(?:imum|Length|Items)|exclusiveM(?:in|ax)imum):\s*(-?[\d.]+(?:e[+-]?\d+)?)/g,
  );
  return Object.fromEntries([...found].map(([, name, value]) => [name, Number(value)]));
}
