/** The links of a record with what is known at their other ends, and those that are suggested. */
import type { StoredRecord } from '../../ports.ts';
import { sealedLeaf } from '../../records/leaf.ts';
import {
  type DraftLink,
  draftLinksIn,
  isDraftLinks,
  isOtherLinks,
  isWaitingLink,
  linksIn,
} from '../../records/links.ts';
import { factsIn, statedText } from '../../records/record.ts';
import { unlessDamaged } from '../store/damage.ts';
import type { ForeignRecord } from '../store/foreign-types.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { suggestedLinks } from './link-suggestions.ts';
import type { KnownForeign, OwnEnd, RecordLink, RecordLinks, RecordVersion } from './link-types.ts';

/** Records that refer to one, of which that many are shown. */
const MOST_REFERRING = 200;
/** Versions that follow one another, for the newest. */
const MOST_VERSIONS = 1000;

/** Reads links out of a store. */
export class LinkView {
  readonly #store: SqliteStore;
  readonly #origin: string;

  constructor(store: SqliteStore, origin: string) {
    this.#store = store;
    this.#origin = origin;
  }

  /** Links of a record; none of one that is unknown, erased or damaged, which others still refer to. */
  of(id: string): RecordLinks {
    const record = unlessDamaged(() => this.#store.get(id));
    const value = record ? factsIn(record.disclosures).links : null;
    const links = draftLinksIn(value);
    const refersTo = (links ?? []).map((link) => this.#link(link));
    const changeable = record?.state === 'recorded' && links !== null;
    return {
      refersTo,
      referredToBy: this.#referring(id, record),
      other: links === null && (isOtherLinks(value) || isDraftLinks(value)),
      changeable,
      suggestions: changeable ? suggestedLinks(record, links, { store: this.#store, ends: this }) : [],
    };
  }

  /** A record of this desk at the other end of a link; null when there is none. */
  own(id: string): OwnEnd | null {
    const record = unlessDamaged(() => this.#store.get(id));
    if (!record) return null;
    const text = (name: string) => statedText(record, name);
    return {
      id,
      seq: record.seq,
      kind: record.kind,
      state: record.state,
      held: record.state === 'recorded' && record.held === true && !record.confirmed,
      title: text('title'),
      number: text('number'),
      fileName: text('fileName'),
      date: text('date'),
      newest: this.#newest(id),
    };
  }

  /** The hash of a record's leaf, hex; null until it is sealed. */
  leafOf(id: string): string | null {
    const record = unlessDamaged(() => this.#store.get(id));
    return record && sealedLeaf(record, this.#store);
  }

  foreign(leaf: string): ForeignRecord | null {
    return this.#store.foreign.of(leaf);
  }

  /** A record, and those that it replaces after it, the first version last. */
  versions(id: string): readonly RecordVersion[] {
    const found = new Map<string, RecordVersion>();
    for (let at: string | null = id; at !== null && !found.has(at) && found.size < MOST_VERSIONS; ) {
      const asked: string = at;
      const record = unlessDamaged(() => this.#store.get(asked));
      found.set(asked, { id: asked, links: (record && draftLinksIn(factsIn(record.disclosures).links)) ?? [] });
      at = record?.supersedes ?? null;
    }
    return [...found.values()];
  }

  /** Id of the record of this desk that a link names; null where that is none of them. */
  targetOf(link: DraftLink): string | null {
    if (isWaitingLink(link)) return link.record;
    return link.origin === this.#origin ? this.#store.recordOfLeaf(Buffer.from(link.leaf, 'hex')) : null;
  }

  /** Records of other desks that are known, the newest first, at most 1,000. */
  partners(): readonly KnownForeign[] {
    const referring = (leaf: string) => this.#store.referringTo({ record: '', leaf }).length;
    return this.#store.foreign.all().map((record) => ({ record, referring: referring(record.leaf) }));
  }

  #link(link: DraftLink): RecordLink {
    const { rel, basis } = link;
    if (isWaitingLink(link)) {
      const leaf = this.leafOf(link.record);
      return { rel, basis, origin: this.#origin, leaf, own: this.own(link.record), foreign: null };
    }
    const { origin, leaf } = link;
    const id = this.targetOf(link);
    const own = id === null ? null : this.own(id);
    return { rel, basis, origin, leaf, own, foreign: own ? null : this.foreign(leaf) };
  }

  #referring(id: string, record: StoredRecord | null): readonly RecordLink[] {
    const leaf = record ? this.leafOf(id) : null;
    const isToThis = (link: DraftLink) => (isWaitingLink(link) ? link.record === id : link.leaf === leaf);
    const ids = this.#store.referringTo({ record: id, leaf }).slice(0, MOST_REFERRING);
    const own = ids.flatMap((from) => {
      const other = unlessDamaged(() => this.#store.get(from));
      const links = other ? (draftLinksIn(factsIn(other.disclosures).links) ?? []) : [];
      const end = { origin: this.#origin, leaf: this.leafOf(from), own: this.own(from), foreign: null };
      return links.filter(isToThis).map(({ rel, basis }) => ({ rel, basis, ...end }));
    });
    const foreign = (leaf === null ? [] : this.#store.foreign.referringTo(leaf)).flatMap((other) =>
      linksIn(other.facts.links)
        .filter(isToThis)
        .map(({ rel, basis }) => ({ rel, basis, origin: other.origin, leaf: other.leaf, own: null, foreign: other })),
    );
    return [...own, ...foreign];
  }

  /** The newest sealed record that replaces one, over all versions. */
  #newest(id: string): OwnEnd['newest'] {
    const seen = new Set([id]);
    for (let next = this.#store.replacedBy(id).at(-1); next !== undefined; next = this.#store.replacedBy(next).at(-1)) {
      if (seen.has(next) || seen.size > MOST_VERSIONS) break;
      seen.add(next);
    }
    const newest = [...seen].at(-1) ?? id;
    const record = newest === id ? null : unlessDamaged(() => this.#store.get(newest));
    return record && { id: newest, seq: record.seq };
  }
}
