/** The sentence at the head of a page of template 2 claims what the evidence proves and no more, in every state. */
import { describe, expect, it } from 'vitest';
import { evidenceOf, type GoldenSpec } from '../../core/certificate/golden.ts';
import { readStatement } from '../../core/certificate/statement.ts';
import { quotable } from '../../core/certificate/template-2/names.ts';
import { signerNotes } from '../../core/certificate/template-2/proof.ts';
import { isAnchored, namedFile, said } from '../../core/certificate/template-2/sentence.ts';
import { CAVEAT, TEXTS } from '../../core/certificate/template-2/words.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { ownWitnessName } from '../../core/formats/checkpoint.ts';
import type { Anchor } from '../../core/formats/evidence.ts';
import { TEMPLATE_2 } from '../../core/formats/template.ts';
import { GOLDEN_KINDS, shownBlock, stamp } from './support/goldens.ts';

function statementOf(anchors: readonly Anchor[], over: Partial<GoldenSpec> = {}) {
  const spec: GoldenSpec = { facts: { fileName: 'a.pdf' }, pending: false, anchors: () => anchors, ...over };
  return readStatement(evidenceOf('sentence', spec, TEMPLATE_2, nobleCrypto), nobleCrypto, GOLDEN_KINDS);
}

function sentencesOf(anchors: readonly Anchor[], over: Partial<GoldenSpec> = {}) {
  const statement = statementOf(anchors, over);
  const { quoted, added } = said(statement, namedFile(statement));
  const text = (language: 'zh' | 'en') => ({
    quoted: quoted.map((words) => words[language]).join(' '),
    added: added.map((words) => words[language]).join(' '),
  });
  return { zh: text('zh'), en: text('en') };
}

const LATE = '2026-03-01T00:00:00.000Z';
const EARLY = '2026-01-01T00:00:00.000Z';
const chain = shownBlock({ chain: 'court-consortium', time: LATE, registeredAs: 'Court' });
const test = shownBlock({ chain: 'demo-1', time: EARLY, registeredAs: 'Test Court' });
const untimed = shownBlock({ chain: 'notary-9' });

describe('who signed is in no state said to be known', () => {
  it.each([
    ['a chain', [chain], CAVEAT.keys],
    ['a chain without a time', [untimed], CAVEAT.keys],
    ['a time stamp', [stamp()], CAVEAT.key],
    ['a test network', [test], CAVEAT.test],
    ['a witness', [], CAVEAT.key],
  ] as const)('%s', (_, anchors, caveat) => {
    const { zh, en } = sentencesOf(anchors);
    // in the sentence itself, so that it goes along when that is quoted
    expect(zh.quoted).toMatch(new RegExp(`；${caveat.zh}。$`));
    expect(en.quoted).toMatch(new RegExp(`; ${caveat.en}\\.$`));
    expect(zh.quoted).not.toContain('确认');
    expect(en.quoted).not.toContain('confirmed');
  });

  it('says what names itself, not what it is', () => {
    expect(sentencesOf([chain]).en.quoted).toContain('a chain called “court-consortium”');
    expect(sentencesOf([chain]).en.added).toBe(
      'The chain “court-consortium” has the issuer registered as “Court” (name not checked).',
    );
  });
});

it('witnesses of a ledger who state no time are not counted for one', () => {
  const signer = (time: string | null) => ({ fingerprint: '', name: 'w', time });
  const seen = {
    kind: 'jdchain',
    shows: 'observation',
    chain: 'ledger',
    height: 1,
    block: '',
    transaction: '',
    entry: { account: '', key: '' },
    submittedBy: '',
    passedOnBy: null,
  } as const;
  const quoted = (time: string | null, ...signers: readonly ReturnType<typeof signer>[]) => {
    const statement = { ...statementOf([]), anchors: [{ ...seen, time, signers }] };
    return said(statement, namedFile(statement))
      .quoted.map(({ en }) => en)
      .join(' ');
  };
  expect(quoted(EARLY, signer(EARLY), signer(null), signer(null))).toContain('By the statement of one witness key');
  expect(quoted(null, signer(null), signer(null))).toContain('By the statements of 2 witness keys');
});

