/** Characters of identity provider metadata that AWS takes (user guide, other-idps). */
export const metadataLimit = 75_000;

/** Characters of an identity provider's certificate file that AWS takes (user guide, limits). */
export const certificateLimit = 2_500;
