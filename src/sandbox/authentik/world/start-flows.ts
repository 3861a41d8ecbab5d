import { randomUUID } from 'node:crypto';
import { has } from '../releases.js';
import type { World } from './world.js';

/** Slug, name, title, designation and who may enter, as the recordings show them. */
type Flow = readonly [string, string, string, string, string];

const everyRelease: readonly Flow[] = [
  [
    'default-authentication-flow',
    'Welcome to authentik!',
    'Welcome to authentik!',
    'authentication',
    'none',
  ],
  ['default-invalidation-flow', 'Logout', 'Default Invalidation Flow', 'invalidation', 'none'],
  [
    'default-provider-authorization-explicit-consent',
    'Authorize Application',
    'Redirecting to %(app)s',
    'authorization',
    'require_authenticated',
  ],
  [
    'default-provider-authorization-implicit-consent',
    'Authorize Application',
    'Redirecting to %(app)s',
    'authorization',
    'require_authenticated',
  ],
];

const providerInvalidation: Flow = [
  'default-provider-invalidation-flow',
  'Logged out of application',
  "You've logged out of %(app)s.",
  'invalidation',
  'none',
];

const withStages = ['default-authentication-flow', 'default-invalidation-flow'];

/** The flows that every server begins with. */
export function addFlows(world: World): void {
  const flows = has(world.release, 'invalidationFlow')
    ? [...everyRelease, providerInvalidation]
    : everyRelease;
  for (const [slug, name, title, designation, authentication] of flows) {
    const stages = withStages.includes(slug) ? [randomUUID()] : [];
    const own = { policybindingmodel_ptr_id: randomUUID(), stages };
    world.flows.add({ slug, name, title, designation, authentication, ...own });
  }
}
