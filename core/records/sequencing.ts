/**
 * The order in which the records of a batch are sealed. A link names the leaf of another record, so a record that another one of
 * its batch refers to is sealed before it; else they keep the order of intake.
 */
import { toHex } from '../formats/bytes.ts';
import { leafHash } from '../log/merkle.ts';
import type { StoredRecord } from '../ports.ts';
import { type LeafMakings, type Sealable, sealableRecord } from './leaf.ts';
import { type DraftLink, draftLinksIn, isDraftLinks, isWaitingLink, type Link, linkKey, linksFact } from './links.ts';

/** The hash of a record's leaf, hex; null while it has none. */
export type LeafOf = (id: string) => string | null;

/** The value of the fact `links`. */
const linksOf = ({ disclosures }: Pick<StoredRecord, 'disclosures'>) =>
  disclosures.find(([, name]) => name === 'links')?.[2];

/** The records that wait and that this one, which waits too, refers to; none for a value that cannot be read. */
export function waitingTargets(record: Pick<StoredRecord, 'disclosures'>): readonly string[] {
  const links = draftLinksIn(linksOf(record)) ?? [];
  return links.flatMap((link) => (isWaitingLink(link) ? [link.record] : []));
}

/** The record with the leaf in each of its links, as it is sealed; null where one of the leaves is not there yet. */
export function withLeaves(record: StoredRecord, leafOf: LeafOf, origin: string): StoredRecord | null {
  const value = linksOf(record);
  const links = isDraftLinks(value) ? draftLinksIn(value) : null;
  // nothing to fill in, or what nobody can read, which is refused as a leaf
  if (links === null) return record;
  const filled = links.map((link) => filledIn(link, leafOf, origin));
  if (filled.some((link) => link === null)) return null;
  const known = new Map((filled as Link[]).map((link) => [linkKey(link), link]));
  const fact = linksFact([...known.values()]);
  const disclosures = record.disclosures.map((one) => (one[1] === 'links' ? ([one[0], one[1], fact] as const) : one));
  return { ...record, disclosures };
}

function filledIn(link: DraftLink, leafOf: LeafOf, origin: string): Link | null {
  if (!isWaitingLink(link)) return link;
  const leaf = leafOf(link.record);
  return leaf === null ? null : { rel: link.rel, origin, leaf, basis: link.basis };
}

/**
 * The leaves of records that wait, in the order in which they are sealed, each record with its links as they stand in the leaf.
 * `leafOf` says the leaves that are in the log. Left out is what makes no leaf, and what refers to a record that is neither in
 * the log nor sealed before it: one that still waits, or itself in a circle.
 */
export function sequenced(waiting: readonly StoredRecord[], makings: LeafMakings, leafOf: LeafOf): readonly Sealable[] {
  const byId = new Map(waiting.map((record) => [record.id, record]));
  const leaves = new Map<string, string | null>();
  const referred = new Set(waiting.flatMap(waitingTargets));
  const sealable: Sealable[] = [];
  const seal = (record: StoredRecord) => {
    const whole = withLeaves(record, (id) => leaves.get(id) ?? leafOf(id), makings.origin);
    const made = whole && sealableRecord(whole, makings);
    if (made) sealable.push({ ...made, relinked: whole !== record });
    // the hash is asked for only where somebody refers to it
    leaves.set(record.id, made && referred.has(record.id) ? toHex(leafHash(made.leaf, makings.crypto)) : null);
  };
  for (const record of waiting) {
    // a stack of its own: a chain of links may be as long as the batch
    const stack = [record];
    const entered = new Set<string>();
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      entered.add(top.id);
      const next = waitingTargets(top).find((id) => byId.has(id) && !leaves.has(id) && !entered.has(id));
      const target = next === undefined ? undefined : byId.get(next);
      if (target) stack.push(target);
      else {
        stack.pop();
        if (!leaves.has(top.id)) seal(top);
      }
    }
  }
  return sealable;
}

/** Whether a record that waits makes a leaf that a verifier reads, whatever its links are waiting for. */
export function isSound(record: StoredRecord, makings: LeafMakings): boolean {
  // links to several waiting records as one thing must stay several
  let count = 0;
  const some = () => (++count).toString(16).padStart(64, '0');
  const whole = withLeaves(record, some, makings.origin);
  return whole !== null && sealableRecord(whole, makings) !== null;
}
