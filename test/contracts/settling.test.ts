/** Settling over each store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { settlingContract } from './anchoring.contract.ts';

describe('settling over the memory store', () => {
  settlingContract(() => {
    const store = new MemoryStore();
    return { store, reopen: () => store, close: () => {} };
  });
});

describe('settling over the SQLite store', () => {
  settlingContract(() => {
    const folder = mkdtempSync(join(tmpdir(), 'notary-settling-'));
    const file = join(folder, 'notary.db');
    const stores = [openStore(file)];
    const reopen = () => {
      stores.at(-1)?.close();
      stores.push(openStore(file));
      return stores.at(-1) as (typeof stores)[number];
    };
    const close = () => {
      stores.at(-1)?.close();
      rmSync(folder, { recursive: true });
    };
    return { store: stores[0] as (typeof stores)[number], reopen, close };
  });
});
