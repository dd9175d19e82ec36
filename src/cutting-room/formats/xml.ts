export interface Element {
  name: string;
  attributes: Record<string, string | number | null>;
  children: (Element | string)[];
}

/** An element; attributes and children that are null are left out. */
export function element(
  name: string,
  attributes: Element['attributes'] = {},
  ...children: (Element | string | number | null)[]
): Element {
  return {
    name,
    attributes,
    children: children.flatMap((child) =>
      child === null ? [] : typeof child === 'number' ? [String(child)] : [child],
    ),
  };
}

/** A document in UTF-8 of XML 1.0. What XML cannot hold is left out of the text; what a terminal would obey is escaped. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE ${root.name}>\n${lines(root, '')}`;
}

function lines({ name, attributes, children }: Element, indent: string): string {
  const told = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${escape(String(value))}"`],
  );
  const start = `${indent}<${name}${told.join('')}`;
  if (children.length === 0) return `${start}/>\n`;
  // Blanks between words would become part of the words.
  if (children.some((child) => typeof child === 'string'))
    return `${start}>${children.map(inline).join('')}</${name}>\n`;
  return `${start}>\n${children.map((child) => lines(child as Element, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

function inline(child: Element | string): string {
  return typeof child === 'string' ? escape(child).replaceAll('&#10;', '\n') : lines(child, '').trimEnd();
}

const IMPOSSIBLE = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const OBEYED = /[\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

function escape(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replace(IMPOSSIBLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;')
    .replace(OBEYED, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}
