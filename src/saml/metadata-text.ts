import { ExpectedError } from '../basics/errors.js';
import { redact } from '../basics/secret.js';

/**
 * The most that is read as metadata, in characters. AWS itself takes no more than 75,000 (IAM
 * Identity Center user guide, other-idps); what is far beyond that is another file.
 */
const LARGEST_METADATA = 1_000_000;

/** Characters of a reason that somebody reads. */
const LONGEST_REASON = 400;

/** The text of a metadata file: without its byte order mark, in the encoding that mark names. */
export function metadataText(source: string | Uint8Array, label: string): string {
  if (source.length > 2 * LARGEST_METADATA) throw tooLarge(label);
  const text = (typeof source === 'string' ? source : decode(source)).replace(/^\uFEFF/, '').trim();
  if (text.length > LARGEST_METADATA) throw tooLarge(label);
  refuseOtherThanXml(text, label);
  return text;
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

function refuseOtherThanXml(text: string, label: string): void {
  if (text === '') throw notMetadata(label, 'It is empty.');
  if (/<!doctype\s+html|<html[\s>]/i.test(text.slice(0, 1000))) {
    throw notMetadata(label, 'It is an HTML page: the page was saved instead of the file.');
  }
  // A DOCTYPE can define entities that make a parser read other files or run out of memory.
  if (/<!doctype/i.test(text)) {
    throw notMetadata(label, 'It holds a DOCTYPE, which metadata never needs and which is unsafe.');
  }
  if (text.startsWith('-----BEGIN')) {
    throw notMetadata(label, 'It is a certificate or key in PEM form.');
  }
  if (!text.startsWith('<')) {
    throw notMetadata(label, 'It is not XML: it does not begin with "<".');
  }
}

/** The refusal of a text that is not metadata of the kind asked for. */
export function notMetadata(label: string, why: string): ExpectedError {
  return new ExpectedError({
    what: `This is not ${label}`,
    why: shortened(why),
    next: `Download ${label} again and give that file unchanged.`,
  });
}

/** A parser lists every tag that stays open, and an entity ID may be as long as the file. */
function shortened(why: string): string {
  const shown = redact(why);
  return shown.length > LONGEST_REASON ? `${shown.slice(0, LONGEST_REASON)}…` : shown;
}

function tooLarge(label: string): ExpectedError {
  return notMetadata(
    label,
    `It is longer than ${LARGEST_METADATA.toLocaleString('en')} characters.`,
  );
}
