import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { checkCertificate, unreadableCertificate } from '../../core/documents/box/certificate.ts';
import { boxDigest, digestLines } from '../../core/documents/box/digest.ts';
import type { BoxItem } from '../../core/documents/box/items.ts';
import { pairBox } from '../../core/documents/box/memory.ts';
import { boxPath, entryPath } from '../../core/documents/box/path.ts';
import { rememberingCrypto } from '../../core/documents/box/signatures.ts';
import { boxExitCode } from '../../core/documents/box/totals.ts';
import { NotaryError } from '../../core/errors.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import type { CertificateFiles, EvidenceFiles } from '../../core/formats/evidence.ts';
import { verify } from '../../core/verification/verify.ts';
import { countingCrypto } from './support/counting.ts';
import { dossierCertificate, dossierOf, itemsOf } from './support/dossiers.ts';
import {
  accept,
  bank,
  DOCUMENT_SHA256,
  type EvidenceOptions,
  makeEvidence,
  ownWitness,
  sampleBundle,
} from './support/evidence.ts';
import { stranger } from './support/verifying.ts';

const trust = { trust: [accept(sampleBundle())], crypto: rememberingCrypto(nobleCrypto) };
const proving = [{ signer: ownWitness }, { signer: bank }];
const digestOf = (text: string) => toHex(nobleCrypto.sha256(utf8(text)));
const idOf = (n: number) => `019a1b2c-3d4e-7f60-8a9b-00000000000${n}`;
let ids = 0;

function document(path: string, text: string): BoxItem {
  const base = { certificate: null, fault: null, size: text.length } as const;
  return { ...base, id: ++ids, path, kind: 'document', sha256: digestOf(text) };
}

function certificate(
  path: string,
  text: string,
  n: number,
  options: EvidenceOptions = {},
  change?: Partial<EvidenceFiles>,
) {
  const record = { id: idOf(n), digest: { sha256: digestOf(text) }, ...options.record };
  // an honest log has one tree of each size
  const files = { ...makeEvidence({ cosigners: proving, after: 10 + n, ...options, record }), ...change };
  const proof = checkCertificate(files, trust);
  const base = { kind: 'certificate', fault: null, size: 1, certificate: proof } as const;
  return { ...base, id: ++ids, path, sha256: digestOf(`${path} ${ids}`) } satisfies BoxItem;
}

const sheet = (...items: readonly BoxItem[]) =>
  pairBox(items).rows.map(({ state, file, certificate: c, other }) =>
    [state, file, c, ...(other ? [other] : [])].join(' '),
  );

describe('a small box in memory', () => {
  it('pairs by digest, and says what is missing', () => {
    const rows = sheet(
      document('x', 'x'),
      certificate('c1', 'one', 1),
      document('one', 'one'),
      certificate('c2', 'two', 2),
      document('y', 'y'),
    );
    expect(rows).toEqual(['missing-document  c2', 'proven one c1', 'missing-certificate x ', 'missing-certificate y ']);
  });

  it('knows every other state', () => {
    const own = [{ signer: ownWitness }];
    const other = makeEvidence({ cosigners: proving, record: { id: idOf(8) } });
    const items = [
      certificate('self', 'a', 1, { cosigners: own }),
      certificate('unknown', 'b', 2, { log: stranger }),
      certificate('altered', 'c', 3, {}, { proof: other.proof }),
      certificate('old', 'd', 4),
      certificate('new', 'e', 5, { record: { supersedes: idOf(4) } }),
      certificate('waiting', 'f', 6, { cosigners: own, pending: {} }),
      certificate('final', 'f', 6),
      certificate('wrong', 'before', 7, { facts: { fileName: 'Named.txt' } }),
      document('named.txt', 'after'),
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((text) => document(`document-${text}`, text)),
      document('z-copy', 'a'),
      {
        ...document('broken', 'g'),
        sha256: null,
        fault: { code: 'file-unreadable', message: '', reason: null },
      } as const,
      { ...document('whole.zip', 'h'), kind: 'container' } as const,
      {
        ...certificate('damaged', 'i', 9),
        certificate: unreadableCertificate(new NotaryError('malformed', 'damaged')),
      },
    ];
    expect(sheet(...items)).toEqual([
      'unreadable broken ',
      'unreadable  damaged',
      'self-attested document-a self',
      'untrusted document-b unknown',
      'tampered document-c altered',
      'superseded document-d old new',
      'proven document-e new',
      'proven document-f final',
      'superseded document-f waiting final',
      'different named.txt wrong',
      'duplicate z-copy  document-a',
    ]);
    const { totals } = pairBox(items);
    expect([totals.files, totals.certificates, totals.containers, totals.unread, totals.rows]).toEqual([
      18, 9, 1, 1, 11,
    ]);
  });
});

