import { type Form, formOf, linkOf, type Page, readPage } from './page.js';

/** What a person puts into the field of a label: text, a file, or true to choose it. */
export type Answers = Readonly<Record<string, string | File | true>>;

/** Opens an address; throws an Error with the status when there is no such page. */
export async function openPage(url: string): Promise<Page> {
  return pageOf(await fetch(url));
}

/** Opens what the link of this text leads to. */
export async function follow(page: Page, link: string): Promise<Page> {
  return openPage(linkOf(page, link));
}

/** Saves what the link of this text downloads. */
export async function download(page: Page, link: string): Promise<string> {
  const response = await fetch(linkOf(page, link));
  if (!response.ok) throw new Error(`"${link}" answered status ${response.status}.`);
  return response.text();
}

/**
 * Fills in a form and presses its button; gives the page that follows. What that page says went
 * wrong becomes an Error with the page's own words.
 */
export async function submit(page: Page, button: string, answers: Answers): Promise<Page> {
  const form = formOf(page, button);
  const body = fillIn(form, answers);
  return pageOf(await fetch(form.action, { method: form.method, body }));
}

function fillIn(form: Form, answers: Answers): FormData | URLSearchParams {
  const filled = new FormData();
  for (const [label, answer] of Object.entries(answers)) {
    const field = form.fields.find((each) => each.label === label);
    if (field === undefined) throw new Error(`The form has no field "${label}".`);
    filled.append(field.name, answer === true ? field.value : answer);
  }
  if (form.encoding === 'multipart/form-data') return filled;
  return new URLSearchParams(
    [...filled].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

async function pageOf(response: Response): Promise<Page> {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!isPage) throw new Error(`${response.url} answered status ${response.status} and no page.`);
  const page = readPage(response.url, await response.text());
  if (page.alert !== undefined) throw new Error(page.alert);
  if (!response.ok) throw new Error(`${response.url} answered status ${response.status}.`);
  return page;
}
