// Nothing phones home: in an empty network namespace the command line and the checker page verify without even trying an
// internet address. A control that does try is seen by the same watching. The window: test/e2e/offline.e2e.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import { trustBundleBytes } from '../../core/formats/trust.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { bank, DOCUMENT, makeEvidence, sampleBundle } from '../core/support/evidence.ts';
import { ENGINES } from '../verifier/support/browsers.ts';
import { lacks, type Watched, watch } from './network.ts';

// strace slows everything down, browsers most of all
const folder = mkdtempSync(join(tmpdir(), 'offline-'));
const at = (name: string) => join(folder, name);
const absent = lacks();
const NOWHERE = '192.0.2.1'; // RFC 5737: an address of nobody

/** A page that takes files as the checker does, and phones home. */
const CONTROL = `<!doctype html><input type="file" multiple id="files"><div id="results" aria-busy="true"></div><script>
document.querySelector('#files').onchange = () => fetch('http://${NOWHERE}/').catch(() => {}).then(() => {
  document.querySelector('#results').setAttribute('aria-busy', 'false');
  document.body.append(Object.assign(document.createElement('p'), { className: 'banner' }));
});
</script>`;

beforeAll(async () => {
  await buildVerifier(at('check.html'));
  const set = parseEvidenceSet(makeEvidence({ cosigners: [{ signer: bank }] }), nobleCrypto);
  writeFileSync(at('certificate.pdf'), await makeCertificate(set, certificateFonts(), nobleCrypto));
  writeFileSync(at('contract.txt'), DOCUMENT);
  writeFileSync(at('other.txt'), 'another contract');
  writeFileSync(at('a.trust.json'), trustBundleBytes(sampleBundle()));
  writeFileSync(at('control.html'), CONTROL);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line', () => {
  it('that tries is seen', async ({ skip }) => {
    if (absent.length > 0) skip(`not run without ${absent.join(', ')}`);
    const script = `require('node:net').connect(80, '${NOWHERE}').on('error', () => {})`;
    const { beyond } = await watch(at('proof.trace'), process.execPath, ['-e', script]);
    expect(beyond.join()).toContain(NOWHERE);
  });

  it('verifies and reports without trying', async ({ skip }) => {
    if (absent.length > 0) skip(`not run without ${absent.join(', ')}`);
    const script = join(import.meta.dirname, '../../scripts/notary.ts');
    const files = [at('certificate.pdf'), at('contract.txt'), '--trust', at('a.trust.json')];
    const args = [script, '--home', at('home'), 'verify', ...files, '--report', at('report.pdf'), '--json'];
    const { code, out, internet } = await watch(at('cli.trace'), process.execPath, args, { cwd: folder });
    expect(code, out).toBe(0);
    expect(internet).toEqual([]);
  });
});

describe.each(ENGINES)('the page in $name', ({ name, lacks: engineLacks }) => {
  const missing = [...absent, ...engineLacks()];

  /** The engine opens a page, takes the files and waits for the verdicts, as a program of its own. */
  function visit(page: string, ...files: readonly string[]): Promise<Watched> {
    const script = join(import.meta.dirname, 'visit.ts');
    const args = ['--disable-warning=ExperimentalWarning', script, name, at(page), ...files.map(at)];
    return watch(at(`${name}.trace`), process.execPath, args);
  }

  it('that tries is seen', async ({ skip }) => {
    if (missing.length > 0) skip(`not run without ${missing.join(', ')}`);
    const { code, out, beyond } = await visit('control.html', 'contract.txt');
    expect(code, out).toBe(0);
    expect(beyond.join('\n')).toContain(`"${NOWHERE}"`);
  });

  it('verifies, and looks into what differs, without trying', async ({ skip }) => {
    if (missing.length > 0) skip(`not run without ${missing.join(', ')}`);
    const { code, out, calls, beyond } = await visit('check.html', 'certificate.pdf', 'other.txt', 'a.trust.json');
    expect(code, out).toBe(0);
    expect(out).toBe('1');
    expect(calls).toBeGreaterThan(100);
    expect(beyond).toEqual([]);
  });
});
