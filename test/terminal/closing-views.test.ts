import { describe, expect, it } from 'vitest';
import { exitCodesText } from '../../src/terminal/exit-codes-view.js';
import { stepsMarkdown, stepsTable } from '../../src/terminal/steps-view.js';
import { summaryText } from '../../src/terminal/summary-view.js';
import { examplePlan, instance, planOf, provider, signIn, source } from './example-plan.js';
import { screen, tooWide } from './screen.js';

describe('summaryText', () => {
  it('says what is left, what was made, and what comes next', () => {
    const text = summaryText({
      plan: examplePlan,
      made: [{ label: 'SAML provider', value: 'AWS IAM Identity Center (41)' }],
      files: [{ label: 'IdP SAML metadata', path: '/home/alice/aws/authentik-metadata.xml' }],
      next: ['authentik-aws status', 'Tell the people in aws-users where to sign in.'],
      headless:
        'AUTHENTIK_TOKEN=… authentik-aws setup --authentik-url https://auth.example.com --region eu-central-1 --yes',
      terminal: screen(),
    });
    expect(text).toBe(`\
▲ Not finished. 3 steps left: Set up the SAML provider, Change the identity
  source and Set up the SCIM provider.

Made
  SAML provider   AWS IAM Identity Center (41)

Files
  IdP SAML metadata   /home/alice/aws/authentik-metadata.xml

Next
  authentik-aws status
  Tell the people in aws-users where to sign in.

The same with nobody to ask
  AUTHENTIK_TOKEN=… authentik-aws setup \\
    --authentik-url https://auth.example.com --region eu-central-1 --yes`);
    expect(tooWide(text)).toEqual([]);
  });

  it('says that it is incomplete, and what is left besides', () => {
    const why = '1 user and 3 groups of authentik did not arrive in AWS';
    const nothing = { made: [], files: [], next: [], terminal: screen() };
    const incomplete = [{ step: instance, why }];
    expect(summaryText({ plan: planOf([instance]), incomplete, ...nothing })).toBe(
      '✖ Incomplete. 1 user and 3 groups of authentik did not arrive in AWS.',
    );
    expect(summaryText({ plan: planOf([instance, provider]), incomplete, ...nothing })).toContain(
      'Left\n  besides: Set up the SAML provider.',
    );
  });

  it('does not say that a run which had nothing to do made anything', () => {
    const made = [{ label: 'application', value: 'aws' }];
    const there = { plan: planOf([instance]), made, files: [], next: [], terminal: screen() };
    expect(summaryText(there)).toContain('\n\nMade\n  application   aws');
    expect(summaryText({ ...there, heading: 'In place' })).toContain('\n\nIn place\n  appl');
  });

  it('leaves out what there is not, and tells done from proved', () => {
    const nothing = { made: [], files: [], next: [], terminal: screen() };
    expect(summaryText({ plan: planOf([instance]), ...nothing })).toBe(
      '✓ Done. Everything is in place.',
    );
    expect(summaryText({ plan: planOf([instance, signIn]), ...nothing })).toBe(
      '✓ Done. Everything is in place. Not proved yet: Find the first sign-in.',
    );
  });
});

describe('the table of the steps', () => {
  it('names each step once, its id beneath', () => {
    const text = stepsTable([instance, provider, source], screen());
    expect(text).toBe(`\
Guide        Step                                    Where
             Find the IAM Identity Center instance   AWS
             identity-center-instance
5, 6, 8–11   Set up the SAML provider                authentik
             saml-provider
13, 14       Change the identity source              AWS console
             identity-source

Guide: lines of authentik's integration guide for AWS; 1–18 are SAML, S1–S15 are
SCIM, C1 and C2 are what it says besides.`);
    expect(tooWide(stepsTable(examplePlan.steps, screen()))).toEqual([]);
  });

  it.each([60, 50])('is narrower at %i columns, the place beneath the title', (columns) => {
    const text = stepsTable(examplePlan.steps, screen({ tty: true, columns, color: false }));
    expect(text).toContain('\n5, 6, 8–11       Set up the SAML');
    expect(text).toMatch(/\n {17}saml-provider\s+\(authentik\)\n/);
    expect(tooWide(text, columns)).toEqual([]);
  });

  it('is the same in Markdown', () => {
    expect(stepsMarkdown([{ ...provider, title: 'Set up | the provider' }])).toBe(`\
| Guide | Step | Id | Where |
| --- | --- | --- | --- |
| 5, 6, 8–11 | Set up \\| the provider | \`saml-provider\` | authentik |`);
  });
});

describe('exitCodesText', () => {
  it('lists every code once, in order, within 80 columns', () => {
    const text = exitCodesText(screen());
    const codes = text.split('\n').map((line) => Number(line.slice(0, 5)));
    expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6, 64, 130]);
    expect(text).toContain('  130  interrupted; the same command goes on from there');
    expect(tooWide(text)).toEqual([]);
  });
});
