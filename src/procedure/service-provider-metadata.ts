import { consoleLinks } from '../aws/console-links.js';
import type { Note } from '../engine/change.js';
import { done } from '../engine/outcome.js';
import { serviceProviderMetadataHandover } from '../handover/service-provider-metadata.js';
import { recall, step } from './context.js';
import type { Facts } from './facts.js';
import { handOver } from './hand-over.js';
import { NAMED, serviceProviderFrom, serviceProviderFromText } from './read-service-provider.js';

/** Guide lines 1–4: the address to which authentik posts its answers, and AWS's entity ID. */
export const serviceProviderMetadata = step({
  id: 'service-provider-metadata',
  title: 'Get the service provider metadata of AWS',
  guide: ['1', '2', '3', '4'],
  place: 'AWS console',
  outlook: 'the ACS URL to which authentik posts its answers, from you',
  needs: ['instance'],
  gives: ['serviceProvider'],
  async look({ answers, memory }, { instance }) {
    const told = recall(memory, 'serviceProvider')?.value;
    const brought = await serviceProviderFrom(answers, instance);
    return { told, brought };
  },
  plan({ instance }, { told, brought }) {
    if (brought && brought.acsUrl !== told?.acsUrl) {
      const notes = others(brought);
      return { changes: [noted(brought)], known: { serviceProvider: brought }, notes };
    }
    if (told && told.issuer === instance.issuer) {
      return { changes: [], standing: 'told', known: { serviceProvider: told } };
    }
    const object = 'download the service provider metadata, or copy the ACS URL';
    return { changes: [{ action: 'you', object }], known: {} };
  },
  async apply(context, { instance }, { brought }) {
    const remember = async (serviceProvider: Facts['serviceProvider']) => {
      await context.memory.remember('serviceProvider', serviceProvider);
      return done({ serviceProvider });
    };
    if (brought) return remember(brought);
    const handover = serviceProviderMetadataHandover(consoleLinks(instance).settings, (text) =>
      serviceProviderFromText(text, instance),
    );
    return handOver(context.person, handover, remember);
  },
});

function noted({ acsUrl, because }: Facts['serviceProvider']) {
  return {
    action: 'remember' as const,
    object: 'the service provider as you gave it',
    fields: [{ field: 'ACS URL', to: acsUrl }],
    ...(because !== NAMED && { why: because }),
  };
}

function others({ others: rest }: Facts['serviceProvider']): Note[] {
  return rest.map(({ url, purpose }) => ({
    level: 'info',
    text: `not chosen: ${url} (${purpose})`,
  }));
}
