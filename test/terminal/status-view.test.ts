import { describe, expect, it } from 'vitest';
import { statusText } from '../../src/terminal/status-view.js';
import { examplePlan, planned, planOf, signIn, source } from './example-plan.js';
import { screen, tooWide } from './screen.js';

describe('statusText', () => {
  it('shows each step by its lines of the guide, and how it is known', () => {
    const text = statusText(examplePlan, screen());
    expect(text).toBe(`\
authentik https://auth.example.com (2026.8.3) · AWS 123456789012, eu-central-1

Where the procedure stands   (numbers are lines of the guide)
  ✓                  Find the IAM Identity Center instance      seen
  ✓ 1–4              Get the service provider metadata of AWS   told
  + 5, 6, 8–11       Set up the SAML provider                   to do
  ! 13, 14           Change the identity source                 for you to do
                     ▲ 2 users would be locked out, because their user name in
                       AWS is not their e-mail address: bob, carol
                       authentik-aws users --only locked-out
  · S3–S6, S10–S12   Set up the SCIM provider                   after 13, 14
  · C1, C2           Find the first sign-in                     not proved yet

2 of 6 steps in place, 1 not proved yet.
told: a person said so · seen: looked up just now`);
    expect(tooWide(text)).toEqual([]);
  });

  it('wraps titles at 60 columns and puts beneath them how they are known', () => {
    const columns = 60;
    const text = statusText(examplePlan, screen({ tty: true, columns, color: false }));
    expect(text).toContain(`
  ✓ 1–4              Get the service provider metadata of
                     AWS
                     told
  + 5, 6, 8–11       Set up the SAML provider
                     to do
`);
    expect(tooWide(text, columns)).toEqual([]);
  });

  it('says what is proved and what that means', () => {
    const proved = planned({ ...signIn, state: 'in-place', standing: 'proved' });
    const text = statusText(planOf([proved]), screen());
    expect(text).toContain('✓ C1, C2   Find the first sign-in   proved');
    expect(text).toContain('1 of 1 step in place.\nproved: a sign-in or a sync');
  });

  it('marks what cannot go on', () => {
    const blocked = planned({ ...source, notes: [{ level: 'blocking', text: 'no metadata' }] });
    const text = statusText(planOf([blocked]), screen({ env: { LANG: 'C' } }));
    expect(text).toContain('x 13, 14   Change the identity source   cannot go on');
  });
});
