import type { LoginApplication, LoginUser, LoginWorld } from './saml/login-world.js';
import { mayOpen } from './world/access.js';
import { applicationOf, rowsByKeys } from './world/links.js';
import { flag, list, number, type Row, text } from './world/row.js';
import { samlSettings } from './world/saml-settings.js';
import type { World } from './world/world.js';

/** The world as the sign-in sees it. */
export function loginWorld(world: World): LoginWorld {
  const userRow = (user: LoginUser): Row | undefined => world.users.get(user.pk);
  return {
    release: world.release.text,
    now: () => world.now(),
    application: (slug) => {
      const row = world.applications.find('slug', slug);
      return row && asLoginApplication(world, row);
    },
    user: (name) => {
      const row = world.users.all().find((each) => isCalled(each, name));
      return row && asLoginUser(world, row);
    },
    passwordIsRight: (user, password) => {
      const row = userRow(user);
      return row !== undefined && password !== '' && row.password === password;
    },
    mayOpen: (user, { slug }) => {
      const row = userRow(user);
      const application = world.applications.find('slug', slug);
      return row !== undefined && application !== undefined && mayOpen(world, row, application);
    },
  };
}

/** The application of a SAML provider with that provider, as metadata is made of it. */
export function loginApplicationOf(world: World, provider: Row): LoginApplication | undefined {
  const application = applicationOf(world, provider);
  return application && asLoginApplication(world, application);
}

/** A user as an assertion shows him. */
export function asLoginUser(world: World, row: Row): LoginUser {
  const upn = Object(row.attributes).upn;
  return {
    pk: number(row, 'pk'),
    username: text(row, 'username'),
    name: text(row, 'name'),
    email: text(row, 'email'),
    uid: text(row, 'uid'),
    isActive: flag(row, 'is_active'),
    groups: rowsByKeys(world.groups, list(row, 'groups')).map((group) => text(group, 'name')),
    ...(typeof upn === 'string' && { upn }),
  };
}

function asLoginApplication(world: World, row: Row): LoginApplication | undefined {
  const provider = world.providers.get(row.provider);
  if (provider?.kind !== 'saml') return undefined;
  return {
    name: text(row, 'name'),
    slug: text(row, 'slug'),
    provider: samlSettings(world, provider),
  };
}

function isCalled(user: Row, name: string): boolean {
  const wanted = name.toLowerCase();
  return (
    text(user, 'username').toLowerCase() === wanted || text(user, 'email').toLowerCase() === wanted
  );
}
