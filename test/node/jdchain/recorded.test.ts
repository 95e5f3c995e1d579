/** Our client against everything that real networks answered: it says what a right client says (README of the recordings). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromBase58, toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { DATA_TYPE, TRANSACTION_STATE } from '../../../core/anchors/jdchain/contracts.ts';
import { fromUtf8 } from '../../../core/formats/bytes.ts';
import { askLedgers, JdNode, PATIENCE as NETWORK } from '../../../core/node/jdchain/client.ts';
import { type JdEndpoint, reasonOf } from '../../../core/node/jdchain/endpoint.ts';
import type { Submission } from '../../../core/node/jdchain/submission.ts';
import { bodyOf, NETWORKS, recorded } from '../../anchor/jdchain/support/vectors.ts';
import { PATIENCE } from '../../patience.ts';
import { type Recording, Replay } from './replay.ts';

let replay: Replay;
beforeAll(async () => {
  replay = await Replay.start();
});
beforeEach(() => replay.asked.splice(0));
afterAll(() => replay.stop());

/** Waits for answers that come, and not at all before asking again. */
const patient = { ...NETWORK, question: PATIENCE, submission: PATIENCE, repetitions: [] };
/** For exchanges that had no answer. */
const impatient = { ...patient, question: 50, submission: 50 };

const endpoint = (changes: Partial<JdEndpoint> = {}): JdEndpoint => ({
  url: replay.url,
  ca: null,
  credentials: null,
  ...changes,
});

interface Json {
  readonly [name: string]: unknown;
}
/** What stands in an answer; undefined when it holds no data. */
function dataIn({ response }: Recording): unknown {
  const parsed = response?.text ? (JSON.parse(response.text) as Json) : null;
  return parsed?.success === true ? (parsed.data ?? undefined) : undefined;
}
const errorIn = ({ response }: Recording): string | null => {
  const parsed = response?.text ? (JSON.parse(response.text) as Json) : null;
  return parsed?.success === false ? String((parsed.error as Json).errorMessage) : null;
};

const base58 = (bytes: Uint8Array | null) => bytes && toBase58(bytes);
const stateOf = (code: number | null) =>
  Object.entries(TRANSACTION_STATE).find(([, known]) => known === code)?.[0] ?? null;

/** One kind of question: how it is put, and what of the recorded data its answer has to show. */
interface Question {
  readonly path: RegExp;
  ask(node: JdNode, match: RegExpExecArray): Promise<unknown>;
  shown(data: Json, match: RegExpExecArray): unknown;
  /** How an answer of ours is written to compare it. */
  read(answer: never): unknown;
}
const question = <T>(one: {
  readonly path: RegExp;
  ask(node: JdNode, match: RegExpExecArray): Promise<T | null>;
  shown(data: never, match: RegExpExecArray): unknown;
  read(answer: T): unknown;
}) => one as unknown as Question;

const at = (match: RegExpExecArray, group = 1) => match[group] as string;
type Block = NonNullable<Awaited<ReturnType<JdNode['block']>>>;
const HASHES = ['adminAccountHash', 'userAccountSetHash', 'dataAccountSetHash', 'previousHash', 'ledgerHash'] as const;
const blockShown = (data: Json) => ({
  ...Object.fromEntries(HASHES.map((name) => [name, data[name] ?? null])),
  hash: data.hash,
  height: data.height,
  timestamp: data.timestamp,
});
const blockRead = (block: Block) => ({
  ...Object.fromEntries(HASHES.map((name) => [name, base58(block[name])])),
  hash: toBase58(block.hash),
  height: Number(block.height),
  timestamp: Number(block.timestamp),
});

