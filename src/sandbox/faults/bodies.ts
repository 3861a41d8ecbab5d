import type { FaultKind, Side } from './fault.js';

const sides: readonly Side[] = ['authentik', 'aws', 'scim'];

type Spoil = (value: unknown) => unknown;

/** The ways in which JSON can be of another type than was promised. */
const shapes: Readonly<Record<string, Spoil>> = {
  list: (body) => [body],
  text: (body) => everywhere(body, (value) => (typeof value === 'number' ? `${value}` : value)),
  number: (body) => everywhere(body, (value) => (typeof value === 'string' ? 7 : value)),
  missing: (body) => everywhere(body, withoutFirstField),
  null: (body) => everywhere(body, (value) => (isRecord(value) ? value : null)),
  empty: () => ({}),
  nothing: () => null,
};

/** Answers to what was done, whose JSON is broken or of another shape. */
export const bodyFaults: readonly FaultKind[] = [
  {
    name: 'truncated',
    sides,
    about: 'what was asked for is done, but the JSON that comes back lacks its second half',
    meet: () => async (_met, act) =>
      changed(await act(), (text) => text.slice(0, Math.ceil(text.length / 2))),
  },
  {
    name: 'wrong-types',
    sides,
    about: 'what was asked for is done, but the JSON that comes back is of another shape',
    value: {
      name: Object.keys(shapes).join('|'),
      unless: 'list',
      pattern: new RegExp(`^(?:${Object.keys(shapes).join('|')})$`),
    },
    meet: (value) => async (_met, act) =>
      changed(await act(), (text) => {
        const spoil = shapes[value] ?? ((body: unknown) => body);
        return JSON.stringify(spoil(JSON.parse(text)));
      }),
  },
];

/** Only a good answer in JSON is spoiled: what refuses has its own faults. */
async function changed(answer: Response, change: (text: string) => string): Promise<Response> {
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  if (!answer.ok || !isJson || answer.status === 204) return answer;
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  return new Response(change(await answer.text()), { status: answer.status, headers });
}

function everywhere(value: unknown, spoil: Spoil): unknown {
  if (Array.isArray(value)) return spoil(value.map((item) => everywhere(item, spoil)));
  if (!isRecord(value)) return spoil(value);
  const entries = Object.entries(value).map(([key, inner]) => [key, everywhere(inner, spoil)]);
  return spoil(Object.fromEntries(entries));
}

function withoutFirstField(value: unknown): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).slice(1)) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
