import { json, Refusal } from '../http/answers.js';
import { isSuperuser } from '../http/callers.js';
import { type Call, type Endpoint, query } from '../http/endpoint.js';
import { mayOpen } from '../world/access.js';
import type { Row } from '../world/row.js';
import { applications } from './applications.js';
import { pick } from './crud.js';

/** Whether a user may open an application, asked by an administrator or about oneself. */
export const checkAccess: Endpoint = {
  path: '/core/applications/:key/check_access/',
  methods: {
    GET: {
      rights: 'signed-in',
      async run(call) {
        const application = await pick(applications, call);
        const passing = mayOpen(call.world, subject(call), application);
        return json({ passing, messages: [], log_messages: [] });
      },
    },
  },
};

/** Without the right to ask about others the answer is about the caller himself. */
function subject(call: Call): Row {
  const wanted = query(call, 'for_user');
  if (wanted === undefined || !isSuperuser(call.world, call.user)) return call.user;
  const user = call.world.users.get(wanted);
  if (user === undefined) throw new Refusal(400, { for_user: 'User not found' });
  return user;
}
