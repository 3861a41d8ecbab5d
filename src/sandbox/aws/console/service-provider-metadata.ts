import type { ServiceProviderUrls } from '../world/instance.js';

/**
 * The file that "Download metadata file" gives: the issuer and every ACS URL (AWS user guide,
 * how-to-connect-idp). AWS publishes no example, so the order of elements, the indexes and the
 * default are assumed.
 */
export function serviceProviderMetadata({ issuer, acsUrls }: ServiceProviderUrls): string {
  const services = acsUrls.map(
    (url, index) =>
      `    <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${url}" index="${index}" isDefault="${index === 0}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${issuer}">
  <md:SPSSODescriptor AuthnRequestsSigned="false" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
${services.join('\n')}
  </md:SPSSODescriptor>
</md:EntityDescriptor>
`;
}
