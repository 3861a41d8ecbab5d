import { follow, openPage, submit } from './browsing.js';
import { columnOf } from './page.js';

/** What the console's form "Add user" asks for. */
export interface UserToAdd {
  userName: string;
  email: string;
  givenName: string;
  familyName: string;
  displayName: string;
}

/**
 * Adds a user by hand, as guide line C1 asks where nothing provisions users. One who is in the list
 * already is left alone; what the console refuses becomes an Error with its words.
 */
export async function addUser(consoleUrl: string, user: UserToAdd): Promise<void> {
  const list = await follow(await openPage(consoleUrl), 'Users');
  if (columnOf(list, 'Username').includes(user.userName)) return;
  await submit(await follow(list, 'Add user'), 'Add user', {
    Username: user.userName,
    'Email address': user.email,
    'First name': user.givenName,
    'Last name': user.familyName,
    'Display name': user.displayName,
  });
}
