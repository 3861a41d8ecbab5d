import type { CertificateKeyPair } from '../../authentik/index.js';
import type { Context } from '../../procedure/context.js';
import { inUse } from './in-use.js';
import { isMade, type Ours, ourCertificates, ourSamlProvider } from './ours.js';
import { removeSurely } from './remove-surely.js';
import { headOfUndo, type Removal, type Task } from './task.js';

const head = {
  id: 'certificates',
  title: 'Take away the signing certificate',
  place: 'authentik',
  outlook: 'no key pair that this tool made, unless something else uses it',
} as const;

/**
 * Takes away the key pairs that were made. authentik deletes one in use without a word, and what
 * used it signs no more (recorded on every release), so that is looked up before.
 */
export const certificatesAway: Removal = {
  head,
  awaits: ['samlProviderGone'],
  gives: 'certificatesGone',
  async tasks(context) {
    const [all, provider] = await Promise.all([ourCertificates(context), ourSamlProvider(context)]);
    // It goes, or signs with another key, before this step comes.
    const goes = provider && (isMade(provider) || 'signingKey' in (provider.thing.before ?? {}));
    const before = goes ? provider.found?.name : undefined;
    return Promise.all(all.map((ours) => taskFor(context, ours, before)));
  },
};

async function taskFor(
  context: Context,
  { key, found }: Ours<CertificateKeyPair>,
  goesBefore: string | undefined,
): Promise<Task> {
  if (!found) return { key };
  const { certificates } = context.authentik;
  const { pk, name } = found;
  const what = `key pair "${name}"`;
  const users = (await certificates.usedBy(pk)).filter((user) => user !== goesBefore);
  if (users.length > 0) return { key, stays: true, notes: [inUse(what, users)] };
  return {
    key,
    change: {
      action: 'delete',
      object: what,
      why: 'with its private key; nothing signs with it any more',
    },
    async act() {
      const since = await certificates.usedBy(pk);
      if (since.length > 0) {
        context.tell({ kind: 'note', step: headOfUndo(head), note: inUse(what, since) });
        return 'stays';
      }
      return removeSurely(context, headOfUndo(head), {
        what,
        remove: () => certificates.remove(pk),
        isThere: async () => (await certificates.get(pk)) !== undefined,
      });
    },
  };
}