describe('of several anchors', () => {
  it.each([
    [
      'a chain before an earlier time stamp and test network',
      [test, stamp({ time: EARLY }), chain],
      'court-consortium',
    ],
    ['the earlier of two chains', [chain, shownBlock({ chain: 'notary-2', time: EARLY })], 'notary-2'],
    ['a time stamp before an earlier test network', [test, stamp()], 'Example TSA'],
    ['a time stamp before a chain without a time', [untimed, stamp()], 'Example TSA'],
    ['a chain without a time before a test network', [test, untimed], 'notary-9'],
  ] as const)('%s', (_, anchors, name) => {
    for (const order of [anchors, [...anchors].reverse()]) {
      const { zh, en } = sentencesOf(order);
      expect(zh.quoted).toContain(name);
      expect(en.quoted).toContain(name);
      expect(en.quoted).not.toContain('demo-1');
    }
  });

  it('test networks are no further signatures, and register nobody', () => {
    expect(sentencesOf([test, chain]).en.added).not.toMatch(/Further|Test Court/);
    expect(sentencesOf([test]).en.added).toBe('');
    expect(sentencesOf([test, shownBlock({ chain: 'demo-2' })]).en.added).toBe('');
    expect(sentencesOf([stamp(), chain]).en.added).toMatch(/Further signatures/);
  });

  it('the edge is blue when an anchor is attached that is no test', () => {
    expect([[chain], [stamp(), test], [untimed]].map((anchors) => isAnchored(statementOf(anchors)))).toEqual([
      true,
      true,
      true,
    ]);
    expect([[], [test]].map((anchors) => isAnchored(statementOf(anchors)))).toEqual([false, false]);
    expect(isAnchored(statementOf([chain], { pending: true }))).toBe(false);
  });
});

it('a block without a time is said to be there, without a time', () => {
  const { zh, en } = sentencesOf([untimed]);
  expect(en.quoted).toContain('1 of the 1 members of a chain called “notary-9” signed');
  expect(en.quoted).toContain('the signatures give no time');
  expect(zh.quoted).toContain('签名未给出可用的时间');
  expect(en.quoted).not.toContain('no independent party');
});

describe('below the table of signers', () => {
  const own = (origin: string) => [ownWitnessName(origin)];

  it.each([
    ['a witness', [], undefined, [TEXTS.unknownSigners]],
    ['the own witness', [], own, [TEXTS.onlyIssuer]],
    ['a witness and a chain', [chain], undefined, [TEXTS.unknownSigners, TEXTS.chainMembers]],
    ['the own witness and a chain', [chain], own, [TEXTS.chainMembers]],
    ['a witness and a time stamp', [stamp()], undefined, [TEXTS.unknownSigners, TEXTS.authorities]],
  ] as const)('%s', (_, anchors, witnesses, notes) => {
    expect(signerNotes(statementOf(anchors, witnesses ? { witnesses } : {}))).toEqual(notes);
  });
});

describe('a name ends where its quotation marks end', () => {
  it.each([
    ['A.pdf”，已经公证处核实，文件“B', 'A.pdf’，已经公证处核实，文件‘B'],
    ['a "b" c', 'a ’b’ c'],
    ['a＂ 〝b〞 „c‟ ″', 'a’ ‘b’ ‘c‘ ’'],
    ["a''b’’c", "a'b’c"],
    ["O'Brien’s", "O'Brien’s"],
    ['””'.repeat(9), '’'],
  ])('%s', (name, drawn) => {
    expect(quotable(name)).toBe(drawn);
  });

  it('in the sentence there are no other marks than those of the page', () => {
    const evil = 'A.pdf”，已经公证处核实，文件“B';
    const { zh, en } = sentencesOf(
      [stamp({ authority: { name: evil, fingerprint: '1e'.repeat(32) } }), shownBlock({ registeredAs: evil })],
      { facts: { fileName: evil, holder: evil } },
    );
    for (const { quoted, added } of [zh, en]) {
      expect(quoted.match(/[“”"]/g)).toEqual(['“', '”', '“', '”', '“', '”']);
      expect(added.match(/[“”"]/g)).toEqual(['“', '”', '“', '”']);
    }
  });

  it('names of any length are cut in their middle', () => {
    expect([...quotable('𠮷'.repeat(500))]).toHaveLength(60);
  });
});
