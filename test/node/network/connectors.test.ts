/** Every kind of connection goes through the proxy of the desk, and says what it is when that lets nothing through. */
import { ServerCredentials } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import type { NotaryError } from '../../../core/errors.ts';
import { Rpc } from '../../../core/node/cometbft/rpc.ts';
import type { FabricFile } from '../../../core/node/connectors/fabric/connection-file.ts';
import { healthOf } from '../../../core/node/connectors/fabric/health.ts';
import { testChannel } from '../../../core/node/connectors/fabric/steps.ts';
import { WitnessConnector } from '../../../core/node/connectors/witness/connector.ts';
import { JdNode } from '../../../core/node/jdchain/client.ts';
import { reasonOf } from '../../../core/node/jdchain/endpoint.ts';
import { setOutgoing } from '../../../core/node/network/outgoing.ts';
import { serveWitness } from '../../../core/node/witness/server.ts';
import { wordsFor } from '../../../core/words/words.ts';
import { isInstalled } from '../../../scripts/test/programs.ts';
import { requestOf } from '../../contracts/chain-connector.contract.ts';
import { fabricFile, secretsWith } from '../../fakes/fabric/file.ts';
import { FakeFabric } from '../../fakes/fabric/network.ts';
import { FakeJdNetwork } from '../../fakes/jdchain/network.ts';
import { TestLog } from '../../member/support/consortium.ts';
import { PATIENCE } from '../../patience.ts';
import { OurWitness, signer } from '../../witness/support/our-witness.ts';
import { witnessFile } from '../../witness/support/witness-file.ts';
import { scratch } from '../support/cli.ts';
import { authority, FakeProxy, type Identity, secureServer, signedFor } from './support.ts';

const patience = { question: PATIENCE, submission: PATIENCE, repetitions: [] };
const nothing = { origin: 'nobody', request: null, confirmed: null };
const CREDENTIALS = { user: 'clerk', password: 'open sesame' };

