import type { Authentik } from '../../src/authentik/index.js';
import type { Aws } from '../../src/aws/index.js';
import type { IdentityCenterInstance } from '../../src/aws/instances.js';
import type { DoctorContext } from '../../src/doctor/context.js';

const unexpected = (what: string) => async () => {
  throw new Error(`the check asked for ${what}, which this test does not have`);
};

/** What a check may use, with the given parts; asking for any other fails the test. */
export function contextWith(parts: Partial<DoctorContext> = {}): DoctorContext {
  return {
    now: () => new Date('2026-11-25T12:00:00Z'),
    machine: machineWith({}),
    missing: [],
    timeoutMs: 5000,
    rehearsal: false,
    scimToken: undefined,
    scimWanted: async () => false,
    authentik: unexpected('authentik'),
    aws: unexpected('AWS'),
    instance: unexpected('the instance'),
    state: unexpected('the state'),
    setUp: unexpected('the set-up'),
    people: unexpected('people'),
    ...parts,
  };
}

/** A machine with this environment and nothing special about it. */
export function machineWith(
  env: Readonly<Record<string, string>>,
  nodeVersion = 'v20.17.0',
): DoctorContext['machine'] {
  return { nodeVersion, platform: 'linux x64', env };
}

/** A thing of which a check sees these parts alone. */
function partly<Whole extends object>(what: string, parts: Partial<Whole>): Whole {
  return new Proxy(Object.assign({}, parts), {
    get(target, name) {
      // A promise would ask it whether it can be waited for.
      if (name === 'then' || name in target) return Reflect.get(target, name);
      throw new Error(`the check asked ${what} for ${String(name)}`);
    },
  }) as Whole;
}

/** An authentik of which these parts are seen. */
export const authentikWith = (parts: Partial<Authentik>) => async () =>
  partly<Authentik>('authentik', parts);

/** An AWS of which these parts are seen. */
export const awsWith = (parts: Partial<Aws>) => async () => partly<Aws>('AWS', parts);

/** An instance of IAM Identity Center of which these parts are seen. */
export const instanceWith = (parts: Partial<IdentityCenterInstance>) => async () =>
  partly<IdentityCenterInstance>('the instance', parts);
