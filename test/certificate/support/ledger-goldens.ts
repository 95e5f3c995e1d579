/** Golden certificates of anchors on a JD Chain ledger: several witnesses and one, with a time and without. */
import { jdchainAnchor } from '../../../core/anchors/jdchain/evidence.ts';
import type { GoldenSpec } from '../../../core/certificate/golden.ts';
import { signNote } from '../../../core/formats/note.ts';
import type { AnyFacts } from '../../../core/records/facts.ts';
import { jdEvidence, LEDGERS, type Setting, witness } from '../../anchor/jdchain/support/ledger.ts';

const seen = (facts: AnyFacts, setting: Setting = {}): GoldenSpec => ({
  facts,
  pending: false,
  anchors: ({ noteText }, log) => [
    jdchainAnchor(jdEvidence({ text: noteText, signatures: [signNote(noteText, log)] }, setting)),
  ],
});

export const ledgerGoldens = (facts: AnyFacts): Readonly<Record<string, GoldenSpec>> => ({
  'on-a-ledger': seen(facts),
  'on-a-ledger-by-one': seen(facts, { ledger: LEDGERS.SM3, node: null, witnesses: [witness('court.example', 'sm2')] }),
  'on-a-ledger-without-a-time': seen(facts, {
    witnesses: [witness('court.example', 'untimed'), witness('bank.example', 'untimed')],
  }),
  'on-a-ledger-by-one-without-a-time': seen(facts, { witnesses: [witness('court.example', 'untimed')] }),
});
