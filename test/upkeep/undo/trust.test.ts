import { expect, test } from 'vitest';
import { judge, type Trust, trustNotes } from '../../../src/upkeep/undo/trust.js';

const at = (time: string) => new Date(`2026-11-20T${time}Z`);

function trust(known: Partial<Trust>): Trust {
  return {
    ...{ matters: true, adopted: false, told: undefined, asked: undefined },
    ...{ reverted: undefined, events: {}, changedAt: undefined, limit: undefined },
    ...known,
  };
}

test.each<[string, Partial<Trust>, ReturnType<typeof judge>]>([
  ['nothing is left to sign in through', { matters: false, told: at('10:00:00') }, 'irrelevant'],
  ['nobody was asked, and no event', {}, 'never'],
  ['somebody was shown how', { asked: at('10:00:00') }, 'unknown'],
  ['the provider was there before', { adopted: true }, 'unknown'],
  ['somebody said that he switched', { told: at('10:00:00') }, 'in use'],
  ['CloudTrail shows the switch', { events: { enabledAt: at('10:00:00') } }, 'in use'],
  [
    'CloudTrail shows the way back',
    { told: at('10:00:00'), events: { disabledAt: at('11:00:00') } },
    'seen back',
  ],
  [
    'the way back is older than the word',
    { told: at('12:00:00'), events: { disabledAt: at('11:00:00') } },
    'in use',
  ],
  [
    'the way back is of the very second of the word, whose fractions CloudTrail does not have',
    { told: at('11:00:00.700'), events: { disabledAt: at('11:00:00') } },
    'seen back',
  ],
  [
    'the way back is older than what somebody was shown',
    { asked: at('12:00:00'), events: { disabledAt: at('11:00:00') } },
    'unknown',
  ],
  [
    'somebody said that it is back',
    { told: at('10:00:00'), reverted: at('11:00:00') },
    'told back',
  ],
  [
    'it was switched again since that word',
    { reverted: at('11:00:00'), events: { enabledAt: at('12:00:00') } },
    'in use',
  ],
  [
    'setup was told anew since that word',
    { reverted: at('11:00:00'), told: at('12:00:00') },
    'in use',
  ],
])('%s', (_name, known, verdict) => {
  expect(judge(trust(known))).toBe(verdict);
});

test('a change of the configuration is told, and no more concluded from it than it says', () => {
  const known = trust({ told: at('10:00:00'), changedAt: at('11:00:00') });
  expect(judge(known)).toBe('in use');
  const [note] = trustNotes(known, 'in use');
  expect(note?.text).toContain('it does not tell to which');
  expect(note?.next).toContain('--identity-source-reverted');
  const before = trust({ told: at('10:00:00'), changedAt: at('09:00:00') });
  expect(trustNotes(before, 'in use')).toEqual([]);
});

test('where CloudTrail cannot be read, that is said', () => {
  expect(trustNotes(trust({ limit: 'CloudTrail could not be read' }), 'never')[0]).toEqual({
    level: 'info',
    text: 'CloudTrail could not be read',
  });
});
