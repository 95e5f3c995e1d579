/** The homes of 0.1.0: copies to work in, what their desks said then, and how their logs go on. */

import { nobleCrypto } from '../../../core/crypto.ts';
import { fromHex } from '../../../core/formats/bytes.ts';
import { consistencyProof } from '../../../core/log/log.ts';
import { verifyConsistency } from '../../../core/log/merkle.ts';
import { Desk } from '../../../core/node/desk/desk.ts';
import type { ChainEntry, DeskStatus, RecordDetail } from '../../../core/node/desk/types.ts';
import { homePaths } from '../../../core/node/home/home.ts';
import type { SentRow } from '../../../core/node/store/sent-types.ts';
import { openStore, type SqliteStore } from '../../../core/node/store/sqlite-store.ts';
import { setVariable } from '../../../core/node/system/environment.ts';
import { readVector } from './vectors.ts';

/** `show --json` of then. */
export type Shown = Omit<RecordDetail, 'sha256' | 'originalPresent'> & {
  readonly digest: string;
  readonly file: string;
};

/** What a desk of 0.1.0 said of itself. */
export interface Told {
  readonly status: DeskStatus;
  /** The newest record first. */
  readonly show: readonly Shown[];
  readonly trust: { readonly bundles: readonly { readonly fingerprint: string; readonly compared: boolean }[] };
  readonly chains: { readonly chains: readonly ChainEntry[] };
  readonly shares: { readonly sent: readonly SentRow[] };
}

/** When desks of 0.1.0 go on: after all that they sealed. */
export const LATER = '2026-12-01T08:00:00Z';

/** What was said of a home. */
export const told = (name: 'witness' | 'chain'): Told => readVector<Told>('homes', `${name}.json`);

/** Opens a copy of a home as a later program, on a computer that knows no other copy of it. */
export function openCopy(home: string, secret?: string): Promise<Desk> {
  setVariable('NOTARY_STATE', `${home} state`);
  return Desk.open({ home, version: 'later', oldRuntime: false, program: 'test', secret });
}

/** A record as `show` had it then, from a desk of now. */
export function shown(desk: Desk, id: string): Shown {
  const { sha256, originalPresent, ...detail } = desk.record(id);
  return { ...detail, digest: sha256, file: detail.facts.fileName ?? '' };
}

/** Reads the store of a home, also while its desk is open. */
export function readingStore<T>(home: string, work: (store: SqliteStore) => T): T {
  const store = openStore(homePaths(home).database, { mode: 'read' });
  try {
    return work(store);
  } finally {
    store.close();
  }
}

/** True when the newest checkpoint of a home provably extends the one that was signed then. */
export function extendsOld(home: string, old: Told['status']['checkpoint']): boolean {
  return readingStore(home, (store) => {
    const newest = store.latestCheckpoint()?.checkpoint;
    if (!old || !newest || newest.size <= old.size) return false;
    const proof = consistencyProof(old.size, newest.size, store.readNode, nobleCrypto);
    return verifyConsistency(old.size, newest.size, fromHex(old.root), newest.root, proof, nobleCrypto);
  });
}
