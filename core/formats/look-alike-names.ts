/** Names in trust bundles that a reader may take for one another: what is warned of before a bundle is accepted. */
import { keysOf, toldApart } from './names.ts';
import { isClearName, visibleName } from './plain-text.ts';
import type { TrustBundle } from './trust.ts';

/** Two names that look alike, both written so that they can be told apart. */
export type LookAlike = readonly [string, string];

/** So many are enough to be warned. */
const MOST = 20;

/** The names of one bundle, and which of them belong to one entry: its controller and its organisation may be alike. */
interface Named {
  readonly names: ReadonlySet<string>;
  readonly together: ReadonlySet<string>;
}

/** Names of the bundle, of its logs and witnesses, and of the members of its chains, whatever their kind. */
function namedIn(bundle: TrustBundle): Named {
  const [names, together] = [new Set([bundle.name]), new Set<string>()];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { controller, organisation } = value as Record<string, unknown>;
    const own = [controller, organisation].filter((name) => typeof name === 'string');
    for (const name of own) names.add(name);
    if (own.length === 2) together.add(pairKey(own[0] ?? '', own[1] ?? ''));
    for (const inner of Object.values(value)) walk(inner);
  };
  walk([bundle.logs, bundle.witnesses, bundle.chains]);
  return { names, together };
}

const pairKey = (a: string, b: string) => JSON.stringify([a, b].sort());

/** Names in a bundle that are not what they look like: with hidden or blank characters, or spaces that are not the usual one. */
export function unclearNames(bundle: TrustBundle): readonly string[] {
  const keys = [...bundle.logs.flatMap(({ keys }) => keys), ...bundle.witnesses].map(
    ({ vkey }) => vkey.split('+')[0] ?? '',
  );
  return [...new Set([...namedIn(bundle).names, ...keys])].filter((name) => !isClearName(name)).map(visibleName);
}

/** Names in `bundle` that look like others of it, or like names in `accepted`. Each pair is given once, 20 at most. */
export function lookAlikes(bundle: TrustBundle, accepted: readonly TrustBundle[]): readonly LookAlike[] {
  const own = namedIn(bundle);
  const all = [own, ...accepted.map(namedIn)];
  const byKey = new Map<string, Set<string>>();
  for (const name of all.flatMap(({ names }) => [...names]))
    for (const key of keysIn(name)) byKey.set(key, (byKey.get(key) ?? new Set()).add(name));
  const found = new Map<string, LookAlike>();
  for (const name of own.names)
    for (const other of keysIn(name).flatMap((key) => [...(byKey.get(key) ?? [])])) {
      const pair = pairKey(name, other);
      if (other === name || all.some(({ together }) => together.has(pair))) continue;
      found.set(pair, [toldApart(name), toldApart(other)]);
      if (found.size === MOST) return [...found.values()];
    }
  return [...found.values()];
}

function keysIn(name: string): readonly string[] {
  const { word, look } = keysOf(name);
  return [`word ${word}`, `look ${look}`];
}
