import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import { ownWitness } from '../core/support/evidence.ts';
import { logSigner } from '../core/support/keys.ts';
import { evidenceFor, looseFiles, pdfOf, recordIdOf, sheetLines, writeBox } from './support/box.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('box-states-');
const work = join(dir, 'work');
let boxes = 0;

/** The sheet of a folder with these files. */
async function sheetOf(files: Readonly<Record<string, string | Uint8Array>>, options = {}): Promise<readonly string[]> {
  return await sheetLines(writeBox(join(dir, `box-${++boxes}`), files), work, options);
}

describe('a document with its certificate is', () => {
  it('proven', async () => {
    const pdf = await pdfOf(evidenceFor('one', 1));
    expect(await sheetOf({ 'a/one.txt': 'one', 'b/cert.pdf': pdf })).toEqual(['proven: a/one.txt < b/cert.pdf']);
  });

  it('self-attested when only the issuer signed', async () => {
    const files = evidenceFor('one', 1, { cosigners: [{ signer: ownWitness }] });
    expect(await sheetOf({ 'one.txt': 'one', ...looseFiles('cert/', files) })).toEqual([
      'self-attested: one.txt < cert/',
    ]);
  });

  it('untrusted when nobody was chosen to be trusted', async () => {
    const files = evidenceFor('one', 1);
    expect(await sheetOf({ 'one.txt': 'one', ...looseFiles('cert/', files) }, { trust: [] })).toEqual([
      'untrusted: one.txt < cert/',
    ]);
  });

  it('tampered when its proof was altered', async () => {
    const files = evidenceFor('one', 1);
    const other = evidenceFor('one', 2);
    expect(await sheetOf({ 'one.txt': 'one', ...looseFiles('cert/', { ...files, proof: other.proof }) })).toEqual([
      'tampered: one.txt < cert/',
    ]);
  });
});

describe('what has no counterpart is', () => {
  it('a missing certificate or a missing document', async () => {
    const one = looseFiles('1/', evidenceFor('one', 1, { facts: { fileName: 'one.txt' } }));
    const two = looseFiles('2/', evidenceFor('two', 2, { facts: { fileName: 'two.txt' } }));
    expect(await sheetOf({ 'x.txt': 'x', 'y.txt': 'y', ...one, ...two })).toEqual([
      'missing-document: < 1/',
      'missing-document: < 2/',
      'missing-certificate: x.txt',
      'missing-certificate: y.txt',
    ]);
  });

  it('different when the document of the stated name has other bytes', async () => {
    const one = looseFiles('1/', evidenceFor('one', 1, { facts: { fileName: 'one.txt' } }));
    const two = looseFiles('2/', evidenceFor('two', 2, { facts: { fileName: 'two.txt' } }));
    expect(await sheetOf({ 'ONE.txt': 'changed', 'y.txt': 'y', ...one, ...two })).toEqual([
      'missing-document: < 2/',
      'different: ONE.txt < 1/',
      'missing-certificate: y.txt',
    ]);
  });

  it('different when one document and one certificate are left', async () => {
    const one = looseFiles('1/', evidenceFor('one', 1, { withhold: ['fileName'] }));
    expect(await sheetOf({ 'scan.txt': 'changed', ...one })).toEqual(['different: scan.txt < 1/']);
  });

  it('not different when two documents could be meant', async () => {
    const one = looseFiles('1/', evidenceFor('one', 1, { facts: { fileName: 'one.txt' } }));
    expect(await sheetOf({ 'a/one.txt': 'changed', 'b/one.txt': 'changed too', ...one })).toEqual([
      'missing-document: < 1/',
      'missing-certificate: a/one.txt',
      'missing-certificate: b/one.txt',
    ]);
  });
});

describe('what stands twice is', () => {
  it('a duplicate of the first by path', async () => {
    const pdf = await pdfOf(evidenceFor('one', 1));
    expect(await sheetOf({ 'a.txt': 'one', 'b.txt': 'one', 'c.pdf': pdf, 'd.pdf': pdf })).toEqual([
      'proven: a.txt < c.pdf',
      'duplicate: a.txt < d.pdf > c.pdf',
      'duplicate: b.txt > a.txt',
    ]);
  });

  it('superseded by a newer record of the same log', async () => {
    const old = looseFiles('1/', evidenceFor('one', 1));
    const newer = looseFiles('2/', evidenceFor('two', 2, { record: { supersedes: recordIdOf(1) } }));
    expect(await sheetOf({ 'one.txt': 'one', 'two.txt': 'two', ...old, ...newer })).toEqual([
      'superseded: one.txt < 1/ > 2/',
      'proven: two.txt < 2/',
    ]);
  });

  it('not superseded by a stranger', async () => {
    const old = looseFiles('1/', evidenceFor('one', 1));
    const stranger = evidenceFor('two', 2, { log: logSigner('stranger'), record: { supersedes: recordIdOf(1) } });
    expect(await sheetOf({ 'one.txt': 'one', 'two.txt': 'two', ...old, ...looseFiles('2/', stranger) })).toEqual([
      'proven: one.txt < 1/',
      'untrusted: two.txt < 2/',
    ]);
  });

  it('superseded by what the desk knows', async () => {
    const old = looseFiles('1/', evidenceFor('one', 1));
    const records = {
      recordOf: (sha256: string) => ({ id: `known-${sha256.slice(0, 4)}` }),
      replacedBy: (id: string) => (id === recordIdOf(1) ? [recordIdOf(9)] : []),
    };
    expect(await sheetOf({ 'one.txt': 'one', ...old }, { records })).toEqual([
      `superseded: one.txt < 1/ > ${recordIdOf(9)}`,
    ]);
  });

  it('superseded by the final certificate of the same record', async () => {
    const bundle = { pending: {} };
    const provisional = looseFiles('1/', evidenceFor('one', 1, { ...bundle, cosigners: [{ signer: ownWitness }] }));
    const final = looseFiles('2/', evidenceFor('one', 1));
    expect(await sheetOf({ 'one.txt': 'one', ...provisional, ...final })).toEqual([
      'superseded: one.txt < 1/ > 2/',
      'proven: one.txt < 2/',
    ]);
  });
});

describe('what cannot be read has a row and stops nothing:', () => {
  it('a damaged certificate, a set that is not whole', async () => {
    const files = evidenceFor('one', 1);
    const pdf = Buffer.from(await pdfOf(files));
    const { 'cert/evidence.json': _, ...part } = looseFiles('cert/', files);
    expect(await sheetOf({ 'cut.pdf': pdf.subarray(0, pdf.length - 900), ...part, 'one.txt': 'one' })).toEqual([
      'unreadable: < cert/',
      'unreadable: < cut.pdf',
      'missing-certificate: one.txt',
    ]);
  });

  it('parts without a proof are documents', async () => {
    expect(await sheetOf({ 'record.json': utf8('{}') })).toEqual(['missing-certificate: record.json']);
  });
});
