/** Who of a bundle's members counts, how many there must be, and the time that follows; and what a bundle must be like. */
import { describe, expect, it } from 'vitest';
import { toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { jdchainAnchor } from '../../../core/anchors/jdchain/evidence.ts';
import { jdchainVerifier } from '../../../core/anchors/jdchain/index.ts';
import { witnessKey } from '../../../core/anchors/jdchain/lines.ts';
import { type JdMembers, membersJson, readMembers } from '../../../core/anchors/jdchain/members.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import { parseProof } from '../../../core/formats/checkpoint.ts';
import { parseTrustBundle, type TrustBundle, trustBundleBytes } from '../../../core/formats/trust.ts';
import { verify } from '../../../core/verification/verify.ts';
import { accept, DOCUMENT_SHA256, desk, makeEvidence, sampleBundle } from '../../core/support/evidence.ts';
import {
  jdChain,
  jdEvidence,
  keyOf,
  LEDGERS,
  MEMBERS,
  memberOf,
  SEEN_AT,
  type Setting,
  WITNESSES,
  witness,
} from './support/ledger.ts';

const ALONE = { cosigners: [] } as const;
const { note, checkpoint } = parseProof(makeEvidence(ALONE).proof);
const subject = { checkpoint, noteText: note.text };
const STRANGER = { controller: 'somebody' };

function judged(setting: Setting = {}, members: JdMembers = MEMBERS, log = STRANGER) {
  return jdchainVerifier.judge(jdchainAnchor(jdEvidence(note, setting)), subject, jdChain(members), log, nobleCrypto);
}
const time = (i: number) => new Date((SEEN_AT + i) * 1000).toISOString();

describe('who counts', () => {
  it('members whose witnesses signed, each with the time in its line', () => {
    const { met, quorum, signers, time: at, detail } = judged();
    expect({ met, quorum, at }).toEqual({ met: true, quorum: { have: 4, need: 3, all: 4 }, at: time(2) });
    expect(signers.map(({ name, counts, time: signed }) => [name, counts, signed])).toEqual(
      WITNESSES.map(({ key }, i) => [`Organisation ${key.name}`, true, time(i)]),
    );
    expect(detail).toContain('4 of 4 members state that they saw it committed on their own node, 3 needed');
    expect(detail).not.toMatch(/final/i);
  });

  it('fewer than the bundle needs are not enough', () => {
    expect(judged({ witnesses: WITNESSES.slice(0, 2) })).toMatchObject({
      met: false,
      quorum: { have: 2, need: 3, all: 4 },
      time: null,
    });
    expect(judged({ witnesses: WITNESSES.slice(0, 3) })).toMatchObject({
      met: true,
      quorum: { have: 3, need: 3, all: 4 },
    });
  });

  it('a witness that the bundle does not name is listed and does not count', () => {
    const strange = judged({ witnesses: [witness('stranger.example'), ...WITNESSES.slice(0, 2)] });
    expect(strange).toMatchObject({ met: false, quorum: { have: 2 } });
    expect(strange.signers[0]).toMatchObject({ name: 'stranger.example', named: false, counts: false });
  });

  it('members of one voice count once, and those of the log’s voice not at all', () => {
    const [first, second, ...others] = MEMBERS.members;
    if (!first || !second) throw new Error('no members');
    const twins = { need: 3, members: [first, { ...second, controller: first.controller.toUpperCase() }, ...others] };
    expect(judged({}, twins)).toMatchObject({ met: true, quorum: { have: 3, all: 4 } });
    expect(judged({ witnesses: WITNESSES.slice(0, 3) }, twins)).toMatchObject({ met: false, quorum: { have: 2 } });
    const issuer = judged({ witnesses: WITNESSES.slice(0, 3) }, MEMBERS, { controller: first.controller });
    expect(issuer).toMatchObject({ met: false, quorum: { have: 2 } });
    expect(issuer.signers.map(({ counts }) => counts)).toEqual([false, true, true]);
  });

  it('a key under another name is the same key; of another type it is another', () => {
    const renamed = { ...WITNESSES[0], key: { ...witness('court.example').key } };
    expect(renamed.key).toEqual(WITNESSES[0]?.key);
    const untimed = witness('court.example', 'untimed');
    expect(judged({ witnesses: [untimed, ...WITNESSES.slice(1, 3)] })).toMatchObject({
      met: false,
      quorum: { have: 2 },
    });
  });

  it('the time is the one at which enough had signed, and none when enough state none', () => {
    const backwards = judged({ seconds: (i) => SEEN_AT + 10 - i });
    expect(backwards.time).toBe(time(9));
    const old = witness('old.example', 'untimed');
    const members = { need: 3, members: [...MEMBERS.members.slice(0, 2), memberOf(old)] };
    expect(judged({ witnesses: [...WITNESSES.slice(0, 2), old] }, members)).toMatchObject({ met: true, time: null });
  });

  it('the gateway that passed it on is named as that and nothing more', () => {
    expect(judged().detail).toContain(
      'the gateway of Organisation court.example passed it on, which does not show that it was committed',
    );
    expect(judged({ node: null }).detail).not.toContain('gateway');
    const nobody = { ...MEMBERS, members: MEMBERS.members.map((one) => ({ ...one, participant: null })) };
    expect(judged({}, nobody).detail).toContain('a gateway whose key the bundle does not name');
  });
});

describe('in a certificate', () => {
  const ask = (setting: Setting, changes: Partial<TrustBundle> = {}, demo = false) =>
    verify(makeEvidence({ ...ALONE, anchors: [jdchainAnchor(jdEvidence(note, setting))] }), {
      document: { name: 'document', sha256: DOCUMENT_SHA256 },
      trust: [
        accept(
          sampleBundle({
            chains: [jdChain(MEMBERS, setting.ledger, demo)],
            policy: { witnesses: 0, chains: 1 },
            ...changes,
          }),
        ),
      ],
      page: { state: 'not-run', reason: 'no-page' },
    });

  it('enough members make it proven, no later than when enough had signed', () => {
    const report = ask({});
    expect(report).toMatchObject({ verdict: 'proven', provenTime: time(2), quorum: { have: 4, need: 3, all: 4 } });
    expect(report.signers.filter(({ role }) => role === 'member')).toHaveLength(4);
  });

  it('too few, another ledger and a test network do not', () => {
    expect(ask({ witnesses: WITNESSES.slice(0, 2) }).verdict).toBe('self-attested');
    expect(ask({}, { chains: [jdChain(MEMBERS, LEDGERS.SM3)] }).verdict).toBe('self-attested');
    expect(ask({}, {}, true).verdict).toBe('self-attested');
  });

  it('a log that the bundle does not name is not trusted, whatever its chain says', () => {
    expect(ask({}, { logs: [] }).verdict).toBe('untrusted');
  });

  it('a damaged line makes it tampered', () => {
    const evidence = jdEvidence(note);
    const [first, ...more] = evidence.note.signatures;
    if (!first) throw new Error('no line');
    const broken = { ...first, signature: first.signature.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) };
    const files = makeEvidence({
      ...ALONE,
      anchors: [jdchainAnchor({ ...evidence, note: { ...evidence.note, signatures: [broken, ...more] } })],
    });
    const report = verify(files, { document: null, trust: [], page: { state: 'not-run', reason: 'no-page' } });
    expect(report.verdict).toBe('tampered');
    expect(report.checks.find(({ name }) => name === 'anchors')).toMatchObject({
      state: 'failed',
      reason: 'bad-signature',
    });
  });
});

