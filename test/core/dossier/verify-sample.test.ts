/** The check of a sample: drawn again, and a sentence about the rest only where nothing that was drawn stays hidden. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import type { Openings } from '../../../core/dossier/files.ts';
import { makeDossier } from '../../../core/dossier/make.ts';
import { drawSample } from '../../../core/dossier/sample.ts';
import { toHex } from '../../../core/formats/bytes.ts';
import { leafHash } from '../../../core/log/merkle.ts';
import { dossierSentences, wordsFor } from '../../../core/words/words.ts';
import {
  countedRandom,
  dossierCertificate,
  ended,
  judged,
  members,
  openingAt,
  openingsOf,
  paidRecord,
} from '../support/dossiers.ts';
import { bank, makeEvidence } from '../support/evidence.ts';

describe('a sample', () => {
  const paid = Array.from({ length: 30 }, (_, i) => paidRecord(200 + i, `${i}.50`));
  const audited = makeDossier(
    [...paid.map(({ member }) => member), ...members(3, 'credits', 1_000_000)],
    countedRandom('audited'),
    nobleCrypto,
  );
  const opened = (some: Partial<Openings>) => judged(dossierCertificate(audited, { openings: openingsOf(some) }));
  const certificates = new Map(paid.map(({ certificate, member }) => [member.leaf, certificate]));
  const shown = audited.lists.items.tree.items.map(([of], i) => openingAt(audited, i, certificates.get(of)));
  const leaf = leafHash(dossierCertificate(audited).record, nobleCrypto);
  const sample = { seed: '审计 2026', size: 6 };
  const places = drawSample(6, 30, { leaf, seed: sample.seed }, nobleCrypto);
  const drawn = places.map((i) => shown[i] as (typeof shown)[0]);
  const others = shown.filter(({ proof }) => !places.includes(proof.index));

  it('is drawn again', () => {
    expect(ended(opened({ openings: drawn, sample }), 'sample')).toBe('proven: passed ok');
    expect(ended(opened({ openings: [...drawn, openingAt(audited, 0, null, 'credits')], sample }), 'sample')).toBe(
      'proven: passed ok',
    );
    const said = dossierSentences(opened({ openings: drawn, sample }), wordsFor('en'));
    expect(said.says.join(' ')).toContain('a sample of 6 from 30');
  });

  it('says nothing where a record or an amount of it is hidden, or wrong', () => {
    const [first, ...rest] = drawn as [(typeof drawn)[0], ...typeof drawn];
    const withheld = makeEvidence({ cosigners: [{ signer: bank }], withhold: ['money'], record: { seq: 300 } });
    const wrong = { amount: 1n, blind: 1n };
    for (const [hidden, end] of [
      [{ ...first, certificate: null }, 'proven: not-run sample-hidden'],
      [{ ...first, opening: null }, 'proven: not-run sample-hidden'],
      [{ ...first, opening: wrong }, 'tampered: not-run not-reached'],
      [{ ...first, certificate: withheld }, 'tampered: not-run not-reached'],
    ] as const) {
      const report = opened({ openings: [hidden, ...rest], sample });
      expect(ended(report, 'sample')).toBe(end);
      expect(dossierSentences(report, wordsFor('en')).says.join(' ')).not.toContain('a sample of');
    }
  });

  it('takes in records without an amount, if they say so themselves', () => {
    const ending = (withhold: readonly string[]) => {
      const certificate = makeEvidence({ cosigners: [{ signer: bank }], facts: { money: null }, withhold });
      const member = { leaf: toHex(leafHash(certificate.record, nobleCrypto)), list: 'items', money: null } as const;
      const single = makeDossier([member], countedRandom('single'), nobleCrypto);
      const openings = openingsOf({ openings: [openingAt(single, 0, certificate)], sample: { seed: 'x', size: 1 } });
      return ended(judged(dossierCertificate(single, { openings })), 'sample');
    };
    expect(ending([])).toBe('proven: passed ok');
    expect(ending(['money'])).toBe('proven: not-run sample-hidden');
  });

  it('is refused with one item less, more, or another, and by another seed', () => {
    const [first] = others;
    for (const openings of [
      drawn.slice(1),
      [...drawn, first as (typeof drawn)[0]],
      [...drawn.slice(1), first as (typeof drawn)[0]],
    ])
      expect(ended(opened({ openings, sample }), 'sample')).toBe('misstated: failed sample-differs');
    expect(ended(opened({ openings: drawn, sample: { ...sample, seed: 'x' } }), 'sample')).toBe(
      'misstated: failed sample-differs',
    );
    expect(ended(opened({ openings: drawn, sample: { ...sample, size: 31 } }), 'sample')).toBe(
      'misstated: failed sample-differs',
    );
  });
});
