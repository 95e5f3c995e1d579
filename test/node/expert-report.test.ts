// The report for an expert: its commands, run as they stand there, give what it says they print.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { toBase64 } from '../../core/formats/bytes.ts';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import { trustBundleBytes, trustFingerprint } from '../../core/formats/trust.ts';
import { type ExpertReport, expertReport, FILE_NAMES } from '../../core/handover/expert-report/index.ts';
import { rootFromInclusion } from '../../core/log/merkle.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { COMMON_CHECKS } from '../../core/verification/report.ts';
import { verify } from '../../core/verification/verify.ts';
import { accept, bank, CHAIN, DOCUMENT, makeEvidence, ownWitness, sampleBundle } from '../core/support/evidence.ts';
import { needs } from '../foreign/pdf-programs.ts';
import { notary, scratch } from './support/cli.ts';

const dir = scratch('expert-');
const bundle = trustBundleBytes(sampleBundle());
const evidence = makeEvidence({
  cosigners: [{ signer: ownWitness }, { signer: bank }],
  facts: { note: "it's $(touch owned) `x`" },
});

/** A folder with the files under the names that the commands expect. */
function laidOut(document: Uint8Array | string = DOCUMENT): string {
  const folder = mkdtempSync(join(dir, 'files-'));
  copyFileSync(join(dir, 'certificate.pdf'), join(folder, FILE_NAMES.certificate));
  writeFileSync(join(folder, FILE_NAMES.document), document);
  writeFileSync(join(folder, FILE_NAMES.trust), bundle);
  return folder;
}