describe('members in a bundle', () => {
  const bundleWith = (epochs: readonly Json[]) =>
    trustBundleBytes(
      sampleBundle({ chains: [{ kind: 'jdchain', id: toBase58(LEDGERS.SHA256), demo: false, epochs }] }),
    );

  it('are read back as they were written', () => {
    expect(readMembers(membersJson(MEMBERS))).toEqual(MEMBERS);
    const nothing = {
      need: 1,
      members: [
        memberOf(WITNESSES[0] ?? desk, { participant: null }),
        memberOf(WITNESSES[1] ?? desk, { witness: null }),
      ],
    };
    expect(readMembers(membersJson(nothing))).toEqual(nothing);
    expect(() => parseTrustBundle(bundleWith(membersJson(MEMBERS)), nobleCrypto)).not.toThrow();
  });

  const [json] = membersJson(MEMBERS) as readonly [{ need: number; members: readonly Record<string, Json>[] }];
  const [first = {}, second = {}] = json.members;
  it.each([
    ['none', []],
    ['two lists', [json, json]],
    ['needing nobody', [{ ...json, need: 0 }]],
    ['needing more than there are', [{ ...json, need: 5 }]],
    [
      'needing more than have a witness',
      [{ ...json, members: json.members.map((one, i) => (i < 2 ? { ...one, witness: null } : one)) }],
    ],
    [
      'needing more voices than there are',
      [{ ...json, members: json.members.map((one) => ({ ...one, controller: 'one' })) }],
    ],
    ['a witness twice', [{ ...json, members: [first, { ...second, witness: first.witness ?? null }] }]],
    ['a participant twice', [{ ...json, members: [first, { ...second, participant: first.participant ?? null }] }]],
    [
      'a participant that is no key',
      [{ ...json, members: [{ ...first, participant: 'LdeP32CHDAceXAcZik61HcM8rWU1y8tTyoH6T' }] }],
    ],
    ['a field too many', [{ ...json, more: 1 }]],
    ['no member', [{ ...json, members: [] }]],
  ] as readonly (readonly [string, readonly Json[]])[])('%s is refused', (_, epochs) => {
    expect(() => readMembers(epochs)).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(() => parseTrustBundle(bundleWith(epochs), nobleCrypto)).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
  });

  it('a witness signs with Ed25519 or SM2, with a key that is one', () => {
    for (const { key } of WITNESSES) expect(witnessKey(key.text, nobleCrypto)).toEqual(key);
    const sm2 = WITNESSES[1]?.key;
    if (!sm2) throw new Error('no key');
    expect(sm2.type).toBe(0xff);
    expect(keyOf('x').raw).toHaveLength(32);
  });
});
