// What was made by this version must open and verify for ever.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { readAttachments } from '../../core/formats/attachments/index.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../core/formats/canonical.ts';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import { pageOf, TEMPLATE_1 } from '../../core/formats/template.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { readTrustFile } from '../../core/node/verify/trust-file.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import { EVERYTHING } from '../node/support/query.ts';
import { DOCUMENT_NAME, example, GOLDEN, shownExample } from './golden.ts';
import { LATER } from './support/homes.ts';

const work = mkdtempSync(join(tmpdir(), 'golden-'));
// whatever the clock of this machine says: the golden home is used on a day after its own
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(LATER) }));
afterAll(() => {
  vi.useRealTimers();
  rmSync(work, { recursive: true, force: true });
});

const at = (name: string) => join(GOLDEN, name);
const trust = () => {
  const { bundle, fingerprint } = readTrustFile(at('desk.trust.json'));
  return [{ bundle, fingerprint, compared: true }];
};

test('the golden certificate verifies, its page included', async () => {
  const [pair] = await verifyFiles([at('certificate.pdf'), at(DOCUMENT_NAME)], { trust: trust() });
  expect(pair?.report).toMatchObject({ verdict: 'self-attested', fileChecked: true });
  expect(pair?.report?.checks.find(({ name }) => name === 'page')).toMatchObject({ state: 'passed', reason: 'ok' });
  expect(pair?.report?.facts.title).toBe('采购合同');
});

test('the golden home opens and gives the golden certificate again, byte for byte', async () => {
  const home = join(work, 'home');
  cpSync(at('home'), home, { recursive: true });
  const desk = await Desk.open({ home, version: 'later', oldRuntime: false, program: 'test' });
  try {
    const { rows } = desk.records({ ...EVERYTHING, search: '采购' });
    expect(rows.map(({ state }) => state)).toEqual(['anchored']);
    const { certificates } = await desk.certificates.certify([rows[0]?.id ?? ''], ['holderId'], join(work, 'out'));
    const { files } = readAttachments(readFileSync(certificates[0]?.path ?? ''));
    // a desk of today draws by a later template; all else is the evidence of then, and of that the page of then is made
    const evidence = canonicalBytes({
      ...(parseCanonical(files.evidence) as object),
      page: pageOf(TEMPLATE_1, nodeCrypto) as unknown as Json,
    });
    const set = parseEvidenceSet({ ...files, evidence }, nodeCrypto);
    const made = await makeCertificate(set, certificateFonts(), nodeCrypto);
    expect(readFileSync(at('certificate.pdf')).equals(made)).toBe(true);
  } finally {
    await desk.close();
  }
});

test('the example in docs/certificate-format.md is the golden certificate', () => {
  expect(shownExample()).toBe(example());
});
