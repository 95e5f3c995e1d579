/** The notary of an opened home: its store, keys and random source, the embedded witness, and the chains brought in. */
import { EmbeddedWitness } from '../../anchor/embedded-witness.ts';
import type { Facts } from '../../facts.ts';
import { RECORD_KINDS, type RecordKind } from '../../kinds/index.ts';
import { Notary } from '../../notary.ts';
import type { Clock } from '../../ports.ts';
import { nodeCrypto } from '../crypto.ts';
import { systemRandom } from '../random.ts';
import type { Chains } from './chains.ts';
import type { OpenHome } from './open.ts';
import { readSettings } from './settings.ts';

export interface NotaryMakings extends Pick<OpenHome, 'store' | 'keys'> {
  readonly clock: Clock;
  readonly chains: Chains;
  /** What the desk itself states in every record. */
  readonly deskFacts: () => Partial<Facts>;
  readonly kinds: readonly RecordKind[] | undefined;
}

export function makeNotary({ store, keys, clock, chains, deskFacts, kinds = RECORD_KINDS }: NotaryMakings): Notary {
  const crypto = nodeCrypto;
  const witness = new EmbeddedWitness({ signer: keys.witness, logKeys: keys.logKeys, state: store, clock, crypto });
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
    isRequired: chains.isRequired,
    deskFacts,
    recordKinds: kinds,
    paper: () => readSettings(store.settings(), kinds).paper,
  });
}
