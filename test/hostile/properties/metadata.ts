import { readIdentityProviderMetadata } from '../../../src/saml/identity-provider-metadata.js';
import { readServiceProviderMetadata } from '../../../src/saml/service-provider-metadata.js';
import { expectShownPlain, outcomeOf, wordsOf } from '../expected.js';
import { goodMetadata, hostileMetadata, meant } from '../generators/metadata.js';
import { type Property, property } from '../property.js';

const good = property(
  'metadata: however it is written, it says the same',
  goodMetadata,
  ({ bytes }) => {
    const read = readServiceProviderMetadata(bytes);
    const said = [
      read.entityId,
      ...read.nameIdFormats,
      ...read.assertionConsumerServices.map(({ url }) => url),
    ];
    const wanted = [meant.entityId, meant.nameIdFormat, meant.acsUrl];
    if (said.join('\n') !== wanted.join('\n')) throw new Error(`it says ${said.join(', ')}`);
  },
);

/** Of a file of this machine, and of the prototype of all objects. */
function expectNothingElse(words: string): void {
  if (words.includes('root:')) throw new Error('another file was read');
  if (Object.keys(Object.prototype).length > 0 || Object.hasOwn(Object.prototype, 'prototype')) {
    throw new Error('the prototype of all objects was changed');
  }
}

const readers = { readServiceProviderMetadata, readIdentityProviderMetadata };

const hostile = Object.entries(readers).map(([name, read]) =>
  property(
    `metadata: ${name} refuses in plain words, or takes it`,
    hostileMetadata,
    async (bytes) => {
      const outcome = await outcomeOf<object>(() => read(bytes));
      if ('value' in outcome) return expectNothingElse(JSON.stringify(outcome.value));
      expectShownPlain(outcome.refusal);
      const words = wordsOf(outcome.refusal);
      expectNothingElse(words);
      if (words.length > 5000) throw new Error(`a refusal of ${words.length} characters`);
    },
  ),
);

/** What is read as metadata. */
export const metadataProperties: readonly Property[] = [good, ...hostile];
