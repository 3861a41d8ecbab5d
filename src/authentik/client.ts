import type { z } from 'zod';
import type { Asked } from './asked.js';
import { explainAnswer } from './explain-answer.js';
import { explainSilence } from './explain-silence.js';
import { type Answer, type HttpRequest, NoAnswer, type Send } from './http.js';
import { eachRow, rowsOnAPage } from './paging.js';
import { parseAnswer } from './parse.js';
import type { Operation } from './rights.js';
import type { Release } from './version.js';

/** What to ask for: the path is below `/api/v3`, its variable parts already encoded. */
export interface Question {
  operation: Operation;
  path: string;
  /** A list repeats its name, and what is undefined is left out. */
  query?: Record<string, string | number | boolean | readonly string[] | undefined>;
  /** Whether `find` takes a 404 with nothing in it for "no such object", not for an unknown path. */
  emptyIsNothing?: true;
  /** Whether it alters nothing even where it is posted. */
  altersNothing?: true;
}

/** Speaks authentik's API; every failure is an `AuthentikError` that says what to do. */
export interface Client {
  read<T>(question: Question, schema: z.ZodType<T>): Promise<T>;
  /** Like `read`; undefined when authentik says that there is no such object. */
  find<T>(question: Question, schema: z.ZodType<T>): Promise<T | undefined>;
  /** All rows of a list, page after page. */
  rows<T>(question: Question, schema: z.ZodType<T>): AsyncIterable<T>;
  /** The first row that fits; further pages are read only as long as none does. */
  firstRow<T>(
    question: Question,
    schema: z.ZodType<T>,
    fits: (row: T) => boolean,
  ): Promise<T | undefined>;
  create<T>(question: Question, body: object, schema: z.ZodType<T>): Promise<T>;
  change<T>(question: Question, body: object, schema: z.ZodType<T>): Promise<T>;
  /** Deletes an object; one that is gone already is as good. */
  remove(question: Question): Promise<void>;
}

type Ask = (method: HttpRequest['method'], question: Question, body?: object) => Promise<unknown>;

/**
 * Joins the transport with what is known of the server; the release is undefined only while it is
 * being found out.
 */
export function createClient(url: string, send: Send, release: Release | undefined): Client {
  const exchange = async (method: HttpRequest['method'], question: Question, body?: object) => {
    const path = question.path + queryOf(question);
    const asked: Asked = { url, release, operation: question.operation, method, path };
    const { altersNothing } = question;
    const request = {
      method,
      path,
      ...(body && { body }),
      ...(altersNothing && { altersNothing }),
    };
    const answer = await send(request).catch((error: unknown) => {
      throw error instanceof NoAnswer ? explainSilence(asked, error) : error;
    });
    return { asked, answer };
  };
  const ask: Ask = async (method, question, body) => {
    const { asked, answer } = await exchange(method, question, body);
    if (isGood(answer)) return answer.json;
    throw explainAnswer(asked, answer);
  };
  const look = async (question: Question): Promise<unknown> => {
    const { asked, answer } = await exchange('GET', question);
    if (isGood(answer)) return answer.json;
    if (saysNothingThere(answer, question)) return undefined;
    throw explainAnswer(asked, answer);
  };
  const remove = async (question: Question): Promise<void> => {
    const { asked, answer } = await exchange('DELETE', question);
    const isGone = answer.status === 204 || saysNothingThere(answer, question);
    if (!isGone) throw explainAnswer(asked, answer);
  };
  return { ...plain(ask), ...looking(look), remove };
}

function plain(ask: Ask): Pick<Client, 'read' | 'create' | 'change'> {
  return {
    read: async (question, schema) =>
      parseAnswer(schema, await ask('GET', question), question.operation),
    create: async (question, body, schema) =>
      parseAnswer(schema, await ask('POST', question, body), question.operation),
    change: async (question, body, schema) =>
      parseAnswer(schema, await ask('PATCH', question, body), question.operation),
  };
}

function looking(
  look: (question: Question) => Promise<unknown>,
): Pick<Client, 'find' | 'rows' | 'firstRow'> {
  const rows: Client['rows'] = (question, schema) => {
    const readPage = (page: number) =>
      look({ ...question, query: { ...question.query, page_size: rowsOnAPage, page } });
    return eachRow(readPage, question.operation, schema);
  };
  return {
    rows,
    find: async (question, schema) => {
      const json = await look(question);
      return json === undefined ? undefined : parseAnswer(schema, json, question.operation);
    },
    firstRow: async (question, schema, fits) => {
      for await (const row of rows(question, schema)) if (fits(row)) return row;
      return undefined;
    },
  };
}

function isGood(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300 && answer.json !== undefined;
}

/** A page for 404 means an unknown path; authentik says in JSON that an object is not there. */
function saysNothingThere(answer: Answer, { emptyIsNothing }: Question): boolean {
  if (answer.status !== 404) return false;
  return answer.json !== undefined || (emptyIsNothing === true && answer.text === '');
}

function queryOf({ query }: Question): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined)
      .map((item): [string, string] => [name, String(item)]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}
