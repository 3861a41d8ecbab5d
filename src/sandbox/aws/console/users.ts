import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { NewUser } from '../world/people.js';
import { SCIM } from '../world/provisioning.js';
import { Duplicate } from '../world/unique-records.js';
import { field, type Markup, page } from './layout.js';
import { type ConsoleScope, formText, recordConsoleCall } from './scope.js';

/** The page "Users" and the form "Add user". */
export function usersPages(scope: ConsoleScope): Hono {
  const app = new Hono();
  app.get('/', (context) => context.html(listPage(scope, context.req.query('added'))));
  // While provisioning is on, only the identity provider and the API add users.
  app.use('/add', async (context, next) =>
    scope.instance.provisioning === undefined ? next() : context.notFound(),
  );
  app.get('/add', (context) => context.html(addPage()));
  app.post('/add', async (context) => {
    const user = await readUser(context, scope.world.caller.arn);
    if (user === undefined) {
      return context.html(
        addPage('Username, Email address, First name, Last name and Display name are required.'),
        400,
      );
    }
    try {
      scope.instance.directory.addUser(user);
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error;
      return context.html(addPage(`Another user has this ${error.attribute} already.`), 400);
    }
    recordConsoleCall(scope, 'CreateUser');
    return context.redirect(`/console/users?added=${encodeURIComponent(user.userName)}`, 303);
  });
  return app;
}

async function readUser(context: Context, createdBy: string): Promise<NewUser | undefined> {
  const userName = await formText(context, 'userName');
  const email = await formText(context, 'email');
  const givenName = await formText(context, 'givenName');
  const familyName = await formText(context, 'familyName');
  const displayName = await formText(context, 'displayName');
  if ([userName, email, givenName, familyName, displayName].includes('')) return undefined;
  const emails = [{ value: email, type: 'work', primary: true }];
  return { userName, displayName, name: { givenName, familyName }, emails, createdBy };
}

function listPage({ instance }: ConsoleScope, added: string | undefined): Markup {
  const canAdd = instance.provisioning === undefined;
  const rows = instance.directory.users.all().map(
    ({ userName, displayName, enabled, createdBy }) => html`<tr>
<td>${userName}</td><td>${displayName}</td><td>${enabled ? 'Enabled' : 'Disabled'}</td>
<td>${createdBy === SCIM ? 'SCIM' : 'Manual'}</td>
</tr>`,
  );
  return page(
    'Users',
    html`${canAdd ? html`<p><a href="/console/users/add">Add user</a></p>` : ''}
<table>
<thead><tr><th>Username</th><th>Display name</th><th>Status</th><th>Created by</th></tr></thead>
<tbody>${rows}</tbody>
</table>`,
    added === undefined
      ? undefined
      : { kind: 'status', text: `The user "${added}" was successfully added.` },
  );
}

function addPage(alert?: string): Markup {
  return page(
    'Add user',
    html`<form method="post" action="/console/users/add">
${field({ label: 'Username', name: 'userName', type: 'text' })}
${field({ label: 'Email address', name: 'email', type: 'email' })}
${field({ label: 'First name', name: 'givenName', type: 'text' })}
${field({ label: 'Last name', name: 'familyName', type: 'text' })}
${field({ label: 'Display name', name: 'displayName', type: 'text' })}
<button type="submit">Add user</button>
</form>`,
    alert === undefined ? undefined : { kind: 'alert', text: alert },
  );
}
