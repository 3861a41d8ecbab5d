import { describe, expect, test } from 'vitest';
import { inputs } from '../../src/settings/inputs.js';
import { resolveSettings } from '../../src/settings/resolve.js';
import { withAnswer, withTypedAnswer } from '../../src/settings/settings.js';
import { given } from './given.js';
import { troubleOf } from './trouble.js';

const resolved = resolveSettings(given({ flags: { region: 'eu-west-1' } }));

describe('what is remembered', () => {
  test.each(['state', 'AWS profile'] as const)('fills a gap (%s)', (source) => {
    const settings = withAnswer(resolved, 'instanceArn', 'arn', source);
    expect(settings.values.instanceArn).toBe('arn');
    expect(settings.sources.instanceArn).toBe(source);
  });

  test('takes the place of a default, and of nothing else', () => {
    expect(withAnswer(resolved, 'application', 'mine', 'state').values.application).toBe('mine');
    expect(withAnswer(resolved, 'region', 'eu-west-3', 'state')).toBe(resolved);
  });

  test('leaves the settings it was added to as they were', () => {
    withAnswer(resolved, 'application', 'mine', 'state');
    expect(resolved.values.application).toBe('aws');
    expect(resolved.sources.application).toBe('default');
  });
});

describe('what a person answers', () => {
  test('takes the place of what was there', () => {
    const settings = withTypedAnswer(resolved, inputs.region, ' us-east-1 ');
    expect(settings.values.region).toBe('us-east-1');
    expect(settings.sources.region).toBe('answer');
  });

  test('passes the same reader as a flag', () => {
    expect(troubleOf(() => withTypedAnswer(resolved, inputs.region, 'Ohio')).message).toMatch(
      /not the code of an AWS Region/,
    );
  });

  test('is refused where it does not go with the others', () => {
    const action = () => withTypedAnswer(resolved, inputs.authentikUrl, 'http://auth.example.com');
    expect(troubleOf(action).message).toMatch(/without encryption/);
  });
});
