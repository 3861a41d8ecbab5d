import { describe, expect, it } from 'vitest';
import { compare } from './replay.js';

const meaning = { captures: new Map<string, unknown>(), origin: 'http://127.0.0.1:1' };
const request = { method: 'GET', path: '/' };
const json = 'application/json';
const page = (first: object, count = 1) => ({ pagination: { count }, results: [first, first] });

describe('how closely an answer is compared', () => {
  const recorded = { status: 200, contentType: json, body: page({ a: 1 }) };

  it('wholly, unless the recording says otherwise', () => {
    const exchange = { name: 'x', request, response: recorded };
    expect(
      compare(exchange, { ...recorded, body: page({ a: 2 }) }, undefined, meaning),
    ).toHaveLength(2);
    expect(compare(exchange, recorded, undefined, meaning)).toEqual([]);
  });

  it('by the keys of the envelope and of the first result', () => {
    const exchange = { name: 'x', request, response: recorded, compare: 'envelope' as const };
    const same = { ...recorded, body: page({ a: 2 }, 9) };
    const other = { ...recorded, body: page({ b: 1 }) };
    expect(compare(exchange, same, undefined, meaning)).toEqual([]);
    expect(compare(exchange, other, undefined, meaning)).toEqual([
      'body.results.0.a is missing',
      'body.results.0.b was never recorded',
    ]);
  });

  it('by the keys at the top', () => {
    const response = { status: 200, contentType: json, body: { a: { b: 1 } } };
    const exchange = { name: 'x', request, response, compare: 'keys' as const };
    expect(compare(exchange, { ...response, body: { a: 0 } }, undefined, meaning)).toEqual([]);
    expect(compare(exchange, { ...response, body: { b: 0 } }, undefined, meaning)).toHaveLength(2);
  });

  it('by the status alone', () => {
    const exchange = { name: 'x', request, response: recorded, compare: 'status' as const };
    const elsewise = { status: 200, contentType: 'text/html', body: null };
    expect(compare(exchange, elsewise, undefined, meaning)).toEqual([]);
    expect(compare(exchange, { ...elsewise, status: 404 }, undefined, meaning)).toHaveLength(1);
  });

  it.each([
    [204, 404, 0],
    [405, 204, 0],
    [204, 204, 1],
    [405, 404, 1],
    [500, 404, 1],
  ])('loosely for two deletions: %i and then %i', (first, second, complaints) => {
    const answer = (status: number) => ({ status, contentType: null, body: null });
    const loose = { request, response: answer(204), compare: 'loose' as const };
    const found = [
      ...compare({ ...loose, name: 'delete' }, answer(first), undefined, meaning),
      ...compare({ ...loose, name: 'delete again' }, answer(second), answer(first), meaning),
    ];
    expect(found).toHaveLength(complaints);
  });
});
