import { DOMParser } from '@xmldom/xmldom';

const kinds: readonly [name: string, pattern: RegExp][] = [
  ['<id>', /^#?_[0-9a-f]{32}$/],
  ['<long id>', /^#?_[0-9a-f]{64}$/],
  ['<hash>', /^[0-9a-f]{64}$/],
  ['<digest>', /^[A-Za-z0-9+/]{43}=$/],
  ['<base64>', /^[A-Za-z0-9+/]{200,}={0,2}$/],
];

/**
 * A document as lines: one an element, with its attributes in order and its own text. Values that
 * are new in every document (IDs, digests, signatures, certificates) are replaced by their kind, so
 * that two documents of the same shape give the same lines.
 */
export function shapeOf(xml: string): string[] {
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement;
  if (root === null) throw new Error('no root element');
  return linesOf(root, '');
}

function linesOf(element: Element, indent: string): string[] {
  const attributes = Array.from(element.attributes).map(
    ({ name, value }) => ` ${name}="${kindOf(value)}"`,
  );
  const children = Array.from(element.childNodes);
  const text = children
    .filter((child) => child.nodeType === 3)
    .map((child) => child.nodeValue ?? '')
    .join('')
    .trim();
  return [
    `${indent}${element.tagName}${attributes.join('')} ${kindOf(text)}`.trimEnd(),
    ...children
      .filter((child): child is Element => child.nodeType === 1)
      .flatMap((child) => linesOf(child, `${indent}  `)),
  ];
}

function kindOf(value: string): string {
  const onOneLine = value.replace(/\n/g, '');
  return kinds.find(([, pattern]) => pattern.test(onOneLine))?.[0] ?? value;
}
