/** A page where a program expected something else. */
export function page(status: number, title: string, more = ''): Response {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1>${more}</body></html>\n`;
  return new Response(body, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

/** The sign-in page of something that stands in front of a service. */
export function loginPage(): Response {
  return page(
    200,
    'Sign in to continue',
    '<form method="post"><input name="user"><input name="password" type="password"></form>',
  );
}

/** Leads to a sign-in page on another host. */
export function loginRedirect(): Response {
  return new Response(null, {
    status: 302,
    headers: { location: 'https://login.example.com/?next=api' },
  });
}
