import { checkValidity } from './clock.js';
import { assumedRefusal } from './verdict.js';
import { attribute, children, namespaces, textOf } from './xml.js';

/**
 * Checks the Conditions of a proved assertion: valid now, and meant for this service provider.
 * An assertion that names no audience is refused in words of its own: it would be valid at every
 * service provider. That AWS refuses it was not verified. Throws `Refused`.
 */
export function checkConditions(
  assertion: Element,
  expected: { audience: string; now: Date },
): void {
  const found = children(assertion, namespaces.assertion, 'Conditions');
  if (found.length > 1)
    throw assumedRefusal('audience', 'the assertion has more than one Conditions');
  for (const conditions of found) {
    const notBefore = attribute(conditions, 'NotBefore');
    const notOnOrAfter = attribute(conditions, 'NotOnOrAfter');
    checkValidity('assertion', { notBefore, notOnOrAfter }, expected.now);
  }
  checkAudience(found, expected.audience);
}

/** Each restriction must name the audience; the audiences within one are alternatives. */
function checkAudience(conditions: readonly Element[], audience: string): void {
  const restrictions = conditions.flatMap((element) =>
    children(element, namespaces.assertion, 'AudienceRestriction'),
  );
  if (restrictions.length === 0) {
    throw assumedRefusal('audience', 'no AudienceRestriction: the assertion names no audience');
  }
  for (const restriction of restrictions) {
    const named = children(restriction, namespaces.assertion, 'Audience').map(textOf);
    if (!named.includes(audience)) {
      const list = named.join(', ') || 'nobody';
      throw assumedRefusal('audience', `the assertion is meant for ${list}, not for ${audience}`);
    }
  }
}
