/** The connector of a JD Chain ledger, over a ledger in memory and witnesses over HTTP: what must hold, whatever is answered. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATA_TYPE } from '../../../core/anchors/jdchain/contracts.ts';
import { entryKey } from '../../../core/anchors/jdchain/entry.ts';
import { jdchainVerifier } from '../../../core/anchors/jdchain/index.ts';
import { addressOf } from '../../../core/anchors/jdchain/keys.ts';
import { formSubject } from '../../../core/anchors/kind.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { utf8 } from '../../../core/formats/bytes.ts';
import { accountOf, planOf } from '../../../core/node/connectors/jdchain/plan.ts';
import type { AnchorJob, AnchorRequest, ChainConnector } from '../../../core/ports.ts';
import { jdChain, keyOf, MEMBERS } from '../../anchor/jdchain/support/ledger.ts';
import { chainConnectorContract, requestOf } from '../../contracts/chain-connector.contract.ts';
import { TestLog } from '../../member/support/consortium.ts';
import { codeOf, type Fault, type MemoryMember } from './support/memory-ledger.ts';
import { jobOf, Network, round, USER, USER_ADDRESS, USER_TEXT } from './support/network.ts';

let network: Network;
let connector: ChainConnector;
let request: AnchorRequest;

beforeEach(async () => {
  network = await new Network().start();
  connector = network.connector();
  request = requestOf(new TestLog(150).grow(3));
});
afterEach(() => network.stop());

const member = (i: number): MemoryMember => network.members[i] as MemoryMember;
const address = () => addressOf(accountOf(USER, network.ledger.hash, nobleCrypto), nobleCrypto);
const refusal = (call: Promise<unknown>) => call.then(() => 'taken', codeOf);
const words = (call: Promise<unknown>) =>
  call.then(
    () => '',
    (error: Error) => error.message,
  );

/** Rounds of a desk until the checkpoint is final, each by a process of its own where that is asked for; errors are passed over. */
async function untilFinal(open: () => ChainConnector, rounds = 12): Promise<AnchorJob> {
  let job = await jobOf(open(), request);
  for (let i = 0; i < rounds; i++) {
    try {
      const done = await round(open(), job, request);
      job = done.job;
      if (done.state === 'final') return job;
    } catch (error) {
      codeOf(error);
      if (job.attempts <= i) job = { ...job, state: 'submitted', attempts: job.attempts + 1 };
    }
    network.ledger.release();
  }
  throw new Error('never final');
}

/** What must hold at every end: one entry with our value, nothing sent twice, one submission at a time. */
function expectOneEntry(): void {
  const { ledger } = network;
  expect(new Set(ledger.received).size).toBe(ledger.received.length);
  expect(ledger.mostAtOnce).toBe(1);
  const entry = ledger.entryAt(address(), entryKey(request.checkpoint), ledger.height);
  expect(entry?.version).toBe(0);
}

