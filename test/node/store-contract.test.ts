import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { completingContract } from '../contracts/completing.contract.ts';
import { linkingContract } from '../contracts/linking.contract.ts';
import { ownLeavesContract } from '../contracts/own-leaves.contract.ts';
import { recordStoreContract } from '../contracts/record-store.contract.ts';
import { MemoryStore } from '../fakes/memory-store.ts';

const inMemory = () => ({ store: new MemoryStore(), close: () => {} });

function onDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'notary-store-'));
  const store = openStore(join(folder, 'notary.db'));
  const close = () => {
    store.close();
    rmSync(folder, { recursive: true });
  };
  return { store, close };
}

describe('the memory store', () => {
  recordStoreContract(inMemory);
  ownLeavesContract(inMemory);
  completingContract(inMemory);
  linkingContract(inMemory);
});

describe('the SQLite store', () => {
  recordStoreContract(onDisk);
  ownLeavesContract(onDisk);
  completingContract(onDisk);
  linkingContract(onDisk);
});
