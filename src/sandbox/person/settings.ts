import { follow, openPage } from './browsing.js';
import type { Page } from './page.js';

/** Opens the console's page "Settings". */
export async function openSettings(consoleUrl: string): Promise<Page> {
  return follow(await openPage(consoleUrl), 'Settings');
}
