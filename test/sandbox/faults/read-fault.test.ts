import { describe, expect, test } from 'vitest';
import { catalogue, Faults, UnknownFault } from '../../../src/sandbox/faults/index.js';
import { readFault } from '../../../src/sandbox/faults/read-fault.js';

describe('a fault is read', () => {
  test('from its name alone', () => {
    expect(readFault('authentik-drops')).toMatchObject({
      ...{ name: 'authentik-drops', side: 'authentik', value: '', after: 0 },
      ...{ times: Number.POSITIVE_INFINITY, on: '', from: undefined },
    });
  });

  test('with a value and conditions', () => {
    const text = 'scim-rate-limited=7+after=3+times=2+on=scim:Create+from=authentik';
    expect(readFault(text)).toMatchObject({
      ...{ side: 'scim', value: '7', after: 3, times: 2 },
      ...{ on: 'scim:Create', from: 'authentik' },
    });
  });

  test('every name of the catalogue is its own, and says what happens', () => {
    const names = catalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, side, kind } of catalogue) {
      expect(name).toBe(`${side}-${kind.name}`);
      expect(kind.about.length).toBeGreaterThan(10);
    }
  });
});

describe('what is no fault is refused:', () => {
  test.each([
    ['authentik-drop', 'There is no fault "authentik-drop"', false],
    ['aws-denies', 'The fault aws-denies takes aws-denies=ACTION', true],
    ['aws-denies=ListInstances', 'The fault aws-denies takes aws-denies=ACTION', true],
    ['authentik-drops=3', 'The fault authentik-drops takes no value', true],
    ['authentik-drops+after=soon', 'After authentik-drops may follow', true],
    ['authentik-drops+when=3', 'not +when=3', true],
  ])('%s', (text, message, nameIsKnown) => {
    try {
      expect.fail(String(new Faults([text]).names));
    } catch (error) {
      expect(error).toBeInstanceOf(UnknownFault);
      expect(error).toMatchObject({ message: expect.stringContaining(message), nameIsKnown });
    }
  });
});
