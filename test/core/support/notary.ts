import { EmbeddedWitness } from '../../../core/anchors/embedded-witness.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { toHex, utf8 } from '../../../core/formats/bytes.ts';
import { onlyKey } from '../../../core/formats/trusted.ts';
import { Notary } from '../../../core/notary.ts';
import type { ChainConnector, Intake } from '../../../core/ports.ts';
import { MemoryStore } from '../../fakes/memory-store.ts';
import { FakeClock, FakeKeys, fakeRandom, OutsideWitness } from '../../fakes/ports.ts';
import { bank, desk, ownWitness } from './evidence.ts';

/** A desk without a disk: its embedded witness, and a bank's if asked for. */
export function makeNotary(options: { readonly outside?: 'witness' | 'chain' } = {}) {
  const store = new MemoryStore();
  const clock = new FakeClock('2026-11-24T05:38:00.250Z');
  const keys = new FakeKeys(desk, ownWitness);
  const embedded = new EmbeddedWitness({
    signer: ownWitness,
    logKeys: onlyKey(desk.key),
    state: store,
    clock,
    crypto: nobleCrypto,
  });
  const chain = options.outside === 'chain' ? { kind: 'example', id: 'notary-1' } : null;
  const outside = new OutsideWitness(bank, clock, chain);
  const connectors: ChainConnector[] = options.outside ? [embedded, outside] : [embedded];
  const random = fakeRandom('desk');
  const deskFacts = () => ({
    holder: '上海长风供应链管理有限公司',
    holderId: '91310115MA1K3ABC7X',
    software: 'Notary Desk 0.1.0',
  });
  const parts = { store, keys, clock, random, connectors, deskFacts };
  return { notary: new Notary(parts), parts, store, clock, keys, embedded, outside };
}

/** A hashed file. */
export function file(content: string, name = `${content}.pdf`): Intake {
  return {
    digest: { sha256: toHex(nobleCrypto.sha256(utf8(content))) },
    size: content.length,
    path: `/documents/${name}`,
    facts: { fileName: name },
    supersedes: null,
  };
}
