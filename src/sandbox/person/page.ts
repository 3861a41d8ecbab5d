import { DOMParser } from '@xmldom/xmldom';

/** A web page as a person reads it: by its heading, labels, links, buttons and messages. */
export interface Page {
  url: string;
  heading: string;
  /** What the page says went wrong. */
  alert: string | undefined;
  root: Element;
}

/** Reads a page that is well-formed as XML; throws an Error that names the address. */
export function readPage(url: string, html: string): Page {
  const root = parse(url, html);
  const alert = elements(root, 'p').find((each) => each.getAttribute('role') === 'alert');
  const heading = elements(root, 'h1')[0];
  return {
    url,
    heading: heading === undefined ? '' : textOf(heading),
    alert: alert && textOf(alert),
    root,
  };
}

function parse(url: string, html: string): Element {
  const fail = (problem: string) => {
    throw new Error(`The page ${url} cannot be read: ${problem}`);
  };
  // An element that is not closed is only a warning to the parser.
  const errorHandler = { warning: fail, error: fail, fatalError: fail };
  const root = new DOMParser({ errorHandler }).parseFromString(html, 'text/xml').documentElement;
  return root ?? fail('it is empty');
}

/** The address behind the link of this text, searched in the whole page. */
export function linkOf(page: Page, text: string): string {
  const link = elements(page.root, 'a').find((each) => textOf(each) === text);
  const href = link?.getAttribute('href');
  if (!href) throw new Error(`The page "${page.heading}" has no link "${text}".`);
  return new URL(href, page.url).href;
}

/** The value that a label stands for; throws when the page has no such label. */
export function shownValue(page: Page, label: string): string {
  // Every label of a page has exactly one value, so that both come in the same order.
  const place = elements(page.root, 'dt').findIndex((each) => textOf(each) === label);
  const value = elements(page.root, 'dd')[place];
  if (value === undefined) throw new Error(`The page "${page.heading}" shows no "${label}".`);
  return textOf(value);
}

/** The texts of the table cells of one column, by the heading of the column. */
export function columnOf(page: Page, heading: string): string[] {
  const column = elements(page.root, 'th').findIndex((each) => textOf(each) === heading);
  if (column < 0) throw new Error(`The page "${page.heading}" has no column "${heading}".`);
  return elements(page.root, 'tr')
    .map((row) => elements(row, 'td')[column])
    .filter((cell) => cell !== undefined)
    .map(textOf);
}

/** A form, found by the button that sends it. */
export interface Form {
  action: string;
  method: string;
  /** `multipart/form-data` for forms with a file; the empty text for all others. */
  encoding: string;
  /** The fields by their label, in the order of the page. */
  fields: readonly { label: string; name: string; type: string; value: string }[];
}

/** The form that a button of this text sends. */
export function formOf(page: Page, button: string): Form {
  const form = elements(page.root, 'form').find((each) =>
    elements(each, 'button').some((candidate) => textOf(candidate) === button),
  );
  if (form === undefined) throw new Error(`The page "${page.heading}" has no button "${button}".`);
  return {
    action: new URL(form.getAttribute('action') || page.url, page.url).href,
    method: form.getAttribute('method') || 'get',
    encoding: form.getAttribute('enctype') ?? '',
    fields: elements(form, 'label').flatMap(fieldsOf),
  };
}

function fieldsOf(label: Element): Form['fields'] {
  return elements(label, 'input').map((input) => ({
    label: textOf(label),
    name: input.getAttribute('name') ?? '',
    type: input.getAttribute('type') ?? 'text',
    value: input.getAttribute('value') ?? '',
  }));
}

function elements(parent: Element, name: string): Element[] {
  return Array.from(parent.getElementsByTagName(name));
}

function textOf(element: Element): string {
  return (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}
