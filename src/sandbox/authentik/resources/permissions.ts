import { json, noPermission } from '../http/answers.js';
import { isSuperuser } from '../http/callers.js';
import { type Endpoint, query, viewOf } from '../http/endpoint.js';
import { paginate } from '../http/paging.js';
import { has } from '../releases.js';
import { list, type Value } from '../world/row.js';

/**
 * What a role holds. From 2025.4 on anyone may ask this about a role whose key he knows; before,
 * administrators only.
 */
export const permissions: Endpoint = {
  path: '/rbac/permissions/',
  methods: {
    GET: {
      rights: 'signed-in',
      run(call) {
        const { world, user } = call;
        if (!has(world.release, 'ownPermissions') && !isSuperuser(world, user))
          throw noPermission();
        const role = world.roles.get(query(call, 'role'));
        const page = paginate(role ? list(role, 'permissions') : [], viewOf(call));
        return json(page.envelope(page.items.map(asPermission)));
      },
    },
  },
};

function asPermission(fullName: Value, index: number): Value {
  const [app = '', codename = ''] = String(fullName).split('.');
  const model = codename.split('_').slice(1).join('_');
  return {
    id: index + 1,
    name: `Can ${codename.split('_').join(' ')}`,
    codename,
    model,
    app_label: app,
    app_label_verbose: app.replace('_', ' '),
    model_verbose: model,
  };
}
