/** When two certificates prove that a log forked, and when nothing may be said. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { checkCertificate } from '../../core/documents/box/certificate.ts';
import type { BoxItem } from '../../core/documents/box/items.ts';
import { pairBox } from '../../core/documents/box/memory.ts';
import { boxExitCode } from '../../core/documents/box/totals.ts';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import type { AcceptedBundle } from '../../core/formats/trust.ts';
import { Forks, HeadTable, type KnownLogs, signedHead } from '../../core/verification/forks.ts';
import { exitCode, type Report } from '../../core/verification/report.ts';
import { verify } from '../../core/verification/verify.ts';
import { boxWordsFor } from '../../core/words/box.ts';
import { wordsFor } from '../../core/words/words.ts';
import {
  accept,
  bank,
  desk,
  type EvidenceOptions,
  makeEvidence,
  ownWitness,
  sampleBundle,
} from './support/evidence.ts';
import { signer } from './support/keys.ts';
import { stranger } from './support/verifying.ts';

const trust = [accept(sampleBundle())];
const proving = [{ signer: ownWitness }, { signer: bank }];
/** A key that anybody can make, under the origin of the desk. */
const mallory = signer('mallory', desk.key.name);
/** A bundle in which the desk has another key from a tree size on. */
const rotatedFrom = (from: number): readonly AcceptedBundle[] => {
  const [log] = sampleBundle().logs;
  if (!log) throw new Error('no log');
  const keys = [
    { vkey: desk.key.text, from: 0, to: from },
    { vkey: mallory.key.text, from, to: null },
  ];
  return [accept(sampleBundle({ logs: [{ ...log, keys }] }))];
};
const idOf = (n: number) => `019a1b2c-3d4e-7f60-8a9b-00000000000${n}`;

/** A certificate for record `n` in a log of `size` leaves; another record at one size is another tree. */
const evidence = (n: number, size: number, options: EvidenceOptions = {}) =>
  makeEvidence({ cosigners: proving, before: 2, after: size - 3, record: { id: idOf(n) }, ...options });
const reportOf = (files: EvidenceFiles, by: readonly AcceptedBundle[] = trust): Report =>
  verify(files, { document: null, trust: by, page: { state: 'not-run', reason: 'bulk' }, crypto: nobleCrypto });

function findings(reports: readonly Report[], known: KnownLogs | null = null) {
  const forks = new Forks(
    reports.map((report, i) => ({ name: `${i}.pdf`, report })),
    known,
  );
  return reports.map((report) => forks.findings(report).map(({ detail }) => detail.file ?? detail.reason));
}

/** Two certificates whose log signature does not verify, by the wrong key or over another text. */
const broken = (n: number) => {
  const files = evidence(n, 5);
  const other = evidence(9, 7);
  return { ...files, proof: other.proof };
};

