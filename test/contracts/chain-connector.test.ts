/** The contract of connectors, for those that need no network. */
import { describe } from 'vitest';
import { EmbeddedWitness } from '../../core/anchors/embedded-witness.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseVerifierKey } from '../../core/formats/note.ts';
import { onlyKey } from '../../core/formats/trusted.ts';
import { ownWitness } from '../core/support/evidence.ts';
import { FakeChain } from '../fakes/chain.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { FakeClock } from '../fakes/ports.ts';
import { Ledger, LedgerConnector } from '../kinds/ledger/connection.ts';
import { chainConnectorContract } from './chain-connector.contract.ts';

describe('the embedded witness as a connector', () => {
  chainConnectorContract(
    async (vkey) =>
      new EmbeddedWitness({
        signer: ownWitness,
        logKeys: onlyKey(parseVerifierKey(vkey, nobleCrypto)),
        state: new MemoryStore(),
        clock: new FakeClock('2026-11-24T05:38:00.250Z'),
        crypto: nobleCrypto,
      }),
  );
});

describe('a chain whose receipt is its only answer, as a connector', () => {
  chainConnectorContract(async () => new LedgerConnector(new Ledger()));
});

describe('a fake chain as a connector', () => {
  chainConnectorContract(async () => new FakeChain());
});
