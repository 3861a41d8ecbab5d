import { html } from 'hono/html';
import { field, type Markup, page } from './layout.js';

/** What is typed, which button then does it, and where "Cancel" leads. */
export interface Confirmation {
  title: string;
  word: 'DELETE' | 'DISABLE';
  button: string;
  cancel: string;
}

/** A dialog that wants a word before it does anything. */
export function confirmationPage(
  { title, word, button, cancel }: Confirmation,
  alert?: string,
): Markup {
  return page(
    title,
    html`<form method="post">
${field({ label: `To confirm, type ${word}`, name: 'confirmation', type: 'text' })}
<button type="submit">${button}</button>
</form>
<p><a href="${cancel}">Cancel</a></p>`,
    alert === undefined ? undefined : { kind: 'alert', text: alert },
  );
}