const QUESTIONS: readonly Question[] = [
  question({
    path: /^\/ledgers\/(\w{40,})$/,
    ask: (node) => node.tip(),
    shown: (data: Json) => [data.latestBlockHeight, data.latestBlockHash],
    read: ({ height, block }) => [height, toBase58(block)],
  }),
  question({
    path: /\/participants$/,
    ask: (node) => node.participants(),
    shown: (data: readonly Json[]) => data.map(({ name, address, pubKey, id }) => [id, name, address, pubKey]),
    read: (all) => all.map(({ id, name, address, publicKey }) => [id, name, toBase58(address), toBase58(publicKey)]),
  }),
  question({
    path: /\/blocks\/height\/(\d+)$/,
    ask: (node, match) => node.block(Number(at(match))),
    // beyond the tip a node answers with its tip
    shown: (data: Json, match) => (data.height === Number(at(match)) ? blockShown(data) : null),
    read: blockRead,
  }),
  question({
    path: /\/blocks\/hash\/(\w+)$/,
    ask: (node, match) => node.blockByHash(fromBase58(at(match))),
    shown: blockShown,
    read: blockRead,
  }),
  question({
    path: /\/blocks\/height\/0\/txs\/additional-txs$/,
    ask: (node) => node.genesis(),
    shown: ([first]: readonly [{ request: { transactionContent: { operations: [{ initSetting: Json }] } } }]) => {
      const { initSetting } = first.request.transactionContent.operations[0];
      const { ledgerDataStructure, cryptoSetting, consensusParticipants } = initSetting;
      return [
        ledgerDataStructure,
        (cryptoSetting as Json).hashAlgorithm,
        (consensusParticipants as readonly Json[]).map(({ name, pubKey }) => [name, pubKey]),
      ];
    },
    read: ({ structure, hashAlgorithm, participants }) => [
      structure,
      hashAlgorithm,
      participants.map(({ name, publicKey }) => [name, toBase58(publicKey)]),
    ],
  }),
  question({
    path: /\/txs\/hash\/(\w+)$/,
    ask: (node, match) => node.transaction(fromBase58(at(match))),
    shown: ({ request, result }: { readonly request: Json; readonly result: Json }) => [
      result.executionState,
      result.blockHeight,
      (request.endpointSignatures as readonly Json[]).map(({ pubKey }) => pubKey),
      (request.nodeSignatures as readonly Json[]).map(({ digest }) => digest),
    ],
    read: ({ state, height, transaction: { request } }) => [
      stateOf(state),
      height,
      request?.endpointSignatures.map((one) => base58(one?.pubKey ?? null)),
      request?.nodeSignatures.map((one) => base58(one?.digest ?? null)),
    ],
  }),
  question({
    path: /\/txs\/state\/(\w+)$/,
    ask: (node, match) => node.state(fromBase58(at(match))),
    shown: (data: string) => data,
    read: stateOf,
  }),
  question({
    path: /\/accounts\/address\/(\w+)$/,
    ask: (node, match) => node.account(fromBase58(at(match))),
    shown: ({ permission, pubKey }: { readonly permission: Json; readonly pubKey: string }) => [
      permission.modeBits,
      permission.owners,
      permission.role,
      pubKey,
    ],
    read: ({ mode, owners, role, publicKey }) => [mode, owners.map(toBase58), role, toBase58(publicKey)],
  }),
  question({
    path: /\/accounts\/(\w+)\/entries\?keys=([^&]+)$/,
    ask: (node, match) => node.entry(fromBase58(at(match)), decodeURIComponent(at(match, 2))),
    shown: ([{ type, value, version }]: readonly [Json]) => {
      const isText = ['TEXT', 'JSON', 'XML'].includes(type as string);
      return version === -1 ? null : [version, DATA_TYPE[type as 'TEXT'], isText ? value : null];
    },
    read: ({ version, type, bytes }) => [version, type, bytes && fromUtf8(bytes)],
  }),
  question({
    path: /\/users\/address\/(\w+)$/,
    ask: (node, match) => node.user(fromBase58(at(match))),
    shown: ({ state, pubKey }: Json) => [state, pubKey],
    read: ({ state, publicKey }) => [state, toBase58(publicKey)],
  }),
  question({
    path: /\/authorization\/user\/(\w+)$/,
    ask: (node, match) => node.rights(fromBase58(at(match))),
    shown: (data: Readonly<Record<string, { readonly privilege: unknown }>>) => [
      data.userRole,
      data.ledgerPrivilegesBitset?.privilege,
      data.transactionPrivilegesBitset?.privilege,
    ],
    read: ({ roles, ledger, transaction }) => [roles, ledger, transaction],
  }),
];

/** The question of a recorded exchange; null for those that our client never puts. */
function questionOf({ method, path }: Recording): { one: Question; match: RegExpExecArray } | null {
  if (method !== 'GET') return null;
  for (const one of QUESTIONS) {
    const match = one.path.exec(path);
    if (match) return { one, match };
  }
  return null;
}

/** Keys that a node splits at a comma, or cannot read at all; ours have characters of `[0-9a-z/.-]`. */
const isOddKey = ({ name }: Recording) => /^key-(?:comma|space|plus|percent|empty|nul|newline)/.test(name);

/** What a node says in error when it does not know something: of a ledger, and of a transaction on a KV ledger. */
const IS_UNKNOWN = /^未预期的异常！.* not exists!$|"bytes" is null$/;

function expectedOf(exchange: Recording, one: Question, match: RegExpExecArray): unknown {
  const said = errorIn(exchange);
  if (exchange.noAnswer) return { reason: exchange.noAnswer === 'ECONNREFUSED' ? 'connection' : 'time' };
  if (exchange.status === 401) return { reason: 'not-allowed' };
  if (exchange.status !== 200) return { reason: 'status' };
  if (said !== null) return IS_UNKNOWN.test(said) ? null : { reason: 'refused' };
  const data = dataIn(exchange);
  return data === undefined ? null : one.shown(data as Json, match);
}

