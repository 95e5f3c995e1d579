/**
 * Links of records that wait: stated, taken back, and kept right when the record at the other end is withdrawn. A link to a record
 * that waits too names it by its id until both are sealed (core/records/sequencing.ts).
 */
import { errorCode, NotaryError } from '../errors.ts';
import { fromHex } from '../formats/bytes.ts';
import type { Json } from '../formats/canonical.ts';
import type { RecordStore, StoredRecord } from '../ports.ts';
import { chosenFor } from './batch.ts';
import { type LeafMakings, type Sealable, sealedLeaf } from './leaf.ts';
import {
  type DraftLink,
  draftLinksIn,
  isWaitingLink,
  type Link,
  type LinkRel,
  linkKey,
  linksFact,
  MAX_LINKS,
  TYPED,
} from './links.ts';
import { factsIn } from './record.ts';
import { isSound, sequenced, waitingTargets } from './sequencing.ts';

/** The record at the other end: one of this desk by its id, or any by its leaf. */
export type LinkTarget = { readonly record: string } | Pick<Link, 'origin' | 'leaf'>;

/** A link that somebody wants to state. */
export interface LinkWish {
  readonly rel: LinkRel;
  readonly to: LinkTarget;
  /** `typed` by default. */
  readonly basis?: string;
}

/** Records that wait, in seq order behind one of them, at most as many; fewer only where there are no more. */
export type WaitingPage = (limit: number, after: number) => readonly StoredRecord[];

/** Whether a link is this one; `leaf` is the hash of the other record's leaf, hex, null until it is sealed. */
export const isLinkTo = (link: DraftLink, rel: LinkRel, to: LinkTarget, leaf: string | null): boolean =>
  link.rel === rel && (isWaitingLink(link) ? 'record' in to && link.record === to.record : link.leaf === leaf);

/** What links are made with. */
export interface LinkingDependencies {
  readonly store: Pick<RecordStore, 'get' | 'readNode' | 'recordOfLeaf' | 'referringTo'>;
  readonly makings: LeafMakings;
  /** Changes facts of a record that waits. Throws `wrong-state`. */
  edit(id: string, facts: { readonly links: Json }): StoredRecord;
}

/** States links; see the head of this file. */
export class Linking {
  readonly #dependencies: LinkingDependencies;

  constructor(dependencies: LinkingDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * States that a record that waits refers to another one. Stating it twice changes nothing. Throws `not-found`; `wrong-state` for a
   * record that is sealed, or another one that was withdrawn or erased; `bad-input` for a link to itself, one that closes a
   * circle, and one too many; `newer-version` where the record has links that this program does not understand.
   */
  link(id: string, { rel, to, basis = TYPED }: LinkWish): StoredRecord {
    const record = this.#waiting(id);
    const links = linksOf(record);
    const link = this.#made(id, { rel, to, basis });
    if (links.some((one) => linkKey(one) === linkKey(link))) return record;
    if (links.length === MAX_LINKS) throw refused('too-many-links', `record ${id} has ${MAX_LINKS} links`, { id });
    return this.#put(id, [...links, link]);
  }

  /** Takes a link back. Throws `not-found` where the record has no such link, and the errors of `link`. */
  unlink(id: string, rel: LinkRel, to: LinkTarget): StoredRecord {
    const links = linksOf(this.#waiting(id));
    // the other record may have been sealed since the link was stated
    const leaf = 'record' in to ? this.#leafOf(to.record) : to.leaf;
    const left = links.filter((link) => !isLinkTo(link, rel, to, leaf));
    if (left.length === links.length) throw new NotaryError('not-found', `record ${id} has no such link`, { id });
    return this.#put(id, left);
  }

  /** A record is withdrawn or erased and was never sealed: those that wait no longer refer to it. */
  release(id: string): void {
    // the record is gone already, which is no error: a link that can't be taken back now keeps its own record from being sealed
    const referring = attempted(() => this.#dependencies.store.referringTo({ record: id, leaf: null })) ?? [];
    for (const from of referring) attempted(() => this.#released(from, id));
  }

  #released(id: string, target: string): void {
    const record = this.#found(id);
    if (record?.state === 'recorded') this.#without(record, [target]);
  }

  /**
   * The leaves of a batch, in the order in which they are sealed: at most `most`, of the records that wait. What a record refers to
   * comes along, if it may be sealed (`isDue`); a link to one that was withdrawn is taken back first. A record that refers to what is
   * not sealed with it is left out, and those behind it take its place.
   */
  batch(waiting: WaitingPage, isDue: (record: StoredRecord) => boolean, most: number): readonly Sealable[] {
    const settled = (record: StoredRecord) => this.#settled(record);
    const target = (id: string) => this.#sealedWith(id, isDue);
    let kept: readonly StoredRecord[] = [];
    for (let after = -1; ; ) {
      const room = most - kept.length;
      const page = waiting(room, after);
      const chosen = [...chosenFor([...kept, ...page], { most, settled, target })].sort((a, b) => a.seq - b.seq);
      const sealable = sequenced(chosen, this.#dependencies.makings, (id) => this.#leafOf(id));
      // half a batch is enough: else its last places are looked for among all that wait
      if (page.length < room || sealable.length * 2 >= most) return sealable;
      const ids = new Set(sealable.map(({ record }) => record.id));
      kept = chosen.filter(({ id }) => ids.has(id));
      after = page.at(-1)?.seq ?? after;
    }
  }

  /** What becomes of the record that a link names, in a batch with it: see `BatchRules.target`. */
  #sealedWith(id: string, isDue: (record: StoredRecord) => boolean): StoredRecord | 'sealed' | null {
    const target = this.#found(id) ?? null;
    if (target?.state === 'recorded') return isDue(target) ? target : null;
    return target?.leaf ? 'sealed' : null;
  }

  /** Whether a record that waits can be sealed at all, once what it refers to is. */
  isSound(record: StoredRecord): boolean {
    return this.#goneFrom(record).length === 0 && isSound(record, this.#dependencies.makings);
  }

  /**
   * A desk that died between withdrawing a record and releasing those that refer to it does so here. Null for a record that can't
   * be changed: it alone is left out.
   */
  #settled(record: StoredRecord): StoredRecord | null {
    const gone = this.#goneFrom(record);
    if (gone.length === 0) return record;
    return attempted(() => this.#without(record, gone));
  }

  /** Takes back the links of a record to those that are gone. */
  #without(record: StoredRecord, gone: readonly string[]): StoredRecord {
    const left = linksOf(record).filter((link) => !isWaitingLink(link) || !gone.includes(link.record));
    return this.#put(record.id, left);
  }

  #goneFrom(record: StoredRecord): readonly string[] {
    return waitingTargets(record).filter((id) => {
      const target = this.#found(id);
      return target === null || (target !== undefined && target.state !== 'recorded' && target.leaf === null);
    });
  }

  #put(id: string, links: readonly DraftLink[]): StoredRecord {
    return this.#dependencies.edit(id, { links: linksFact(links) });
  }

