/** Reasons that AWS was seen to give, by how they begin, with what they mean. */
const knownReasons: readonly [beginning: string, meaning: string][] = [
  [
    // authentik issue 4554, 2023.
    'Response contains invalid name id policy format',
    'The NameID format is not emailAddress, the only one AWS takes. Before authentik 2025.8 a sign-in that begins at authentik sends another format: begin at the AWS access portal.',
  ],
  [
    // Public event records of 2026; the cause was never confirmed.
    'Responses must contain exactly one Assertion',
    'The response held no assertion, or several. Most often the identity provider answered with an error because the user may not use the application.',
  ],
  [
    // A public rule's test record of 2020.
    'Not a valid response for the provided request id',
    'The response does not belong to the request: it was sent twice, came too late, or the browser went back. Begin again at the AWS access portal.',
  ],
];

/**
 * Whether a certificate that AWS does not have may be why it refused: as far as is known its reasons
 * that are known here are of another kind.
 */
export function mayBeCertificate(errorMessage: string | undefined): boolean {
  return knownReason(errorMessage) === undefined;
}

function knownReason(errorMessage: string | undefined) {
  return knownReasons.find(([beginning]) => errorMessage?.startsWith(beginning));
}

/**
 * What a refusal means, in words. AWS documents none of its messages; the ones not known here are
 * told with the causes that its troubleshooting page names (user guide, troubleshooting).
 */
export function explainRefusal(errorMessage: string | undefined): string {
  const known = knownReason(errorMessage);
  if (known !== undefined) return known[1];
  const usual =
    'The usual causes: the NameID is not exactly the user name in AWS, the user does not exist there, the ACS URL or the audience differs, or the certificate is not the one AWS has.';
  return errorMessage === undefined
    ? `AWS gave no reason. ${usual}`
    : `This reason of AWS is not known here. ${usual}`;
}
