import { jsonText } from './printable.js';

/**
 * One JSON object with a long list as its last member, line by line, so that it is never whole in
 * memory.
 * @param head the other members; at least one
 */
export function* jsonLines(
  head: Readonly<Record<string, unknown>>,
  listName: string,
  items: Iterable<unknown>,
): Generator<string> {
  yield jsonText(head).replace(/\n\}$/, ',');
  yield `  ${jsonText(listName)}: [`;
  let waiting: string | undefined;
  for (const item of items) {
    if (waiting !== undefined) yield `${waiting},`;
    waiting = `    ${jsonText(item).replaceAll(/\n */g, ' ')}`;
  }
  if (waiting !== undefined) yield waiting;
  yield '  ]';
  yield '}';
}
