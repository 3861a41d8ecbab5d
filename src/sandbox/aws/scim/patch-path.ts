import { invalidRequest } from './errors.js';
import { schemas } from './rules.js';

/** What the path of a PATCH operation names. */
export interface PatchPath {
  /** Whether the attribute is one of the enterprise extension. */
  enterprise: boolean;
  /** Undefined for the enterprise extension as a whole. */
  attribute: string | undefined;
  /** Which values of a list: those whose sub-attribute has this value. */
  filter: { subAttribute: string; value: unknown } | undefined;
  subAttribute: string | undefined;
}

/** `attribute`, `attribute.sub`, `attribute[sub eq "value"]` or `attribute[sub eq "value"].sub`. */
const form =
  /^([A-Za-z]+)(?:\[([A-Za-z]+) eq ("(?:[^"\\]|\\.)*"|true|false)\])?(?:\.([A-Za-z]+))?$/;

/** Reads a path; throws a ValidationException. Filters know only `eq` (SCIM developer guide, patchuser). */
export function readPatchPath(path: string): PatchPath {
  if (path === schemas.enterpriseUser) {
    return { enterprise: true, attribute: undefined, filter: undefined, subAttribute: undefined };
  }
  const prefix = `${schemas.enterpriseUser}:`;
  const enterprise = path.startsWith(prefix);
  const [whole, attribute, filtered, value, subAttribute] =
    form.exec(enterprise ? path.slice(prefix.length) : path) ?? [];
  if (whole === undefined) throw invalidRequest(`Invalid path in PATCH request`);
  const filter =
    filtered === undefined || value === undefined
      ? undefined
      : { subAttribute: filtered, value: parseLiteral(value) };
  return { enterprise, attribute, filter, subAttribute };
}

function parseLiteral(literal: string): unknown {
  try {
    return JSON.parse(literal);
  } catch {
    throw invalidRequest('Invalid path in PATCH request');
  }
}
