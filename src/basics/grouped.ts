/** Items by what they have in common, each heap in the order in which its items came. */
export function grouped<Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key,
): Map<Key, Item[]> {
  const heaps = new Map<Key, Item[]>();
  for (const item of items) {
    const heap = heaps.get(keyOf(item));
    if (heap) heap.push(item);
    else heaps.set(keyOf(item), [item]);
  }
  return heaps;
}
