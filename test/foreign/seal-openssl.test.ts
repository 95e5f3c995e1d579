/**
 * Seals of our own making judged by OpenSSL: it takes the structure apart, hashes, reads the certificates and checks both
 * signatures. What it says is what the checks say.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { universalInflater } from '../../core/documents/inflate.ts';
import { documentsOf, openOfd } from '../../core/documents/reading/ofd-package.ts';
import { type OfdSeal, sealsOf } from '../../core/documents/reading/ofd-seals.ts';
import { readCertificate } from '../../core/documents/seal/certificate.ts';
import { equal, fromHex, utf8 } from '../../core/formats/bytes.ts';
import { derOf, TAG } from '../../core/formats/der.ts';
import { INVOICES, invoiceParts, ofdOf, type Parts, sealedParts } from '../core/reading/support/ofd-maker.ts';
import { holder, type SealDraft } from '../core/reading/support/seal-maker.ts';
import { sm2KeyOf } from '../core/support/sm2-signer.ts';
import { inFolder, needs, put } from './pdf-programs.ts';

const FOLDER = 'Doc_0/Signs/Sign_0';
const PLAIN = invoiceParts(INVOICES.legacy);
const bytesOf = (parts: Parts, path: string) => {
  const content = parts[path] ?? '';
  return typeof content === 'string' ? utf8(content) : content;
};

/** Values of a structure, each with its depth, as `openssl asn1parse` lists them. */
interface Listed {
  readonly depth: number;
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

function listed(folder: string, bytes: Uint8Array): readonly Listed[] {
  const text = execFileSync('openssl', ['asn1parse', '-inform', 'DER', '-in', put(folder, 'structure', bytes)], {
    encoding: 'utf8',
  });
  return [...text.matchAll(/^ *(\d+):d=(\d+) +hl=(\d+) +l= *(\d+)/gm)].map((line) => {
    const [at = 0, depth = 0, head = 0, length = 0] = line.slice(1).map(Number);
    return {
      depth,
      whole: bytes.subarray(at, at + head + length),
      content: bytes.subarray(at + head, at + head + length),
    };
  });
}

/** The members of a listed value. */
function inside(list: readonly Listed[], outer: Listed): readonly Listed[] {
  const from = list.indexOf(outer) + 1;
  const until = list.findIndex(({ depth }, i) => i >= from && depth <= outer.depth);
  return list.slice(from, until < 0 ? undefined : until).filter(({ depth }) => depth === outer.depth + 1);
}

/** Whether OpenSSL accepts a signature by the key of a certificate. */
function accepts(folder: string, bytes: Uint8Array, certificate: Listed, signature: Listed): boolean {
  const path = put(folder, 'certificate', certificate.content);
  put(folder, 'key', execFileSync('openssl', ['x509', '-inform', 'DER', '-in', path, '-pubkey', '-noout']));
  put(folder, 'signed', bytes);
  put(folder, 'signature', signature.content.subarray(1));
  const { status } = spawnSync('openssl', [
    ...['pkeyutl', '-verify', '-pubin', '-inkey', join(folder, 'key'), '-in', join(folder, 'signed')],
    ...['-sigfile', join(folder, 'signature'), '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'],
  ]);
  return status === 0;
}

function sm3(folder: string, bytes: Uint8Array): Uint8Array {
  const text = execFileSync('openssl', ['dgst', '-sm3', '-r', put(folder, 'hashed', bytes)], { encoding: 'utf8' });
  return fromHex(text.slice(0, 64));
}

/** What OpenSSL says of a seal. */
function judged(folder: string, parts: Parts): Readonly<Record<'binding' | 'signature' | 'seal', boolean>> {
  const list = listed(folder, bytesOf(parts, `${FOLDER}/SignedValue.dat`));
  const at = (members: readonly Listed[], i: number) => members[i] as Listed;
  const top = inside(list, at(list, 0));
  const toSign = at(top, 0);
  const fields = inside(list, toSign);
  const seal = inside(list, at(fields, 1));
  const digest = at(fields, 3).content.subarray(1);
  const isEarly = top.length === 2;
  const by = isEarly ? inside(list, at(seal, 1)) : seal.slice(1);
  const [certificate, algorithm] = [at(by, 0), at(by, 1)];
  const made = isEarly ? derOf(TAG.sequence, at(seal, 0).whole, certificate.whole, algorithm.whole) : at(seal, 0).whole;
  const signature = isEarly ? at(top, 1) : at(top, 3);
  return {
    binding: equal(sm3(folder, bytesOf(parts, `${FOLDER}/Signature.xml`)), digest),
    signature: accepts(folder, toSign.whole, isEarly ? at(fields, 5) : at(top, 1), signature),
    seal: accepts(folder, made, certificate, at(by, 2)),
  };
}

function sealIn(parts: Parts): OfdSeal {
  const file = openOfd(ofdOf(parts), universalInflater);
  const [seal] = file ? documentsOf(file).flatMap((document) => sealsOf(file, document)) : [];
  if (!seal) throw new Error('no seal');
  return seal;
}

const stranger = sm2KeyOf('stranger');
const SEALS: readonly (readonly [string, Partial<SealDraft>])[] = [
  ['a good one', {}],
  ['one listed by digest', { listedAs: 'digest' }],
  ['one that a stranger signed', { signedBy: stranger }],
  ['one that a stranger made', { madeBy: stranger }],
  ['one on another list', { digest: new Uint8Array(32) }],
];

describe.each([1, 4, 5] as const)('seals of version %i', (version) => {
  it.for(SEALS)('%s', async ([, draft], context) => {
    needs(context, 'openssl');
    await inFolder((folder) => {
      const parts = sealedParts(PLAIN, { seal: { version, ...draft } });
      const { checks } = sealIn(parts);
      const ours = Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome === 'passed']));
      expect(ours).toMatchObject(judged(folder, parts));
    });
  });
});

it('certificates are read as OpenSSL reads them', async (context) => {
  needs(context, 'openssl');
  await inFolder((folder) => {
    const { certificate } = holder('示例市税务局电子印章', { from: '2025-02-28', until: '2049-12-31' });
    const path = put(folder, 'certificate', certificate);
    const show = (...what: string[]) =>
      execFileSync(
        'openssl',
        [
          'x509',
          '-inform',
          'DER',
          '-in',
          path,
          '-noout',
          '-nameopt',
          'multiline,utf8,-esc_msb',
          '-dateopt',
          'iso_8601',
          ...what,
        ],
        { encoding: 'utf8' },
      );
    const { subject, issuer, validFrom, validUntil } = readCertificate(certificate);
    expect(show('-subject')).toContain(`commonName                = ${subject}`);
    expect(show('-issuer')).toContain(`commonName                = ${issuer}`);
    const day = (time: number) => new Date(time).toISOString().slice(0, 10);
    expect(show('-dates')).toBe(`notBefore=${day(validFrom)} 00:00:00Z\nnotAfter=${day(validUntil)} 00:00:00Z\n`);
  });
});