  #waiting(id: string): StoredRecord {
    const record = this.#record(id);
    if (record.state === 'recorded') return record;
    throw new NotaryError('wrong-state', `record ${id} is ${record.state}; its links can no longer be changed`, { id });
  }

  #record(id: string): StoredRecord {
    const record = this.#dependencies.store.get(id);
    if (!record) throw new NotaryError('not-found', `no record ${id}`, { id });
    return record;
  }

  /** Null where there is none of this id; undefined for a damaged one, which keeps nothing but those that refer to it from being sealed. */
  #found(id: string): StoredRecord | null | undefined {
    try {
      return this.#dependencies.store.get(id);
    } catch (error) {
      if (errorCode(error) !== 'home-damaged') throw error;
      return undefined;
    }
  }

  #leafOf(id: string): string | null {
    const record = this.#found(id);
    return record ? sealedLeaf(record, this.#dependencies.store) : null;
  }

  /** The link as the record keeps it. */
  #made(id: string, { rel, to, basis }: Required<LinkWish>): DraftLink {
    const target = 'record' in to ? to.record : this.#recordOf(to);
    if (target === null) return { rel, origin: (to as Link).origin, leaf: (to as Link).leaf, basis };
    const { state } = this.#record(target);
    if (target === id) throw refused('link-self', `record ${id} cannot refer to itself`, { id });
    if (state === 'withdrawn' || state === 'erased')
      throw new NotaryError('wrong-state', `record ${target} is ${state}: nothing can refer to it`, { id: target });
    const leaf = this.#leafOf(target);
    if (leaf !== null) return { rel, origin: this.#dependencies.makings.origin, leaf, basis };
    if (this.#leadsTo(target, id))
      throw refused('link-circle', `record ${target} refers to ${id} already, directly or by others`, { id: target });
    return { rel, record: target, basis };
  }

  /** The record of this desk with a leaf; null for another desk's. Throws `not-found` where this desk has no such leaf. */
  #recordOf({ origin, leaf }: Pick<Link, 'origin' | 'leaf'>): string | null {
    if (origin !== this.#dependencies.makings.origin) return null;
    const id = this.#dependencies.store.recordOfLeaf(fromHex(leaf, 32));
    if (id === null) throw new NotaryError('not-found', `no record has the leaf ${leaf}`, { id: leaf });
    return id;
  }

  /** Whether one of the records that wait refers to another one, directly or by others that wait. */
  #leadsTo(from: string, to: string): boolean {
    const seen = new Set([from]);
    for (const id of seen) {
      if (id === to) return true;
      const record = this.#found(id);
      if (record?.state === 'recorded') for (const next of waitingTargets(record)) seen.add(next);
    }
    return false;
  }
}

/** The links of a record that waits. Throws `newer-version` for a value that this program does not understand. */
function linksOf({ id, disclosures }: StoredRecord): readonly DraftLink[] {
  const links = draftLinksIn(factsIn(disclosures).links);
  if (links === null) throw new NotaryError('newer-version', `record ${id} has links of another version`, { id });
  return links;
}

/** Null where it cannot be done. */
function attempted<T>(action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    if (error instanceof NotaryError) return null;
    throw error;
  }
}

const refused = (reason: string, says: string, details: Readonly<Record<string, string>>) =>
  new NotaryError('bad-input', says, { fact: 'links', reason, ...details });
