/** Links as a clerk states them: to records of this desk, and to those of partners, whose certificates are taken in. */
import { toHex } from '../../formats/bytes.ts';
import { leafHash } from '../../log/merkle.ts';
import type { Notary } from '../../notary.ts';
import type { LinkTarget, LinkWish } from '../../records/linking.ts';
import type { LinkRel } from '../../records/links.ts';
import type { Trace } from '../../trace/types.ts';
import { removeBackups } from '../home/backups.ts';
import type { ForeignRecord } from '../store/foreign-types.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { KnownForeign, RecordLinks, TakenIn } from './link-types.ts';
import type { Tasks } from './tasks.ts';
import type { Verification } from './verification.ts';
import type { DeskView } from './view.ts';

/** What `LinkDesk` is made of. */
export interface LinkDeskOptions {
  /** Folder of the home. */
  readonly home: string;
  readonly store: SqliteStore;
  readonly notary: Notary;
  readonly view: DeskView;
  readonly verification: Verification;
  /** RFC 3339. */
  now(): string;
  readonly tasks: Tasks;
  /** Links of a record have changed. */
  onChange(): void;
  /** Records of a trace that were found so far. */
  onTrace(records: number): void;
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

  /**
   * The records that hang together with one by links, followed in slices: `onTrace` is told how many were found. Who asks for another
   * one no longer waits for the one before. Throws `not-found` and `cancelled`.
   */
  trace(id: string): Promise<Trace> {
    const { view, tasks, onTrace } = this.#options;
    tasks.cancel('trace');
    return tasks.run('trace', (signal) => view.traceInSlices(id, { signal, onStep: onTrace }));
  }

  /** The same for a file, which asking for another trace does not cancel. */
  traceForFile(id: string): Promise<Trace> {
    const { view, tasks } = this.#options;
    return tasks.run('trace-file', (signal) => view.traceInSlices(id, { signal, onStep: () => {} }));
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

  /** Records of other desks that are known, the newest first, at most 1,000. */
  partners(): readonly KnownForeign[] {
    return this.#options.view.links.partners();
  }

  /**
   * Forgets a record of another desk: its certificate, what that disclosed, and the copies of the database in which the same may
   * be. Links to it stay. False when it is not known.
   */
  forget(leaf: string): boolean {
    const { home, store, onChange } = this.#options;
    const known = store.foreign.remove(leaf);
    if (!known) return false;
    removeBackups(home);
    onChange();
    return true;
  }
}