describe.skipIf(!isInstalled('openssl'))('through a proxy', () => {
  const folder = scratch('notary-proxied-');
  let ca: Identity;
  let identity: Identity;
  let proxy: FakeProxy;
  let direct = () => {};
  beforeAll(() => {
    ca = authority(folder, 'desk-ca');
    identity = signedFor(folder, ca, 'server', ['DNS:*.example.test']);
  });
  beforeEach(async () => {
    proxy = await FakeProxy.start();
    proxy.wants = `${CREDENTIALS.user}:${CREDENTIALS.password}`;
    direct = setOutgoing({ proxy: proxy.as({ credentials: CREDENTIALS }), ca: ca.cert });
  });
  afterEach(async () => {
    direct();
    await proxy.stop();
  });

  it('a node of CometBFT, whose CA is pinned, answers; what the proxy says is no answer of a node', async () => {
    const refusal = '{"jsonrpc":"2.0","id":1,"error":{"message":"tx not found","data":"by the node itself"}}';
    const { port, server } = await secureServer(identity, () => refusal);
    proxy.routes.set('rpc.example.test:26657', port);
    const rpc = new Rpc({ url: 'https://rpc.example.test:26657', ca: ca.cert }, PATIENCE);
    await expect(rpc.status()).rejects.toMatchObject({ name: 'RpcRefusal', data: 'by the node itself' });
    proxy.behaviour = 403;
    await expect(rpc.status()).rejects.toMatchObject({
      code: 'anchor-unavailable',
      details: { reason: 'proxy-refused', proxy: `127.0.0.1:${proxy.port}` },
    });
    server.close();
  });

  it('a witness cosigns, under the CA of the desk where none is pinned', async () => {
    const log = new TestLog(201).grow(2);
    const desk = new OurWitness(scratch('notary-proxied-witness-')).accept(log.vkey).desk();
    const tls = { cert: Buffer.from(identity.cert), key: Buffer.from(identity.key) };
    const server = await serveWitness(desk, { host: '127.0.0.1', port: 0, tls }, () => {});
    proxy.routes.set('witness.example.test:443', server.port);
    const file = { ...witnessFile('https://witness.example.test', signer.key.text), ca: null };
    const connector = new WitnessConnector({ file, crypto: nobleCrypto, timeout: PATIENCE });
    expect(await connector.cosign(requestOf(log))).toBeTruthy();
    expect(proxy.seen.at(-1)?.authority).toBe('witness.example.test:443');
    // a 409 of the proxy would be a size that the witness knows
    proxy.behaviour = 409;
    const refused = await connector.cosign(requestOf(log)).catch((error: NotaryError) => error.details.reason);
    expect(refused).toBe('proxy-refused');
    await server.close();
  });

  it('a node of JD Chain answers; 401 and 407 of the proxy are not the gateway’s', async () => {
    const network = await FakeJdNetwork.start();
    const front = await secureServer(identity, async (path) => (await fetch(`${network.gateway.url}${path}`)).text());
    proxy.routes.set('gateway.example.test:443', front.port);
    const at = { url: 'https://gateway.example.test', ca: null, credentials: null };
    const node = new JdNode(at, network.ledger, patience);
    expect((await node.tip())?.height).toBeTypeOf('number');
    proxy.behaviour = 401;
    expect(await node.tip().catch(reasonOf)).toBe('proxy-refused');
    proxy.behaviour = 407;
    expect(await node.tip().catch(reasonOf)).toBe('proxy-credentials');
    expect(await node.submit(Uint8Array.of(1), new Uint8Array(34))).toMatchObject({
      is: 'not-sent',
      reason: 'proxy-credentials',
    });
    front.server.close();
    await network.stop();
  });

  describe('a channel of Fabric', () => {
    let fake: FakeFabric;
    let file: FabricFile;
    beforeAll(async () => {
      const pair = { cert_chain: Buffer.from(identity.cert), private_key: Buffer.from(identity.key) };
      fake = await FakeFabric.start(1, 1, ServerCredentials.createSsl(null, [pair]));
      const node = (name: string) => [
        { organisation: name, url: `grpcs://${name}.example.test:7051`, ca: ca.cert, hostname: null },
      ];
      file = fabricFile(fake, { gateways: node('peer'), orderers: node('orderer') });
    });
    afterAll(() => fake.end());
    beforeEach(() => {
      proxy.routes.set('peer.example.test:7051', fake.gateways[0] ?? 0);
      proxy.routes.set('orderer.example.test:7051', fake.orderers[0] ?? 0);
    });

    const tried = async (over: Partial<FabricFile> = {}) =>
      (await testChannel({ file: { ...file, ...over }, secrets: secretsWith() }, nothing)).map(
        ({ state, error }) => error?.details.reason ?? state,
      );

    it('answers over gRPC, gateways and orderers', async () => {
      expect(await tried()).toEqual(['passed', 'passed', 'passed', 'passed', 'not-run', 'not-run']);
      const health = await healthOf(file, secretsWith());
      expect(health.map(({ reachable }) => reachable)).toEqual([true, true]);
      const asked = new Set(proxy.seen.map(({ authority: at }) => at));
      expect(asked).toEqual(new Set(['peer.example.test:7051', 'orderer.example.test:7051']));
    });

    it('is judged by the CA that the file pins, and by the name that it says', async () => {
      const other = authority(folder, 'other-ca').cert;
      const [node] = file.gateways as [FabricFile['gateways'][0]];
      expect(await tried({ gateways: [{ ...node, ca: other }] })).toContain('fabric-tls');
      expect(await tried({ gateways: [{ ...node, hostname: 'another.example.test' }] })).not.toContain('fabric-tls');
      expect(await tried({ gateways: [{ ...node, hostname: 'peer.elsewhere.test' }] })).toContain('fabric-tls');
    });

    it.each<readonly [number | 'closes', string]>([
      [407, 'proxy-credentials'],
      [403, 'proxy-refused'],
      [502, 'proxy-target'],
      ['closes', 'proxy-other'],
    ])('behind a proxy that answers %s says so', async (behaviour, reason) => {
      proxy.behaviour = behaviour;
      expect((await tried())[0]).toBe(reason);
      const { FabricNetwork } = await import('../../../core/node/connectors/fabric/network.ts');
      const dependencies = { file, secrets: secretsWith(), timeout: 5000 };
      const call = { chaincode: 'qscc', function: 'GetChainInfo', arguments: [file.channel] };
      const asked = FabricNetwork.during(dependencies, [...file.gateways], (network) => network.evaluate(call));
      await expect(asked).rejects.toMatchObject({ code: 'anchor-unavailable', details: { reason } });
    });
  });

  it('what a proxy does has words of its own in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      const said = ['proxy-settings', 'proxy-unreachable', 'proxy-timeout', 'proxy-credentials', 'proxy-refused']
        .concat('proxy-target', 'proxy-other')
        .map((reason) => wordsFor(language).error('anchor-unavailable', { reason, endpoint: 'E', proxy: 'P:1' }));
      expect(new Set(said.map(({ happened }) => happened)).size).toBe(7);
      expect(new Set(said.map(({ next }) => next)).size).toBe(7);
    }
  });
});
