/** Answers that are kept. */

/** Keeps what was made of at most `most` keys, because strangers choose them; then it begins anew. */
export function cached<T>(most: number, make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
