import { html } from 'hono/html';

/** A page as text; what is put into it is escaped. */
export type Page = ReturnType<typeof html>;

/** A page that says one thing, as authentik's error pages do. */
export function messagePage(title: string, message: string): Page {
  return html`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${title} - authentik</title></head>
<body><main><h1>${title}</h1><p>${message}</p></main></body>
</html>
`;
}
