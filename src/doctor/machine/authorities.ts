import { readFile } from 'node:fs/promises';
import { type Check, type Finding, ok, problem } from '../check.js';

/** Which certificate authorities are trusted besides Node's own. */
export const authorities: Check = {
  id: 'authorities',
  group: 'machine',
  title: 'Certificate authorities of your own are read',
  level: 'required',
  needs: [],
  async run({ machine }) {
    const { NODE_EXTRA_CA_CERTS, AWS_CA_BUNDLE, NODE_TLS_REJECT_UNAUTHORIZED } = machine.env;
    if (NODE_TLS_REJECT_UNAUTHORIZED === '0') return nothingIsVerified;
    if (NODE_EXTRA_CA_CERTS) return onFile(NODE_EXTRA_CA_CERTS);
    return AWS_CA_BUNDLE ? onlyForTheCli : ok("Node's own certificate authorities are trusted");
  },
};

const nothingIsVerified = problem(
  'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the verification of every certificate, so anyone in between can read the tokens',
  'Unset it, and make an authority of your own known: NODE_EXTRA_CA_CERTS=/path/to/authority.pem',
);

/** The SDK for JavaScript does not read it; the AWS CLI and boto3 do (AWS SDKs reference guide). */
const onlyForTheCli = problem(
  'AWS_CA_BUNDLE is set, which the AWS CLI reads and this program does not',
  'If its authorities are needed here: NODE_EXTRA_CA_CERTS with the same file',
  { level: 'advice' },
);

/** Node ignores a file that it cannot use, with a warning at most (Node.js documentation, cli). */
async function onFile(path: string): Promise<Finding> {
  const remedy =
    'Name a readable file with certificates in PEM form: NODE_EXTRA_CA_CERTS=/path/to/authority.pem';
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined)
    return problem('the file that NODE_EXTRA_CA_CERTS names cannot be read', remedy);
  const count = text.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
  if (count === 0)
    return problem('the file that NODE_EXTRA_CA_CERTS names holds no certificate', remedy);
  return ok(
    `NODE_EXTRA_CA_CERTS adds ${count === 1 ? '1 certificate' : `${count} certificates`} to Node's own authorities`,
  );
}
