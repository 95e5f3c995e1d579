/** The notary of an opened home: its store, keys and random source, the embedded witness, and the chains brought in. */
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
import { readSettings } from './settings.ts';

export interface NotaryMakings extends Pick<OpenHome, 'store' | 'keys'> {
  readonly clock: Clock;
  readonly chains: Chains;
  readonly kinds: Kinds;
  /** What the desk itself states in every record. */
  readonly deskFacts: () => Partial<Facts>;
}

export function makeNotary({ store, keys, clock, chains, kinds, deskFacts }: NotaryMakings): Notary {
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
    clock,
    crypto,
    random: systemRandom(),
    // asked anew each time: chains come and go while the desk works. What is not required comes before the witness, who
    // would else complete the checkpoint before it had a chance to be in the certificate
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
    paper: () => readSettings(store.settings(), kinds.records).paper,
  });
}
