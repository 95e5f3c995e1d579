/** A desk as it is used, at a fake channel behind real gRPC: from the connection file to a certificate that a stranger checks. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FABRIC } from '../../core/anchors/fabric/evidence.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { type TrustBundle, trustBundleBytes, trustFingerprint } from '../../core/formats/trust.ts';
import { CLIENT_KEY, fabricFileBytes } from '../../core/node/connectors/fabric/connection-file.ts';
import { FabricConnector } from '../../core/node/connectors/fabric/connector.ts';
import { secretName } from '../../core/node/connectors/kind.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { openKeys } from '../../core/node/home/keys.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import type { ChainConnector } from '../../core/ports.ts';
import { CHANNEL } from '../anchor/fabric/support/network.ts';
import { TestDesk } from '../consortium/support/desk.ts';
import { fabricFile, fabricTrust, secretsWith } from '../fakes/fabric/file.ts';
import { CLIENT, FakeFabric } from '../fakes/fabric/network.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { scratch } from '../node/support/cli.ts';

describe('a desk', () => {
  const dir = scratch('fabric-desk-');
  const home = join(dir, 'home');
  const connection = join(dir, 'channel.fabric.json');
  const document = join(dir, 'contract.txt');
  const options = { home, version: '9.9.9', oldRuntime: false, program: 'test' };
  let fake: FakeFabric;
  let desk: Desk;
  beforeAll(async () => {
    fake = await FakeFabric.start();
    const holder = { name: 'Harbour Trading', creditCode: null, operator: null };
    ({ desk } = await Desk.init(options, { language: 'en', holder }));
    writeFileSync(connection, fabricFileBytes(fabricFile(fake)));
    writeFileSync(document, 'a contract');
  });
  afterAll(async () => {
    await desk.close();
    fake.end();
  });

  async function verdict(certificate: string, bundle: TrustBundle): Promise<string | undefined> {
    const trust = [{ bundle, fingerprint: trustFingerprint(trustBundleBytes(bundle), nobleCrypto), compared: true }];
    const [checked] = await verifyFiles([certificate, document], { trust, acceptDemo: false });
    return checked?.report?.verdict;
  }

  const states = async () =>
    (await desk.chains.test(CHANNEL))?.map(({ state, error }) => error?.details.reason ?? state);

  it('without the private key says what is missing, and goes on once it is there', async () => {
    desk.chains.add({
      paths: [connection],
      answers: { texts: {}, files: {} },
      fingerprint: null,
      typed: null,
      required: true,
    });
    expect(desk.chains.list()).toMatchObject([{ kind: FABRIC, id: CHANNEL, consortium: 'Test channel' }]);
    expect(await states()).toEqual(['passed', 'not-run', 'fabric-no-key', 'not-run', 'not-run', 'not-run']);
    const health = await desk.chains.health(CHANNEL);
    expect(health.map(({ reachable, height }) => [reachable, height])).toEqual(Array(4).fill([true, null]));
    await desk.close();
    const keys = await openKeys(home, {});
    keys.secrets.write(secretName({ kind: FABRIC, id: CHANNEL }, CLIENT_KEY), utf8(CLIENT.key));
    desk = await Desk.open(options);
    expect(await states()).toEqual(['passed', 'not-run', 'passed', 'passed', 'not-run', 'not-run']);
  });

  it('seals, waits until its log is registered, and its certificate is proven with nothing but the bundle', async () => {
    const [item] = await desk.intake({ paths: [document], again: false }).done;
    const id = item?.recordId ?? '';
    await desk.seal();
    expect(desk.record(id).state).toBe('sealed');
    expect(desk.chains.list()[0]?.problem).toMatchObject({ details: { reason: 'unknown-log' } });
    expect(await states()).toEqual(['passed', 'not-run', 'passed', 'passed', 'unknown-log', 'not-run']);
    fake.register(desk.verification.trust()[0]?.bundle.logs[0]?.keys[0]?.vkey ?? '');
    expect(await states()).toEqual(['passed', 'not-run', 'passed', 'passed', 'passed', 'passed']);
    expect(fake.submitted).toEqual([]);
    await desk.seal();
    expect(desk.record(id).state).toBe('anchored');
    const out = join(dir, 'certificate');
    await desk.certificates.certify([id], [], out);
    fake.end();
    const own = desk.verification.trust()[0]?.bundle.logs ?? [];
    const bundle = { ...fabricTrust(), logs: own };
    expect(await verdict(out, bundle)).toBe('proven');
    // a bundle alone that does not say whose log it is, and one of other configurations
    expect(await verdict(out, fabricTrust())).toBe('untrusted');
    const [chain] = bundle.chains;
    if (!chain) throw new Error('no chain');
    const epochs = chain.epochs.map((epoch) => ({ ...(epoch as object), configurations: [3] }));
    expect(await verdict(out, { ...bundle, chains: [{ ...chain, epochs }] })).toBe('self-attested');
  });
});

type Point = 'prepared' | 'stored' | 'submitted' | 'confirmed' | 'gathered';

/** A connector whose process dies at a point: what was done is done, and nothing more is stored. */
class Dying implements ChainConnector {
  readonly name: string;
  readonly chain;

  readonly #inner: FabricConnector;
  readonly #dies: Point;

  constructor(inner: FabricConnector, dies: Point) {
    this.#inner = inner;
    this.#dies = dies;
    this.name = inner.name;
    this.chain = inner.chain;
  }

  async #then<T>(point: Point, work: Promise<T>): Promise<T> {
    const done = await work;
    if (this.#dies === point) throw new Error('killed');
    return done;
  }

  readonly prepare: ChainConnector['prepare'] = (request) => this.#then('prepared', this.#inner.prepare(request));
  readonly submit: ChainConnector['submit'] = async (job) => {
    if (this.#dies === 'stored') throw new Error('killed');
    return this.#then('submitted', this.#inner.submit(job));
  };
  readonly confirm: ChainConnector['confirm'] = (job) => this.#then('confirmed', this.#inner.confirm(job));
  readonly evidence: ChainConnector['evidence'] = (job, request) =>
    this.#then('gathered', this.#inner.evidence(job, request));
}

describe('a process that is killed', () => {
  it.each(['prepared', 'stored', 'submitted', 'confirmed', 'gathered'] as const)(
    'after what it was doing was %s: nothing is lost, nothing is there twice',
    async (point) => {
      const fake = await FakeFabric.start(1, 1);
      onTestFinished(() => fake.end());
      const connector = () =>
        new FabricConnector({ file: fabricFile(fake), secrets: secretsWith(), crypto: nodeCrypto });
      const store = new MemoryStore();
      const desk = new TestDesk('fabric', [new Dying(connector(), point)], store);
      fake.register(desk.vkey);
      const { id } = desk.seal('a contract');
      await expect(desk.notary.anchorPending()).rejects.toThrow('killed');
      const after = new TestDesk('fabric', [connector()], store);
      await after.anchored();
      expect(store.get(id)?.state).toBe('anchored');
      expect(store.latestCheckpoint()?.anchors).toHaveLength(1);
      // one transaction in one block, however often it was handed over
      expect(fake.ledger.blocks.map(({ code }) => code)).toEqual([0]);
      expect(new Set(fake.submitted).size).toBe(1);
    },
  );
});
