/** Witnesses that sign with ML-DSA-44, and evidence that they cosigned. */
import { COSIGNATURE, cosignatureAnchor } from '../../../../core/anchors/cosignature/index.ts';
import type { Json } from '../../../../core/formats/canonical.ts';
import { parseProof } from '../../../../core/formats/checkpoint.ts';
import type { Anchor, EvidenceFiles } from '../../../../core/formats/evidence.ts';
import type { TrustBundle } from '../../../../core/formats/trust.ts';
import { type EvidenceOptions, makeEvidence, SIGNED_AT, sampleBundle } from '../../../core/support/evidence.ts';
import { type MlDsaWitness, mlDsaCosign, mlDsaWitness } from '../../../core/support/keys.ts';

export const exchange = mlDsaWitness('exchange');
export const archive = mlDsaWitness('archive');

/** The checkpoint's text of this evidence, which no anchor changes. */
export const textOf = (options: EvidenceOptions = {}): string => parseProof(makeEvidence(options).proof).note.text;

/** The cosignature of a witness as a certificate carries it; `over` is what it signed instead. */
export function cosigned(
  by: MlDsaWitness,
  seconds = SIGNED_AT,
  over: Parameters<typeof mlDsaCosign>[3] = {},
  options: EvidenceOptions = {},
): Anchor {
  return cosignatureAnchor(mlDsaCosign(textOf(options), seconds, by, over), by.key);
}

/** The same anchor with other members. */
export const changed = (anchor: Anchor, members: Readonly<Record<string, Json>>): Anchor => ({
  kind: COSIGNATURE,
  [COSIGNATURE]: { ...(anchor[COSIGNATURE] as Record<string, Json>), ...members },
});

/** Evidence with these anchors beside the cosignature of the issuer's own witness. */
export const anchoredBy = (...anchors: readonly Anchor[]): EvidenceFiles => makeEvidence({ anchors });

/** The sample bundle with these two among its witnesses, of which so many are needed. */
export function witnessBundle(witnesses = 1, changes: Partial<TrustBundle> = {}): TrustBundle {
  const sample = sampleBundle();
  return {
    ...sample,
    witnesses: [
      ...sample.witnesses,
      { vkey: exchange.key.text, controller: 'exchange', organisation: '江南票据交易所' },
      { vkey: archive.key.text, controller: 'archive', organisation: 'Stadtarchiv' },
    ],
    policy: { witnesses, chains: 0 },
    ...changes,
  };
}
