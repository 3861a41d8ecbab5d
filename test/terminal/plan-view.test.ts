import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { planJson, planText, setupWords } from '../../src/terminal/plan-view.js';
import { examplePlan, instance, metadata, planned, planOf, provider } from './example-plan.js';
import { screen, tooWide } from './screen.js';

describe('planText', () => {
  it('shows every kind of step', () => {
    expect(planText(examplePlan, screen())).toBe(`\
authentik https://auth.example.com (2026.8.3) · AWS 123456789012, eu-central-1

What setup would do   (~ update  ! you  · known later)
  ✓ 1 Find the IAM Identity Center instance      in place, seen
  ✓ 2 Get the service provider metadata of AWS   in place, told
  ~ 3 Set up the SAML provider                   authentik
      ~ SAML provider "AWS IAM Identity Center"
          sign_response   false → true
          acs_url
            https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/0123abcd-4567-89ef
            → https://eu-central-1.sso.signin.aws/platform/saml/acs/0123abcd-4567-89ef-0123-456789abcdef
  ! 4 Change the identity source                 you, in the AWS console
      ! switch the identity source to authentik   affects every sign-in
      ▲ 2 users would be locked out, because their user name in AWS is not their
        e-mail address: bob, carol
        authentik-aws users --only locked-out
  · 5 Set up the SCIM provider                   known after step 4
      users and groups of authentik, brought to AWS and kept in step
  · 6 Find the first sign-in                     not proved yet

Plan: 0 to create, 1 to change, 0 to delete, 1 for you to do, 1 known later.`);
  });

  it('puts beneath each title at 60 columns what has no room beside it', () => {
    const text = planText(examplePlan, screen({ tty: true, columns: 60, color: false }));
    expect(text).toContain(`
  ✓ 1 Find the IAM Identity Center instance
      in place, seen
  ✓ 2 Get the service provider metadata of AWS
      in place, told
  ~ 3 Set up the SAML provider
      authentik
      ~ SAML provider "AWS IAM Identity Center"
`);
    expect(text).toContain(`
  · 5 Set up the SCIM provider
      known after step 4
      users and groups of authentik, brought to AWS and kept
      in step
`);
    expect(tooWide(text.replaceAll('→ https', 'https'), 60)).toEqual([]);
  });

  it('says so when there is nothing to do', () => {
    const text = planText(planOf([instance, metadata]), screen());
    expect(text).toContain('\n\nEverything is in place. Nothing to do.');
    expect(text).not.toContain('What setup would do');
  });

  it('gives no sign of success to a step that is left out, and says why it is', () => {
    const passed = planned({ ...metadata, state: 'left-out', leftOut: 'it is too late for that' });
    const text = planText(planOf([instance, passed]), screen());
    expect(text).toMatch(
      /· 2 Get the service provider metadata of AWS +left out\n +it is too late/,
    );
  });

  it('says instead of it what is still to be proved, where the command has words for that', () => {
    const words = { ...setupWords, notProved: 'Nothing to do but to see a sign-in.' };
    const unproved = planned({ ...metadata, state: 'unproved' });
    expect(planText(planOf([unproved]), screen(), words)).toContain(words.notProved);
    expect(planText(planOf([instance]), screen(), words)).toContain(words.nothingToDo);
  });

  it('marks a step that cannot go on, and what would help', () => {
    const text = 'A provider of another kind (OAuth2) is called "AWS"';
    const next = 'Choose another name with --provider-name NAME.';
    const blocked = planned({
      ...provider,
      changes: [],
      notes: [{ level: 'blocking', text, next }],
    });
    const shown = planText(planOf([instance, blocked]), screen());
    expect(shown).toContain(`\
  ✖ 2 Set up the SAML provider                cannot go on
      ✖ A provider of another kind (OAuth2) is called "AWS"
        Choose another name with --provider-name NAME.`);
    expect(shown).toContain('0 for you to do, 1 blocked.');
  });

  it('names a step outside the plan by its id, and several by their numbers', () => {
    const comesAfter = (ids: string[]) =>
      planned({ ...provider, state: 'later', changes: [], after: ids });
    expect(planText(planOf([comesAfter(['signing-certificate'])]), screen())).toContain(
      'known after signing-certificate',
    );
    const two = comesAfter([instance.id, metadata.id]);
    expect(planText(planOf([instance, metadata, two]), screen())).toContain(
      'known after steps 1 and 2',
    );
  });

  it('shows new values, empty ones, and counts the lines of long ones', () => {
    const fields = [
      { field: 'audience', to: 'https://example.com' },
      { field: 'icon', from: '', to: 'aws.png' },
      { field: 'expression', to: 'a = 1\nb = 2\nreturn a\n' },
    ];
    const change = {
      action: 'write',
      object: 'mapping',
      why: 'AWS refuses photos',
      fields,
    } as const;
    const text = planText(planOf([planned({ ...provider, changes: [change] })]), screen());
    expect(text).toContain(`\
      + mapping   AWS refuses photos
          audience     https://example.com
          icon         (empty) → aws.png
          expression   (3 lines; plan --json shows them)`);
    expect(text).toContain('1 file to write');
  });

  it('is drawn in ASCII where only that shows', () => {
    const text = planText(examplePlan, screen({ env: { LANG: 'C' } }));
    expect(text).toMatch(/^[\x20-\x7e\n]+$/);
    expect(text).toContain('v 1 Find');
    expect(text).toContain('false -> true');
  });

  it('stays within 80 columns, and colours without changing a letter', () => {
    expect(tooWide(planText(examplePlan, screen()))).toEqual([]);
    const coloured = planText(examplePlan, screen({ color: true }));
    expect(stripVTControlCharacters(coloured)).toBe(planText(examplePlan, screen()));
    expect(coloured).toContain('\x1b[32m✓\x1b[39m');
  });

  it('disarms what came from outside', () => {
    const title = 'x\x1b[2J\n✓ forged';
    const text = planText(planOf([planned({ ...provider, title })]), screen({ color: true }));
    expect(text).toContain('x\\x1b[2J ✓ forged');
  });
});

describe('planJson', () => {
  it('is the same plan', () => {
    expect(JSON.parse(planJson(examplePlan))).toEqual(examplePlan);
  });
});