describe('two certificates of one log', () => {
  it('with one size and two roots prove a fork, in either order, also where no bundle names the log', () => {
    const [a, b] = [reportOf(evidence(1, 5)), reportOf(evidence(2, 5))];
    expect(findings([a, b])).toEqual([['1.pdf'], ['0.pdf']]);
    expect(findings([b, a])).toEqual([['1.pdf'], ['0.pdf']]);
    const [finding] = new Forks([
      { name: 'a.pdf', report: a },
      { name: 'b.pdf', report: b },
    ]).findings(a);
    expect(finding).toEqual({
      code: 'forked',
      certain: true,
      detail: { size: 5, root: a.log?.root, otherRoot: b.log?.root, file: 'b.pdf' },
    });
    const strangers = [1, 2].map((n) => reportOf(evidence(n, 5, { log: stranger })));
    expect(strangers.map(({ verdict }) => verdict)).toEqual(['untrusted', 'untrusted']);
    expect(findings(strangers)).toEqual([['1.pdf'], ['0.pdf']]);
  });

  it('prove it by the first key of the log without a bundle, and by a later key where a bundle names it', () => {
    const first = [1, 2].map((n) => reportOf(evidence(n, 5), []));
    expect(first.map(({ verdict }) => verdict)).toEqual(['untrusted', 'untrusted']);
    expect(findings(first)).toEqual([['1.pdf'], ['0.pdf']]);
    const later = [1, 2].map((n) => evidence(n, 5, { log: mallory }));
    for (const [by, verdict, expected] of [
      [rotatedFrom(4), 'proven', [['1.pdf'], ['0.pdf']]],
      [rotatedFrom(6), 'untrusted', [[], []]],
      [trust, 'untrusted', [[], []]],
      [[], 'untrusted', [[], []]],
    ] as const) {
      const reports = later.map((files) => reportOf(files, by));
      expect(reports.map((report) => report.verdict)).toEqual([verdict, verdict]);
      expect(findings(reports)).toEqual(expected);
    }
  });

  it('that somebody else made up under the origin of the log show none: they stay untrusted', () => {
    const impostors = [1, 2].map((n) => reportOf(evidence(n, 5, { log: mallory })));
    const genuine = reportOf(evidence(3, 5));
    for (const { checks, log } of impostors) {
      expect(checks.find(({ name }) => name === 'log-signature')?.state).toBe('passed');
      expect(log?.origin).toBe(genuine.log?.origin);
    }
    const all = [...impostors, genuine];
    const known: KnownLogs = { otherRoot: () => 'ANOTHER' };
    expect(findings(all)).toEqual([[], [], []]);
    expect(findings(impostors, known)).toEqual([[], []]);
    const forks = new Forks(all.map((report, i) => ({ name: `${i}.pdf`, report })));
    expect(all.map((report) => exitCode({ ...report, findings: forks.findings(report) }))).toEqual([22, 22, 12]);
  });

  it('show none where they agree, differ in size, or are of different logs or keys', () => {
    const [one, again] = [reportOf(evidence(1, 5)), reportOf(evidence(1, 5, { withhold: ['title'] }))];
    expect(findings([one, again])).toEqual([[], []]);
    expect(findings([one, reportOf(evidence(2, 6))])).toEqual([[], []]);
    expect(findings([one, reportOf(evidence(2, 5, { log: stranger }))])).toEqual([[], []]);
    const impostor = evidence(2, 5, { log: { ...stranger, key: { ...stranger.key } }, origin: desk.key.name });
    expect(findings([one, reportOf(impostor)])).toEqual([[], []]);
  });

  it('claim nothing where the signature of the log does not hold', () => {
    const [sound, forged] = [reportOf(evidence(1, 5)), reportOf(evidence(2, 5))];
    const checks = forged.checks.map((check) =>
      check.name === 'log-signature' ? ({ ...check, state: 'failed', reason: 'bad-signature' } as const) : check,
    );
    expect(findings([sound, { ...forged, checks }])).toEqual([[], []]);
    const unsigned = reportOf({ ...evidence(2, 5), proof: new TextEncoder().encode(unsignedProof(evidence(2, 5))) });
    expect(unsigned.checks.find(({ name }) => name === 'log-signature')?.state).toBe('failed');
    expect(signedHead(unsigned)).toBeNull();
    expect(findings([sound, unsigned])).toEqual([[], []]);
  });

  it('also count where a certificate was altered elsewhere: its checkpoint is signed all the same', () => {
    const altered = reportOf({ ...broken(2) });
    expect(altered.verdict).toBe('tampered');
    const sound = reportOf(evidence(1, 7));
    expect(findings([sound, altered])).toEqual([['1.pdf'], ['0.pdf']]);
  });

  it('are held against what is known of the log', () => {
    const [a, b] = [reportOf(evidence(1, 5)), reportOf(evidence(2, 5))];
    const known: KnownLogs = { otherRoot: ({ root }) => (root === a.log?.root ? null : (a.log?.root ?? null)) };
    expect(findings([a], known)).toEqual([[]]);
    expect(findings([b], known)).toEqual([['own']]);
  });

  it('change no verdict, and the exit code', () => {
    const a = reportOf(evidence(1, 5));
    expect([a.verdict, exitCode({ ...a, fileChecked: true })]).toEqual(['proven', 0]);
    const forks = new Forks([
      { name: 'a', report: a },
      { name: 'b', report: reportOf(evidence(2, 5)) },
    ]);
    const told = { ...a, findings: forks.findings(a) };
    expect([told.verdict, exitCode(told)]).toEqual(['proven', 24]);
  });

  it('are told in both languages with both roots and the other file', () => {
    const detail = { size: 5, root: 'ROOT-A', otherRoot: 'ROOT-B', file: 'b.pdf' };
    for (const language of ['zh', 'en'] as const) {
      const sentence = wordsFor(language).finding({ code: 'forked', certain: true, detail });
      for (const part of ['5', 'ROOT-A', 'ROOT-B', 'b.pdf']) expect(sentence).toContain(part);
      const { file, ...own } = detail;
      expect(
        wordsFor(language).finding({ code: 'forked', certain: true, detail: { ...own, reason: 'own' } }),
      ).not.toContain(file);
    }
  });
});

/** The proof of a certificate with a signature by which nobody signed this text. */
function unsignedProof({ proof }: EvidenceFiles): string {
  const text = new TextDecoder().decode(proof);
  return text.replace(
    /\n([A-Za-z0-9+/]{43}=)\n\n—/,
    (_, root: string) => `\n${root.startsWith('A') ? 'B' : 'A'}${root.slice(1)}\n\n—`,
  );
}

