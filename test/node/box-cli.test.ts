import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { boxExitCode, boxStateCode } from '../../core/documents/box/totals.ts';
import { BOX_STATES } from '../../core/documents/box/types.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { trustBundleBytes } from '../../core/formats/trust.ts';
import { sampleBundle } from '../core/support/evidence.ts';
import { evidenceFor, looseFiles, pdfOf, writeBox } from './support/box.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const dir = scratch('box-cli-');
const env = { XDG_CACHE_HOME: join(dir, 'cache'), NOTARY_HOME: join(dir, 'no-home') };
const bundle = join(dir, 'bundle.trust.json');
writeFileSync(bundle, trustBundleBytes(sampleBundle()));

interface Sheet {
  readonly rows: readonly {
    readonly file: string | null;
    readonly certificate: string | null;
    readonly verdict: string;
  }[];
  readonly totals: { readonly files: number; readonly rows: number };
  readonly boxDigest: string;
}

describe('check, told as a story', () => {
  it('gives one sheet for a box of everything', async () => {
    const attached = zipSync({ 'invoice.xml': utf8('<invoice/>'), 'contract.pdf.txt': utf8('contract') });
    const box = writeBox(join(dir, 'box'), {
      'from-mail/all.zip': attached,
      'certificates/contract.pdf': await pdfOf(evidenceFor('contract', 1)),
      ...looseFiles('proofs/invoice/', evidenceFor('<invoice/>', 2)),
    });
    const proven = await notaryJson<Sheet>(['check', box, '--trust', bundle], { env });
    expect(proven.json.rows.map(({ file, certificate, verdict }) => [verdict, file, certificate])).toEqual([
      ['proven', 'from-mail/all.zip!/contract.pdf.txt', 'certificates/contract.pdf'],
      ['proven', 'from-mail/all.zip!/invoice.xml', 'proofs/invoice/'],
    ]);
    expect(Object.keys(proven.json)).toEqual(['rows', 'totals', 'boxDigest']);
    expect(proven.json.boxDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(proven.code).toBe(0);

    // somebody puts one more paper into the box, and another is damaged on its way
    writeBox(box, { 'note.txt': 'a note', 'proofs/invoice/record.json': '{}' });
    const [pdf, csv] = [join(dir, 'sheet.pdf'), join(dir, 'sheet.csv')];
    const after = await notary(['check', box, '--trust', bundle, '--out', pdf, '--out', csv, '--lang', 'zh'], { env });
    expect(after.code).toBe(23);
    expect(after.out).toContain('缺少证书  note.txt');
    expect(after.out).toContain('无法读取  proofs/invoice/');
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    const lines = readFileSync(csv, 'utf8').split('\r\n');
    expect(lines.some((line) => line.includes('"note.txt"'))).toBe(true);
    // each row of a certificate that was read says that nobody compared its page, and no other does
    const rows = proven.json.rows.filter(({ certificate }) => certificate !== null);
    expect(rows.length).toBeGreaterThan(0);
    for (const { certificate } of rows.filter(({ certificate }) => certificate !== 'proofs/invoice/'))
      expect(lines.find((line) => line.includes(`"${certificate}"`))).toContain('未比对页面');
    expect(lines.find((line) => line.includes('"note.txt"'))).not.toContain('未比对页面');
  });

  it('without bundles trusts nobody, and says so by its code', async () => {
    const box = writeBox(join(dir, 'untrusted'), { 'a.txt': 'a', ...looseFiles('p/', evidenceFor('a', 1)) });
    const { code, json } = await notaryJson<Sheet>(['check', box], { env });
    expect([code, json.rows[0]?.verdict]).toEqual([22, 'untrusted']);
  });

  it('refuses what it cannot write, before it reads anything', async () => {
    expect((await notary(['check', dir, '--out', 'sheet.doc'], { env })).code).toBe(64);
    expect((await notary(['check'], { env })).code).toBe(64);
  });
});

describe('the exit code', () => {
  const states = (...found: readonly string[]) =>
    Object.fromEntries(BOX_STATES.map((state) => [state, found.includes(state) ? 1 : 0])) as never;

  it('is that of the worst state', () => {
    expect(boxExitCode({ states: states() })).toBe(0);
    expect(boxExitCode({ states: states('proven', 'duplicate') })).toBe(0);
    expect(boxExitCode({ states: states('unreadable', 'tampered', 'proven') })).toBe(21);
    for (const [i, state] of BOX_STATES.entries())
      expect(boxExitCode({ states: states(...BOX_STATES.slice(i)) })).toBe(boxStateCode(state));
  });
});