describe('the connector of a JD Chain ledger', () => {
  it('registers its account with mode 700, writes, and has statements that a bundle believes', async () => {
    const { job, state } = await round(connector, await jobOf(connector, request), request);
    expect(state).toBe('final');
    const { anchors } = await connector.evidence(job, request);
    const [anchor] = anchors;
    const subject = formSubject(request.checkpoint, request.note);
    expect(anchor && jdchainVerifier.check(anchor, subject, nobleCrypto).state).toBe('passed');
    expect(
      anchor && jdchainVerifier.judge(anchor, subject, jdChain(MEMBERS), { controller: 'log' }, nobleCrypto),
    ).toMatchObject({ met: true, quorum: { have: 4, need: 3 } });
    expect(network.ledger.accountAt(address(), network.ledger.height)).toMatchObject({ mode: '-rwx------' });
    expect(network.ledger.received).toHaveLength(2);
    expectOneEntry();
  });

  it('registers the account once for all checkpoints of a log', async () => {
    await untilFinal(() => connector);
    request = requestOf(new TestLog(150).grow(5));
    await untilFinal(() => connector);
    expect(network.ledger.received).toHaveLength(3);
  });

  it('works on a ledger that hashes with SM3', async () => {
    network.stop();
    network = await new Network('SM3').start();
    const job = await untilFinal(() => network.connector());
    expect((await network.connector().evidence(job, request)).anchors).toHaveLength(1);
  });

  const AMBIGUOUS: readonly Fault[] = [
    'timeout-committed',
    'timeout-lost',
    'timeout-late',
    'closed-committed',
    'closed-lost',
    'system-error-committed',
    'system-error-lost',
    'other-hash',
    'refused',
    'not-sent',
    'accepted-lost',
  ];
  describe.each(['the registration', 'the entry', 'both'] as const)('when the answer to %s is', (which) => {
    it.each(AMBIGUOUS)(
      '%s: asks by hash, then sends another time, with the same process or a new one each time',
      async (fault) => {
        for (const isNew of [false, true]) {
          network.stop();
          network = await new Network().start();
          network.ledger.faults = which === 'the entry' ? ['none', fault] : which === 'both' ? [fault, fault] : [fault];
          const same = network.connector();
          const job = await untilFinal(() => (isNew ? network.connector() : same));
          expect((await network.connector().evidence(job, request)).anchors).toHaveLength(1);
          expectOneEntry();
        }
      },
    );
  });

  it('sends nothing beside what may be under way, and sends another time once nobody waits for it', async () => {
    const slow = network.connector({ settling: 200 });
    network.ledger.faults = ['none', 'timeout-lost'];
    const first = await round(slow, await jobOf(slow, request), request);
    expect(first.state).toBe('pending');
    expect((await round(slow, first.job, request)).state).toBe('pending');
    expect(network.ledger.received).toHaveLength(2);
    await expect.poll(async () => (await slow.confirm(first.job)).state).toBe('unknown');
    expect((await round(slow, first.job, request)).state).toBe('final');
    expectOneEntry();
  });

  it('waits after a restart for what another process may have sent', async () => {
    network.ledger.faults = ['none', 'timeout-late'];
    const first = await round(connector, await jobOf(connector, request), request);
    const restarted = network.connector({ settling: 60_000 });
    expect((await round(restarted, first.job, request)).state).toBe('pending');
    network.ledger.release();
    expect((await round(restarted, first.job, request)).state).toBe('final');
    expect(network.ledger.received).toHaveLength(2);
  });

  it('finds the first transaction when a later one met it', async () => {
    network.ledger.faults = ['none', 'timeout-late'];
    const first = await round(connector, await jobOf(connector, request), request);
    expect(first.state).toBe('unknown');
    const submitted = { ...first.job, attempts: 2 };
    network.ledger.faults = ['timeout-late'];
    await connector.submit(submitted, request);
    network.ledger.release(); // the first is carried out, the second meets it
    expect((await connector.confirm(submitted)).state).toBe('final');
    expect((await connector.evidence(submitted, request)).anchors).toHaveLength(1);
  });

  it('submits one at a time, whoever asks', async () => {
    const [one, other] = await Promise.all([jobOf(connector, request), jobOf(connector, request)]);
    await Promise.allSettled([
      connector.submit({ ...one, attempts: 1 }, request),
      connector.submit({ ...other, attempts: 1 }, request),
    ]);
    expectOneEntry();
  });

  it('puts the mode right where the account was registered open', async () => {
    const publicKey = new Uint8Array(0);
    network.ledger.putAccount({ address: address(), publicKey, owners: [USER_ADDRESS], mode: '-rwxrwxrwx', role: '' });
    await untilFinal(() => connector);
    expect(network.ledger.accountAt(address(), network.ledger.height)?.mode).toBe('-rwx------');
    expect(network.ledger.received).toHaveLength(2);
  });

  it('refuses an account of somebody else', async () => {
    const owners = [addressOf({ ...keyOf('other'), raw: new Uint8Array(32).fill(1) }, nobleCrypto)];
    network.ledger.putAccount({
      address: address(),
      publicKey: new Uint8Array(0),
      owners,
      mode: '-rwx------',
      role: '',
    });
    expect(await refusal(round(connector, await jobOf(connector, request), request))).toBe(
      'anchor-refused jd-account-taken',
    );
    expect(network.ledger.received).toHaveLength(0);
  });
});

