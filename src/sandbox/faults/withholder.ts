/**
 * Puts a right into a set for as long as anybody withholds it: several requests may do so at the
 * same time. Gives how to hand it back. What stood in the set before stays there.
 */
export function withholder(withheld: Set<string>): (right: string) => () => void {
  const holders = new Map<string, number>();
  const standing = new Set(withheld);
  return (right) => {
    holders.set(right, (holders.get(right) ?? 0) + 1);
    withheld.add(right);
    return () => {
      const left = (holders.get(right) ?? 1) - 1;
      holders.set(right, left);
      if (left === 0 && !standing.has(right)) withheld.delete(right);
    };
  };
}
