import assert from 'node:assert/strict';

/** A node of a document that was read; text is kept as it stands, with its blanks. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: (Node | string)[];
}

const NAME = String.raw`[A-Za-z_][\w.-]*`;
const TOKEN = new RegExp(
  String.raw`<\?xml [^?]*\?>|<!DOCTYPE ${NAME}>|</(${NAME})\s*>|<(${NAME})((?:\s+${NAME}="[^<"]*")*)\s*(/?)>|([^<]+)`,
  'y',
);

/** Reads XML as strictly as the standard wants it, as far as lists of editors go. Throws where it is not well-formed. */
export function readXml(text: string): Node {
  assert.match(text, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<!DOCTYPE \w+>\n</);
  assert.ok(text.isWellFormed(), 'half a character');
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(text, /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/u, 'a character that XML has not');
  const top: Node = { name: '', attributes: {}, children: [] };
  const open = [top];
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at;
    const [token, close, name, attributes = '', empty, words] =
      TOKEN.exec(text) ?? assert.fail(`what is ${text.slice(at, at + 60)}`);
    at += token.length;
    const parent = open.at(-1) ?? top;
    if (close !== undefined) {
      assert.equal(open.pop()?.name, close);
    } else if (name !== undefined) {
      const node: Node = { name, attributes: attributesOf(attributes), children: [] };
      parent.children.push(node);
      if (empty === '') open.push(node);
    } else if (words !== undefined && (parent !== top || words.trim() !== '')) {
      parent.children.push(unescape(words));
    }
  }
  assert.equal(open.length, 1, 'everything is closed');
  const [root, ...more] = top.children;
  assert.ok(typeof root === 'object' && more.length === 0, 'one root');
  return root;
}

/** Nodes of a name below another, at any depth. */
export function all(node: Node, name: string): Node[] {
  return nodes(node).flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

export function nodes({ children }: Node): Node[] {
  return children.filter((child) => typeof child === 'object');
}

/** The only child of a name. */
export function one(node: Node, name: string): Node {
  const [only, ...more] = nodes(node).filter((child) => child.name === name);
  assert.ok(only !== undefined && more.length === 0, `one ${name} in ${node.name}`);
  return only;
}

export function textOf({ children }: Node): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** The text of the only child of a name. */
export function value(node: Node, name: string): string {
  return textOf(one(node, name));
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', raw = ''] of text.matchAll(new RegExp(String.raw`(${NAME})="([^"]*)"`, 'g'))) {
    assert.ok(!(name in found), `${name} twice`);
    found[name] = unescape(raw);
  }
  return found;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  assert.ok(!text.includes(']]>'), 'the end of a CDATA section');
  return text.replaceAll(/&([^;\s]*)(;?)/g, (whole, name: string, end: string) => {
    assert.equal(end, ';', `bare ampersand at ${whole}`);
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? assert.fail(`no entity ${name}`);
  });
}
