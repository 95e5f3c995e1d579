/** The notary of an opened home: its store, keys and random source, the embedded witness, and the added chains. */
import { EmbeddedWitness } from '../../anchors/embedded-witness.ts';
import { LogClock } from '../../log/signing-time.ts';
import { Notary } from '../../notary.ts';
import type { Clock } from '../../ports.ts';
import type { Facts } from '../../records/facts.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { systemRandom } from '../system/random.ts';
import type { Chains } from './chains.ts';
import type { Kinds } from './kinds.ts';
import type { OpenHome } from './open.ts';
import { checkDecisions, readSettings } from './settings.ts';

/** What the notary of a desk needs. */
export interface NotaryMakings extends Pick<OpenHome, 'store' | 'keys' | 'memory'> {
  readonly clock: Clock;
  readonly chains: Chains;
  readonly kinds: Kinds;
  /** What the desk itself states in every record. */
  readonly deskFacts: () => Partial<Facts>;
}

/** Makes the notary; nothing is read or written yet. */
export function makeNotary({ store, keys, memory, clock, chains, kinds, deskFacts }: NotaryMakings): Notary {
  const crypto = nodeCrypto;
  const witness = new EmbeddedWitness({
    signer: keys.witness,
    logKeys: keys.logKeys,
    state: store,
    clock: new LogClock({ clock, store, anchorKinds: kinds.anchors, crypto }),
    crypto,
  });
  return new Notary({
    store,
    keys,
    memory,
    clock,
    crypto,
    random: systemRandom(),
    // evaluated each time, because chains are added and removed while the desk is open. Chains that are not required
    // come before the witness: it may complete the checkpoint, and they would then miss the certificate
    get connectors() {
      const required = chains.connectors.filter(chains.isRequired);
      return [...chains.connectors.filter((one) => !required.includes(one)), witness, ...required];
    },
    get timestampers() {
      return chains.timestampers;
    },
    isRequired: chains.isRequired,
    anchorKinds: kinds.anchors,
    deskFacts,
    recordKinds: kinds.records,
    checkDecisions: () => checkDecisions(store.settings(), kinds.records),
    paper: () => readSettings(store.settings(), kinds.records).paper,
    checker: () => readSettings(store.settings(), kinds.records).checker,
  });
}
