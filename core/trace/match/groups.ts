/**
 * Documents of several trades in one match, told apart by their orders or their contracts: each group is compared by itself. What
 * belongs together is what links say; docs/match.md, "Several trades at once".
 */
import type { MatchDocument } from './match.ts';
import type { NotShown } from './not-shown.ts';
import type { Role } from './roles.ts';

/** How documents are told apart: not at all, by their orders (which may have one contract), by their contracts. */
export const GROUPINGS = ['one', 'order', 'contract'] as const;
/** One of them. */
export type Grouping = (typeof GROUPINGS)[number];

/** Documents that are compared with one another. */
export interface MatchGroup {
  /** What the group is called by: the id of its order or contract, else of its first document; null where there is none. */
  readonly name: string | null;
  /** Ids of its documents. */
  readonly documents: readonly string[];
  /** Records that are named and not shown. */
  readonly notShown: readonly string[];
}

/** That one document names another, by the ids of their records, or the name of one that is not shown. */
export type Connected = readonly [from: string, to: string];

type Document = Pick<MatchDocument, 'id' | 'role'>;

/** What a group is called by, the first that it has. */
const NAMED_BY: Readonly<Record<Grouping, readonly Role[]>> = {
  one: ['order', 'contract'],
  order: ['order'],
  contract: ['contract', 'order'],
};

/** Sets that are merged (union-find). */
class Sets {
  readonly #parent = new Map<string, string>();

  of(name: string): string {
    let root = name;
    for (let up = this.#parent.get(root); up !== undefined; up = this.#parent.get(root)) root = up;
    for (let at = name; at !== root; ) {
      const up = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = up;
    }
    return root;
  }

  merge(a: string, b: string): void {
    const [one, other] = [this.of(a), this.of(b)];
    if (one !== other) this.#parent.set(other, one);
  }
}

/**
 * The groups, in the order of their first documents; every document is in one, and a contract by which no group is told apart in
 * that of every order that hangs together with it. One group without documents where there are none.
 */
export function groupsOf(
  documents: readonly Document[],
  notShown: readonly NotShown[],
  connected: readonly Connected[],
  by: Grouping,
): readonly MatchGroup[] {
  const all = [
    ...documents.map(({ id, role }) => ({ name: id, role })),
    ...notShown.map(({ record, role }) => ({ name: record, role })),
  ];
  const shared = new Set(by === 'order' ? all.filter(({ role }) => role === 'contract').map(({ name }) => name) : []);
  const sets = new Sets();
  const [first] = all;
  for (const { name } of by === 'one' ? all : []) sets.merge(first?.name ?? name, name);
  for (const [from, to] of connected) if (shared.has(from) === shared.has(to)) sets.merge(from, to);
  const own = new Set(all.filter(({ name }) => !shared.has(name)).map(({ name }) => sets.of(name)));
  const lent = sharedWith(connected, shared, sets);
  const members = new Map<string, string[]>();
  for (const { name } of all) {
    const at = sets.of(name);
    const groups = shared.has(name) ? [...(lent.get(at) ?? [])].filter((group) => own.has(group)) : [at];
    for (const group of groups.length > 0 ? groups : [at]) members.set(group, [...(members.get(group) ?? []), name]);
  }
  const groups = [...members.values()].map((names) => groupOf(new Set(names), documents, notShown, by));
  return groups.length > 0 ? groups : [{ name: null, documents: [], notShown: [] }];
}

/** The groups that hang together with contracts, by the set of those. */
function sharedWith(
  connected: readonly Connected[],
  shared: ReadonlySet<string>,
  sets: Sets,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [from, to] of connected) {
    if (shared.has(from) === shared.has(to)) continue;
    const [contract, other] = shared.has(from) ? [from, to] : [to, from];
    const groups = found.get(sets.of(contract)) ?? new Set();
    found.set(sets.of(contract), groups.add(sets.of(other)));
  }
  return found;
}

function groupOf(
  names: ReadonlySet<string>,
  documents: readonly Document[],
  notShown: readonly NotShown[],
  by: Grouping,
): MatchGroup {
  const own = documents.filter(({ id }) => names.has(id));
  const named = NAMED_BY[by].flatMap((role) => own.filter((one) => one.role === role));
  // a contract that several orders share names none of them
  const namesIt = ({ role }: Pick<Document, 'role'>) => by !== 'order' || role !== 'contract';
  const unseen = notShown.filter(({ record }) => names.has(record));
  return {
    name:
      (named[0] ?? own.find(namesIt))?.id ?? unseen.find(namesIt)?.record ?? own[0]?.id ?? unseen[0]?.record ?? null,
    documents: own.map(({ id }) => id),
    notShown: unseen.map(({ record }) => record),
  };
}

/** How documents are told apart where nobody says it: by what at least two groups of several documents have. */
export function usualGrouping(
  documents: readonly Document[],
  notShown: readonly NotShown[],
  connected: readonly Connected[],
): Grouping {
  const role = new Map(documents.map((one) => [one.id, one.role]));
  const tells = (by: 'order' | 'contract') =>
    groupsOf(documents, notShown, connected, by).filter(
      (group) => group.documents.length > 1 && role.get(group.name ?? '') === by,
    ).length > 1;
  return (['order', 'contract'] as const).find(tells) ?? 'one';
}
