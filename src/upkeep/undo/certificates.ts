import type { CertificateKeyPair, SamlProvider } from '../../authentik/index.js';
import type { Note } from '../../engine/change.js';
import type { Context } from '../../procedure/context.js';
import type { Wanted } from './facts.js';
import { gone, inUse } from './findings.js';
import { isMade, type Ours, ourCertificates, ourSamlProvider } from './ours.js';
import { putBack } from './put-back.js';
import { removeSurely } from './remove-surely.js';
import { samlProviderGoes } from './saml-provider.js';
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
  async tasks(context, wanted) {
    const [all, provider, goes] = await Promise.all([
      ourCertificates(context),
      ourSamlProvider(context),
      samlProviderGoes(context, wanted),
    ]);
    return Promise.all(
      all.map((ours) => {
        const leaves = goes || (provider && getsOtherKey(provider, ours, wanted));
        return taskFor(context, ours, leaves ? provider?.found?.name : undefined);
      }),
    );
  },
};

/** Whether the provider, which stays, signs with another key before this step comes. */
function getsOtherKey(
  provider: Ours<SamlProvider>,
  { found: keyPair }: Ours<CertificateKeyPair>,
  { discardChanges }: Wanted,
): boolean {
  const { found } = provider;
  if (isMade(provider) || !found) return false;
  const { update } = putBack(found.name, provider.thing, found, discardChanges);
  const signingKey = 'signingKey' in update ? update.signingKey : found.signingKey;
  return signingKey !== keyPair?.pk;
}

const onlyWhatIsSeen: Note = {
  level: 'info',
  text: 'whether anything else uses the key pair is known only as far as this token may see it',
};

async function taskFor(
  context: Context,
  ours: Ours<CertificateKeyPair>,
  goesBefore: string | undefined,
): Promise<Task> {
  const { key, thing, found } = ours;
  // A key pair that was there before signs no more, and that is all that was asked of it.
  if (!isMade(ours)) return { key };
  if (!found) return gone(key, `key pair "${thing.name}"`);
  const { certificates } = context.authentik;
  const { pk, name } = found;
  const what = `key pair "${name}"`;
  const going = [goesBefore, `SAML Provider ${goesBefore}`];
  const users = (await certificates.usedBy(pk)).filter((user) => !going.includes(user));
  if (users.length > 0) return { key, stays: true, notes: [inUse(what, users)] };
  return {
    key,
    ...(!context.authentik.account.superuser && { notes: [onlyWhatIsSeen] }),
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
