/** The fake network: it answers as real ones did, and each of its faults is what our client takes it for. */
import { afterEach, describe, expect, it } from 'vitest';
import { toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { DATA_TYPE, type Operation, TRANSACTION_STATE } from '../../../core/anchors/jdchain/contracts.ts';
import {
  addressOf,
  hashAlgorithmOf,
  type JdPrivateKey,
  publicKeyBytes,
  publicKeyOf,
  SM2,
} from '../../../core/anchors/jdchain/keys.ts';
import { isSigned, requestBytes, signTransaction, transactionHash } from '../../../core/anchors/jdchain/transaction.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { utf8 } from '../../../core/formats/bytes.ts';
import { missingRights, OWNERS_ONLY } from '../../../core/node/jdchain/answers.ts';
import { askLedgers, JdNode, PATIENCE as NETWORK } from '../../../core/node/jdchain/client.ts';
import { reasonOf } from '../../../core/node/jdchain/endpoint.ts';
import type { Submission } from '../../../core/node/jdchain/submission.ts';
import { keyOf } from '../../anchor/jdchain/support/ledger.ts';
import { recorded } from '../../anchor/jdchain/support/vectors.ts';
import type { Fault } from '../../fakes/jdchain/ends.ts';
import { FakeJdNetwork, type FakeSetting } from '../../fakes/jdchain/network.ts';
import { PATIENCE } from '../../patience.ts';

const patient = { ...NETWORK, question: PATIENCE, submission: PATIENCE, repetitions: [0, 0] };
const user = keyOf('user of the fake');
const shown = (key: JdPrivateKey) => publicKeyBytes(publicKeyOf(key));
const addressOfKey = (key: JdPrivateKey) => addressOf(publicKeyOf(key), nobleCrypto);
const account = keyOf('account of the fake');
const KEY = 'log.example/7';

let network: FakeJdNetwork | null = null;
afterEach(async () => {
  await network?.stop();
  network = null;
});

/** A network with our user. */
async function started(setting: FakeSetting = {}, key = user): Promise<FakeJdNetwork> {
  network = await FakeJdNetwork.start(setting);
  network.registerUser(shown(key));
  return network;
}

const at = (url: string, one: FakeJdNetwork, changes: Partial<typeof patient> = {}) =>
  new JdNode({ url, ca: null, credentials: null }, one.ledger, { ...patient, ...changes });
const gatewayOf = (one: FakeJdNetwork) => at(one.gateway.url, one);
const peerOf = (one: FakeJdNetwork, i: number) => at(one.peers[i]?.url ?? '', one);

const identityOf = (key: JdPrivateKey) => ({ address: addressOfKey(key), pubKey: shown(key) });
const REGISTER: Operation = {
  contract: 'DataAccountRegisterOperation',
  accountID: identityOf(account),
  addressSignature: null,
};
const mode = (digits: number): Operation => ({
  contract: 'AccountPermissionSetOperation',
  address: addressOfKey(account),
  accountType: 1,
  mode: digits,
  role: '',
});
const write = (value: string, expectedVersion = -1n): Operation => ({
  contract: 'DataAccountKVSetOperation',
  accountAddress: addressOfKey(account),
  writeSet: [{ key: KEY, value: { type: DATA_TYPE.TEXT, bytes: utf8(value) }, expectedVersion }],
});

let clock = 1795910400000;
/** A signed request, with another time in each. */
function made(one: FakeJdNetwork, operations: readonly Operation[], key = user) {
  const content = { ledgerHash: one.ledger, operations, timestamp: BigInt(++clock) };
  const hash = transactionHash(content, hashAlgorithmOf(one.ledger), nobleCrypto);
  return { bytes: requestBytes(content, hash, [signTransaction(hash, key)]), hash };
}
async function sent(one: FakeJdNetwork, operations: readonly Operation[], key = user) {
  const { bytes, hash } = made(one, operations, key);
  return { hash, said: await gatewayOf(one).submit(bytes, hash) };
}

describe.each([
  { structure: 'MERKLE_TREE', hash: 'SHA256', key: user },
  { structure: 'MERKLE_TREE', hash: 'SM3', key: keyOf('user of the fake', SM2) },
] as const)('a network with $structure and $hash', ({ structure, hash, key }) => {
  it('registers an account, protects it, and takes an entry once; gateway and members show the same', async () => {
    const one = await started({ structure, hash }, key);
    expect((await askLedgers({ url: one.gateway.url, ca: null, credentials: null }))[0]).toEqual(one.ledger);
    const done = await sent(one, [REGISTER, mode(700), write('first')], key);
    expect(done.said).toMatchObject({ is: 'accepted', height: 1 });
    expect(await sent(one, [write('second')], key)).toMatchObject({
      said: { is: 'recorded', state: TRANSACTION_STATE.DATA_VERSION_CONFLICT, height: 2 },
    });
    const block = (done.said as Extract<Submission, { is: 'accepted' }>).block;
    for (const node of [gatewayOf(one), peerOf(one, 0), peerOf(one, 3)]) {
      expect((await node.block(1))?.hash).toEqual(block);
      expect((await node.blockByHash(block))?.height).toBe(1n);
      expect(await node.block(9)).toBeNull();
      const recordedOne = await node.transaction(done.hash);
      expect(recordedOne).toMatchObject({ state: TRANSACTION_STATE.SUCCESS, height: 1 });
      const [passedOn] = recordedOne?.transaction.request?.nodeSignatures ?? [];
      expect(passedOn && isSigned(passedOn, done.hash, nobleCrypto)).toBe(true);
      expect(await node.state(done.hash)).toBe(TRANSACTION_STATE.SUCCESS);
      expect(await node.entry(addressOfKey(account), KEY)).toEqual({
        version: 0,
        type: DATA_TYPE.TEXT,
        bytes: utf8('first'),
      });
      expect(await node.account(addressOfKey(account))).toMatchObject({
        mode: OWNERS_ONLY,
        owners: [addressOfKey(key)],
      });
      expect(await node.user(addressOfKey(key))).toMatchObject({ state: 'NORMAL' });
      expect(
        missingRights((await node.rights(addressOfKey(key))) ?? { roles: [], ledger: [], transaction: [] }),
      ).toEqual([]);
      expect((await node.participants())?.map(({ name }) => name)).toEqual(['court', 'notary', 'bank', 'platform']);
      expect(await node.genesis()).toMatchObject({ structure, hashAlgorithm: hash === 'SM3' ? 0x2003 : 0x2018 });
    }
  });
});

describe('a network', () => {
  it('says of what it does not know nothing, on each kind of port', async () => {
    const one = await started();
    for (const node of [gatewayOf(one), peerOf(one, 1)]) {
      expect(await node.transaction(one.ledger)).toBeNull();
      expect(await node.state(one.ledger)).toBeNull();
      expect(await node.blockByHash(nobleHashOf(one.ledger))).toBeNull();
      expect(await node.account(addressOfKey(account))).toBeNull();
      expect(await node.entry(addressOfKey(account), KEY)).toBeNull();
      expect(await node.user(addressOfKey(account))).toBeNull();
    }
    const other = at(one.gateway.url, one);
    expect(await new JdNode(other.endpoint, nobleHashOf(one.ledger), patient).tip()).toBeNull();
  });

  it('keeps strangers out of an account of mode 700, and lets them into one of mode 777', async () => {
    const one = await started();
    const stranger = keyOf('stranger');
    const refused = { said: { is: 'recorded', state: TRANSACTION_STATE.REJECTED_BY_SECURITY_POLICY } };
    expect(await sent(one, [REGISTER], stranger)).toMatchObject(refused);
    await sent(one, [REGISTER, mode(700)]);
    one.registerUser(shown(stranger));
    expect(await sent(one, [write('x')], stranger)).toMatchObject(refused);
    await sent(one, [mode(777)]);
    expect(await gatewayOf(one).account(addressOfKey(account))).toMatchObject({ mode: '-rwxrwxrwx' });
    expect(await sent(one, [write('x')], stranger)).toMatchObject({ said: { is: 'accepted' } });
    one.registerUser(shown(stranger), { state: 'FREEZE' });
    expect(await sent(one, [write('y', 0n)], stranger)).toMatchObject(refused);
  });

  it('does not check versions on KV, and drops a block that registers and writes', async () => {
    const one = await started({ structure: 'KV' });
    const dropped = await sent(one, [REGISTER, write('x')]);
    const rolledBack = TRANSACTION_STATE.IGNORED_BY_BLOCK_FULL_ROLLBACK;
    expect(dropped.said).toMatchObject({ is: 'open', why: 'state', state: rolledBack });
    expect(await gatewayOf(one).transaction(dropped.hash)).toBeNull();
    await sent(one, [REGISTER]);
    for (const value of ['first', 'second'])
      expect((await sent(one, [write(value)])).said).toMatchObject({ is: 'accepted' });
    expect(await gatewayOf(one).entry(addressOfKey(account), KEY)).toMatchObject({ version: 0, bytes: utf8('second') });
  });

  it('does not pass on what is not signed as it has to be', async () => {
    const one = await started();
    const { bytes, hash } = made(one, [REGISTER]);
    const last = bytes.length - 2;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    const said = await gatewayOf(one).submit(bytes, hash);
    expect(said).toEqual({ is: 'refused', state: TRANSACTION_STATE.INVALID_ENDPOINT_SIGNATURE });
    expect(one.blocks).toHaveLength(1);
    expect(await gatewayOf(one).submit(bytes.subarray(1), hash)).toMatchObject({ is: 'not-understood' });
  });

  it('asks for credentials', async () => {
    const one = await started({ credentials: 'user:secret' });
    const { bytes, hash } = made(one, [REGISTER]);
    expect(await gatewayOf(one).submit(bytes, hash)).toEqual({ is: 'not-allowed', status: 401 });
    expect(await gatewayOf(one).tip().catch(reasonOf)).toBe('not-allowed');
    const endpoint = { ...gatewayOf(one).endpoint, credentials: { user: 'user', password: 'secret' } };
    const allowed = new JdNode(endpoint, one.ledger, patient);
    expect(await allowed.submit(bytes, hash)).toMatchObject({ is: 'accepted' });
  });
});

/** Another hash of the algorithm. */
const nobleHashOf = (hash: Uint8Array) => Uint8Array.from([...hash.subarray(0, 2), ...nobleCrypto.sha256(hash)]);

describe('faults', () => {
  const { TIMEOUT, SYSTEM_ERROR, IGNORED_BY_BLOCK_FULL_ROLLBACK, REJECTED_BY_SECURITY_POLICY } = TRANSACTION_STATE;
  const cases: readonly { fault: Fault; said: object; isIn: boolean }[] = [
    { fault: 'timeout-lost', said: { is: 'open', why: 'state', state: TIMEOUT }, isIn: false },
    { fault: 'timeout-committed', said: { is: 'open', why: 'state', state: TIMEOUT }, isIn: true },
    { fault: 'system-error-lost', said: { is: 'open', why: 'state', state: SYSTEM_ERROR }, isIn: false },
    { fault: 'system-error-committed', said: { is: 'open', why: 'state', state: SYSTEM_ERROR }, isIn: true },
    { fault: 'rollback-lost', said: { is: 'open', state: IGNORED_BY_BLOCK_FULL_ROLLBACK }, isIn: false },
    { fault: 'rollback-committed', said: { is: 'open', state: IGNORED_BY_BLOCK_FULL_ROLLBACK }, isIn: true },
    { fault: 'close-lost', said: { is: 'open', why: 'connection' }, isIn: false },
    { fault: 'close-committed', said: { is: 'open', why: 'connection' }, isIn: true },
    { fault: 'wrong-hash-committed', said: { is: 'open', why: 'hash' }, isIn: true },
    { fault: 'truncated-committed', said: { is: 'open', why: 'shape' }, isIn: true },
    { fault: 'status-lost', said: { is: 'open', why: 'status' }, isIn: false },
    { fault: 'status-committed', said: { is: 'open', why: 'status' }, isIn: true },
    { fault: 'lying-success', said: { is: 'accepted' }, isIn: false },
  ];

  it.each(cases)('$fault', async ({ fault, said, isIn }) => {
    const one = await started();
    const other = keyOf('another user');
    await sent(one, [{ contract: 'UserRegisterOperation', userID: identityOf(other), certificate: '' }]);
    one.next(fault);
    const done = await sent(one, [REGISTER]);
    expect(done.said).toMatchObject(said);
    expect((await gatewayOf(one).transaction(done.hash)) !== null).toBe(isIn);
    expect((await sent(one, [mode(700)])).said.is).toBe(isIn ? 'accepted' : 'recorded');
  });

  it.each(['silent-lost', 'silent-committed'] as const)('%s', async (fault) => {
    const one = await started();
    one.next(fault);
    const { bytes, hash } = made(one, [REGISTER]);
    const said = await at(one.gateway.url, one, { submission: 100 }).submit(bytes, hash);
    // on a busy machine the time may be over before anything was sent
    if (said.is !== 'not-sent') expect(said).toMatchObject({ is: 'open', why: 'time' });
  });

  it('late: in a block when it is let', async () => {
    const one = await started();
    one.next('late');
    const { hash, said } = await sent(one, [REGISTER]);
    expect(said).toMatchObject({ is: 'open', state: TIMEOUT });
    expect(await gatewayOf(one).state(hash)).toBeNull();
    one.commitLate();
    expect(await gatewayOf(one).state(hash)).toBe(TRANSACTION_STATE.SUCCESS);
  });

  it('rejected: whatever the user may do', async () => {
    const one = await started();
    await sent(one, [REGISTER]);
    one.next('rejected');
    expect((await sent(one, [mode(700)])).said).toMatchObject({ is: 'recorded', state: REJECTED_BY_SECURITY_POLICY });
  });

  it('the same bytes again are in no second block', async () => {
    const one = await started();
    const { bytes, hash } = made(one, [REGISTER]);
    await gatewayOf(one).submit(bytes, hash);
    expect(await gatewayOf(one).submit(bytes, hash)).toMatchObject({ is: 'open', state: SYSTEM_ERROR });
    expect(one.blocks).toHaveLength(2);
    expect(one.submissions).toEqual([bytes, bytes]);
    expect(one.mostAtOnce).toBe(1);
  });

  it('a member that lags behind, is down, lies, or has another chain', async () => {
    const one = await started();
    const [court, notary, bank, platform] = one.peers;
    if (!court || !notary || !bank || !platform) throw new Error('four peers');
    await sent(one, [REGISTER, mode(700)]);
    one.fork('platform');
    const { hash } = await sent(one, [write('x')]);
    notary.behind = 1;
    expect(await peerOf(one, 1).transaction(hash)).toBeNull();
    expect(await peerOf(one, 1).entry(addressOfKey(account), KEY)).toBeNull();
    expect(await peerOf(one, 1).block(2)).toBeNull();
    expect(await peerOf(one, 1).tip()).toMatchObject({ height: 1 });
    bank.isDown = true;
    expect(await peerOf(one, 2).tip().catch(reasonOf)).toBe('connection');
    const honest = await peerOf(one, 0).block(2);
    const other = await peerOf(one, 3).block(2);
    expect(other?.previousHash).toEqual(honest?.previousHash);
    expect(other?.hash).not.toEqual(honest?.hash);
    court.lie = (path, data) => (path.includes('/blocks/height/') ? { ...(data as object), timestamp: 1 } : data);
    expect(await peerOf(one, 0).block(2).catch(reasonOf)).toBe('wrong');
    expect(await peerOf(one, 0).tip()).toMatchObject({ height: 2 });
    one.gateway.asks = [1, 3];
    expect(await gatewayOf(one).tip()).toMatchObject({ height: 1 });
    expect((await gatewayOf(one).tip())?.block).toEqual(other?.hash);
  });

  it('a gateway that is not connected yet, and one that is since a moment', async () => {
    const one = await started();
    one.gateway.isConnected = false;
    expect(await askLedgers(gatewayOf(one).endpoint, patient)).toEqual([]);
    expect(await gatewayOf(one).tip()).toBeNull();
    expect(await gatewayOf(one).state(one.ledger).catch(reasonOf)).toBe('refused');
    one.gateway.isConnected = true;
    one.gateway.poolShutDown = 2;
    expect(await gatewayOf(one).tip()).toMatchObject({ height: 0 });
    one.gateway.poolShutDown = 3;
    expect(await gatewayOf(one).tip().catch(reasonOf)).toBe('refused');
  });

  it('reading right after SUCCESS may miss it', async () => {
    const one = await started();
    const { hash } = await sent(one, [REGISTER]);
    one.missReads = 1;
    expect(await gatewayOf(one).state(hash)).toBeNull();
    expect(await gatewayOf(one).state(hash)).toBe(TRANSACTION_STATE.SUCCESS);
  });

  it('a mode that is set and does not come to be', async () => {
    const one = await started();
    one.chain.state.ignoresModes = true;
    await sent(one, [REGISTER, mode(700)]);
    expect(await gatewayOf(one).account(addressOfKey(account))).toMatchObject({ mode: '-rwxrwxrwx' });
  });
});

describe('answers', () => {
  /** Names of the members of a JSON value, with those inside, without the elements of lists one by one. */
  function namesIn(value: unknown, path = ''): readonly string[] {
    if (Array.isArray(value)) return value.length === 0 ? [path] : namesIn(value[0], `${path}[]`);
    if (typeof value !== 'object' || value === null) return [path];
    return Object.entries(value).flatMap(([name, one]) => namesIn(one, `${path}.${name}`));
  }

  it('have the members of those that real networks gave, in the same order', async () => {
    const one = await started();
    const { hash } = await sent(one, [REGISTER, mode(700), write('{"root":"x"}')]);
    const ledger = `/ledgers/${toBase58(one.ledger)}`;
    const [accountText, userText] = [addressOfKey(account), addressOfKey(user)].map(toBase58);
    const asked: readonly (readonly [recorded: string, path: string])[] = [
      ['ledgers', '/ledgers'],
      ['ledger', ledger],
      ['participants', `${ledger}/participants`],
      ['block-latest', `${ledger}/blocks/height/0`],
      ['block-of-anchor', `${ledger}/blocks/height/1`],
      ['block-of-anchor-txs', `${ledger}/blocks/height/1/txs/additional-txs`],
      ['tx-anchor-0', `${ledger}/txs/hash/${toBase58(hash)}`],
      ['tx-anchor-state', `${ledger}/txs/state/${toBase58(hash)}`],
      ['account-a', `${ledger}/accounts/address/${accountText}`],
      ['entries-a', `${ledger}/accounts/${accountText}/entries?keys=${encodeURIComponent(KEY)}`],
      ['entries-half', `${ledger}/accounts/${accountText}/entries?keys=half&keys=nope`],
      ['user-alice', `${ledger}/users/address/${userText}`],
      ['authorization-user-alice', `${ledger}/authorization/user/${userText}`],
      ['unknown-path', `${ledger}/nothing-here`],
      ['tx-unknown', `${ledger}/txs/hash/${toBase58(nobleHashOf(hash))}`],
      ['ledger-unknown', `/ledgers/${toBase58(nobleHashOf(hash))}/blocks/latest`],
    ];
    const { exchanges } = recorded('net1-default');
    for (const [name, path] of asked) {
      const answer = await fetch(`${one.gateway.url}${path}`);
      const real = exchanges.find((exchange) => exchange.name === name);
      const text = await answer.text();
      expect(answer.status, name).toBe(real?.status);
      expect(text === '', name).toBe(real?.response?.length === 0);
      if (text === '') continue;
      expect(namesIn(JSON.parse(text)), name).toEqual(namesIn(JSON.parse(real?.response?.text ?? '')));
    }
    const atPeer = await fetch(`${one.peers[1]?.url}${ledger}/blocks/latest`);
    expect([atPeer.status, ((await atPeer.json()) as { success: boolean }).success]).toEqual([404, true]);
    const unknown = await fetch(`${one.peers[1]?.url}${ledger}/txs/state/${toBase58(nobleHashOf(hash))}`);
    expect(await unknown.text()).toBe('{"success":true}');
  });

  it('of the first block have the members of a real one', async () => {
    const one = await started();
    const path = `/ledgers/${toBase58(one.ledger)}/blocks/height/0/txs/additional-txs`;
    const ours = namesIn(await (await fetch(`${one.gateway.url}${path}`)).json());
    const real = recorded('net1-default').exchanges.find(({ name }) => name === 'genesis-txs');
    // the fake names no cryptographic services
    const isOfServices = (name: string) => name.includes('.supportedProviders');
    expect(ours.filter((name) => !isOfServices(name))).toEqual(
      namesIn(JSON.parse(real?.response?.text ?? '')).filter((name) => !isOfServices(name)),
    );
  });
});
