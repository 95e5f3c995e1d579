/** Lists of lengths and digests of different counts: read, and what has no partner counts for nothing. */
import { expect, it } from 'vitest';
import { diagnose } from '../../core/documents/doctor/compare.ts';
import { type PartDigests, partDigestsOf, partDigestsValue } from '../../core/documents/doctor/format.ts';
import { materialOf } from '../../core/documents/doctor/material.ts';
import { universalTools } from '../../core/documents/doctor/tools.ts';
import type { Json } from '../../core/formats/canonical.ts';
import { contract } from './support/samples.ts';

const hex = (bytes: Uint8Array) => Buffer.from(universalTools.crypto.sha256(bytes)).toString('hex');

it('neither refused nor believed', async () => {
  const bytes = await contract(3);
  const longer = new Uint8Array([...bytes, ...new Uint8Array(5000).fill(7)]);
  const material = materialOf(longer, universalTools);
  if (!material) throw new Error('no material');
  const whole = partDigestsOf(material, '00'.repeat(16), universalTools);
  const { chunks, revisions } = whole;
  if (!chunks || !revisions) throw new Error('no pieces');
  const odd: readonly PartDigests[] = [
    { ...whole, chunks: { ...chunks, lengths: [...chunks.lengths, 7, 9] } },
    { ...whole, chunks: { ...chunks, lengths: chunks.lengths.slice(1) } },
    { ...whole, chunks: { ...chunks, digests: '' }, revisions: { ...revisions, digests: '' } },
    { ...whole, revisions: { ...revisions, lengths: [] } },
  ];
  for (const value of odd) {
    expect(partDigestsValue(value as unknown as Json, 'fingerprints')).toEqual(value);
    const sealed = {
      sha256: hex(longer),
      size: longer.length,
      id: 'a',
      supersedes: null,
      fingerprints: value as unknown as Json,
    };
    const given = { size: bytes.length, prefix: null, material: materialOf(bytes, universalTools), record: null };
    expect(diagnose(sealed, given, universalTools).length).toBeGreaterThan(0);
  }
});
