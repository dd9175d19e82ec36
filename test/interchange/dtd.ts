import assert from 'node:assert/strict';
import { type Node, nodes } from './xml.ts';

/** What a document type definition asks of one element. */
interface Rule {
  /** Over the names of the children, each followed by a semicolon; null where anything of `mixed` may stand in any order. */
  order: RegExp | null;
  text: boolean;
  attributes: Map<string, { values: string[] | null; type: string; required: boolean; fixed: string | null }>;
}

export type Dtd = Map<string, Rule>;

/** Reads a definition without parameter entities. */
export function readDtd(text: string): Dtd {
  const plain = text.replaceAll(/<!--[\s\S]*?-->/g, '');
  const rules: Dtd = new Map();
  for (const [, name = '', model = ''] of plain.matchAll(/<!ELEMENT\s+([\w-]+)\s+([^>]+)>/g)) {
    assert.ok(!rules.has(name), `${name} is defined twice`);
    rules.set(name, { order: orderOf(model.trim()), text: model.includes('#PCDATA'), attributes: new Map() });
  }
  for (const [, element = '', body = ''] of plain.matchAll(/<!ATTLIST\s+([\w-]+)\s+([^>]+)>/g)) {
    const rule = rules.get(element);
    assert.ok(rule, `attributes of ${element}, which is no element`);
    const pattern = /([\w-]+)\s+(CDATA|ID|IDREF|\([^)]+\))\s+(#REQUIRED|#IMPLIED|#FIXED\s+"([^"]*)"|"[^"]*")/g;
    for (const [, name = '', type = '', word = '', fixed] of body.matchAll(pattern)) {
      const values = type.startsWith('(')
        ? type
            .slice(1, -1)
            .split('|')
            .map((each) => each.trim())
        : null;
      rule.attributes.set(name, { values, type, required: word === '#REQUIRED', fixed: fixed ?? null });
    }
  }
  return rules;
}

/** Everything in which a document differs from the definition, in words. */
export function faultsOf(root: Node, dtd: Dtd): string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  const wanted = new Set<string>();
  const look = (node: Node): void => {
    const rule = dtd.get(node.name);
    if (rule === undefined) {
      faults.push(`there is no element ${node.name}`);
      return;
    }
    const inside = nodes(node).map(({ name }) => name);
    if (rule.order !== null && !rule.order.test(inside.map((name) => `${name};`).join(''))) {
      faults.push(`${node.name} holds ${inside.join(', ') || 'nothing'}`);
    }
    if (!rule.text && node.children.some((child) => typeof child === 'string' && child.trim() !== '')) {
      faults.push(`${node.name} holds text`);
    }
    for (const [name, { values, type, required, fixed }] of rule.attributes) {
      const given = node.attributes[name];
      if (given === undefined) {
        if (required) faults.push(`${node.name} has no ${name}`);
        continue;
      }
      if (values !== null && !values.includes(given)) faults.push(`${node.name} ${name}="${given}"`);
      if (fixed !== null && given !== fixed) faults.push(`${node.name} ${name}="${given}", not ${fixed}`);
      if (type === 'ID') {
        if (ids.has(given)) faults.push(`the id ${given} twice`);
        ids.add(given);
      }
      if (type === 'IDREF') wanted.add(given);
    }
    for (const name of Object.keys(node.attributes)) {
      if (!rule.attributes.has(name)) faults.push(`${node.name} has no attribute ${name}`);
    }
    nodes(node).forEach(look);
  };
  look(root);
  for (const id of wanted) if (!ids.has(id)) faults.push(`nothing has the id ${id}`);
  return faults;
}

function orderOf(model: string): RegExp | null {
  if (model === 'EMPTY') return /^$/;
  const pattern = model
    .replaceAll(/\s+/g, '')
    .replaceAll('#PCDATA', '')
    .replaceAll(/[\w-]+/g, (name) => `(?:${name};)`)
    .replaceAll(',', '')
    .replaceAll(/\((?!\?:)/g, '(?:')
    .replaceAll('(?:|', '(?:');
  return new RegExp(`^${pattern}$`);
}
