/** Golden certificates of what organisations of a Fabric channel read in their ledgers. */
import { fabricAnchor } from '../../../core/anchors/fabric/evidence.ts';
import type { AnchorSubject } from '../../../core/anchors/kind.ts';
import type { GoldenSpec } from '../../../core/certificate/golden.ts';
import { fromUtf8 } from '../../../core/formats/bytes.ts';
import { ownWitnessName } from '../../../core/formats/checkpoint.ts';
import { type NoteSigner, noteBytes, signNote } from '../../../core/formats/note.ts';
import { ALPHA, member, networkEvidence } from '../../anchor/fabric/support/network.ts';

type Options = Parameters<typeof networkEvidence>[1];

/** Ordered on a channel, and read there afterwards. */
function onLedgers({ noteText, checkpoint }: AnchorSubject, log: NoteSigner, options: Options = {}) {
  const note = fromUtf8(noteBytes({ text: noteText, signatures: [signNote(noteText, log)] }));
  const { origin, size } = checkpoint;
  return [fabricAnchor(networkEvidence({ origin, size, note }, options))];
}

/** By name; the facts do not matter. */
export const fabricGoldens = (facts: GoldenSpec['facts']): Readonly<Record<string, GoldenSpec>> => ({
  'on-ledgers': { facts, pending: false, anchors: (subject, log) => onLedgers(subject, log) },
  'on-one-ledger': {
    facts,
    pending: false,
    witnesses: (origin) => [ownWitnessName(origin)],
    anchors: (subject, log) =>
      onLedgers(subject, log, {
        read: { endorsers: [ALPHA] },
        block: { orderer: member('Delta', 'orderer') },
      }),
  },
  'on-test-ledgers': {
    facts,
    pending: false,
    anchors: (subject, log) => onLedgers(subject, log, { channel: 'demo-evidence' }),
  },
  'ordered-by-one-signature': {
    facts,
    pending: false,
    anchors: (subject, log) => onLedgers(subject, log, { block: { signers: [3] } }),
  },
});
