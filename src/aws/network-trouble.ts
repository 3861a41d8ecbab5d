/** Why no answer came: the name, the connection, trust in the certificate, or a broken-off one. */
export type NetworkTrouble = 'unknown-host' | 'refused' | 'untrusted' | 'broken';

/** Codes of Node and OpenSSL; ECONNABORTED and ERR_CANCELED are axios's own for time limits,
 * ERR_BAD_RESPONSE for an answer that broke off. */
const CODES: readonly [code: RegExp, trouble: NetworkTrouble][] = [
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'unknown-host'],
  [/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/, 'refused'],
  [/^(?:ERR_TLS_|ERR_SSL_|EPROTO|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/, 'untrusted'],
  [/^(?:ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|ERR_CANCELED|ERR_BAD_RESPONSE)$/, 'broken'],
];

/** What kind of trouble a code of a network error stands for; undefined for every other one. */
export function networkTroubleOf(code: string | undefined): NetworkTrouble | undefined {
  return code === undefined ? undefined : CODES.find(([pattern]) => pattern.test(code))?.[1];
}
