/** The witness of a desk for the logs of others: every answer, what it stores before it answers, and what it never signs. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ed25519Sign, nobleCrypto } from '../../core/crypto.ts';
import { NotaryError } from '../../core/errors.ts';
import { ADD_CHECKPOINT, type AddCheckpoint, addCheckpointBytes } from '../../core/formats/add-checkpoint.ts';
import { fromUtf8, utf8 } from '../../core/formats/bytes.ts';
import { cosignedAt } from '../../core/formats/cosignature.ts';
import { cosign, MAX_SECONDS, NOTE_LIMITS, parseNote, parseVerifierKey, signNote } from '../../core/formats/note.ts';
import { ALLOWANCES } from '../../core/node/witness/rate.ts';
import type { Reply } from '../../core/node/witness/reply.ts';
import { LIMITS } from '../../core/node/witness/server.ts';
import { chainConnectorContract, requestOf } from '../contracts/chain-connector.contract.ts';
import { signer as keyOf, logSigner, witnessSigner } from '../core/support/keys.ts';
import { TestLog } from '../member/support/consortium.ts';
import { scratch } from '../node/support/cli.ts';
import { PATIENCE } from '../patience.ts';
import { OurWitness, signer } from './support/our-witness.ts';
import { connectorTo } from './support/witness-file.ts';

const root = scratch('witness-');
const newFolder = () => mkdtempSync(join(root, 'w-'));

const asked = (log: TestLog, old = 0, changes: Partial<AddCheckpoint> = {}): Uint8Array => {
  const { note, checkpoint } = requestOf(log);
  const proof = old === 0 || old >= checkpoint.size ? [] : log.proof(old);
  return addCheckpointBytes({ old, proof, note, ...changes });
};
const said = ({ status, body }: Reply) => (status === 409 ? `409 ${fromUtf8(body).trim()}` : String(status));

describe('our witness, asked by our client', () => {
  const witness = new OurWitness(newFolder());
  beforeAll(() => witness.start());
  afterAll(() => witness.stop());

  chainConnectorContract(async (vkey) => {
    witness.accept(vkey);
    return connectorTo(witness.url, signer.key.text);
  });
});

describe('what our witness answers', () => {
  let witness: OurWitness;
  let log: TestLog;
  beforeEach(() => {
    log = new TestLog(170).grow(3);
    witness = new OurWitness(newFolder()).accept(log.vkey);
  });

  it('200 with a cosignature of the whole note, and its time never goes back', () => {
    const desk = witness.desk();
    const { note } = requestOf(log);
    const secondsOf = (reply: Reply) => {
      const [line] = parseNote(utf8(`-\n\n${fromUtf8(reply.body)}`)).signatures;
      return line ? cosignedAt(note.text, line, signer.key, nobleCrypto) : null;
    };
    const first = desk.addCheckpoint(asked(log));
    expect([first.status, secondsOf(first)]).toEqual([200, Date.UTC(2026, 10, 24, 8) / 1000]);
    witness.now -= 3_600_000;
    expect(secondsOf(desk.addCheckpoint(asked(log, 3)))).toBe(Date.UTC(2026, 10, 24, 8) / 1000);
    witness.now += 7_200_000;
    expect(secondsOf(witness.desk().addCheckpoint(asked(log, 3)))).toBe(Date.UTC(2026, 10, 24, 9) / 1000);
  });

  it('409 with the size that it knows, whatever size was supposed', () => {
    const desk = witness.desk();
    expect(said(desk.addCheckpoint(asked(log, 2)))).toBe('409 0');
    expect(said(desk.addCheckpoint(asked(log)))).toBe('200');
    log.grow(4);
    for (const old of [0, 2, 4]) expect(said(desk.addCheckpoint(asked(log, old)))).toBe('409 3');
    expect(said(desk.addCheckpoint(asked(log, 3)))).toBe('200');
    expect(said(desk.addCheckpoint(asked(log, 3)))).toBe('409 7');
  });

  it('400 to what is no request, and to an old size beyond the checkpoint', () => {
    const desk = witness.desk();
    const whole = fromUtf8(asked(log));
    const cut = [
      '',
      'old 0\n',
      whole.slice(4),
      whole.replace('old 0', 'old 00'),
      whole.replace('old 0', 'old -1'),
      whole.replace('old 0', 'old 1e3'),
      whole.replace('old 0\n', 'old 0\nAAAA\n'),
      whole.replace('old 0\n', `old 0\n${'A'.repeat(43)}=\n`.repeat(1).concat(`${'A'.repeat(43)}=\n`.repeat(63))),
      whole.replace(/\n— .*$/s, '\n'),
      whole.slice(0, -1),
    ];
    for (const text of cut) expect(said(desk.addCheckpoint(utf8(text))), text).toBe('400');
    expect(said(desk.addCheckpoint(Uint8Array.of(0xff, 0xfe)))).toBe('400');
    expect(said(desk.addCheckpoint(asked(log, 4)))).toBe('400');
    expect(readdirSync(witness.folder)).toEqual([]);
  });

  it('404 to a log that it does not know, before it looks at anything else', () => {
    expect(said(witness.desk().addCheckpoint(asked(new TestLog(171).grow(1), 1)))).toBe('404');
    const desk = witness.desk();
    expect(said(desk.addCheckpoint(asked(log)))).toBe('200');
    witness.refuse(log.origin);
    expect(said(desk.addCheckpoint(asked(log, 3)))).toBe('404');
  });

  it('403 without a signature of an accepted key, or with one of it that does not hold', () => {
    const desk = witness.desk();
    const { note } = requestOf(log);
    const thief = logSigner('thief');
    const stolen = { ...thief, key: { ...thief.key, name: log.origin } };
    const [line] = note.signatures;
    if (!line) throw new Error('the log signed');
    const broken = { ...line, signature: line.signature.map((byte, i) => (i === 5 ? byte ^ 1 : byte)) };
    const by = (...signatures: (typeof line)[]) => asked(log, 0, { note: { text: note.text, signatures } });
    expect(said(desk.addCheckpoint(by(signNote(note.text, stolen))))).toBe('403');
    expect(said(desk.addCheckpoint(by(broken)))).toBe('403');
    expect(said(desk.addCheckpoint(by(line, broken)))).toBe('403');
    // lines of keys that it does not know are ignored, and not kept
    expect(said(desk.addCheckpoint(by(signNote(note.text, thief), line)))).toBe('200');
    const [file = ''] = readdirSync(witness.folder);
    expect(parseNote(readFileSync(join(witness.folder, file))).signatures.map(({ name }) => name)).toEqual([
      log.origin,
      signer.key.name,
    ]);
  });

  it('403 to a key that is accepted for other sizes only', () => {
    witness.accept(log.vkey, [{ vkey: log.vkey, from: 4, to: null }]);
    expect(said(witness.desk().addCheckpoint(asked(log)))).toBe('403');
    expect(said(witness.desk().addCheckpoint(asked(log.grow(1))))).toBe('200');
  });

  it('422 to another history, a proof that does not hold, and one where there must be none', () => {
    const desk = witness.desk();
    expect(said(desk.addCheckpoint(asked(log, 0, { proof: [new Uint8Array(32)] })))).toBe('422');
    expect(said(desk.addCheckpoint(asked(log)))).toBe('200');
    const fork = log.branch(170, 2);
    expect(said(desk.addCheckpoint(asked(fork.grow(1, 'other'), 3)))).toBe('422');
    expect(said(desk.addCheckpoint(asked(fork.grow(2, 'other'), 3)))).toBe('422');
    expect(said(desk.addCheckpoint(asked(log, 3, { proof: [new Uint8Array(32)] })))).toBe('422');
    log.grow(2);
    expect(said(desk.addCheckpoint(asked(log, 3, { proof: [] })))).toBe('422');
    expect(said(desk.addCheckpoint(asked(log, 3)))).toBe('200');
  });

  it('422 to an empty log with another root, 200 to one with the root of nothing', () => {
    const empty = new TestLog(172);
    witness.accept(empty.vkey);
    const { note } = requestOf(empty);
    const text = note.text.replace(/[^\n]+\n$/, `${'A'.repeat(43)}=\n`);
    const key = parseVerifierKey(empty.vkey, nobleCrypto);
    const wrong = { text, signatures: [signNote(text, { key, sign: (message) => signWith(empty, message) })] };
    expect(said(witness.desk().addCheckpoint(asked(empty, 0, { note: wrong })))).toBe('422');
    expect(said(witness.desk().addCheckpoint(asked(empty)))).toBe('200');
    expect(said(witness.desk().addCheckpoint(asked(empty.grow(2))))).toBe('200');
  });

  it('never signs a smaller size after a larger one, nor another root, whatever order requests come in', () => {
    const desk = witness.desk();
    const [at5, at7] = [new TestLog(170).grow(5), new TestLog(170).grow(7)];
    expect(said(desk.addCheckpoint(asked(log)))).toBe('200');
    // two requests that both supposed 3: only the first may move it
    expect(said(desk.addCheckpoint(asked(at7, 3)))).toBe('200');
    expect(said(desk.addCheckpoint(asked(at5, 3)))).toBe('409 7');
  });

  it('429 when a log asks too often, and again later', () => {
    const desk = witness.desk();
    const answers = Array.from({ length: ALLOWANCES.log.burst + 1 }, () => desk.addCheckpoint(asked(log, 9)).status);
    expect(answers.at(-2)).toBe(400);
    expect(answers.at(-1)).toBe(429);
    witness.elapsed += 1000 / ALLOWANCES.log.rate;
    expect(desk.addCheckpoint(asked(log)).status).toBe(200);
  });
});

const signWith = (log: TestLog, message: Uint8Array) => ed25519Sign(message, log.seed);

describe('what our witness stores', () => {
  let witness: OurWitness;
  let log: TestLog;
  beforeEach(() => {
    log = new TestLog(175).grow(3);
    witness = new OurWitness(newFolder()).accept(log.vkey);
  });

  it('is there before it answers: when it cannot be stored, nothing is signed', () => {
    const desk = witness.desk();
    expect(said(desk.addCheckpoint(asked(log)))).toBe('200');
    witness.beforeSave = () => {
      throw new NotaryError('write-failed', 'the disk is full');
    };
    log.grow(2);
    expect(() => desk.addCheckpoint(asked(log, 3))).toThrow('the disk is full');
    witness.beforeSave = () => {};
    expect(said(desk.addCheckpoint(asked(log, 5)))).toBe('409 3');
    expect(said(desk.addCheckpoint(asked(log, 3)))).toBe('200');
  });

  it('is known after a restart', () => {
    expect(said(witness.desk().addCheckpoint(asked(log)))).toBe('200');
    const fork = log.branch(175, 2).grow(3, 'other');
    const again = witness.desk();
    expect(said(again.addCheckpoint(asked(fork)))).toBe('409 3');
    expect(said(again.addCheckpoint(asked(fork, 3)))).toBe('422');
    expect(said(again.addCheckpoint(asked(log.grow(1), 3)))).toBe('200');
  });

  it('is a note that can be read again, however often somebody repeats a line of the log', () => {
    const { note } = requestOf(log);
    const [line] = note.signatures;
    if (!line) throw new Error('the log signed');
    const signatures = Array.from({ length: NOTE_LIMITS.signatures }, () => line);
    expect(said(witness.desk().addCheckpoint(asked(log, 0, { note: { text: note.text, signatures } })))).toBe('200');
    expect(said(witness.desk().addCheckpoint(asked(log.grow(1), 3)))).toBe('200');
  });

  it('is a note that can be read again with lines of as many keys as a note can have', () => {
    const { note } = requestOf(log);
    const signers = Array.from({ length: NOTE_LIMITS.signatures }, (_, i) => keyOf(`log ${i}`, log.origin));
    witness.accept(
      log.vkey,
      signers.map(({ key }) => ({ vkey: key.text, from: 0, to: null })),
    );
    const by = (text: string) => ({ text, signatures: signers.map((one) => signNote(text, one)) });
    expect(said(witness.desk().addCheckpoint(asked(log, 0, { note: by(note.text) })))).toBe('200');
    expect(said(witness.desk().addCheckpoint(asked(log, 3, { note: by(note.text) })))).toBe('200');
  });

  it('moves its time by what it stated itself, not by what the log states beside it', () => {
    const { note } = requestOf(log);
    const timed = witnessSigner('log that states times', log.origin);
    witness.accept(log.vkey, [{ vkey: timed.key.text, from: 0, to: null }]);
    const signatures = [cosign(note.text, MAX_SECONDS, timed)];
    const ask = (old: number) =>
      witness.desk().addCheckpoint(asked(log, old, { note: { text: note.text, signatures } }));
    expect(said(ask(0))).toBe('200');
    const [line] = parseNote(utf8(`-\n\n${fromUtf8(ask(3).body)}`)).signatures;
    expect(line && cosignedAt(note.text, line, signer.key, nobleCrypto)).toBe(Math.floor(witness.now / 1000));
  });

  it('is not believed when a bit of it is another: that log is refused, and others go on', () => {
    expect(said(witness.desk().addCheckpoint(asked(log)))).toBe('200');
    const [name = ''] = readdirSync(witness.folder);
    const path = join(witness.folder, name);
    const whole = readFileSync(path);
    const other = new TestLog(176).grow(1);
    witness.accept(other.vkey);
    const own = whole.lastIndexOf('— ');
    for (let at = 0; at < whole.length; at += at < own ? 3 : 1) {
      // the log's own line is not what this witness goes by: its cosignature covers the text
      if (at >= whole.indexOf('— ') && at < own) continue;
      writeFileSync(
        path,
        whole.map((byte, i) => (i === at ? byte ^ 1 : byte)),
      );
      expect(() => witness.desk().addCheckpoint(asked(log, 3)), `byte ${at}`).toThrow(NotaryError);
    }
    expect(said(witness.desk().addCheckpoint(asked(other)))).toBe('200');
    writeFileSync(path, whole);
    expect(said(witness.desk().addCheckpoint(asked(log, 3)))).toBe('200');
  });
});

describe('our witness over HTTP', () => {
  let witness: OurWitness;
  let log: TestLog;
  beforeEach(async () => {
    log = new TestLog(177).grow(3);
    witness = await new OurWitness(newFolder()).accept(log.vkey).start();
  });
  afterEach(() => witness.stop());

  const post = (body: Uint8Array, path = '/add-checkpoint') =>
    fetch(`${witness.url}${path}`, { method: 'POST', body: Buffer.from(body) });

  it('answers under any prefix, says what type a size has, and shows what it cosigned last', async () => {
    expect((await post(asked(log), '/some/prefix/add-checkpoint')).status).toBe(200);
    const conflict = await post(asked(log));
    expect([conflict.status, conflict.headers.get('content-type'), await conflict.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '3\n',
    ]);
    const hash = Buffer.from(nobleCrypto.sha256(utf8(log.origin))).toString('hex');
    const shown = await fetch(`${witness.url}/${hash}/checkpoint`);
    const note = parseNote(new Uint8Array(await shown.arrayBuffer()));
    expect(note.text).toBe(requestOf(log).note.text);
    expect(note.signatures.map(({ name }) => name)).toEqual([log.origin, signer.key.name]);
    expect((await fetch(`${witness.url}/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
    expect(witness.served.map(({ status, checkpoint }) => [status, checkpoint?.size])).toEqual([
      [200, 3],
      [409, 3],
      [200, 3],
      [404, undefined],
    ]);
  });

  it('refuses other paths and methods, and a body that is too long without reading all of it', async () => {
    expect((await fetch(`${witness.url}/add-checkpoint`)).status).toBe(405);
    expect((await post(asked(log), '/')).status).toBe(404);
    expect((await post(new Uint8Array(ADD_CHECKPOINT.request + 1))).status).toBe(413);
    expect((await post(asked(log))).status).toBe(200);
  });

  it('says 500 and signs nothing when it cannot store, and tells whoever runs it why', async () => {
    witness.beforeSave = () => {
      throw new NotaryError('write-failed', 'the disk is full');
    };
    const answer = await post(asked(log));
    expect([answer.status, await answer.text()]).toEqual([500, 'this witness cannot sign now\n']);
    expect(witness.served[0]?.failure).toMatchObject({ code: 'write-failed' });
    expect(readdirSync(witness.folder)).toEqual([]);
    witness.beforeSave = () => {};
    expect((await post(asked(log))).status).toBe(200);
  });

  it('signs one history when two are posted at the same time', async () => {
    const others = Array.from({ length: 6 }, (_, i) => new TestLog(177).grow(2).grow(2, `branch ${i}`));
    const answers = await Promise.all(others.map((one) => post(asked(one))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
  });

  it('does not answer, nor calls it a failure of its own, when somebody hangs up in the middle', async () => {
    const port = Number(new URL(witness.url).port);
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nold 0\n');
        socket.end();
      });
      socket.on('close', () => resolve()).resume();
    });
    expect((await post(asked(log))).status).toBe(200);
    expect(witness.served.map(({ status }) => status)).toEqual([200]);
  });

  it('hangs up on headers that do not end before Node would by itself', { timeout: PATIENCE }, async () => {
    const byItself = createServer({ headersTimeout: LIMITS.headers, requestTimeout: LIMITS.request });
    await new Promise<void>((resolve) => byItself.listen(0, '127.0.0.1', resolve));
    const closed = (name: string, port: number) =>
      new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.write('POST /add-checkpoint HTTP/1.1\r\n'));
        socket.on('close', () => resolve(name)).resume();
      });
    const ours = closed('ours', Number(new URL(witness.url).port));
    const first = await Promise.race([ours, closed('by itself', (byItself.address() as AddressInfo).port)]);
    byItself.closeAllConnections();
    byItself.close();
    expect(first).toBe('ours');
    expect(witness.served).toEqual([]);
  });

  it('outlives what is no HTTP', async () => {
    const port = Number(new URL(witness.url).port);
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('\u0000\u0001 nonsense\r\n\r\n'));
      socket.on('close', () => resolve()).resume();
    });
    expect((await post(asked(log))).status).toBe(200);
  });
});
