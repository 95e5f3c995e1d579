/** A desk whose table has the kind of this folder, and one record of it. */
import { join } from 'node:path';
import { EmbeddedWitness } from '../../../core/anchors/embedded-witness.ts';
import { KINDS as DESK_KINDS } from '../../../core/node/desk/kinds.ts';
import { makeNewHome } from '../../../core/node/desk/open.ts';
import { SystemClock } from '../../../core/node/system/clock.ts';
import { nodeCrypto } from '../../../core/node/system/crypto.ts';
import { systemRandom } from '../../../core/node/system/random.ts';
import { Notary } from '../../../core/notary.ts';
import type { Intake } from '../../../core/ports.ts';
import type { RecordKind } from '../../../core/records/index.ts';
import { testFolder } from '../../node/support/folder.ts';
import { KINDS, LOT } from './kind.ts';

export const holder = { name: '江南样例粮库', creditCode: null, operator: '王敏' };

/** 300 sacks of rice. */
export const RICE: Intake = {
  kind: LOT.key,
  digest: null,
  size: null,
  fields: { sacks: { count: 300 } },
  path: null,
  facts: { title: '晚籼稻', number: 'LOT-20261129001', silo: 'Nord', tonnes: 15 },
  supersedes: null,
};

/** A desk whose table has the kind of this folder. */
export const lotDesk = () => deskOf(KINDS);

/** A new home with a notary over it, for these kinds; `release` lets the home go, for another program to open. */
export async function deskOf(records: readonly RecordKind[]) {
  const home = join(testFolder(), 'home');
  const options = { home, version: '1', oldRuntime: false, program: 'test', kinds: { ...DESK_KINDS, records } };
  const { store, keys, lock } = await makeNewHome(options, { language: 'zh', holder });
  const clock = new SystemClock();
  const witness = new EmbeddedWitness({
    signer: keys.witness,
    logKeys: keys.logKeys,
    state: store,
    clock,
    crypto: nodeCrypto,
  });
  const deskFacts = () => ({ holder: holder.name, operator: holder.operator, software: 'Notary Desk 1' });
  const parts = { store, keys, clock, random: systemRandom(), connectors: [witness], deskFacts, crypto: nodeCrypto };
  const release = () => {
    store.close();
    lock.release();
  };
  return { home, store, keys, parts, notary: new Notary({ ...parts, recordKinds: records }), release };
}
