/**
 * A real certificate with two chains and two witnesses, whose bundle also names one of each that is not there: command
 * line and the report for an expert say of it exactly what the words of core say.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import { trustBundleBytes } from '../../core/formats/trust.ts';
import type { ExpertReport } from '../../core/handover/expert-report/index.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import type { Report } from '../../core/verification/report.ts';
import { wordsFor } from '../../core/words/words.ts';
import { DOCUMENT } from '../core/support/evidence.ts';
import { ofSeveral } from '../core/support/several.ts';
import { needs } from '../foreign/pdf-programs.ts';
import { notary, notaryJson } from './support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'several-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { evidence, bundle } = ofSeveral();

const elsewhere = { cwd: folder, env: { NOTARY_HOME: at('no-home'), TZ: 'UTC' } };
const args = ['verify', 'certificate.pdf', 'contract.txt', '--trust', 'any.trust.json'];
let report: Report;

beforeAll(async () => {
  const pdf = await makeCertificate(parseEvidenceSet(evidence, nobleCrypto), certificateFonts(), nobleCrypto);
  writeFileSync(at('certificate.pdf'), pdf);
  writeFileSync(at('contract.txt'), DOCUMENT);
  writeFileSync(at('any.trust.json'), trustBundleBytes(bundle));
  report = (await notaryJson<Report>(args, elsewhere)).json;
});

/** Every line about the policy, in a language, with times in UTC. */
function lines(language: 'zh' | 'en'): readonly string[] {
  const policy = wordsFor(language).policy(report, 0) ?? expect.fail();
  expect(policy.lines.filter(({ counts }) => counts)).toHaveLength(4);
  return [policy.needed, policy.found, ...policy.lines.map(({ text }) => text)];
}

it('is proven by two of three chains and one of two witnesses', () => {
  expect(report.verdict).toBe('proven');
  expect(report.policy?.parts.map(({ state }) => state)).toEqual([
    'stands',
    'stands',
    'missing',
    'stands',
    'stands',
    'missing',
  ]);
});

it.each(['zh', 'en'] as const)('the command line says all of it (%s)', async (language) => {
  const { out } = await notary([...args, '--lang', language], elsewhere);
  for (const line of lines(language)) expect(out).toContain(line);
});

it('the report for an expert says it in both languages, and has it for programs', async (context) => {
  needs(context, 'pdftotext');
  await notary([...args, '--report', 'report.json'], elsewhere);
  const { results } = JSON.parse(readFileSync(at('report.json'), 'utf8')) as ExpertReport;
  expect(results[0]?.policy).toEqual(report.policy);
  await notary([...args, '--report', 'report.pdf'], elsewhere);
  const text = execFileSync('pdftotext', ['-raw', 'report.pdf', '-'], { cwd: folder, encoding: 'utf8' });
  const bare = (said: string) => said.replaceAll(/\s/g, '');
  for (const { name } of report.policy?.parts ?? []) expect(bare(text)).toContain(bare(name));
  for (const [word, count] of [
    ['Counts:', 4],
    ['计入：', 4],
    ['Notinthiscertificate:', 1],
  ] as const)
    expect(bare(text).split(word)).toHaveLength(count + 1);
});
