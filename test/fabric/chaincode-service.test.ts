/**
 * The chaincode's program as administrators get it, in a process of its own, dialled by a fake peer over real gRPC; and
 * the package that tells a peer where it is.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submitArguments } from '../../core/anchors/fabric/chaincode.ts';
import { fromUtf8, utf8 } from '../../core/formats/bytes.ts';
import { checkpointText } from '../../core/formats/checkpoint.ts';
import { noteBytes, signNote } from '../../core/formats/note.ts';
import { freePorts } from '../../scripts/consortium/network.ts';
import { buildProgram, packageOf } from '../../scripts/fabric/chaincode/package.ts';
import { serverOptions } from '../../scripts/fabric/chaincode/settings.ts';
import { Trouble } from '../../scripts/lib/project.ts';
import { logSigner } from '../core/support/keys.ts';
import { PlainTree } from '../core/support/plain-tree.ts';
import { FakePeer } from './support/fake-peer.ts';

const folder = mkdtempSync(join(tmpdir(), 'chaincode-'));
const ID = `notary_1:${'ab'.repeat(32)}`;
const started: ChildProcess[] = [];
let program = '';

beforeAll(async () => {
  program = await buildProgram(join(folder, 'program'));
});
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Starts the program; resolves when it says that it listens, with what it said when it ends before. */
function start(env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  started.push(child);
  return new Promise((resolve) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('listens on')) resolve(said);
    });
    child.on('exit', () => resolve(said));
  });
}

const log = logSigner('service');
const { name: origin, text: vkey } = log.key;
const tree = new PlainTree(Array.from({ length: 20 }, (_, i) => utf8(`leaf ${i}`)));

function noteOf(size: number): string {
  const text = checkpointText({ origin, size, root: tree.root(size) });
  return fromUtf8(noteBytes({ text, signatures: [signNote(text, log)] }));
}

const submission = (size: number, from: number) => [
  'submitCheckpoint',
  ...submitArguments({ origin, size }, noteOf(size), from === 0 ? [] : tree.proof(from, size), from),
];

describe('the program', () => {
  let address = '';
  beforeAll(async () => {
    address = `127.0.0.1:${(await freePorts(1))[0]}`;
    expect(await start({ CHAINCODE_SERVER_ADDRESS: address, CHAINCODE_ID: ID })).toContain(
      `${ID} listens on ${address}`,
    );
  });

  test('registers itself with whoever dials, and does what it is asked', async () => {
    const { peer, ccid } = await FakePeer.dial(address);
    expect(ccid).toBe(ID);
    const ask = (args: readonly string[], over = {}) =>
      peer.endorse({ args, mspId: 'BankAMSP', time: Date.now(), ...over });
    const registration = JSON.stringify({ mspId: 'BankAMSP', vkey });
    expect(await ask(['registerLog', origin, vkey])).toMatchObject({
      status: 200,
      payload: registration,
      writes: { [`log/${origin}`]: registration },
    });
    for (const [size, from] of [
      [7, 0],
      [20, 7],
    ] as const)
      expect(await ask(submission(size, from))).toEqual({
        status: 200,
        message: '',
        payload: noteOf(size),
        reads: [`latest/${origin}`, `log/${origin}`],
        writes: { [`checkpoint/${origin}/${size}`]: noteOf(size), [`latest/${origin}`]: noteOf(size) },
      });
    expect(await ask(['getCheckpoint', origin, '7'])).toMatchObject({
      payload: noteOf(7),
      reads: [`checkpoint/${origin}/7`],
      writes: {},
    });
    const refusals = [
      [await ask(submission(20, 7)), 'ALREADY_ACCEPTED: size 20'],
      [await ask(submission(7, 0)), 'NOT_MONOTONIC: size 7 < accepted 20'],
      [await ask(submission(20, 7), { mspId: 'CourtMSP' }), 'NOT_OWNER: log belongs to BankAMSP'],
      [await ask(submission(20, 7), { time: Date.now() - 3_600_000 }), 'TIME_WINDOW: '],
      [await ask(['nope']), 'UNKNOWN_FUNCTION: nope'],
      [await ask(['']), 'UNKNOWN_FUNCTION: '],
    ] as const;
    for (const [{ status, message, writes }, words] of refusals) {
      expect(status).toBe(500);
      expect(message.startsWith(words)).toBe(true);
      expect(writes).toEqual({});
    }
    peer.close();
  });

  test('takes up again with a peer that has a ledger already, after one that hung up', async () => {
    (await FakePeer.dial(address)).peer.close();
    const { peer } = await FakePeer.dial(address);
    peer.state.set(`log/${origin}`, JSON.stringify({ mspId: 'BankAMSP', vkey }));
    peer.state.set(`latest/${origin}`, noteOf(7));
    const caller = { mspId: 'BankAMSP', time: Date.now() };
    expect(await peer.endorse({ args: submission(20, 9), ...caller })).toMatchObject({
      status: 500,
      message: 'STALE: accepted size is 7, the proof starts at 9',
    });
    expect(await peer.endorse({ args: submission(20, 7), ...caller })).toMatchObject({ status: 200 });
    peer.close();
  });

  test('answers a proposal of megabytes, and goes on', async () => {
    const { peer } = await FakePeer.dial(address);
    const caller = { mspId: 'BankAMSP', time: Date.now() };
    const long = 'x'.repeat(5 * 1024 * 1024);
    expect(await peer.endorse({ args: ['registerLog', origin, long], ...caller })).toMatchObject({
      status: 500,
      message: 'BAD_ARGUMENTS: verifier key is too long',
    });
    expect(await peer.endorse({ args: ['registerLog', origin, vkey], ...caller })).toMatchObject({ status: 200 });
    peer.close();
  });

  test('answers peers over TLS', async () => {
    const made = spawnSync(
      'openssl',
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout key.pem -out cert.pem -subj /CN=chaincode -addext subjectAltName=IP:127.0.0.1'.split(
        ' ',
      ),
      { cwd: folder },
    );
    expect(made.status).toBe(0);
    const secured = `127.0.0.1:${(await freePorts(1))[0]}`;
    const said = await start({
      CHAINCODE_SERVER_ADDRESS: secured,
      CHAINCODE_ID: ID,
      CHAINCODE_TLS_KEY_FILE: join(folder, 'key.pem'),
      CHAINCODE_TLS_CERT_FILE: join(folder, 'cert.pem'),
    });
    expect(said).toContain('listens on');
    const { peer } = await FakePeer.dial(secured, readFileSync(join(folder, 'cert.pem')));
    expect(await peer.endorse({ args: ['latest', 'x'], mspId: 'A', time: Date.now() })).toMatchObject({
      message: 'NOT_FOUND: x',
    });
    peer.close();
    await expect(FakePeer.dial(secured)).rejects.toThrow();
  });

  test('ends with a sentence when it is not told enough', async () => {
    expect(await start({ CHAINCODE_SERVER_ADDRESS: address })).toMatch(/^CHAINCODE_ID is not set: .*\n$/);
  });

  test('comes with the licences of what is in it', () => {
    const notices = readFileSync(join(folder, 'program', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['fabric-shim', '@grpc/grpc-js', '@noble/curves', 'winston'])
      expect(notices).toContain(`${name} `);
    expect(readdirSync(join(folder, 'program')).sort()).toEqual(['THIRD-PARTY-NOTICES.txt', 'notary-chaincode.cjs']);
  });
});

