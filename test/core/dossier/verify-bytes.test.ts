/** What a dossier carries, byte by byte; and what people read of it. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import { absenceOf } from '../../../core/dossier/absence.ts';
import { makeDossier } from '../../../core/dossier/make.ts';
import { dossierSentences, LANGUAGES, wordsFor } from '../../../core/words/words.ts';
import {
  countedRandom,
  dossierCertificate,
  dossierOf,
  itemsOf,
  judged,
  leafNumber,
  members,
  openingAt,
  openingsOf,
  paidRecord,
} from '../support/dossiers.ts';

const made = dossierOf(30, 3);
const all = itemsOf(made);

describe('every byte', () => {
  const small = makeDossier([paidRecord(7, '12.50').member, ...members(3)], countedRandom('small'), nobleCrypto);
  const place = small.lists.items.tree.indexOf(paidRecord(7, '12.50').member.leaf) ?? -1;
  const files = {
    items: itemsOf(small),
    openings: openingsOf({
      openings: [openingAt(small, place)],
      absences: [
        {
          leaf: leafNumber(500),
          lists: {
            items: absenceOf(leafNumber(500), small.lists.items.tree),
            credits: absenceOf(leafNumber(500), small.lists.credits.tree),
          },
        } as never,
      ],
    }),
  };
  const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte));

  it('of the two files counts', () => {
    expect(judged(dossierCertificate(small, files)).verdict).toBe('proven');
    for (const part of ['items', 'openings'] as const)
      for (let at = 0; at < files[part].length; at++) {
        const report = judged(dossierCertificate(small, { ...files, [part]: flipped(files[part], at) }));
        // a leaf that is not in it either is as missing as the one before
        const isOtherAbsence = report.dossier?.asked.some(({ leaf }) => leaf !== leafNumber(500));
        // of a version that is not known nothing is said
        const isNewer = report.checks.some(({ reason }) => reason === 'newer-version');
        expect(report.verdict === 'tampered' || isOtherAbsence || isNewer, `${part} ${at}`).toBe(true);
      }
  });

  it('of the totals counts', () => {
    const text = JSON.stringify(small.totals);
    for (const [at, char] of [...text].entries()) {
      if (!/[0-9a-f]/.test(char)) continue;
      const changed = `${text.slice(0, at)}${char === '1' ? '2' : '1'}${text.slice(at + 1)}`;
      const report = judged(dossierCertificate(small, files, { facts: { totals: JSON.parse(changed) } }));
      expect(['misstated', 'unreadable'], changed).toContain(report.verdict);
    }
  });
});

describe('words', () => {
  it.each(LANGUAGES)('in %s say what is shown and what is not', (language) => {
    const words = wordsFor(language);
    const report = judged(
      dossierCertificate(made, { items: all, openings: openingsOf({ openings: [openingAt(made, 0)] }) }),
      {
        dossier: {
          asked: [leafNumber(500)],
          other: { name: '另一卷宗', files: dossierCertificate(made, { items: all }) },
        },
      },
    );
    const { says, limits } = dossierSentences(report, words);
    for (const sentence of [...says, ...limits]) expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
    const { leftOut, amountsTrue, hiddenAmounts, sameInvoice } = words.dossier;
    expect(limits).toEqual([leftOut, amountsTrue, hiddenAmounts, sameInvoice]);
    expect(says.join(' ')).toMatch(/30.*3.*33/s);
    const verdict = words.verdict(report, { offsetMinutes: 0, now: 0 });
    expect(verdict.match).toBeNull();
    expect(verdict.next).toBeNull();
  });
});
