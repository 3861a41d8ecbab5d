/** What a plan calls the fields of adopted objects. */
const WORDS: Readonly<Record<string, string>> = {
  providerPk: 'provider',
  launchUrl: 'launch URL',
  backchannelProviderPks: 'backchannel providers',
  acsUrl: 'ACS URL',
  binding: 'binding',
  audience: 'audience',
  issuer: 'issuer',
  signingKey: 'signing key',
  signAssertion: 'signing of the assertion',
  signatureAlgorithm: 'signature',
  digestAlgorithm: 'digest',
  nameIdMapping: 'NameID',
  defaultNameIdPolicy: 'default NameID policy',
  verificationKey: 'verification certificate',
  encryptionKey: 'encryption certificate',
  url: 'URL',
  mappings: 'user property mappings',
  groupMappings: 'group property mappings',
  excludeServiceAccounts: 'exclusion of service accounts',
  compatibilityMode: 'compatibility mode',
  discoveryEnabled: 'discovery',
  filterGroup: 'user filtering by group',
  groupFilters: 'group filters',
  expression: 'expression',
};

/** A field under the client's name, in words that follow "the". */
export function wordsFor(field: string): string {
  return WORDS[field] ?? field;
}
