/** What our client makes of a witness that is away, broken, slow or lying; and what of it a person is told. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { NotaryError } from '../../core/errors.ts';
import { ADD_CHECKPOINT, parseAddCheckpoint } from '../../core/formats/add-checkpoint.ts';
import { canonicalBytes, type Json } from '../../core/formats/canonical.ts';
import { WITNESS } from '../../core/formats/cosignature.ts';
import { cosign, formatLine, keyFingerprint, type NoteSigner } from '../../core/formats/note.ts';
import { CONNECTION_KINDS } from '../../core/node/connectors/index.ts';
import { readConnection } from '../../core/node/connectors/kind.ts';
import {
  parseWitnessFile,
  type WitnessFile,
  witnessFileBytes,
} from '../../core/node/connectors/witness/connection-file.ts';
import { healthOf } from '../../core/node/connectors/witness/health.ts';
import { submitCheckpoint } from '../../core/node/connectors/witness/submission.ts';
import { wordsFor } from '../../core/words/words.ts';
import { requestOf } from '../contracts/chain-connector.contract.ts';
import { signer as keyOf, mlDsaCosign, mlDsaWitness, witnessSigner } from '../core/support/keys.ts';
import { outcome } from '../core/support/outcome.ts';
import { TestLog } from '../member/support/consortium.ts';
import { connectorTo, witnessFile } from './support/witness-file.ts';

const witness = witnessSigner('w', 'w.example');
const NOW = 1_795_000_000;
const log = new TestLog(180).grow(6);
const request = requestOf(log);

type Answer = (asked: { readonly old: number; readonly text: string }) => {
  readonly status?: number;
  readonly body: string | Uint8Array;
};

let server: Server | null = null;
let asked: number[] = [];
afterEach(async () => {
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  server?.closeAllConnections();
  server = null;
  asked = [];
});

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new Uint8Array(Buffer.concat(parts));
}

/** A server that does as it is told; its address. */
async function serving(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const made = createServer(handler);
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

/** One that reads requests, and remembers the sizes that were supposed. */
const answering = (answer: Answer) =>
  serving(async (request, response) => {
    const { old, note } = parseAddCheckpoint(await bodyOf(request));
    asked.push(old);
    const { status = 200, body } = answer({ old, text: note.text });
    response.writeHead(status).end(body);
  });

const lineBy = (by: NoteSigner, text: string, seconds = NOW) => formatLine(cosign(text, seconds, by));
const outcomeOf = (url: string, key = witness.key.text, timeout = 30_000) =>
  connectorTo(url, key, timeout)
    .cosign(request)
    .then(
      ({ from }) => `cosigned from ${from}`,
      (error) => (error instanceof NotaryError ? `${error.code} ${error.details.reason ?? ''}`.trim() : error),
    );

describe('an answer', () => {
  it('that changes the protocol ends the request, and the next one is sent', async () => {
    let first = true;
    const url = await serving(async (request, response) => {
      const { note } = parseAddCheckpoint(await bodyOf(request));
      if (first) request.socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
      else response.writeHead(200).end(lineBy(witness, note.text));
      first = false;
    });
    const connector = connectorTo(url, witness.key.text, 30_000);
    await expect(connector.cosign(request)).rejects.toMatchObject({ code: 'anchor-unavailable' });
    expect((await connector.cosign(request)).from).toBe(0);
  });

  it('counts by the pinned key alone, among lines of others', async () => {
    const other = witnessSigner('other', 'other.example');
    const url = await answering(({ text }) => ({ body: `${lineBy(other, text)}${lineBy(witness, text)}` }));
    expect(await outcomeOf(url)).toBe('cosigned from 0');
  });

  it('by a witness that signs with ML-DSA-44 becomes an anchor', async () => {
    const pq = mlDsaWitness('pq');
    const url = await answering(({ text }) => ({ body: formatLine(mlDsaCosign(text, NOW, pq)) }));
    const connector = connectorTo(url, pq.key.text);
    const prepared = await connector.prepare(request);
    const job = {
      ...prepared,
      connector: connector.name,
      size: 6,
      state: 'submitted',
      attempts: 1,
      receipt: null,
    } as const;
    const receipt = await connector.submit(job, request);
    const { anchors, lines } = await connector.evidence({ ...job, receipt }, request);
    expect([anchors.map(({ kind }) => kind), lines]).toEqual([['cosignature'], []]);
    const bent = receipt.map((byte, i) => (i === receipt.length - 40 ? (byte === 65 ? 66 : 65) : byte));
    await expect(connector.evidence({ ...job, receipt: bent }, request)).rejects.toMatchObject({
      code: 'anchor-invalid',
    });
  });

  it.each<readonly [string, Answer]>([
    ['another key of the same name', ({ text }) => ({ body: lineBy(witnessSigner('thief', 'w.example'), text) })],
    ['no time', ({ text }) => ({ body: lineBy(witness, text, 0) })],
    ['another checkpoint', ({ text }) => ({ body: lineBy(witness, text.replace('\n6\n', '\n7\n')) })],
    [
      'a plain signature under its key',
      ({ text }) => ({ body: lineBy({ ...witness, sign: keyOf('w', 'w').sign }, `${text} `) }),
    ],
    ['nothing', () => ({ body: '' })],
    ['a page', () => ({ body: '<html></html>\n' })],
    ['a note before its lines', ({ text }) => ({ body: `x\n\n${lineBy(witness, text)}` })],
    ['bytes that are no text', () => ({ body: Uint8Array.of(0xff, 0x0a) })],
  ])('with %s is refused', async (_, answer) => {
    expect(await outcomeOf(await answering(answer))).toBe('anchor-invalid');
  });

  it.each<readonly [number, string]>([
    [404, 'anchor-refused witness-unknown-log'],
    [403, 'anchor-refused witness-key'],
    [422, 'anchor-refused witness-fork'],
    [429, 'anchor-unavailable'],
    [500, 'anchor-unavailable'],
    [503, 'anchor-unavailable'],
    [400, 'anchor-invalid'],
    [301, 'anchor-invalid'],
    [204, 'anchor-invalid'],
  ])('of %i is %s', async (status, expected) => {
    const url = await answering(() => ({ status, body: '' }));
    expect(await outcomeOf(url)).toBe(expected);
    expect(asked).toEqual([0]);
  });

  it('that takes too long, is too long or is not there is none', async () => {
    expect(await outcomeOf(await serving((_request, _response) => {}), witness.key.text, 50)).toBe(
      'anchor-unavailable net-timeout',
    );
    server?.closeAllConnections();
    const long = await answering(() => ({ body: 'x'.repeat(ADD_CHECKPOINT.answer + 1) }));
    expect(await outcomeOf(long)).toBe('anchor-unavailable');
    expect(await outcomeOf('http://127.0.0.1:1')).toBe('anchor-unavailable net-refused');
  });
});

describe('a witness that knows another size', () => {
  it('is asked again with the proof from there, once', async () => {
    const url = await answering(({ old, text }) =>
      old === 4 ? { body: lineBy(witness, text) } : { status: 409, body: '4\n' },
    );
    expect(await outcomeOf(url)).toBe('cosigned from 4');
    expect(asked).toEqual([0, 4]);
  });

  it('of a size that changes all the time is asked four times', async () => {
    let size = 0;
    const url = await answering(() => ({ status: 409, body: `${++size}\n` }));
    expect(await outcomeOf(url)).toBe('anchor-unavailable');
    expect(asked).toEqual([0, 1, 2, 3]);
  });

  it.each<readonly [string, string]>([
    ['7\n', 'anchor-refused witness-behind'],
    ['0\n', 'anchor-invalid'],
    ['', 'anchor-invalid'],
    ['4', 'anchor-invalid'],
    ['04\n', 'anchor-invalid'],
    ['-1\n', 'anchor-invalid'],
    ['9007199254740992\n', 'anchor-invalid'],
    [`${'1'.repeat(40)}\n`, 'anchor-invalid'],
  ])('that says %j: %s', async (body, expected) => {
    expect(await outcomeOf(await answering(() => ({ status: 409, body })))).toBe(expected);
    expect(asked).toEqual([0]);
  });
});

it('requests go out one after the other, and each to its end', async () => {
  let [now, most] = [0, 0];
  const url = await serving(async (request: IncomingMessage, response: ServerResponse) => {
    most = Math.max(most, ++now);
    const { note } = parseAddCheckpoint(await bodyOf(request));
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    response.end(lineBy(witness, note.text));
  });
  const connector = connectorTo(url, witness.key.text);
  await Promise.all(Array.from({ length: 5 }, () => connector.cosign(request)));
  expect(most).toBe(1);
});

it('health is not taken from what answers 404 or is in trouble', async () => {
  const reachable = async (status: number) => {
    const url = await serving((_request, response) => void response.writeHead(status).end());
    const [health] = await healthOf(witnessFile(url, witness.key.text));
    await new Promise<void>((resolve) => server?.close(() => resolve()));
    return health?.reachable;
  };
  const found = [];
  for (const status of [400, 403, 404, 200, 302, 500]) found.push(await reachable(status));
  expect(found).toEqual([true, true, false, false, false, false]);
  expect(await healthOf(witnessFile('http://127.0.0.1:1', witness.key.text))).toMatchObject([{ reachable: false }]);
});

it('each refusal has words of its own in both languages, and what to do next', () => {
  const reasons = ['witness-unknown-log', 'witness-key', 'witness-behind', 'witness-fork'];
  for (const language of ['zh', 'en'] as const) {
    const { error } = wordsFor(language);
    const said = [...reasons, 'other'].map((reason) => error('anchor-refused', { reason }).next);
    expect(new Set(said).size).toBe(reasons.length + 1);
  }
});

describe('a witness file', () => {
  const file = witnessFile('https://w.example/prefix', witness.key.text);
  const read = (changes: Partial<Record<keyof WitnessFile, unknown>>) =>
    outcome(() => void parseWitnessFile(canonicalBytes({ ...file, ...changes } as unknown as Json), nobleCrypto));

  it('is a connection of the kind witness', () => {
    const connection = readConnection(witnessFileBytes(file), CONNECTION_KINDS);
    expect(connection).toMatchObject({
      kind: WITNESS,
      id: `w.example-${witness.key.id}`,
      members: [{ url: file.url }],
    });
    for (const key of [witness.key, mlDsaWitness('pq').key]) {
      const { rows } = readConnection(witnessFileBytes(witnessFile('https://w.example', key.text)), CONNECTION_KINDS);
      // what people read fits into a line, also of a key that has two pages
      expect(rows.map(({ value }) => value.length).filter((length) => length > 100)).toEqual([]);
      expect(rows.map(({ value }) => value)).toContain(keyFingerprint(key, nobleCrypto));
    }
    expect(connection.open({ read: () => null })).toMatchObject({ is: 'chain', connector: { chain: null } });
  });

  it.each<readonly [string, Partial<Record<keyof WitnessFile, unknown>>]>([
    ['an address of another sort', { url: 'ftp://w.example' }],
    ['plain HTTP elsewhere', { url: 'http://w.example' }],
    ['plain HTTP to what only looks like this machine', { url: 'http://127.0.0.1.example' }],
    ['a slash at the end', { url: 'https://w.example/' }],
    ['a user in the address', { url: 'https://a@w.example' }],
    ['a query in the address', { url: 'https://w.example/?a' }],
    ['a log’s key', { vkey: log.vkey }],
    ['a key that its bundle does not name', { vkey: witnessSigner('x').key.text }],
    ['no bundle', { trust: null }],
    ['a member more', { more: 1 } as object],
    ['another kind', { kind: 'cometbft' }],
  ])('with %s is refused', (_, changes) => {
    expect(read(changes)).toBe('malformed');
  });

  it('of a later version is told as such', () => {
    expect(read({ v: 2 })).toBe('newer-version');
  });
});

it('what a job sends is the note with the log’s signature alone', async () => {
  const both = {
    ...request,
    note: { ...request.note, signatures: [...request.note.signatures, cosign(request.note.text, NOW, witness)] },
  };
  const prepared = await connectorTo('http://127.0.0.1:1', witness.key.text).prepare(both);
  expect(prepared).toEqual(await connectorTo('http://127.0.0.1:2', witness.key.text).prepare(request));
});

it('what it supposes to be known is never more than the log has', async () => {
  const url = await answering(() => ({ status: 409, body: '9\n' }));
  const at = { url, ca: null };
  const { note } = request;
  const submitted = submitCheckpoint({ at, key: witness.key, request, note, known: 9, timeout: 30_000 }, nobleCrypto);
  await expect(submitted).rejects.toMatchObject({ details: { reason: 'witness-behind' } });
  expect(asked).toEqual([6]);
});
