import type { Asked } from '../faults/index.js';
import { withholder } from '../faults/withholder.js';
import { json } from './http/answers.js';
import type { World } from './world/world.js';

const API = '/api/v3';

/**
 * Says what a request asks for, for the faults at the edge: a call of the API. Undefined for what
 * a browser asks for on the way through a sign-in.
 */
export function askedOf(world: World): (request: Request) => Promise<Asked | undefined> {
  const withhold = withholder(world.withheld);
  return async ({ method, url }) => {
    const { pathname } = new URL(url);
    const isApi = pathname.startsWith(`${API}/`) && !pathname.startsWith(`${API}/flows/executor/`);
    if (!isApi) return undefined;
    return {
      side: 'authentik',
      operation: `${method} ${pathname.slice(API.length)}`,
      fromAuthentik: false,
      refuse({ status, message, headers = {} }) {
        const response = json({ detail: message }, status);
        for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
        return response;
      },
      withhold,
    };
  };
}