/** Runs every command of the report; gives those that print something else, or fail. */
function repeated(report: ExpertReport, folder: string): readonly string[] {
  const commands = report.results.flatMap(({ checks }) =>
    checks.flatMap((check) => check.commands.map((one) => ({ ...one, check: check.name }))),
  );
  return commands.flatMap(({ run, prints, check }) => {
    try {
      const printed = execFileSync('sh', ['-c', run], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return prints === null || printed.trim() === prints ? [] : [check];
    } catch {
      return [check];
    }
  });
}

async function reportFile(name: string, ...files: readonly string[]): Promise<ExpertReport> {
  await notary(['--home', join(dir, 'nobody'), 'verify', ...files, '--trust', 'a.trust.json', '--report', name], {
    cwd: dir,
  });
  return JSON.parse(readFileSync(join(dir, name), 'utf8')) as ExpertReport;
}

beforeAll(async () => {
  const pdf = await makeCertificate(parseEvidenceSet(evidence, nobleCrypto), certificateFonts(), nobleCrypto);
  writeFileSync(join(dir, 'certificate.pdf'), pdf);
  writeFileSync(join(dir, 'contract.txt'), DOCUMENT);
  writeFileSync(join(dir, 'other.txt'), 'another contract');
  writeFileSync(join(dir, 'a.trust.json'), bundle);
});

describe('the report for an expert', () => {
  it('has every check with its inputs, the version, the fingerprints and commands that hold', async (context) => {
    needs(context, 'openssl', 'qpdf', 'pdfdetach');
    const report = await reportFile('report.json', 'certificate.pdf', 'contract.txt');
    const [result] = report.results;
    expect(report.tool.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(report.trust.map(({ fingerprint }) => fingerprint)).toEqual([trustFingerprint(bundle, nobleCrypto)]);
    expect(result?.verdict).toBe('proven');
    expect(result?.checks.map(({ name }) => name)).toEqual(COMMON_CHECKS);
    for (const check of result?.checks ?? []) expect(check.inputs.length, check.name).toBeGreaterThan(0);
    const commands = result?.checks.flatMap((check) => check.commands.map(({ run }) => run)) ?? [];
    for (const program of ['openssl', 'sha256sum', 'qpdf', 'pdfdetach'])
      expect(
        commands.some((run) => run.includes(`${program} `)),
        program,
      ).toBe(true);
    const folder = laidOut();
    expect(repeated(report, folder)).toEqual([]);
    expect(execFileSync('ls', { cwd: folder, encoding: 'utf8' })).not.toContain('owned');
  });

  it('its commands notice another document', async (context) => {
    needs(context, 'openssl', 'qpdf', 'pdfdetach');
    const report = await reportFile('other.json', 'certificate.pdf', 'other.txt');
    expect(report.results[0]?.verdict).toBe('different-file');
    expect(repeated(report, laidOut('another contract'))).toEqual(['document']);
  });

  it('its commands notice a signature, a fact or a leaf that was altered', (context) => {
    needs(context, 'openssl');
    const altered = (part: 'record' | 'evidence' | 'proof', from: string, to: string) => {
      const files = { ...evidence, [part]: Buffer.from(Buffer.from(evidence[part]).toString().replace(from, to)) };
      const trust = [accept(sampleBundle())];
      const report = verify(files, { document: null, trust, page: { state: 'not-run', reason: 'no-page' } });
      const folder = mkdtempSync(join(dir, 'altered-'));
      for (const [name, bytes] of Object.entries({
        'record.json': files.record,
        'evidence.json': files.evidence,
        'checkpoint.tlog-proof': files.proof,
      }))
        writeFileSync(join(folder, name), bytes);
      const cases = [{ report, certificate: { name: 'folder', sha256: null }, files }];
      return new Set(
        repeated(expertReport(cases, [], { name: 'test', version: '0' }, '2026-11-24T00:00:00.000Z'), folder),
      );
    };
    expect(altered('record', '"seq":17', '"seq":18')).toEqual(new Set(['inclusion']));
    expect(altered('evidence', '王小明', '王大明')).toEqual(new Set(['disclosures']));
    expect(altered('proof', '\n5\n', '\n6\n')).toContain('log-signature');
  });

  it.each(Array.from({ length: 17 }, (_, i) => i))('leads from leaf %i of 17 to the root', (before) => {
    const folder = mkdtempSync(join(dir, 'leaf-'));
    const files = makeEvidence({ before, after: 16 - before, pending: {} });
    const set = parseEvidenceSet(files, nobleCrypto);
    writeFileSync(join(folder, 'record.json'), files.record);
    writeFileSync(join(folder, 'checkpoint.tlog-proof'), files.proof);
    const report = verify(files, { document: null, trust: [], page: { state: 'not-run', reason: 'no-page' } });
    const made = expertReport(
      [{ report, certificate: { name: 'x', sha256: null }, files }],
      [],
      { name: 'test', version: '0' },
      '2026-11-24T00:00:00.000Z',
    );
    const commands = made.results[0]?.checks.find(({ name }) => name === 'inclusion')?.commands ?? [];
    const leaf = nobleCrypto.sha256(Buffer.concat([Buffer.of(0), files.record]));
    expect(rootFromInclusion(before, 17, leaf, set.proof.path, nobleCrypto)).toEqual(set.proof.checkpoint.root);
    expect(commands.at(-1)?.prints).toBe(toBase64(set.proof.checkpoint.root));
    expect(
      repeated(
        {
          ...made,
          results: made.results.map((one) => ({
            ...one,
            checks: one.checks.filter(({ name }) => name === 'inclusion'),
          })),
        },
        folder,
      ),
    ).toEqual([]);
    expect(commands).toHaveLength(set.proof.path.length + 2);
  });

  it('repeats the signature of what is awaited', (context) => {
    needs(context, 'openssl');
    const files = makeEvidence({ pending: {} });
    const report = verify(files, { document: null, trust: [], page: { state: 'not-run', reason: 'no-page' } });
    expect(report.checks.find(({ name }) => name === 'pending')?.state, CHAIN.id).toBe('passed');
    const made = expertReport(
      [{ report, certificate: { name: 'x', sha256: null }, files }],
      [],
      { name: 'test', version: '0' },
      '2026-11-24T00:00:00.000Z',
    );
    const folder = mkdtempSync(join(dir, 'pending-'));
    const pending = made.results.map((one) => ({
      ...one,
      checks: one.checks.filter(({ name }) => name === 'pending'),
    }));
    expect(pending[0]?.checks[0]?.commands).toHaveLength(4);
    expect(repeated({ ...made, results: pending }, folder)).toEqual([]);
  });

  it('is a PDF that qpdf accepts, with the report for programs attached', async (context) => {
    needs(context, 'qpdf', 'pdftotext');
    const args = ['verify', 'certificate.pdf', 'contract.txt', '--trust', 'a.trust.json', '--report', 'report.pdf'];
    await notary(['--home', join(dir, 'nobody'), ...args], { cwd: dir });
    execFileSync('qpdf', ['--check', 'report.pdf'], { cwd: dir });
    const text = execFileSync('pdftotext', ['report.pdf', '-'], { cwd: dir, encoding: 'utf8' });
    for (const words of ['核验报告', 'Verification report for an expert', 'openssl pkeyutl'])
      expect(text).toContain(words);
    const json = execFileSync('qpdf', ['--show-attachment=report.json', 'report.pdf'], { cwd: dir, encoding: 'utf8' });
    expect((JSON.parse(json) as ExpertReport).results).toHaveLength(1);
  });

  it('says what happened to another document, with how sure that is; no check rests on it', async (context) => {
    needs(context, 'pdftotext');
    const report = await reportFile('happened.json', 'certificate.pdf', 'other.txt');
    expect(report.results.map(({ findings }) => findings.map(({ code }) => code))).toEqual([['not-comparable']]);
    const args = ['verify', 'certificate.pdf', 'other.txt', '--trust', 'a.trust.json', '--report', 'happened.pdf'];
    await notary(['--home', join(dir, 'nobody'), ...args], { cwd: dir });
    const text = execFileSync('pdftotext', ['happened.pdf', '-'], { cwd: dir, encoding: 'utf8' });
    for (const words of ['What happened', 'Cannot be determined', '无法说明']) expect(text).toContain(words);
  });

  it('refuses another ending', async () => {
    const { code } = await notary(['verify', 'certificate.pdf', '--report', 'report.docx'], { cwd: dir });
    expect(code).toBe(64);
  });
});
