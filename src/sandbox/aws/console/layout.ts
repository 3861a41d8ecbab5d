import { html } from 'hono/html';

/** A piece of HTML in which every value is escaped. */
export type Markup = ReturnType<typeof html>;

/** What stands above the body of a page: what was done, or what is wrong. */
export interface Notice {
  kind: 'status' | 'alert';
  text: string;
}

/** A whole console page; well-formed as XML, so that a simple reader reads it. */
export function page(title: string, body: Markup, notice?: Notice): Markup {
  return html`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8" /><title>${title} - IAM Identity Center (sandbox)</title></head>
<body>
<nav>
  <a href="/console">Dashboard</a>
  <a href="/console/users">Users</a>
  <a href="/console/settings">Settings</a>
</nav>
<main>
<h1>${title}</h1>
${notice === undefined ? '' : html`<p role="${notice.kind}">${notice.text}</p>`}
${body}
</main>
</body>
</html>`;
}

/** Labels with their values. */
export function facts(entries: readonly (readonly [label: string, value: string])[]): Markup {
  return html`<dl>${entries.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
}

/** One labelled field of a form. */
export interface Field {
  label: string;
  name: string;
  type: 'text' | 'email' | 'url' | 'file' | 'radio';
  value?: string;
}

/** A field inside its label, so that the label is what a person finds it by. */
export function field({ label, name, type, value = '' }: Field): Markup {
  return html`<p><label>${label} <input type="${type}" name="${name}" value="${value}" /></label></p>`;
}
