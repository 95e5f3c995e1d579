/** A leaf of the desk itself that lives here only: any type of a closed list can be sealed, and nothing else. */
import { describe, expect, it } from 'vitest';
import { NotaryError } from '../../core/errors.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { OWN_LEAVES } from '../../core/formats/records/own-leaves.ts';
import { leafHash } from '../../core/log/merkle.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { Notary } from '../../core/notary.ts';
import { headLeaf } from '../contracts/sealing.ts';
import { outcome } from '../core/support/outcome.ts';
import { lotDesk, RICE } from './lot/desk.ts';

const BEACON = { type: 'beacon', bytes: utf8('round 1') };
const readBeacon = (bytes: Uint8Array) => {
  if (bytes.length === 0) throw new NotaryError('malformed', 'an empty beacon');
};

async function beaconDesk() {
  const { parts, notary, store, release } = await lotDesk();
  const ownLeaves = { ...OWN_LEAVES, beacon: readBeacon };
  return { plain: notary, store, release, notary: new Notary({ ...parts, ownLeaves }) };
}

describe('leaves of the desk itself', () => {
  it('are sealed whatever their type, alone and behind records, and no list has them', async () => {
    const { plain, notary, store, release } = await beaconDesk();
    plain.add([RICE]);
    plain.seal();
    const head = headLeaf(1);
    notary.sealOwn([BEACON, head]);
    expect(store.readNode(0, 1)).toEqual(leafHash(BEACON.bytes, nodeCrypto));
    expect(store.ownLeaves('beacon')).toEqual([{ ...BEACON, index: 1 }]);
    expect(store.ownLeaves('journal')).toEqual([{ ...head, index: 2 }]);
    expect(store.journal.latestHead?.leafIndex).toBe(2);
    expect(store.counts()).toMatchObject({ recorded: 0, sealed: 1 });
    release();
  });

  it('are refused when the list lacks their type, or they cannot be read, before anything is signed', async () => {
    const { plain, notary, store, release } = await beaconDesk();
    expect(outcome(() => plain.sealOwn([BEACON]))).toBe('malformed');
    expect(outcome(() => plain.sealOwn([{ ...BEACON, type: 'toString' }]))).toBe('malformed');
    expect(outcome(() => notary.sealOwn([{ ...BEACON, bytes: new Uint8Array(0) }]))).toBe('malformed');
    expect(outcome(() => notary.sealOwn([{ ...BEACON, type: 'journal' }]))).toBe('malformed');
    expect(store.logSize()).toBe(0);
    release();
  });
});