describe('many roots of one checkpoint', () => {
  const roots = Array.from({ length: 200 }, (_, i) => `root ${String((i * 73) % 200).padStart(3, '0')}`);
  const headOf = (root: string) => ({ origin: 'desk/x', key: 'aa', size: 7, root });
  const tableOf = (all: readonly string[]) => {
    const table = new HeadTable<string>();
    for (const root of all) table.add(headOf(root), `${root}.pdf`);
    return table;
  };

  it('are contradicted by the smallest other root, whatever the order, and only two are kept', () => {
    const sorted = [...roots].sort();
    for (const all of [roots, [...roots].reverse(), sorted, [...sorted].reverse(), [...roots, ...roots]]) {
      const table = tableOf(all);
      expect(table.shown(headOf('any'))).toEqual(
        ['root 000', 'root 001'].map((root) => ({ root, shownBy: `${root}.pdf` })),
      );
      for (const root of roots)
        expect(table.other(headOf(root))).toEqual({
          root: sorted.find((one) => one !== root),
          shownBy: `${sorted.find((one) => one !== root)}.pdf`,
        });
    }
  });

  it('are none where there is one, and the first file that shows a root counts', () => {
    const table = tableOf(['root']);
    table.add(headOf('root'), 'later.pdf');
    expect(table.other(headOf('root'))).toBeNull();
    expect(table.shown(headOf('root'))).toEqual([{ root: 'root', shownBy: 'root.pdf' }]);
  });
});

describe('a small box in memory', () => {
  const item = (id: number, path: string, files: EvidenceFiles): BoxItem => {
    const certificate = checkCertificate(files, { trust, crypto: nobleCrypto });
    return { id, path, kind: 'certificate', sha256: `${id}`.padStart(64, '0'), size: 1, certificate, fault: null };
  };
  const rows = (items: readonly BoxItem[]) =>
    pairBox(items).rows.map(({ certificate, state, fork, proof }) => [
      certificate,
      state,
      fork?.other ?? null,
      proof?.verdict,
    ]);

  it('has a state of its own for both sides of a fork, in either order, and keeps the verdict', () => {
    const [a, b] = [item(1, 'a.pdf', evidence(1, 5)), item(2, 'b.pdf', evidence(2, 5))];
    const expected = [
      ['a.pdf', 'forked', 'b.pdf', 'proven'],
      ['b.pdf', 'forked', 'a.pdf', 'proven'],
    ];
    expect(rows([a, b])).toEqual(expected);
    expect(rows([b, a])).toEqual(expected);
    expect(boxExitCode(pairBox([a, b]).totals)).toBe(24);
  });

  it('calls what somebody else made up under the origin of a log untrusted and no fork', () => {
    const impostors = [1, 2].map((n) => item(n, `${n}.pdf`, evidence(n, 5, { log: mallory })));
    const all = [...impostors, item(3, '3.pdf', evidence(3, 5))];
    expect(rows(all)).toEqual([
      ['1.pdf', 'untrusted', null, 'untrusted'],
      ['2.pdf', 'untrusted', null, 'untrusted'],
      ['3.pdf', 'missing-document', null, 'proven'],
    ]);
    expect(boxExitCode(pairBox(all).totals)).toBe(22);
  });

  it('calls a certificate that is there twice a duplicate and no fork', () => {
    const twice = [item(1, 'a.pdf', evidence(1, 5)), item(2, 'b.pdf', evidence(1, 5))];
    expect(rows(twice)).toEqual([
      ['a.pdf', 'missing-document', null, 'proven'],
      ['b.pdf', 'duplicate', null, 'proven'],
    ]);
  });

  it('says of an altered certificate that it was altered, and of what it shows that its log forked', () => {
    const all = [item(1, 'a.pdf', evidence(1, 7)), item(2, 'b.pdf', broken(2))];
    expect(rows(all)).toEqual([
      ['a.pdf', 'forked', 'b.pdf', 'proven'],
      ['b.pdf', 'tampered', 'a.pdf', 'tampered'],
    ]);
  });

  it('remarks both checkpoints in both languages', () => {
    const [row] = pairBox([item(1, 'a.pdf', evidence(1, 5)), item(2, 'b.pdf', evidence(2, 5))]).rows;
    if (!row?.fork) throw new Error('no fork');
    for (const language of ['zh', 'en'] as const) {
      const remark = boxWordsFor(language).remark(row);
      for (const part of ['5', row.fork.root, row.fork.otherRoot, 'b.pdf']) expect(remark).toContain(part);
      expect(boxWordsFor(language).remark({ ...row, fork: { ...row.fork, other: null } })).not.toContain('b.pdf');
    }
  });
});
