import { count } from '../basics/words.js';
import { type Asked, ifDone } from './asked.js';
import { complaintLines, complaintText, readComplaints } from './complaints.js';
import { AuthentikError } from './errors.js';
import { explainPage, explainRedirect, explainUnknownPath } from './explain-address.js';
import { explainProxyRefusal, explainRefusal, explainUntriedMapping } from './explain-refusal.js';
import type { Answer } from './http.js';
import { namedRight } from './right-names.js';

/** Says what an answer that is not the expected one means, and what to do about it. */
export function explainAnswer(asked: Asked, answer: Answer): AuthentikError {
  const { status } = answer;
  if (status >= 200 && status < 300) return explainPage(asked, answer);
  if (status >= 300 && status < 400) return explainRedirect(asked, answer);
  if (status === 400) return explainBadRequest(asked, answer);
  if (status === 401 || status === 407) return explainProxyRefusal(asked, status);
  if (status === 403) return explainRefusal(asked, answer);
  if (status === 404) return explainMissing(asked, answer);
  if (status === 429) return explainThrottling(asked, answer);
  if (status === 405 && asked.operation === 'try a property mapping') {
    return explainUntriedMapping(asked);
  }
  if (status >= 500 || status === 405) return explainServerFailure(asked, answer);
  return new AuthentikError({
    operation: asked.operation,
    status,
    what: `authentik answered ${status} when asked to ${asked.operation}`,
    why: complaintText(readComplaints(answer.json)),
    next: serverLog,
  });
}

const serverLog =
  "Look at the log of authentik's server at this time, then run the same command again.";

function explainBadRequest(asked: Asked, answer: Answer): AuthentikError {
  const { operation, url } = asked;
  if (answer.json === undefined && /HTTP request.*HTTPS/i.test(answer.text)) {
    return new AuthentikError({
      operation,
      status: 400,
      what: `${url} speaks https, but the address says http`,
      why: 'The port answered that it expects https.',
      next: `Use ${url.replace(/^http:/, 'https:')}`,
    });
  }
  const fields = readComplaints(answer.json);
  const lines = complaintLines(fields);
  if (operation === 'preview the NameID of a user' && lines.some((l) => /not found/i.test(l))) {
    return explainHiddenUser(asked, lines);
  }
  return new AuthentikError({
    operation,
    status: 400,
    fields,
    what: `authentik did not accept the values when asked to ${operation}`,
    why: complaintText(fields),
    next: 'Change what it complains of, and run the same command again.',
  });
}

/** Without the permission `preview_user` authentik answers 400 "User not found" (seen up to 2026.2). */
function explainHiddenUser({ operation, release }: Asked, lines: string[]): AuthentikError {
  return new AuthentikError({
    operation,
    status: 400,
    what: `authentik refused to ${operation}`,
    why: `It says "${lines.join('; ')}", both for an unknown user and for a missing permission.`,
    next: [
      `Give the role of the token's user the permission ${namedRight('authentik_core.preview_user', release)}.`,
      'Then run the same command again.',
    ],
    exit: 'notAuthorised',
  });
}

function explainMissing(asked: Asked, answer: Answer): AuthentikError {
  if (answer.json === undefined) return explainUnknownPath(asked);
  return new AuthentikError({
    operation: asked.operation,
    status: 404,
    what: `authentik has no such object when asked to ${asked.operation}`,
    why: 'It was removed in the meantime, or the token may not see it.',
    next: 'Run the same command again: it looks at everything anew.',
  });
}

function explainThrottling({ operation }: Asked, { pauseMs }: Answer): AuthentikError {
  const asks = pauseMs > 0 ? `, and asks to be left alone for ${pauseText(pauseMs)}` : '';
  return new AuthentikError({
    operation,
    status: 429,
    what: 'There are too many requests for authentik, or for a proxy in front of it (429)',
    why: `It refused to ${operation}${asks}.`,
    next: `Wait ${pauseMs > 0 ? 'that long' : 'a few minutes'} and run the same command again; it goes on where it stopped.`,
  });
}

/** Rounded up, as a person says it. */
function pauseText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120 ? count(seconds, 'second') : count(Math.ceil(seconds / 60), 'minute');
}

/**
 * authentik's error page knows only GET, so a write that makes the server stumble is answered 405
 * instead of 500 (seen on all recorded releases).
 */
function explainServerFailure(asked: Asked, { status, pauseMs }: Answer): AuthentikError {
  const { operation, release } = asked;
  const starting = status === 502 || status === 503 || status === 504;
  const nameTaken = status === 405 && operation === 'generate a certificate';
  return new AuthentikError({
    operation,
    status,
    what: `authentik's server failed when asked to ${operation} (${status})`,
    why: starting
      ? 'It is starting, overloaded, or the proxy in front does not reach it.'
      : reasonOfFailure(status, nameTaken),
    next: [
      starting
        ? 'Wait until authentik answers in a browser, then run the same command again.'
        : serverLog,
      ...(pauseMs > 0 ? [`It asks to be left alone for ${pauseText(pauseMs)}.`] : []),
      ...ifDone(asked),
      ...(release === undefined ? [] : [`The server is authentik ${release.text}.`]),
    ],
  });
}

function reasonOfFailure(status: number, nameTaken: boolean): string {
  if (nameTaken)
    return 'Up to 2024.8 it does so when the name is taken; otherwise it is an internal error.';
  if (status === 405)
    return 'It was an internal error; authentik shows it as 405 when it was asked to write.';
  return 'It was an internal error.';
}