describe('its settings', () => {
  test.each([
    ['no address', { CHAINCODE_ID: ID }],
    ['no port', { CHAINCODE_ID: ID, CHAINCODE_SERVER_ADDRESS: '127.0.0.1' }],
    ['port 0', { CHAINCODE_ID: ID, CHAINCODE_SERVER_ADDRESS: '127.0.0.1:0' }],
    ['another package id', { CHAINCODE_ID: 'notary', CHAINCODE_SERVER_ADDRESS: '127.0.0.1:7' }],
    ['clear text for everybody', { CHAINCODE_ID: ID, CHAINCODE_SERVER_ADDRESS: '0.0.0.0:7' }],
    ['half of TLS', { CHAINCODE_ID: ID, CHAINCODE_SERVER_ADDRESS: '0.0.0.0:7', CHAINCODE_TLS_CERT_FILE: __filename }],
    [
      'a key that is not there',
      {
        CHAINCODE_ID: ID,
        CHAINCODE_SERVER_ADDRESS: '0.0.0.0:7',
        CHAINCODE_TLS_CERT_FILE: __filename,
        CHAINCODE_TLS_KEY_FILE: join(folder, 'absent'),
      },
    ],
  ])('%s is refused', (_, env) => {
    expect(() => serverOptions(env)).toThrow(Trouble);
  });
});

describe('the package for peers', () => {
  const unpacked = (bytes: Uint8Array, name: string): string => {
    const to = join(folder, name);
    mkdirSync(to);
    writeFileSync(`${to}.tgz`, bytes);
    const { status, stderr } = spawnSync('tar', ['-xzf', `${to}.tgz`, '-C', to], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    return to;
  };
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

  test.each([
    ['on the peer’s machine', { address: '127.0.0.1:9999', rootCertificate: null }, { tls_required: false }],
    [
      'elsewhere',
      { address: 'chaincode.example:9999', rootCertificate: 'PEM' },
      { tls_required: true, root_cert: 'PEM' },
    ],
  ])('%s', (name, server, tls) => {
    const { bytes, id } = packageOf('notary_1', server);
    expect(id).toBe(`notary_1:${createHash('sha256').update(bytes).digest('hex')}`);
    const to = unpacked(bytes, name);
    expect(readdirSync(to).sort()).toEqual(['code.tar.gz', 'metadata.json']);
    expect(read(join(to, 'metadata.json'))).toEqual({ type: 'ccaas', label: 'notary_1' });
    const code = unpacked(readFileSync(join(to, 'code.tar.gz')), `${name}-code`);
    expect(readdirSync(code)).toEqual(['connection.json']);
    expect(read(join(code, 'connection.json'))).toEqual({ address: server.address, dial_timeout: '10s', ...tls });
  });

  test('has the same bytes whenever and wherever it is made', () => {
    expect(packageOf('notary_1', { address: '127.0.0.1:9999', rootCertificate: null }).id).toBe(
      'notary_1:8643b7caa13df8db2cae0464ee6f4645b919b135021313e8f820833824313557',
    );
  });

  test.each([
    ['clear text over a network', 'notary_1', '10.0.0.1:9999'],
    ['a label with a slash', 'notary/1', '127.0.0.1:9999'],
    ['an address without a port', 'notary_1', '127.0.0.1'],
  ])('is not made for %s', (_, label, address) => {
    expect(() => packageOf(label, { address, rootCertificate: null })).toThrow(Trouble);
  });
});
