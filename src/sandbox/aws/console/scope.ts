import type { Context } from 'hono';
import { recordCall } from '../world/event.js';
import type { Instance } from '../world/instance.js';
import type { World } from '../world/world.js';

/** The instance that the console shows, in the world around it. */
export interface ConsoleScope {
  world: World;
  instance: Instance;
}

/** The name under which CloudTrail keeps the console's own API (AWS user guide, sso-info-in-cloudtrail). */
const CONSOLE_EVENT_SOURCE = 'sso-directory.amazonaws.com';

/**
 * Keeps the CloudTrail record of what the console did. The names are AWS's; that the parameters
 * name the directory was not seen on a real record.
 */
export function recordConsoleCall({ world, instance }: ConsoleScope, eventName: string): void {
  recordCall(world, {
    eventSource: CONSOLE_EVENT_SOURCE,
    eventName,
    readOnly: /^(Get|List|Describe)/.test(eventName),
    region: instance.region,
    requestParameters: { directoryId: instance.identityStoreId },
  });
}

/** One text field of a posted form, without blanks around it. */
export async function formText(context: Context, name: string): Promise<string> {
  const value = (await context.req.parseBody())[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** The text of an uploaded file; undefined when none was chosen. */
export async function formFile(context: Context, name: string): Promise<string | undefined> {
  const value = (await context.req.parseBody())[name];
  return value instanceof File && value.size > 0 ? value.text() : undefined;
}
