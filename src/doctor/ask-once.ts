/** Is told each object that was answered, and each row of a list. */
export type Hearer = (answer: object) => void;

/**
 * A client that asks each question once, however many checks ask it: what looks at everything would
 * otherwise read large directories several times over. Lists are read as far as somebody goes on
 * reading them. Only for clients that are used to look, since nothing that was answered changes.
 */
export function askOnce<Client extends object>(client: Client, hear: Hearer = () => {}): Client {
  const parts = new Map<PropertyKey, object>();
  return new Proxy(client, {
    get(target, name) {
      const part: unknown = Reflect.get(target, name);
      if (typeof part !== 'function' && (typeof part !== 'object' || part === null)) return part;
      const known = parts.get(name);
      if (known) return known;
      const wrapped =
        typeof part === 'function' ? remembering(part.bind(target), hear) : askOnce(part, hear);
      parts.set(name, wrapped);
      return wrapped;
    },
  });
}

type Question = (...details: readonly unknown[]) => unknown;

function remembering(ask: Question, hear: Hearer): Question {
  const answers = new Map<string, unknown>();
  return (...details) => {
    const key = JSON.stringify(details.filter((detail) => detail !== undefined));
    if (!answers.has(key)) answers.set(key, heard(ask(...details), hear));
    return answers.get(key);
  };
}

function heard(answer: unknown, hear: Hearer): unknown {
  if (isList(answer)) return sharedList(answer, hear);
  if (answer instanceof Promise) {
    const told = answer.then((value: unknown) => {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (typeof one === 'object' && one !== null) hear(one);
      }
      return value;
    });
    // Whoever asks hears of a failure; that nobody does yet is no bug.
    told.catch(() => {});
    return told;
  }
  return answer;
}

function isList(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

/** A list that many can read, each from its beginning, while each row is fetched once. */
function sharedList(list: AsyncIterable<unknown>, hear: Hearer): AsyncIterable<unknown> {
  const rows: unknown[] = [];
  const source = list[Symbol.asyncIterator]();
  let ended = false;
  let fetching: Promise<void> | undefined;
  const fetchOne = async () => {
    const { done, value } = await source.next();
    if (done === true) ended = true;
    else {
      rows.push(value);
      if (typeof value === 'object' && value !== null) hear(value);
    }
    fetching = undefined;
  };
  return {
    async *[Symbol.asyncIterator]() {
      for (let at = 0; ; at += 1) {
        while (at >= rows.length) {
          if (ended) return;
          fetching ??= fetchOne();
          await fetching;
        }
        yield rows[at];
      }
    },
  };
}
