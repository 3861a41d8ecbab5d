import { type Plan, type PlannedStep, totalsOf } from '../../src/engine/plan.js';

type Essential = Pick<PlannedStep, 'id' | 'title' | 'guide' | 'place' | 'state'>;

/** A step of a plan; what is not said is empty. */
export function planned(step: Essential & Partial<PlannedStep>): PlannedStep {
  return { changes: [], notes: [], after: [], outlook: 'a thing in its place', ...step };
}

/** A plan of these steps for a target that reads like a real one. */
export function planOf(steps: readonly PlannedStep[]): Plan {
  return {
    format: 'authentik-aws/plan',
    version: 1,
    target: {
      authentik: 'https://auth.example.com (2026.8.3)',
      AWS: '123456789012, eu-central-1',
    },
    steps,
    totals: totalsOf(steps),
  };
}

export const instance = planned({
  id: 'identity-center-instance',
  title: 'Find the IAM Identity Center instance',
  guide: [],
  place: 'AWS',
  state: 'in-place',
  standing: 'seen',
});

export const metadata = planned({
  id: 'service-provider-metadata',
  title: 'Get the service provider metadata of AWS',
  guide: ['1', '2', '3', '4'],
  place: 'AWS console',
  state: 'in-place',
  standing: 'told',
});

export const provider = planned({
  id: 'saml-provider',
  title: 'Set up the SAML provider',
  guide: ['5', '6', '8', '9', '10', '11'],
  place: 'authentik',
  state: 'to-do',
  changes: [
    {
      action: 'update',
      object: 'SAML provider "AWS IAM Identity Center"',
      fields: [
        { field: 'sign_response', from: 'false', to: 'true' },
        {
          field: 'acs_url',
          from: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/0123abcd-4567-89ef',
          to: 'https://eu-central-1.sso.signin.aws/platform/saml/acs/0123abcd-4567-89ef-0123-456789abcdef',
        },
      ],
    },
  ],
});

export const source = planned({
  id: 'identity-source',
  title: 'Change the identity source',
  guide: ['13', '14'],
  place: 'AWS console',
  state: 'to-do',
  changes: [
    {
      action: 'you',
      object: 'switch the identity source to authentik',
      why: 'affects every sign-in',
    },
  ],
  notes: [
    {
      level: 'warning',
      text: '2 users would be locked out, because their user name in AWS is not their e-mail address: bob, carol',
      next: 'authentik-aws users --only locked-out',
    },
  ],
});

export const scim = planned({
  id: 'scim-provider',
  title: 'Set up the SCIM provider',
  guide: ['S3', 'S4', 'S5', 'S6', 'S10', 'S11', 'S12'],
  place: 'authentik',
  state: 'later',
  outlook: 'users and groups of authentik, brought to AWS and kept in step',
  after: ['identity-source'],
});

export const signIn = planned({
  id: 'sign-in',
  title: 'Find the first sign-in',
  guide: ['C1', 'C2'],
  place: 'AWS',
  state: 'unproved',
});

/** A plan with every kind of step in it. */
export const examplePlan = planOf([instance, metadata, provider, source, scim, signIn]);
