import type { Note } from '../engine/change.js';
import type { Waiting } from '../engine/outcome.js';

/** That AWS refuses what authentik sends with its new token, by what authentik logged. */
interface Refused {
  readonly kind: 'token' | 'address';
  readonly line: string;
}

const WHAT: Readonly<Record<Refused['kind'], string>> = {
  token: 'AWS refuses what authentik sends with the second token (401)',
  address: "AWS refuses authentik's address (403)",
};

/** What a plan says of it. */
export function refusedSyncNote({ kind, line }: Refused): Note {
  return { level: 'warning', text: `${WHAT[kind]}; authentik logged: ${line}` };
}

/** Nothing is provisioned until a person did something about it, so there is nothing to wait for. */
export function refusedSyncWaiting(refused: Refused): Waiting {
  return {
    what: `authentik to get through to AWS. ${WHAT[refused.kind]}, and nothing is provisioned`,
    instructions: [...REMEDIES[refused.kind]],
    files: [],
    bring: refused.kind === 'token' ? [ANOTHER] : [],
  };
}

const ANOTHER =
  '--another and --scim-token-file FILE (or AUTHENTIK_AWS_SCIM_TOKEN): another access token in place of the second one';

const AGAIN =
  'authentik tries again at its next sync; saving the SCIM provider there starts one at once. Then run authentik-aws rotate scim-token again.';

const REMEDIES: Readonly<Record<Refused['kind'], readonly string[]>> = {
  token: [
    'See under Settings → Actions → "Manage provisioning" whether the second token is still listed. If it is not, generate another one and bring it.',
    `If it is listed: AWS accepted it when it was tried from this machine, so look what stands between authentik and AWS, such as a proxy that drops the header Authorization. ${AGAIN}`,
  ],
  address: [
    'Allow the address that authentik sends from in the network settings of the identity store (ScimAllowSourceIps). If nothing is limited there, the token may be of another tenant.',
    AGAIN,
  ],
};
