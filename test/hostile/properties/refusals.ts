import fc from 'fast-check';
import { AuthentikError } from '../../../src/authentik/errors.js';
import { explainAnswer } from '../../../src/authentik/explain-answer.js';
import type { Operation } from '../../../src/authentik/rights.js';
import { AwsError, toAwsError } from '../../../src/aws/errors.js';
import { explainScimAnswer } from '../../../src/aws/explain-scim-answer.js';
import type { ExpectedError } from '../../../src/basics/errors.js';
import { expectShownPlain, wordsOf } from '../expected.js';
import { hostileText } from '../generators/text.js';
import { type Property, property } from '../property.js';

const deep = fc.nat({ max: 30_000 }).map((depth): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
});

const own = fc
  .array(
    fc.tuple(
      fc.constantFrom('__proto__', 'constructor', 'toString', 'name', 'detail', ''),
      fc.oneof(hostileText, fc.jsonValue()),
    ),
  )
  .map((pairs) => Object.fromEntries(pairs));

const body = fc.oneof(own, fc.jsonValue(), deep, fc.array(hostileText), fc.constant(undefined));

const status = fc.oneof(
  fc.integer({ min: 100, max: 599 }),
  fc.constantFrom(400, 401, 403, 404, 405, 407),
);

const answer = fc.record({
  status,
  json: body,
  text: hostileText,
  location: fc.oneof(fc.constant(undefined), hostileText, fc.webUrl()),
});

/** A screen is read to its end; a server's novel is not. */
const LONGEST = 20_000;

function expectReadable(error: ExpectedError): void {
  expectShownPlain(error);
  if (wordsOf(error).length > LONGEST) throw new Error('nobody reads so much');
}

const operation = fc.constantFrom<Operation>(
  'look up users',
  'create an application',
  'try a property mapping',
);

const authentik = property(
  'refusals: whatever authentik says is explained',
  fc.tuple(answer, operation),
  ([said, asked]) => {
    const error = explainAnswer(
      {
        url: 'https://auth.example.com',
        operation: asked,
        method: 'GET',
        path: '/x/',
        release: undefined,
      },
      { ...said, claimsJson: said.json !== undefined, pauseMs: 0 },
    );
    if (!(error instanceof AuthentikError)) throw new Error('it is no error of authentik');
    expectReadable(error);
  },
);

const scim = property('refusals: whatever a SCIM endpoint says is explained', answer, (said) => {
  expectReadable(explainScimAnswer('https://scim.eu-central-1.amazonaws.com/a/scim/v2', said));
});

const thrown = fc.oneof(
  fc.anything(),
  fc
    .record({
      name: hostileText,
      message: hostileText,
      code: hostileText,
      Reason: hostileText,
      status,
    })
    .map(({ status: httpStatusCode, message, ...rest }) =>
      Object.assign(new Error(message), rest, { $metadata: { httpStatusCode } }),
    ),
);

const call = {
  ...{ service: 'sso' as const, operation: 'ListInstances', action: 'sso:ListInstances' },
  ...{ region: 'eu-central-1', profile: undefined, endpoint: undefined, proxySet: false },
};

const aws = property('refusals: whatever the AWS SDK throws is explained', thrown, (error) => {
  const told = toAwsError(error, call);
  if (!(told instanceof AwsError)) throw new Error('it is no error of AWS');
  expectReadable(told);
});

/** What servers say when they refuse. */
export const refusalProperties: readonly Property[] = [authentik, scim, aws];
