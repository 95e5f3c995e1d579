/** Links as a clerk states them: to records of this desk, and to those of partners, whose certificates are taken in. */
import { toHex } from '../../formats/bytes.ts';
import { leafHash } from '../../log/merkle.ts';
import type { Notary } from '../../notary.ts';
import type { LinkTarget, LinkWish } from '../../records/linking.ts';
import type { LinkRel } from '../../records/links.ts';
import type { Trace } from '../../trace/types.ts';
import type { ForeignRecord } from '../store/foreign-types.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { RecordLinks, TakenIn } from './link-types.ts';
import type { Verification } from './verification.ts';
import type { DeskView } from './view.ts';

/** What `LinkDesk` is made of. */
export interface LinkDeskOptions {
  readonly store: SqliteStore;
  readonly notary: Notary;
  readonly view: DeskView;
  readonly verification: Verification;
  /** RFC 3339. */
  now(): string;
  /** Links of a record have changed. */
  onChange(): void;
}

/** States links and takes them back; see the head of this file. */
export class LinkDesk {
  readonly #options: LinkDeskOptions;

  constructor(options: LinkDeskOptions) {
    this.#options = options;
  }

  /** The links of a record, and what is suggested. */
  of(id: string): RecordLinks {
    return this.#options.view.links.of(id);
  }

  /** The records that hang together with one by links. Throws `not-found`. */
  trace(id: string): Trace {
    return this.#options.view.trace(id);
  }

  /** States a link. Throws as `Linking.link` does. */
  link(id: string, wish: LinkWish): RecordLinks {
    this.#options.notary.links.link(id, wish);
    this.#options.onChange();
    return this.of(id);
  }

  /** Takes a link back. Throws as `Linking.unlink` does. */
  unlink(id: string, rel: LinkRel, to: LinkTarget): RecordLinks {
    this.#options.notary.links.unlink(id, rel, to);
    this.#options.onChange();
    return this.of(id);
  }

  /**
   * Takes in a certificate, so that records can refer to its record: one of this desk is found by its leaf, one of another desk is
   * remembered with what it discloses and with the file, unless a better certificate of it is known. Throws the error of a file that is no certificate, `bad-input` for
   * one that was altered, and `not-found` for one of this desk's log that it does not have.
   */
  async takeIn(path: string): Promise<TakenIn> {
    const { store, verification, notary, now, onChange } = this.#options;
    const { set, pdf, report } = await verification.examine(path);
    const leaf = toHex(leafHash(set.files.record, nodeCrypto));
    const { id, origin } = set.record;
    const to = { origin, leaf };
    if (origin === notary.origin) return { to, own: this.#own(leaf), foreign: null, kept: false };
    const foreign: ForeignRecord = {
      ...{ leaf, origin, id, kind: set.kind.key },
      ...{ facts: report.facts, verdict: report.verdict, proven: report.provenTime, added: now() },
    };
    const remembered = store.foreign.put(foreign, pdf);
    onChange();
    return { to, own: null, foreign: remembered, kept: remembered !== foreign };
  }

  #own(leaf: string): TakenIn['own'] {
    const { store, view } = this.#options;
    const id = store.recordOfLeaf(Buffer.from(leaf, 'hex'));
    return id === null ? null : view.links.own(id);
  }

  /** How a record is referred to by the hash of its leaf, hex; null when this desk knows none. */
  byLeaf(leaf: string): LinkTarget | null {
    const { store, notary } = this.#options;
    if (store.recordOfLeaf(Buffer.from(leaf, 'hex')) !== null) return { origin: notary.origin, leaf };
    const foreign = store.foreign.of(leaf);
    return foreign && { origin: foreign.origin, leaf };
  }

  /** Records of other desks that are known, the newest first. */
  foreign(): readonly ForeignRecord[] {
    return this.#options.store.foreign.all();
  }

  /** Forgets a record of another desk and its certificate; links to it stay. False when it is not known. */
  forget(leaf: string): boolean {
    const known = this.#options.store.foreign.remove(leaf);
    if (known) this.#options.onChange();
    return known;
  }
}
