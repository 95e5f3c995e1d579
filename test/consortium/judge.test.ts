/** The engine's own library and our verifier judge the same answers of real nodes, whole and tampered with. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { engineSteps } from '../../core/anchors/cometbft/verify.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { RECORDED, RECORDED_CHAIN, recordedFrom } from '../anchor/cometbft/support/recorded.ts';
import { judgeOrReason, type RawAnswers } from './support/judge.ts';

const found = await judgeOrReason();

function raw(name: (typeof RECORDED)[number], file: string) {
  const path = new URL(`../vectors/cometbft/${name}/rpc-${file}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')).result;
}

/** What our verifier says of the same raw answers: the names of the checks that fail, or that they cannot be read. */
function ours(name: (typeof RECORDED)[number], answers: RawAnswers): string {
  try {
    const read = (file: string) =>
      ({ tx: answers.Tx, commit: answers.Commit, next: answers.Next, validators: answers.Validators })[file] ??
      raw(name, file);
    const { proof, result } = recordedFrom(read);
    const failed = engineSteps(answers.Chain, proof, result, nobleCrypto).filter(({ holds }) => !holds());
    return failed.length === 0 ? 'accepted' : failed.map((step) => step.name).join();
  } catch {
    return 'unreadable';
  }
}

type Change = (answers: { Chain: string; Tx: Loose; Commit: Loose; Next: Loose; Validators: Loose }) => void;
type Loose = ReturnType<typeof raw>;

const flipHex = (hex: string) => `${hex.startsWith('0') ? '1' : '0'}${hex.slice(1)}`;
const flipBase64 = (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;

const TAMPERED: readonly (readonly [string, Change])[] = [
  ['another chain', (a) => (a.Chain = 'notary-proto-5')],
  ['another transaction', (a) => (a.Tx.tx = a.Tx.proof.data = flipBase64(a.Tx.tx))],
  [
    'another data hash',
    (a) => (a.Commit.signed_header.header.data_hash = flipHex(a.Commit.signed_header.header.data_hash)),
  ],
  [
    'another application hash',
    (a) => (a.Next.signed_header.header.app_hash = flipHex(a.Next.signed_header.header.app_hash)),
  ],
  ['another height', (a) => (a.Commit.signed_header.header.height = '3')],
  [
    'a vote with another time',
    (a) => (a.Commit.signed_header.commit.signatures[0].timestamp = '2026-11-22T19:00:37.1Z'),
  ],
  [
    'a vote with another signature',
    (a) =>
      (a.Commit.signed_header.commit.signatures[0].signature = flipBase64(
        a.Commit.signed_header.commit.signatures[0].signature,
      )),
  ],
  ['another round', (a) => (a.Next.signed_header.commit.round = 1)],
  ['more power for one', (a) => (a.Validators.validators[0].voting_power = '11')],
  [
    'a next block that follows another',
    (a) => (a.Next.signed_header.header.last_block_id.hash = flipHex(a.Next.signed_header.header.last_block_id.hash)),
  ],
];

if ('reason' in found) test('the engine’s own library', (context) => context.skip(found.reason));
else
  describe('the engine’s own library', () => {
    const answersOf = (name: (typeof RECORDED)[number]): RawAnswers => ({
      Chain: RECORDED_CHAIN,
      Tx: raw(name, 'tx'),
      Commit: raw(name, 'commit'),
      Next: raw(name, 'next'),
      Validators: raw(name, 'validators'),
      NextValidators: raw(name, 'validators'),
    });

    test.each(RECORDED)('%s: both accept', (name) => {
      const answers = answersOf(name);
      expect(found.judge(answers)).toBe('accepted');
      expect(ours(name, answers)).toBe('accepted');
    });

    test.each(TAMPERED)('%s: both refuse', (_, change) => {
      const answers = structuredClone(answersOf('a-first-all'));
      change(answers as Parameters<Change>[0]);
      expect(found.judge(answers)).not.toBe('accepted');
      expect(ours('a-first-all', answers)).not.toBe('accepted');
    });

    test('it takes another total for the same proof, which ours does not carry at all', () => {
      const answers = structuredClone(answersOf('c-many-txs')) as { Tx: Loose } & RawAnswers;
      answers.Tx.proof.proof.total = '6';
      expect(found.judge(answers)).toBe('accepted');
    });
  });
