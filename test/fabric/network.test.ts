/** What a test network of Hyperledger Fabric is started with, as far as that can be said without its programs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  channelConfig,
  connectionProfile,
  cryptoConfig,
  ordererConfig,
  PROFILE,
  peerConfig,
} from '../../scripts/fabric/network/configuration.ts';
import {
  type Network,
  newNetwork,
  ORDERINGS,
  type Organisation,
  policyOf,
  readNetwork,
  requireNetwork,
} from '../../scripts/fabric/network/network.ts';
import { Release } from '../../scripts/fabric/network/release.ts';
import { Trouble } from '../../scripts/lib/project.ts';

const folder = mkdtempSync(join(tmpdir(), 'fabric-network-'));
afterAll(() => rmSync(folder, { recursive: true }));

const network: Network = await newNetwork('bft');
const [one] = network.organisations as readonly [Organisation];

/** Every text in a value, with the path to it. */
function textsIn(value: unknown, at = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${at}/${name}`));
}

/** Values that name an address to listen on or to go to. */
const addressesIn = (value: object) =>
  textsIn(value).filter(([path, text]) => /address$|\/host$|endpoints\//i.test(path) || /^[\w.]+:\d+$/.test(text));

describe('a new network', () => {
  test('has four organisations, each port once', () => {
    const ports = network.organisations.flatMap((each) => Object.values(each.ports));
    expect(network.organisations.map(({ mspId }) => mspId)).toEqual(['AsterMSP', 'BeringMSP', 'CedarMSP', 'DunlinMSP']);
    expect(new Set(ports).size).toBe(16);
    expect(ports.every((port) => port > 1024 && port < 65_536)).toBe(true);
  });

  test('asks three of four, by their peers', () => {
    expect(policyOf(network)).toBe("OutOf(3, 'AsterMSP.peer', 'BeringMSP.peer', 'CedarMSP.peer', 'DunlinMSP.peer')");
  });

  test('is asked for where there is none', () => {
    expect(readNetwork(folder)).toBeNull();
    expect(() => requireNetwork(folder)).toThrow(Trouble);
  });
});

describe.each(ORDERINGS)('ordered by %s', (ordering) => {
  const files = {
    crypto: cryptoConfig(network),
    channel: channelConfig('/net', { ...network, ordering }),
    orderer: ordererConfig('/net', one),
    peer: peerConfig('/net', one, ordering, '/release/builders/ccaas'),
    profile: connectionProfile(one, 'PEM'),
  };

  test('nothing listens beyond this machine, nor goes elsewhere', () => {
    for (const file of [files.channel, files.orderer, files.peer]) {
      const addresses = addressesIn(file);
      expect(addresses.length).toBeGreaterThan(2);
      for (const [path, text] of addresses) expect(`${path} ${text}`).toMatch(/ 127\.0\.0\.1(:\d+)?$/);
    }
  });

  test('files are JSON, which is YAML, and lose nothing by it', () => {
    for (const file of Object.values(files)) expect(JSON.parse(JSON.stringify(file))).toEqual(file);
  });

  test('one transaction a block, four that order', () => {
    const { Profiles } = files.channel as { Profiles: Record<string, { Orderer: Record<string, unknown> }> };
    const orderer = Profiles[PROFILE]?.Orderer as {
      OrdererType: string;
      BatchSize: { MaxMessageCount: number };
      ConsenterMapping?: { ID: number; MSPID: string }[];
      EtcdRaft?: { Consenters: unknown[] };
    };
    expect(orderer.BatchSize.MaxMessageCount).toBe(1);
    expect(orderer.OrdererType).toBe(ordering === 'bft' ? 'BFT' : 'etcdraft');
    expect(orderer.ConsenterMapping?.map(({ ID }) => ID)).toEqual(ordering === 'bft' ? [1, 2, 3, 4] : undefined);
    expect(orderer.EtcdRaft?.Consenters.length).toBe(ordering === 'raft' ? 4 : undefined);
  });

  test('only v3 is asked to look at the time of proposals', () => {
    const names = JSON.stringify(files.peer).includes('TimeWindowCheck');
    expect(names).toBe(ordering === 'bft');
  });

  test('no containers, TLS everywhere, certificates for whoever administers an orderer', () => {
    expect(files.peer).toMatchObject({
      vm: { endpoint: '' },
      peer: { tls: { enabled: true }, listenAddress: `127.0.0.1:${one.ports.peer}` },
      chaincode: { externalBuilders: [{ name: 'ccaas', path: '/release/builders/ccaas' }] },
    });
    expect(files.orderer).toMatchObject({
      General: { BootstrapMethod: 'none', TLS: { Enabled: true } },
      Admin: { TLS: { Enabled: true, ClientAuthRequired: true } },
      ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    });
  });

  test('the profile for clients has no key in it', () => {
    expect(files.profile).toMatchObject({
      client: { organization: 'aster' },
      organizations: { aster: { mspid: 'AsterMSP', peers: ['peer0.aster.test'] } },
      peers: { 'peer0.aster.test': { url: `grpcs://127.0.0.1:${one.ports.peer}`, tlsCACerts: { pem: 'PEM' } } },
    });
    expect(JSON.stringify(files.profile)).not.toMatch(/private/i);
  });
});

describe('the release', () => {
  test.each([
    ['is asked for', {}, /FABRIC_BIN is not set/],
    ['is looked at', { FABRIC_BIN: folder }, /no unpacked release: .*bin\/cryptogen.* is missing/],
  ])('%s', (_, env, words) => {
    expect(() => Release.find(env)).toThrow(words);
  });

  test('is taken when all of it is there, and its programs are run with their variables', async () => {
    const release = join(folder, 'release');
    const put = (path: string) => {
      mkdirSync(join(release, path, '..'), { recursive: true });
      writeFileSync(join(release, path), '#!/bin/sh\necho "$FABRIC_CFG_PATH $*"\n', { mode: 0o755 });
    };
    for (const name of ['cryptogen', 'configtxgen', 'orderer', 'peer', 'osnadmin', 'discover']) put(`bin/${name}`);
    put('builders/ccaas/bin/build');
    const found = Release.find({ FABRIC_BIN: release });
    expect(await found.run('peer', ['channel', 'list'], { env: { FABRIC_CFG_PATH: '/cfg' } })).toBe(
      '/cfg channel list\n',
    );
    expect(found.builder).toBe(join(release, 'builders/ccaas'));
  });
});
