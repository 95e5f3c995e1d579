/** What a member's witness remembers of logs, and within which bounds it answers. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { observationText } from '../../../core/anchors/jdchain/observation.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { NotaryError } from '../../../core/errors.ts';
import { equal, utf8 } from '../../../core/formats/bytes.ts';
import { parseNote } from '../../../core/formats/note.ts';
import { acceptedBytes, parseAccepted } from '../../../core/node/witness/jdchain/accepted.ts';
import { ALLOWANCES } from '../../../core/node/witness/rate.ts';
import { requestOf } from '../../contracts/chain-connector.contract.ts';
import { TestLog } from '../../member/support/consortium.ts';
import { scratch } from '../../node/support/cli.ts';
import { Member, refusalIn, said } from './support/member.ts';
import { bodyOf, USER_KEY } from './support/own-node.ts';

const root = scratch('member-witness-');
const newFolder = () => mkdtempSync(join(root, 'm-'));

let log: TestLog;
let member: Member;
beforeEach(() => {
  log = new TestLog(210).grow(3);
  member = new Member(newFolder()).accept(log);
});

describe('what it remembers', () => {
  const next = (size: number) => new TestLog(210).grow(size);
  const ask = (grown: TestLog, old: number, proof?: readonly Uint8Array[]) => {
    const { asked } = member.node.commit(grown);
    const { size } = grown.checkpoint();
    const [from, to] = [Math.min(old, size), Math.max(old, size)];
    const shown = proof ?? (from === 0 || from === to ? [] : next(to).proof(from, to));
    return member.ask(asked, { old, proof: shown }).then(said);
  };

  it('follows a log, says which size it knows, and goes on after a restart', async () => {
    expect(await ask(log, 0)).toBe('200');
    expect(await ask(next(5), 0)).toBe('other-size 3');
    expect(await ask(next(5), 3)).toBe('200');
    member.restart();
    expect(await ask(next(9), 3)).toBe('other-size 5');
    expect(await ask(next(9), 5, [new Uint8Array(32)])).toBe('not-grown');
    expect(await ask(next(9), 5)).toBe('200');
  });

  it('states an older checkpoint of the same history, and does not fall back to it', async () => {
    expect(await ask(next(9), 0)).toBe('200');
    expect(await ask(next(5), 9)).toBe('200');
    expect(await ask(next(4), 5)).toBe('other-size 9');
    expect(await ask(next(10), 9)).toBe('200');
  });

  it('notices that it was supposed to have stated more', async () => {
    expect(await ask(log, 0)).toBe('200');
    const refusal = refusalIn(await member.ask(member.node.commit(next(9)).asked, { old: 7 }));
    expect(refusal).toMatchObject({ reason: 'other-size', detail: '3' });
    expect(refusal.why).toContain('memory was put back');
  });

  it('states one history of several that are asked for at the same time', async () => {
    const branches = [4, 5, 6].map((size) => {
      const { node } = new Member(member.folder);
      return {
        size,
        asked: node.commit(new TestLog(210).grow(2).grow(size - 2, `branch ${size}`)).asked,
        last: node.last,
      };
    });
    let arrived = 0;
    let release = () => {};
    const all = new Promise<void>((resolve) => {
      release = resolve;
    });
    const [one] = branches;
    const shared = member.witnessOf({
      genesis: async () => one?.last.genesis ?? null,
      // all have been judged before the node answers any of them
      block: async () => {
        if (++arrived === branches.length) release();
        await all;
        return one?.last.block ?? null;
      },
      transaction: async (hash) =>
        branches.find(({ asked }) => equal(asked.transaction, hash))?.last.transaction ?? null,
      account: async () => one?.last.account ?? null,
      entry: async (_, key) => branches.find(({ size }) => key.endsWith(`/${size}`))?.last.entry ?? null,
      user: async () => one?.last.user ?? null,
    });
    const answers = await Promise.all(branches.map(({ asked }) => shared.observe(bodyOf(asked), '127.0.0.1')));
    expect(answers.map(said).filter((word) => word === '200')).toHaveLength(1);
    expect(answers.map(said).filter((word) => word.startsWith('other-size'))).toHaveLength(2);
  });

  it('keeps the proof of a fork at one size, and states nothing of that log any more', async () => {
    expect(await ask(log, 0)).toBe('200');
    const fork = new TestLog(210).grow(2).grow(1, 'other');
    const { asked } = member.node.commit(fork);
    const first = refusalIn(await member.ask(asked, { old: 0 }));
    expect(first).toMatchObject({ reason: 'log-fork' });
    expect(first.note?.text).toBe(requestOf(log).note.text);
    const [kept = ''] = readdirSync(member.folder).filter((name) => name.endsWith('.fork'));
    const proof = JSON.parse(readFileSync(join(member.folder, kept), 'utf8'));
    expect(parseNote(utf8(proof.first)).text).toBe(requestOf(log).note.text);
    expect(parseNote(utf8(proof.second)).text).toBe(requestOf(fork).note.text);
    member.restart();
    expect(await ask(next(5), 3)).toBe('log-fork');
    const other = new TestLog(212).grow(1);
    member.accept(other);
    expect(await ask(other, 0)).toBe('200');
  });

  it('finds a fork between two sizes where the proof shows it', async () => {
    expect(await ask(log, 0)).toBe('200');
    const fork = new TestLog(210).grow(2).grow(4, 'other');
    const { asked } = member.node.commit(fork);
    expect(said(await member.ask(asked, { old: 3, proof: fork.proof(3) }))).toBe('log-fork');
    expect(await ask(next(5), 3)).toBe('log-fork');
  });

  it('is there before an answer: when it cannot be stored, nothing is stated', async () => {
    const { asked } = member.node.commit(log);
    member.beforeSave = () => {
      throw new NotaryError('write-failed', 'the disk is full');
    };
    await expect(member.ask(asked)).rejects.toThrow('the disk is full');
    member.beforeSave = () => {};
    expect(said(await member.ask(asked))).toBe('200');
    const fork = new TestLog(210).grow(2).grow(1, 'other');
    member.beforeSave = () => {
      throw new NotaryError('write-failed', 'the disk is full');
    };
    await expect(member.ask(member.node.commit(fork).asked)).rejects.toThrow('the disk is full');
    expect(readdirSync(member.folder).filter((name) => name.endsWith('.fork'))).toEqual([]);
  });

  it('is not believed when a bit of it is another: that log is refused, and others go on', async () => {
    expect(await ask(log, 0)).toBe('200');
    const [name = ''] = readdirSync(member.folder);
    const path = join(member.folder, name);
    const whole = readFileSync(path);
    const { asked } = member.node.commit(log);
    // the log's own line is not what this witness goes by
    const [lineAt, lineEnd] = [whole.indexOf('— '), whole.indexOf('","statement')];
    for (let at = 0; at < whole.length; at += 7) {
      if (at >= lineAt && at < lineEnd) continue;
      writeFileSync(
        path,
        whole.map((byte, i) => (i === at ? byte ^ 1 : byte)),
      );
      await expect(member.restart().ask(asked, { old: 3 }), `byte ${at}`).rejects.toThrow(NotaryError);
    }
    const other = new TestLog(213).grow(1);
    member.accept(other);
    expect(await ask(other, 0)).toBe('200');
    writeFileSync(path, whole);
    member.restart();
    expect(await ask(next(5), 3)).toBe('200');
  });

  it('is shown by the hash of the origin', async () => {
    expect(member.witness.checkpoint('0'.repeat(64)).status).toBe(404);
    expect(await ask(log, 0)).toBe('200');
    const hash = Buffer.from(nobleCrypto.sha256(utf8(log.origin))).toString('hex');
    expect(parseNote(member.witness.checkpoint(hash).body).text).toBe(requestOf(log).note.text);
  });
});

describe('bounds', () => {
  it('of a log, of an address, and of all', async () => {
    const { asked } = member.node.commit(log);
    const statuses = async (count: number, from: (i: number) => string) => {
      const seen: string[] = [];
      for (let i = 0; i < count; i++) seen.push(said(await member.ask(asked, { old: 9 }, from(i))));
      return seen;
    };
    const ofLog = await statuses(ALLOWANCES.log.burst + 1, () => '127.0.0.1');
    expect(ofLog.slice(-2)).toEqual(['other-size 0', 'too-often']);
    member.restart();
    const unknown = member.node.commit(new TestLog(214).grow(1)).asked;
    for (let i = 0; i < ALLOWANCES.address.burst; i++)
      expect(said(await member.ask(unknown, {}, '192.0.2.1'))).toBe('unknown-log');
    expect(said(await member.ask(unknown, {}, '192.0.2.1'))).toBe('too-often');
    expect(said(await member.ask(unknown, {}, '192.0.2.2'))).toBe('unknown-log');
    member.elapsed += 1000 / ALLOWANCES.address.rate;
    expect(said(await member.ask(unknown, {}, '192.0.2.1'))).toBe('unknown-log');
    member.restart();
    for (let i = 0; i < ALLOWANCES.everybody.burst; i++) await member.ask(unknown, {}, `198.51.100.${i}`);
    expect(said(await member.ask(unknown, {}, '203.0.113.1'))).toBe('too-often');
  });

  it('what is no request is refused, whatever bit of one is another', async () => {
    const { asked, evidence } = member.node.commit(log);
    const whole = bodyOf(asked);
    const { text } = parseNote((await member.ask(asked)).body);
    expect(text).toBe(observationText(evidence.seen));
    for (let at = 0; at < whole.length; at += 3)
      for (const bit of [1, 32, 128]) {
        member.elapsed += 1000;
        const answer = await member.witness.observe(
          whole.map((byte, i) => (i === at ? byte ^ bit : byte)),
          '127.0.0.1',
        );
        // the key id of a line, and what stands behind, may differ without another meaning
        if (answer.status === 200) expect(parseNote(answer.body).text, `byte ${at}`).toBe(text);
        else refusalIn(answer);
      }
    for (const cut of [0, 1, 50, 200, whole.length - 1]) {
      member.elapsed += 1000;
      expect(said(await member.witness.observe(whole.slice(0, cut), '127.0.0.1'))).toBe('malformed');
    }
    const later = utf8(new TextDecoder().decode(whole).replace('request/v1', 'request/v2'));
    expect(refusalIn(await member.witness.observe(later, '127.0.0.1')).why).toContain('knows version 1');
  });

  it('a list of logs is read as it was written, and refused with anything else in it', () => {
    const logs = [
      { origin: log.origin, organisation: 'Log Ltd', keys: [{ vkey: log.vkey, from: 0, to: null }], user: USER_KEY },
    ];
    const bytes = acceptedBytes(logs);
    expect([...parseAccepted(bytes, nobleCrypto).values()]).toEqual(logs);
    const twice = acceptedBytes([...logs, ...logs]);
    expect(() => parseAccepted(twice, nobleCrypto)).toThrow('stands twice');
    const text = new TextDecoder().decode(bytes);
    for (const other of [
      text.replace('"v":1', '"v":2'),
      text.replace('"user":"', '"user":"1'),
      text.replace('Log', ''),
    ])
      expect(() => parseAccepted(utf8(other), nobleCrypto)).toThrow(NotaryError);
  });
});
