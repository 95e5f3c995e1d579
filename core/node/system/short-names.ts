/** Short names of files that are shown together. */

/** Each path with its last parts, as many as tell it from the others: mostly its name alone. Folders above are not shown. */
export function shortNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const all = [...new Set(paths)].map((path) => ({ path, parts: path.split(/[/\\]/) }));
  const named = new Map<string, string>();
  let open = all;
  for (let count = 1; open.length > 0; count++) {
    const times = new Map<string, number>();
    const nameOf = ({ parts }: (typeof all)[number]) => parts.slice(-count).join('/');
    for (const one of open) times.set(nameOf(one), (times.get(nameOf(one)) ?? 0) + 1);
    const isDone = (one: (typeof all)[number]) => times.get(nameOf(one)) === 1 || count >= one.parts.length;
    for (const one of open.filter(isDone)) named.set(one.path, nameOf(one));
    open = open.filter((one) => !isDone(one));
  }
  return named;
}
