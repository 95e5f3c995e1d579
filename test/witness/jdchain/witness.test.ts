/** A member's witness: what it states, and what it refuses and why. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DATA_TYPE, TRANSACTION_STATE } from '../../../core/anchors/jdchain/contracts.ts';
import { jdchainAnchor } from '../../../core/anchors/jdchain/evidence.ts';
import { jdchainVerifier } from '../../../core/anchors/jdchain/index.ts';
import { publicKeyBytes, publicKeyOf } from '../../../core/anchors/jdchain/keys.ts';
import { checkWitnessLine } from '../../../core/anchors/jdchain/lines.ts';
import { observationText } from '../../../core/anchors/jdchain/observation.ts';
import { formSubject } from '../../../core/anchors/kind.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { utf8 } from '../../../core/formats/bytes.ts';
import { parseNote } from '../../../core/formats/note.ts';
import { unavailable } from '../../../core/node/jdchain/endpoint.ts';
import { type ObserveRequest, statedLine } from '../../../core/node/jdchain/witness-protocol.ts';
import type { Reply } from '../../../core/node/witness/reply.ts';
import { jdChain, keyOf, LEDGERS, MEMBERS, WITNESSES, witness } from '../../anchor/jdchain/support/ledger.ts';
import { requestOf } from '../../contracts/chain-connector.contract.ts';
import { logSigner } from '../../core/support/keys.ts';
import { TestLog } from '../../member/support/consortium.ts';
import { scratch } from '../../node/support/cli.ts';
import { Member, said } from './support/member.ts';
import { bodyOf } from './support/own-node.ts';

const root = scratch('member-witness-');
const newFolder = () => mkdtempSync(join(root, 'm-'));
const secondsIn = (member: Member, { body }: Reply) => {
  const { text, signatures } = parseNote(body);
  const [line] = signatures;
  const check = line && checkWitnessLine(text, line, member.signer.key, nobleCrypto);
  if (check?.state !== 'valid') throw new Error('not signed');
  return check.seconds;
};

let log: TestLog;
let member: Member;
beforeEach(() => {
  log = new TestLog(210).grow(3);
  member = new Member(newFolder()).accept(log);
});

describe('a statement', () => {
  it.each(WITNESSES.map((signer) => [signer.key.name, signer] as const))(
    'is what the verifier expects, signed by %s',
    async (_, signer) => {
      member = new Member(newFolder(), signer).accept(log);
      const { evidence, asked } = member.node.commit(log);
      const answer = await member.ask(asked);
      expect(said(answer)).toBe('200');
      expect(parseNote(answer.body).text).toBe(observationText(evidence.seen));
      statedLine(answer.body, observationText(evidence.seen), signer.key, nobleCrypto);
      expect(secondsIn(member, answer)).toBe(member.now / 1000);
    },
  );

  it('of a key that states no time is a signature alone', async () => {
    member = new Member(newFolder(), witness('plain.example', 'untimed')).accept(log);
    expect(secondsIn(member, await member.ask(member.node.commit(log).asked))).toBeNull();
  });

  it('is about a ledger with SM3 too', async () => {
    const { evidence, asked } = member.node.commit(log, { ledger: LEDGERS.SM3 });
    const answer = await member.witnessOf(member.node, LEDGERS.SM3).observe(bodyOf(asked), '127.0.0.1');
    expect(parseNote(answer.body).text).toBe(observationText(evidence.seen));
  });

  it('never goes back in time', async () => {
    const { asked } = member.node.commit(log);
    const first = secondsIn(member, await member.ask(asked));
    member.now -= 3_600_000;
    expect(secondsIn(member, await member.ask(asked, { old: 3 }))).toBe(first);
    expect(secondsIn(member, await member.restart().ask(asked, { old: 3 }))).toBe(first);
    member.now += 7_200_000;
    expect(secondsIn(member, await member.ask(asked, { old: 3 }))).toBe((first ?? 0) + 3600);
  });

  it('of four members makes an anchor that is proven, with the third time', async () => {
    const lines = [];
    let evidence: ReturnType<Member['node']['commit']>['evidence'] | null = null;
    for (const [i, signer] of WITNESSES.entries()) {
      const one = new Member(newFolder(), signer).accept(log);
      one.now += i * 1000;
      const committed = one.node.commit(log);
      evidence ??= committed.evidence;
      const text = observationText(evidence.seen);
      lines.push(statedLine((await one.ask(committed.asked)).body, text, signer.key, nobleCrypto));
    }
    if (!evidence) throw new Error('nobody stated anything');
    const { note, checkpoint } = requestOf(log);
    const anchor = jdchainAnchor({
      ...evidence,
      note: { text: observationText(evidence.seen), signatures: lines },
      keys: WITNESSES.map(({ key }) => key),
    });
    const subject = formSubject(checkpoint, note);
    expect(jdchainVerifier.check(anchor, subject, nobleCrypto)).toMatchObject({ state: 'passed' });
    const judged = jdchainVerifier.judge(anchor, subject, jdChain(MEMBERS), { controller: 'x' }, nobleCrypto);
    expect(judged).toMatchObject({
      met: true,
      quorum: { have: 4, need: 3, all: 4 },
      time: new Date(member.now + 2000).toISOString(),
    });
    expect(judged.detail).toContain('4 of 4 members state that they saw it committed on their own node');
    expect(judged.detail).not.toMatch(/final/i);
  });
});

describe('a request is refused', () => {
  const stranger = keyOf('somebody else');
  const REQUESTS: readonly (readonly [string, (asked: ObserveRequest) => Partial<ObserveRequest>, RegExp])[] = [
    ['of another ledger', () => ({ ledger: LEDGERS.SM3 }), /^other-ledger j5/],
    [
      'with a signature of a key that is not the log’s',
      ({ note }) => {
        const thief = logSigner('thief');
        const key = { ...thief.key, name: log.origin };
        return {
          note: { ...note, signatures: [{ name: key.name, id: key.id, signature: thief.sign(utf8(note.text)) }] },
        };
      },
      /^log-key$/,
    ],
    [
      'with a broken signature',
      ({ note }) => ({
        note: {
          ...note,
          signatures: note.signatures.map((line) => ({
            ...line,
            signature: line.signature.map((b, i) => b ^ +(i === 3)),
          })),
        },
      }),
      /^log-key$/,
    ],
    ['with a proof from nothing', () => ({ proof: [new Uint8Array(32)] }), /^not-grown$/],
    ['with a size that was not stated', () => ({ old: 2 }), /^other-size 0$/],
    ['about another block than the own node has', ({ transaction }) => ({ block: transaction }), /^ledger-fork j5/],
  ];
  it.each(REQUESTS)('%s', async (_, change, expected) => {
    const { asked } = member.node.commit(log);
    expect(said(await member.ask(asked, change(asked)))).toMatch(expected);
    expect(readdirSync(member.folder)).toEqual([]);
  });

  it('of a log that is not accepted, without a question to the node', async () => {
    const other = new TestLog(211).grow(1);
    expect(said(await member.ask(member.node.commit(other).asked))).toBe('unknown-log');
    expect(member.node.asked).toBe(0);
  });

  const NODES: readonly (readonly [string, (member: Member) => void, RegExp])[] = [
    [
      'does not have the block yet',
      ({ node }) => {
        node.last.block = null;
      },
      /^not-seen$/,
    ],
    [
      'does not have the transaction yet',
      ({ node }) => {
        node.last.transaction = null;
      },
      /^not-seen$/,
    ],
    [
      'does not have the account yet',
      ({ node }) => {
        node.last.account = null;
      },
      /^not-seen$/,
    ],
    [
      'does not have the entry yet',
      ({ node }) => {
        node.last.entry = null;
      },
      /^not-seen$/,
    ],
    [
      'does not have the ledger',
      ({ node }) => {
        node.last.genesis = null;
      },
      /^peer-away$/,
    ],
    [
      'does not know the user',
      ({ node }) => {
        node.last.user = null;
      },
      /^other-transaction$/,
    ],
    [
      'has a ledger of structure KV',
      ({ node }) => {
        node.last.genesis = { structure: 'KV', hashAlgorithm: 0x2018, participants: [] };
      },
      /^ledger-structure$/,
    ],
    [
      'recorded the transaction and did not carry it out',
      ({ node: { last } }) => {
        if (last.transaction)
          last.transaction = { ...last.transaction, state: TRANSACTION_STATE.DATA_VERSION_CONFLICT };
      },
      /^not-success DATA_VERSION_CONFLICT$/,
    ],
    [
      'has it in another block',
      ({ node: { last } }) => {
        if (last.transaction) last.transaction = { ...last.transaction, height: 4243 };
      },
      /^other-block 4243$/,
    ],
    [
      'has an account that all can write to',
      ({ node: { last } }) => {
        if (last.account) last.account = { ...last.account, mode: '-rwxrwxrwx' };
      },
      /^open-account$/,
    ],
    [
      'has an account of two owners',
      ({ node: { last } }) => {
        if (last.account)
          last.account = { ...last.account, owners: [...last.account.owners, last.account.address.map((b) => b ^ 1)] };
      },
      /^open-account$/,
    ],
    [
      'has an account of somebody else',
      ({ node: { last } }) => {
        if (last.account) last.account = { ...last.account, owners: [last.account.address.map((b) => b ^ 1)] };
      },
      /^open-account$/,
    ],
    [
      'has an entry that was written again',
      ({ node: { last } }) => {
        if (last.entry) last.entry = { ...last.entry, version: 1 };
      },
      /^other-entry$/,
    ],
    [
      'has an entry with another value',
      ({ node: { last } }) => {
        if (last.entry) last.entry = { ...last.entry, bytes: utf8('another') };
      },
      /^other-entry$/,
    ],
    [
      'has an entry of another type',
      ({ node: { last } }) => {
        if (last.entry) last.entry = { ...last.entry, type: DATA_TYPE.JSON };
      },
      /^other-entry$/,
    ],
    [
      'has another key at the address of the user',
      ({ node: { last } }) => {
        if (last.user) last.user = { ...last.user, publicKey: publicKeyBytes(publicKeyOf(stranger)) };
      },
      /^peer-wrong$/,
    ],
    [
      'answers with a block that does not recompute',
      ({ node }) => {
        node.before = () => {
          throw unavailable('http://own', 'shape', 'a block with another hash than that of its content');
        };
      },
      /^peer-wrong$/,
    ],
    [
      'does not answer',
      ({ node }) => {
        node.before = () => {
          throw unavailable('http://own', 'status', 'HTTP 502');
        };
      },
      /^peer-away$/,
    ],
  ];
  it.each(NODES)('when the own node %s; and stated once that is over', async (_, fault, expected) => {
    const { asked } = member.node.commit(log);
    fault(member);
    expect(said(await member.ask(asked))).toMatch(expected);
    expect(readdirSync(member.folder)).toEqual([]);
    member.node.before = () => {};
    member.node.commit(log);
    expect(said(await member.ask(asked))).toBe('200');
  });

  it('when the transaction is signed by another user, or writes something else', async () => {
    const foreign = member.node.commit(log, { user: stranger });
    expect(said(await member.ask(foreign.asked))).toBe('other-transaction');
    const smaller = new TestLog(210).grow(2);
    const other = member.node.commit(smaller);
    // the entry of the smaller checkpoint, asked for as the larger one
    expect(said(await member.ask(other.asked, { note: requestOf(log).note }))).toBe('other-transaction');
    const two = member.node.commit(log, {
      content: (content) => ({ ...content, operations: [...content.operations, ...content.operations] }),
    });
    expect(said(await member.ask(two.asked))).toBe('other-transaction');
  });

  it('a defect is no refusal: it is told to whoever runs the witness', async () => {
    const { asked } = member.node.commit(log);
    member.node.before = () => {
      throw new TypeError('a defect');
    };
    await expect(member.ask(asked)).rejects.toThrow('a defect');
  });
});
