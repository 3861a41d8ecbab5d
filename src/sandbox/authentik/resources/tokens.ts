import { derived, type Field, optional, readOnly, required } from '../fields/field.js';
import { aFlag, aKeyOf, aText, oneOf } from '../fields/kinds.js';
import { json } from '../http/answers.js';
import type { Endpoint } from '../http/endpoint.js';
import { newKey } from '../world/service-account.js';
import type { World } from '../world/world.js';
import { pick } from './crud.js';
import { anyOf, equal } from './filters.js';
import type { Resource } from './resource.js';
import { showUser } from './user-fields.js';

const day = 86_400_000;

const fields: readonly Field[] = [
  readOnly('pk'),
  readOnly('managed'),
  required('identifier', aText(), { unique: 'token with this identifier already exists.' }),
  optional('intent', oneOf(['verification', 'api', 'recovery', 'app_password']), 'api'),
  required(
    'user',
    aKeyOf((world, pk) => world.users.get(pk), 'integer'),
  ),
  derived('user_obj', (row, view) => {
    const user = view.world.users.get(row.user);
    return user ? showUser(user, view) : null;
  }),
  optional('description', aText({ blank: true }), ''),
  readOnly('expires'),
  optional('expiring', aFlag(), true),
];

/** API tokens and app passwords. The user must be named here; authentik would take the caller. */
export const tokens: Resource = {
  path: '/core/tokens/',
  table: (world) => world.tokens,
  model: 'authentik_core.token',
  title: 'Token',
  lookup: 'identifier',
  fields,
  filters: { identifier: equal('identifier'), intent: anyOf('intent'), user: equal('user') },
  searched: ['identifier', 'description'],
  order: 'identifier',
  writable: { fresh: newToken },
};

/** The token itself, which no other call shows. */
export const tokenKey: Endpoint = {
  path: '/core/tokens/:key/view_key/',
  methods: {
    GET: {
      rights: 'signed-in',
      run: async (call) => {
        const token = await pick(tokens, call, 'view');
        return json({ key: token.key ?? '' });
      },
    },
  },
};

function newToken(world: World) {
  const expires = new Date(world.now().getTime() + day).toISOString();
  return { managed: null, key: newKey(), expires };
}
