import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const folder = new URL('../../recordings/', import.meta.url);

const shape = z.object({
  authentik: z.string(),
  exchanges: z.array(
    z.object({
      method: z.enum(['GET', 'POST']),
      path: z.string(),
      json: z.record(z.string(), z.string()).optional(),
      status: z.number(),
      location: z.string().optional(),
      body: z.looseObject({ component: z.string() }).optional(),
    }),
  ),
});

/** The requests of one sign-in at a real authentik. */
export type RecordedLogin = z.infer<typeof shape>;

/** Every recorded release. */
export const logins: readonly RecordedLogin[] = readdirSync(folder)
  .filter((name) => name.startsWith('login-'))
  .map((name) => shape.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));

/** The sign-in of one release. */
export function recordedLogin(release: string): RecordedLogin {
  const found = logins.find(({ authentik }) => authentik === release);
  if (found === undefined) throw new Error(`there is no recorded login of ${release}`);
  return found;
}

/** The body with which a release asked for a stage. */
export function recordedStage(login: RecordedLogin, component: string): Record<string, unknown> {
  const found = login.exchanges.find(({ body }) => body?.component === component)?.body;
  if (found === undefined) throw new Error(`${login.authentik} has no ${component}`);
  return found;
}
