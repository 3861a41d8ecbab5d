import { expect, test } from 'vitest';
import { explainScimSilence } from '../../src/aws/explain-scim-silence.js';
import { OutsideError } from '../../src/basics/errors.js';

const url = 'https://scim.eu-central-1.amazonaws.com/abc/scim/v2';

test.each([
  ['ENOTFOUND', /name of the host is not known/, /name resolution/],
  ['EAI_AGAIN', /names cannot be looked up/, /name resolution/],
  ['ENETUNREACH', /Nothing accepts connections/, /firewall/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /not trusted/, /NODE_EXTRA_CA_CERTS/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /not trusted/, /NODE_EXTRA_CA_CERTS/],
  ['ECONNABORTED', /No answer came in time/, /try again/],
  ['ERR_CANCELED', /No answer came in time/, /try again/],
  ['HPE_INVALID_CONSTANT', /usable answer \(HPE_INVALID_CONSTANT\)\.$/, /Check the endpoint/],
  [undefined, /usable answer\.$/, /Check the endpoint/],
])('%s is explained, with the host', (code, why, next) => {
  const error = explainScimSilence(url, code);
  expect(error).toBeInstanceOf(OutsideError);
  expect(error.message).toContain('scim.eu-central-1.amazonaws.com');
  expect(error.why).toMatch(why);
  expect(error.next.join()).toMatch(next);
});