describe('the users of a ledger', () => {
  it.each([
    ['FREEZE', 'anchor-unavailable jd-user-frozen'],
    ['REVOKE', 'anchor-unavailable jd-user-revoked'],
  ] as const)('%s: says so and sends nothing; goes on once it is active', async (state, expected) => {
    network.ledger.register(USER, state);
    const job = await jobOf(connector, request);
    expect(await refusal(round(connector, job, request))).toBe(expected);
    expect(network.ledger.received).toHaveLength(0);
    network.ledger.register(USER);
    await untilFinal(() => connector);
  });

  it('are told when they are not registered, or lack a right', async () => {
    network.ledger.users.clear();
    expect(await refusal(round(connector, await jobOf(connector, request), request))).toBe(
      'anchor-unavailable jd-user-unknown',
    );
    network.ledger.register(USER);
    network.ledger.rightsOf.set(USER_TEXT, ['WRITE_DATA_ACCOUNT']);
    const refused = words(round(connector, await jobOf(connector, request), request));
    expect(await refused).toBe('jd-user-rights: WRITE_DATA_ACCOUNT');
  });

  it('need a key', async () => {
    expect(await refusal(network.connector({ key: null }).prepare(request))).toBe('anchor-unavailable jd-no-key');
  });

  it('are told what the ledger recorded, and it is tried again', async () => {
    const job = await jobOf(connector, request);
    const { ledger } = network;
    const commit = ledger.gateway.submit;
    ledger.gateway.submit = (bytes, hash) => {
      ledger.register(USER, 'FREEZE'); // between the question and the transaction
      return commit(bytes, hash);
    };
    expect(await words(round(connector, job, request))).toBe('jd-refused: REJECTED_BY_SECURITY_POLICY');
    ledger.gateway.submit = commit;
    ledger.register(USER);
    expect((await round(connector, { ...job, attempts: 1 }, request)).state).toBe('final');
  });
});

