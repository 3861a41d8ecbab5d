import { DOMParser } from '@xmldom/xmldom';

/** A form of a page, as far as it can be sent without a person. */
export interface PageForm {
  method: 'GET' | 'POST';
  action: URL;
  fields: Record<string, string>;
}

/** What the browser reads of an HTML page. */
export interface HtmlPage {
  heading: string;
  /** All words of the page, in one line. */
  text: string;
  forms: readonly PageForm[];
  /** The value of the first attribute of this name, wherever it stands. */
  attribute(name: string): string | undefined;
  /** The words of the first element that has an attribute of this name. */
  textAt(name: string): string | undefined;
}

/** Reads a page of HTML, forgiving what is wrong with it: unreadable pages have no forms. */
export function readHtml(html: string, address: URL): HtmlPage {
  const elements = elementsOf(html);
  const named = (name: string): Element[] =>
    elements.filter((element) => element.tagName.toLowerCase() === name);
  const withAttribute = (name: string): Element | undefined =>
    elements.find((element) => element.hasAttribute(name));
  const body = named('body')[0] ?? elements[0];
  return {
    heading: wordsOf(named('h1')[0]),
    text: body === undefined ? plainWords(html) : wordsOf(body),
    forms: named('form').map((form) => readForm(form, address)),
    attribute: (name) => withAttribute(name)?.getAttribute(name) ?? undefined,
    textAt: (name) => withAttribute(name) && wordsOf(withAttribute(name)),
  };
}

function elementsOf(html: string): Element[] {
  const ignore = (): void => undefined;
  const errorHandler = { warning: ignore, error: ignore, fatalError: ignore };
  try {
    const document = new DOMParser({ errorHandler }).parseFromString(html, 'text/html');
    return Array.from(document.getElementsByTagName('*'));
  } catch {
    return [];
  }
}

function readForm(form: Element, address: URL): PageForm {
  const inputs = Array.from(form.getElementsByTagName('input'));
  const fields = inputs
    .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? ''] as const)
    .filter(([name]) => name !== '');
  return {
    method: /^post$/i.test(form.getAttribute('method') ?? '') ? 'POST' : 'GET',
    action: new URL(form.getAttribute('action') || address.href, address),
    fields: Object.fromEntries(fields),
  };
}

function wordsOf(element: Element | undefined): string {
  if (element === undefined) return '';
  const texts: string[] = [];
  collect(element, texts);
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

function collect(node: Node, texts: string[]): void {
  if (/^(script|style|noscript)$/i.test(node.nodeName)) return;
  if (node.nodeType === TEXT_NODE) texts.push(node.nodeValue ?? '');
  for (const child of Array.from(node.childNodes ?? [])) collect(child, texts);
}

const TEXT_NODE = 3;

function plainWords(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
