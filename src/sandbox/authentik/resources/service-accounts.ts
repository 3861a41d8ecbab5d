import { optional, required } from '../fields/field.js';
import { aFlag, aText } from '../fields/kinds.js';
import { readFields } from '../fields/validate.js';
import { json } from '../http/answers.js';
import type { Call, Endpoint } from '../http/endpoint.js';
import { flag, text } from '../world/row.js';
import { addServiceAccount, newKey } from '../world/service-account.js';

const fields = [
  required('name', aText(), { unique: 'This field must be unique.' }),
  optional('create_group', aFlag(), false),
  optional('expiring', aFlag(), true),
];

/** Makes a service account together with an app password; an API token is made separately. */
export const serviceAccounts: Endpoint = {
  path: '/core/users/service_account/',
  methods: { POST: { rights: ['authentik_core.add_user', 'authentik_core.add_token'], run } },
};

function run({ world, body }: Call): Response {
  const others = world.users.all().map((user) => ({ name: text(user, 'username') }));
  const sent = readFields({ world, fields, body, others, partial: false });
  const user = addServiceAccount(world, text(sent, 'name'), flag(sent, 'expiring'));
  world.scimSync.changed('user', user);
  const password = newKey();
  world.tokens.add({
    managed: null,
    identifier: `service-account-${text(sent, 'name')}-password`,
    intent: 'app_password',
    user: user.pk ?? null,
    key: password,
    expiring: flag(sent, 'expiring'),
  });
  return json({
    username: text(user, 'username'),
    user_uid: text(user, 'uid'),
    user_pk: user.pk ?? null,
    token: password,
  });
}