describe('the entry of a checkpoint', () => {
  it('that is another one is a fork, and nothing is claimed', async () => {
    const publicKey = new Uint8Array(0);
    network.ledger.putAccount({ address: address(), publicKey, owners: [USER_ADDRESS], mode: '-rwx------', role: '' });
    network.ledger.putEntry(address(), entryKey(request.checkpoint), {
      version: 0,
      type: DATA_TYPE.TEXT,
      bytes: utf8('x'),
    });
    expect(await refusal(round(connector, await jobOf(connector, request), request))).toBe(
      'anchor-refused jd-other-entry',
    );
    expect(network.ledger.received).toHaveLength(0);
  });

  it('that a copy of the desk wrote is said to be so', async () => {
    await untilFinal(() => connector);
    const copy = await jobOf(network.connector(), request);
    const { payload } = await jobOf(connector, request);
    const later = JSON.parse(new TextDecoder().decode(payload)) as { milliseconds: number };
    later.milliseconds += 5000;
    const lost = { ...copy, payload: utf8(JSON.stringify(later)), reference: 'another' };
    expect(await refusal(round(connector, lost, request))).toBe('anchor-refused jd-unknown-writer');
  });

  it('that was written again is not claimed', async () => {
    const job = await untilFinal(() => connector);
    const bytes = utf8('something else');
    network.ledger.putEntry(address(), entryKey(request.checkpoint), { version: 1, type: DATA_TYPE.TEXT, bytes });
    const again: ChainConnector = network.connector();
    expect(await again.confirm(job)).toEqual({ state: 'unknown' });
    expect(await refusal(again.submit({ ...job, attempts: job.attempts + 1 }, request))).toBe(
      'anchor-refused jd-entry-changed',
    );
  });

  it('has a key that every program reads alike, else nothing is planned', () => {
    const { note } = request;
    const other = { ...note, text: note.text.replace(/^\S+/, 'Log,A') };
    const made = {
      ledger: network.ledger.hash,
      account: accountOf(USER, network.ledger.hash, nobleCrypto),
      milliseconds: 1,
    };
    expect(() => planOf(other, made)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});

describe('a ledger that keeps its data as KV', () => {
  it('is refused with words before anything is sent', async () => {
    network.ledger.structure = 'KV';
    expect(await refusal(connector.prepare(request))).toBe('anchor-refused jd-kv');
    expect(network.ledger.received).toHaveLength(0);
  });
});

describe('the members', () => {
  it('that are behind are waited for', async () => {
    const job = await jobOf(connector, request);
    for (const i of [1, 2, 3]) member(i).behind = 1;
    const first = await round(connector, job, request).catch((error) => ({
      job: { ...job, attempts: 1 },
      state: codeOf(error),
    }));
    expect(first.state).not.toBe('final');
    for (const i of [1, 2, 3]) member(i).behind = 0;
    await expect.poll(async () => (await round(connector, first.job, request)).state).toBe('final');
    expectOneEntry();
  });

  it('of which one is away do not matter', async () => {
    member(3).isAway = true;
    await untilFinal(() => connector);
  });

  it('of which one lies do not matter; with too few others it is named', async () => {
    member(3).lies = true;
    const job = await untilFinal(() => connector);
    for (const i of [1, 2]) member(i).isAway = true;
    const said = await words(network.connector().confirm(job));
    expect(said).toContain('jd-few');
    expect(said).toMatch(/Organisation platform\.example: memory: a block with another hash than that of its content/);
    expect(said).toContain('Organisation notary.example: memory: does not answer');
  });

  it('that tell two blocks of one height are a fork: each is named with its block, and nothing is claimed', async () => {
    const job = await untilFinal(() => connector);
    const height = [...network.ledger.recorded.values()].at(-1)?.height as number;
    for (const at of [height, height - 1]) {
      member(0).forksAt = at;
      const said = await words(network.connector().confirm(job));
      expect(said).toContain('jd-ledger-fork');
      expect(said).toContain(`Organisation court.example: ${at} `);
      expect(said).toMatch(new RegExp(`Organisation (?:notary|bank|platform)\\.example: ${at} `));
      await expect(network.connector().evidence(job, request)).rejects.toThrow('jd-ledger-fork');
    }
  });

  it('of which one is only behind are no fork', async () => {
    const job = await untilFinal(() => connector);
    member(0).behind = 1;
    expect(await network.connector().confirm(job)).toEqual({ state: 'final' });
  });
});

describe('the witnesses of the members', () => {
  it('are enough with three of four, and those who say nothing are named when they are not', async () => {
    const job = await untilFinal(() => connector);
    const [first, second] = network.witnesses;
    if (!first || !second) throw new Error('no witnesses');
    first.refusal = { reason: 'unknown-log' };
    expect((await network.connector().evidence(job, request)).anchors).toHaveLength(1);
    second.stop();
    const said = await words(network.connector().evidence(job, request));
    expect(said).toMatch(
      /^jd-witnesses: 2\/3; Organisation court\.example: refused: unknown-log; Organisation notary\.example: /,
    );
    first.refusal = null;
    expect((await network.connector().evidence(job, request)).anchors).toHaveLength(1);
  });

  it('that state something else are not believed', async () => {
    const job = await untilFinal(() => connector);
    for (const one of network.witnesses) one.lies = true;
    expect(await words(connector.evidence(job, request))).toContain('states something else than was asked');
  });

  it('that know another history, or more of it, stop the desk', async () => {
    const job = await untilFinal(() => connector);
    const [first] = network.witnesses;
    if (!first) throw new Error('no witness');
    first.refusal = { reason: 'log-fork' };
    expect(await refusal(connector.evidence(job, request))).toBe('anchor-refused fork');
    first.refusal = null;
    first.stated = 9;
    expect(await refusal(network.connector().evidence(job, request))).toBe('anchor-refused behind');
  });

  it('are asked again from the size that they know', async () => {
    await connector.evidence(await untilFinal(() => connector), request);
    request = requestOf(new TestLog(150).grow(8));
    const restarted = network.connector();
    const job = await untilFinal(() => restarted);
    expect((await restarted.evidence(job, request)).anchors).toHaveLength(1);
    expect(network.witnesses.map(({ stated }) => stated)).toEqual([8, 8, 8, 8]);
  });
});

describe('as a connector', () => {
  let shared: Network;
  chainConnectorContract(async () => {
    shared = await new Network().start();
    return shared.connector();
  });
  afterAll(() => shared.stop());
});