/** An address at which nobody listens. */
async function deadUrl(): Promise<string> {
  const other = await Replay.start();
  const { url } = other;
  await other.stop();
  return url;
}

describe.each(NETWORKS)('%s', (network) => {
  const { exchanges, ledger } = recorded(network) as { exchanges: readonly Recording[]; ledger: string };
  const hash = fromBase58(ledger);

  it('answers to questions are read, unknown things are null, and everything else is an error with its reason', async () => {
    let count = 0;
    for (const exchange of exchanges) {
      const found = questionOf(exchange);
      if (!found || isOddKey(exchange)) continue;
      const { one, match } = found;
      const expected = expectedOf(exchange, one, match);
      replay.next = exchange;
      const url = exchange.noAnswer === 'ECONNREFUSED' ? await deadUrl() : replay.url;
      const node = new JdNode(endpoint({ url }), hash, exchange.noAnswer ? impatient : patient);
      const answer = await one
        .ask(node, match)
        .then((value) => (value === null ? null : one.read(value as never)))
        .catch((error: unknown) => ({ reason: reasonOf(error) }));
      expect(answer, `${exchange.n} ${exchange.name}`).toEqual(expected);
      if (exchange.noAnswer !== 'ECONNREFUSED') expect(replay.asked.at(-1)?.path, exchange.name).toBe(exchange.path);
      count++;
    }
    expect(count).toBeGreaterThan(network === 'net3-auth' ? -1 : 15);
  });

  it('ledgers are listed, or none while a gateway is not connected', async () => {
    for (const exchange of exchanges.filter((one) => one.path === '/ledgers' && one.status !== 302)) {
      replay.next = exchange;
      const listed = await askLedgers(endpoint(), patient)
        .then((all) => all.map(toBase58))
        .catch((error: unknown) => reasonOf(error));
      expect(listed, exchange.name).toEqual(exchange.status === 401 ? 'not-allowed' : dataIn(exchange));
    }
  });

  it('submissions end as a right client says', async () => {
    let count = 0;
    for (const exchange of exchanges.filter((one) => one.path === '/rpc/tx' && one.method === 'POST')) {
      const { name, n, request, clientSays, decoded, noAnswer } = exchange;
      const own = fromBase58((exchange.txHash ?? decoded?.contentHash ?? ledger) as string);
      replay.next = exchange;
      const url = noAnswer === 'ECONNREFUSED' ? await deadUrl() : replay.url;
      const node = new JdNode(endpoint({ url }), hash, noAnswer ? impatient : patient);
      const said = await node.submit(bodyOf(request) ?? new Uint8Array(1), own);
      count++;
      // the recorded client did not know the hash of what it had put bytes behind
      if (name === 'trailing-bytes') expect(said.is).toBe('accepted');
      else expect(wordOf(said), `${n} ${name}`).toBe(clientSays);
      if (decoded && (said.is === 'accepted' || said.is === 'recorded'))
        expect([toBase58(said.block), `${said.height}`], name).toEqual([decoded.blockHash, decoded.blockHeight]);
      if (decoded && 'state' in said) expect(stateOf(said.state), name).toBe(decoded.executionState);
    }
    expect(count).toBeGreaterThan(1);
  });
});

const WORDS: Readonly<Record<Submission['is'], string>> = {
  accepted: 'accepted-confirm-by-hash',
  recorded: 'refused-recorded-in-block',
  refused: 'refused-by-gateway',
  open: 'ask-by-hash',
  'not-understood': 'gateway-did-not-understand',
  'not-sent': 'not-sent',
  'not-allowed': 'not-allowed',
};
const wordOf = ({ is }: Submission) => WORDS[is];

describe('a submission', () => {
  const { exchanges, ledger } = recorded('net1-default') as { exchanges: readonly Recording[]; ledger: string };
  const success = exchanges.find(({ name }) => name === 'register-user-alice') as Recording;
  const node = () =>
    new JdNode(endpoint({ credentials: { user: '用户', password: 'a:b' } }), fromBase58(ledger), patient);

  it('is sent as the recorded client sent it: the same bytes and headers', async () => {
    replay.next = success;
    const bytes = bodyOf(success.request) as Uint8Array;
    await node().submit(bytes, fromBase58(success.txHash as string));
    expect(replay.asked).toEqual([
      {
        method: 'POST',
        path: '/rpc/tx',
        body: success.request?.hex,
        contentType: 'application/bin-obj;charset=UTF-8',
        accept: '*/*',
        authorization: `Basic ${Buffer.from('用户:a:b', 'utf8').toString('base64')}`,
      },
    ]);
  });

  it('is open when the answer is about another transaction', async () => {
    replay.next = success;
    const said = await node().submit(new Uint8Array(1), fromBase58(ledger));
    expect(said).toMatchObject({ is: 'open', why: 'hash' });
  });
});
