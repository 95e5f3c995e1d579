/** The kind `jdchain`: its file, a ledger that is tried out step by step, and the contract of connectors over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicKeyBytes, publicKeyOf } from '../../../core/anchors/jdchain/keys.ts';
import { membersJson } from '../../../core/anchors/jdchain/members.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../../core/formats/canonical.ts';
import { CONNECTION_KINDS } from '../../../core/node/connectors/index.ts';
import { type LedgerFile, ledgerFileBytes } from '../../../core/node/connectors/jdchain/connection-file.ts';
import { jdchainConnectionsWith } from '../../../core/node/connectors/jdchain/index.ts';
import { keySecret } from '../../../core/node/connectors/jdchain/key.ts';
import { type Connection, nameOf, readConnection, type Secrets } from '../../../core/node/connectors/kind.ts';
import type { ChainConnector } from '../../../core/ports.ts';
import { keyOf, MEMBERS } from '../../anchor/jdchain/support/ledger.ts';
import { chainConnectorContract } from '../../contracts/chain-connector.contract.ts';
import { HttpNetwork, TEST_PATIENCE } from './support/http-network.ts';

const USER = keyOf('user');
const secrets: Secrets = {
  read: (name) => (/^jdchain:\w+:client-key$/.test(name) ? keySecret(USER) : null),
};
const KIND = jdchainConnectionsWith(TEST_PATIENCE, () => 1795910390000);

let network: HttpNetwork;
beforeAll(async () => {
  network = await HttpNetwork.start();
  network.jd.registerUser(publicKeyBytes(publicKeyOf(USER)));
});
afterAll(() => network.stop());

const connection = (file: Uint8Array = network.bytes()): Connection => KIND.read(file);
const connectorOf = (one: Connection): ChainConnector => {
  const port = one.open(secrets);
  if (port.is !== 'chain') throw new Error('no chain');
  return port.connector;
};

describe('a ledger file', () => {
  it('is one of the kinds of the program, and names the ledger, its members and gateways', () => {
    const read = readConnection(network.bytes(), CONNECTION_KINDS);
    expect(nameOf(read)).toBe(`jdchain:${network.id}`);
    expect(read.members.map(({ organisation }) => organisation)).toEqual(
      MEMBERS.members.map(({ organisation }) => organisation),
    );
    expect(read.rows.map(({ value }) => value)).toEqual([
      network.id,
      '3/4',
      expect.stringContaining(network.jd.gateway.url),
    ]);
  });

  const first = <T>(all: readonly T[]): T => all[0] as T;
  const CHANGES: readonly (readonly [string, (file: LedgerFile) => Partial<LedgerFile>])[] = [
    [
      'an address elsewhere without TLS',
      ({ gateways }) => ({ gateways: [{ ...first(gateways), url: 'http://198.51.100.1:80' }] }),
    ],
    ['no gateway', () => ({ gateways: [] })],
    ['too few members with a peer', ({ peers }) => ({ peers: peers.slice(0, 1) })],
    ['two peers of one member', ({ peers }) => ({ peers: [first(peers), ...peers] })],
    ['a peer of nobody', ({ peers }) => ({ peers: [...peers, { ...first(peers), organisation: 'Stranger' }] })],
    ['too few witnesses', ({ witnesses }) => ({ witnesses: witnesses.slice(1, 3) })],
    ['one witness twice', ({ witnesses }) => ({ witnesses: [first(witnesses), ...witnesses] })],
    [
      'a witness under the name of another member',
      ({ witnesses: [one, two, ...others] }) => ({
        witnesses: [{ ...first([one]), organisation: two?.organisation }, two, ...others] as LedgerFile['witnesses'],
      }),
    ],
    ['another ledger than the bundle names', () => ({ ledger: `${network.id.slice(0, -2)}11` })],
    ['no hash of a ledger', () => ({ ledger: 'ledger-1' })],
  ];
  it.each(CHANGES)('with %s is refused', (_, change) => {
    expect(() => KIND.read(network.bytes(change(network.file())))).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
  });

  it('with an address that speaks GMTLS is refused, and says what to put in front', () => {
    const gateways = [{ organisation: 'Court', url: 'gmtls://gateway.example:443', ca: null }];
    expect(() => KIND.read(network.bytes({ gateways }))).toThrow(/put a reverse proxy in front/);
  });

  it('of a later version, with more or with less is refused', () => {
    const json = parseCanonical(network.bytes()) as Readonly<Record<string, Json>>;
    expect(() => KIND.read(canonicalBytes({ ...json, v: 2 }))).toThrow(
      expect.objectContaining({ code: 'newer-version' }),
    );
    expect(() => KIND.read(canonicalBytes({ ...json, more: 1 }))).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
    for (const name of Object.keys(json)) {
      const { [name]: _, ...rest } = json;
      expect(() => KIND.read(canonicalBytes(rest))).toThrow();
    }
  });

  it('whose bundle needs more witnesses than it has members is refused by the bundle', () => {
    const trust = network.bundle();
    const chains = trust.chains.map((chain) => ({ ...chain, epochs: membersJson({ ...MEMBERS, need: 5 }) }));
    expect(() => KIND.read(ledgerFileBytes({ ...network.file(), trust: { ...trust, chains } }))).toThrow();
  });
});

describe('a ledger that is tried out', () => {
  const tried = async (one: Connection = connection(), held: Secrets = secrets) =>
    (await one.test?.(held, { origin: 'desk', request: null, confirmed: null })) ?? [];
  const states = (steps: Awaited<ReturnType<typeof tried>>) => steps.map(({ state }) => state);

  it('passes every step, and nothing was sent', async () => {
    const steps = await tried();
    expect(states(steps)).toEqual(Array.from({ length: 7 }, () => 'passed'));
    expect(network.jd.submissions).toEqual([]);
  });

  it('says at which step it fails, and why; what comes after it was not tried', async () => {
    const fails = async (reason: string, at: number, steps: Promise<Awaited<ReturnType<typeof tried>>>) => {
      const all = await steps;
      expect(states(all)).toEqual(
        Array.from({ length: 7 }, (_, i) => (i < at ? 'passed' : i === at ? 'failed' : 'not-run')),
      );
      expect(all[at]?.error?.details.reason).toBe(reason);
    };
    await fails('jd-no-key', 3, tried(connection(), { read: () => null }));
    const other: Secrets = { read: () => keySecret(keyOf('not registered')) };
    await fails('jd-user-unknown', 4, tried(connection(), other));
    for (const peer of network.jd.peers.slice(0, 3)) peer.isDown = true;
    await fails('jd-few', 1, tried());
    for (const peer of network.jd.peers) peer.isDown = false;
    for (const one of network.witnesses.slice(0, 2)) one.stop();
    await fails('jd-witnesses', 6, tried());
    for (const one of network.witnesses.slice(0, 2)) await one.start();
    const gateways = [{ organisation: 'Court', url: 'http://127.0.0.1:1', ca: null }];
    await fails('jd-gateway', 0, tried(connection(network.bytes({ gateways }))));
  });

  it('fails on a ledger that is kept as KV', async () => {
    const kv = await HttpNetwork.start({ structure: 'KV' });
    const steps = await tried(connection(kv.bytes()));
    await kv.stop();
    expect(steps[2]).toMatchObject({
      state: 'failed',
      error: { code: 'anchor-refused', details: { reason: 'jd-kv' } },
    });
  });

  it('tells the health of each member', async () => {
    const [first] = network.jd.peers;
    if (!first) throw new Error('no peer');
    first.isDown = true;
    const health = await connection().health(secrets);
    first.isDown = false;
    expect(health.map(({ reachable }) => reachable)).toEqual([false, true, true, true]);
    expect(health[1]?.height).toBeGreaterThanOrEqual(0);
  });
});

describe('as a connector over HTTP', () => {
  let shared: HttpNetwork;
  chainConnectorContract(async () => {
    shared = await HttpNetwork.start();
    shared.jd.registerUser(publicKeyBytes(publicKeyOf(USER)));
    return connectorOf(connection(shared.bytes()));
  });
  afterAll(() => shared.stop());
});
