import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A piece of a secret this long is as good as the whole: nobody meets it by chance. */
const TELLING_PIECE = 12;

/** A secret in every form in which it could get out. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const url = encodeURIComponent(secret);
  const base64 = [0, 1, 2].map((offset) => base64At(bytes, offset));
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('/', '\\/'),
    url,
    url.replaceAll(/%../g, (hex) => hex.toLowerCase()),
    new URLSearchParams([['', secret]]).toString().slice(1),
    htmlOf(secret),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    ...base64.map(encodeURIComponent),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
  ];
}

function htmlOf(secret: string): string {
  const tags = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return tags.replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** What base64 surely shows of bytes that stand behind `offset` others, and before some. */
function base64At(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes, Buffer.alloc(3)]).toString('base64');
  const bits = 8 * (offset + bytes.length);
  return whole.slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
}

/** Pieces of a secret: cut off within it, it is still one. */
function piecesOf(secret: string): string[] {
  const starts = Math.max(0, secret.length - TELLING_PIECE + 1);
  return Array.from({ length: starts }, (_, at) => secret.slice(at, at + TELLING_PIECE));
}

/** Each form or piece of the secrets that a text holds, with the name of its secret. */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    [...formsOf(secret), ...piecesOf(secret)]
      .filter((form) => text.includes(form))
      .slice(0, 3)
      .map((form) => `${name} as ${form}, in: ${around(text, form)}`),
  );
}

function around(text: string, form: string): string {
  const at = text.indexOf(form);
  return text.slice(Math.max(0, at - 80), at + form.length + 20);
}

/** The content of every file of a folder and of those in it, as one text. */
export function everyFile(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