describe('the certificate of a dossier in a box', () => {
  const made = dossierOf(12, 1);
  const pool = (path: string, files: CertificateFiles): BoxItem => {
    const base = { kind: 'certificate', fault: null, size: 1 } as const;
    return {
      ...base,
      id: ++ids,
      path,
      sha256: digestOf(`${path} ${ids}`),
      certificate: checkCertificate(files, trust),
    };
  };
  const sealed = { cosigners: proving };

  it('needs no document, and takes none from another certificate', () => {
    const whole = pool('pool.pdf', dossierCertificate(made, { items: itemsOf(made) }, sealed));
    expect(sheet(whole)).toEqual(['proven  pool.pdf']);
    const loose = document('items.json', 'a list');
    expect(sheet(whole, loose)).toEqual(['missing-certificate items.json ', 'proven  pool.pdf']);
    // one certificate and one document are left, the dossier aside
    expect(sheet(whole, loose, certificate('c', 'gone', 1))).toEqual(['different items.json c', 'proven  pool.pdf']);
  });

  it('that states other totals than its items show is told as that', () => {
    const totals = { ...made.totals, credits: [] };
    const wrong = dossierCertificate(made, { items: itemsOf(made) }, { ...sealed, facts: { totals: totals as never } });
    const item = pool('wrong.pdf', wrong);
    expect([item.certificate?.verdict, item.certificate?.reason]).toEqual(['misstated', 'totals-differ']);
    expect(sheet(item, document('x', 'x'))).toEqual(['misstated  wrong.pdf', 'missing-certificate x ']);
    expect(boxExitCode(pairBox([item]).totals)).toBe(25);
  });
});

describe('a certificate of a box', () => {
  it.each<[string, EvidenceOptions]>([
    ['proven', { cosigners: proving }],
    ['self-attested', { cosigners: [{ signer: ownWitness }] }],
    ['untrusted', { log: stranger }],
    ['tampered', { keys: [bank.key.text] }],
  ])('has the verdict that `verify` gives beside its document: %s', (verdict, options) => {
    const files = makeEvidence(options);
    const page = { state: 'not-run', reason: 'bulk' } as const;
    const document = { name: 'contract.pdf', sha256: DOCUMENT_SHA256 };
    expect(verify(files, { ...trust, document, page }).verdict).toBe(verdict);
    expect(checkCertificate(files, trust).verdict).toBe(verdict);
  });

  it('of a checkpoint that was met before asks for no signature again', () => {
    const { crypto: counting, asked } = countingCrypto();
    const crypto = rememberingCrypto(counting);
    const files = makeEvidence({ cosigners: proving });
    for (let i = 0; i < 3; i++) expect(checkCertificate(files, { ...trust, crypto }).verdict).toBe('proven');
    expect(asked()).toBe(3);
  });
});

describe('paths and their digest', () => {
  it('are one line each, whatever a name holds', () => {
    expect(boxPath('a\n\u202eb\ud800c')).toBe('a\\u{A}\\u{202E}b\\u{D800}c');
    expect(entryPath('x.zip', '')).toBe('x.zip!/?');
    expect(boxPath('x'.repeat(10_000)).length).toBeLessThan(4096);
  });

  it('are in the order of their bytes, not of UTF-16', () => {
    const lines = digestLines([document('\u{1f600}', '1'), document('\uff01', '2'), document('a', '3')]);
    expect(lines.map((line) => line.slice(66, -1))).toEqual(['a', '\uff01', '\u{1f600}']);
    expect(boxDigest(lines, nobleCrypto)).toBe(toHex(nobleCrypto.sha256(utf8(lines.join('')))));
  });
});
