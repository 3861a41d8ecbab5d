import { consoleLinks } from '../aws/console-links.js';
import { checkPortalUrl } from '../aws/portal-url.js';
import { done } from '../engine/outcome.js';
import { accessPortalHandover } from '../handover/access-portal.js';
import { type Context, recall, step } from './context.js';
import type { Facts } from './facts.js';
import { handOver } from './hand-over.js';

interface Seen {
  readonly told: string | undefined;
  readonly brought: string | undefined;
  /** The launch URL of the application, where it is an access portal of this instance already. */
  readonly standing: string | undefined;
  readonly attended: boolean;
}

/** Guide lines 15 and 16: where people begin to sign in. */
export const accessPortal = step({
  id: 'access-portal',
  title: 'Learn the access portal sign-in URL',
  guide: ['15', '16'],
  place: 'AWS console',
  outlook: 'the address where people begin, derived or from you',
  needs: ['instance', 'application'],
  gives: ['accessPortal'],
  look,
  plan({ instance }, { told, brought, standing, attended }) {
    if (brought !== undefined && brought !== told) {
      const fields = [{ field: 'access portal', to: brought }];
      const object = 'the access portal as you gave it';
      const known = { accessPortal: { url: brought, derived: false } };
      return { changes: [{ action: 'remember', object, fields }], known };
    }
    if (told !== undefined) {
      return {
        changes: [],
        standing: 'told',
        known: { accessPortal: { url: told, derived: false } },
      };
    }
    if (standing !== undefined) {
      const known = { accessPortal: { url: standing, derived: false } };
      return { changes: [], standing: 'seen', known };
    }
    const derived = instance.portals.classic;
    if (attended) {
      const object = `confirm the access portal sign-in URL (${derived} unless customised)`;
      return { changes: [{ action: 'you', object }], known: {} };
    }
    return {
      changes: [],
      standing: 'seen',
      known: { accessPortal: { url: derived, derived: true } },
      notes: [
        {
          level: 'info',
          text: `the access portal is taken to be at its default address, ${derived}`,
          next: 'If it was customised: --portal-url URL',
        },
      ],
    };
  },
  async apply(context, { instance }, { brought }) {
    const remember = async (url: string) => {
      await context.memory.remember('accessPortal', { url });
      return done({ accessPortal: { url, derived: false } });
    };
    if (brought !== undefined) return remember(brought);
    const handover = accessPortalHandover(
      consoleLinks(instance).settings,
      instance.portals.classic,
      (text) => checkPortalUrl(text, instance).url,
    );
    return handOver(context.person, handover, remember);
  },
});

async function look(
  { memory, answers, attended }: Context,
  { instance, application }: Pick<Facts, 'instance' | 'application'>,
): Promise<Seen> {
  const { portalUrl } = answers;
  return {
    told: recall(memory, 'accessPortal')?.value.url,
    brought: portalUrl === undefined ? undefined : checkPortalUrl(portalUrl, instance).url,
    standing: standingPortal(application.launchUrl, instance),
    attended,
  };
}

function standingPortal(launchUrl: string, instance: Facts['instance']): string | undefined {
  try {
    return checkPortalUrl(launchUrl.replaceAll('%%', '%'), instance).url;
  } catch {
    return undefined;
  }
}
