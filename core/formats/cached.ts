/** Answers that are kept. */

/**
 * Keeps what was made of at most `most` keys, because strangers choose them; then it begins anew. `of` is what a key stands
 * for where the key is not enough to make anything of.
 */
export function cached<T, I extends readonly unknown[] = []>(
  most: number,
  make: (key: string, ...of: I) => T,
): (key: string, ...of: I) => T {
  const known = new Map<string, T>();
  return (key, ...of) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = make(key, ...of);
    known.set(key, made);
    return made;
  };
}
