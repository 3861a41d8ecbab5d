/** Why the other side did not take what authentik sent, as far as authentik's log tells. */
export type SyncRefusal =
  | 'there already'
  | 'token'
  | 'address'
  | 'too many requests'
  | 'failing service'
  | 'unreachable';

/**
 * Reads a line of authentik's log. Until 2025.12 it quotes the status (`<Response [401]>`), from
 * 2026.2 on the body, as Python writes an object or as it came (seen on 2024.8.6 to 2026.2.2);
 * 2023.10 quotes nothing.
 */
export function refusalIn(line: string): SyncRefusal | undefined {
  const status = /<Response \[(\d{3})\]>|'status': '(\d{3})'/.exec(line);
  const code = Number(status?.[1] ?? status?.[2] ?? Number.NaN);
  if (code === 409) return 'there already';
  if (code === 401) return 'token';
  if (code === 403) return 'address';
  if (code === 429) return 'too many requests';
  if (code >= 500 || isPage(line)) return 'failing service';
  return line.includes('Failed to send request') ? 'unreachable' : undefined;
}

/**
 * The line without the rest of a body that it quotes (the detail of an error, the title of a page),
 * and of Python's account of a failure what failed.
 */
export function shortened(whole: string): string {
  const line = whole.replace(
    /^[\s\S]*Traceback \(most recent call last\)[\s\S]*?([\w.]+(?:Exception|Error)\b)/,
    '$1',
  );
  const detail = /\{'schema.*'detail': ('[^']*'|"[^"]*").*\}/.exec(line);
  if (detail !== null) return line.replace(detail[0], detail[1] ?? '');
  if (!isPage(line)) return line;
  const title = /<title[^>]*>([^<]*)/i.exec(line)?.[1]?.trim();
  const page = title ? `a page called "${title}"` : 'a page';
  return line.replace(/<(?:!doctype|html)[\s\S]*$/i, page);
}

/** The same of a line that a message quotes, whose own line breaks are none of the message's. */
export function inOneLine(line: string): string {
  return shortened(line.replaceAll(/\s+/g, ' ').trim());
}

function isPage(line: string): boolean {
  return /<(?:!doctype html|html)/i.test(line);
}
