/**
 * An object that the server itself finds wrong: everyone after it on the page is left out. The
 * message is what the log says after `Stopping sync due to error: `.
 */
export class StopSync extends Error {
  constructor(reason: string, causedBy: string, mapping?: string) {
    const source = mapping === undefined ? '' : ` (mapping ${mapping})`;
    super(`Error ${reason}, caused by ${causedBy}${source}`);
  }
}
