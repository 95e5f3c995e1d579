// Nothing phones home: verification in an empty network namespace does not even try to reach an internet address.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseEvidenceSet } from '../../core/evidence.ts';
import { certificateFonts } from '../../core/node/fonts.ts';
import { trustBundleBytes } from '../../core/trust.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { bank, DOCUMENT, makeEvidence, sampleBundle } from '../core/support/evidence.ts';
import { ENGINES } from '../verifier/support/browsers.ts';
import { lacks, type Watched, watch } from './network.ts';

// browsers are slow under strace
vi.setConfig({ testTimeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), 'offline-'));
const at = (name: string) => join(folder, name);
const absent = lacks();

beforeAll(async () => {
  await buildVerifier(at('check.html'));
  const set = parseEvidenceSet(makeEvidence({ cosigners: [{ signer: bank }] }), nobleCrypto);
  writeFileSync(at('certificate.pdf'), await makeCertificate(set, certificateFonts(), nobleCrypto));
  writeFileSync(at('contract.txt'), DOCUMENT);
  writeFileSync(at('a.trust.json'), trustBundleBytes(sampleBundle()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Chromium and Firefox start services of their own (updates, settings) that cannot be told from the page's at this
 * level; for them test/verifier/ asserts that the page asks for nothing. WebKit's browser has no such services.
 */
const QUIET = ENGINES.filter(({ name }) => name === 'WebKit');

/** An engine opens a page, takes the files and waits for the verdict, as a program of its own. */
function visit(engine: string, page: string): Watched {
  const args = [join(import.meta.dirname, 'visit.ts'), engine, at(page), at('certificate.pdf'), at('contract.txt')];
  return watch(at(`${engine}.trace`), process.execPath, args);
}

describe('nothing phones home', () => {
  it('the watching sees an attempt', ({ skip }) => {
    if (absent.length > 0) skip(`not run without ${absent.join(', ')}`);
    const script = `require('node:net').connect(80, '192.0.2.1').on('error', () => {})`;
    expect(watch(at('proof.trace'), process.execPath, ['-e', script]).attempts.join()).toContain('192.0.2.1');
  });

  it('the command line verifies and reports without trying', ({ skip }) => {
    if (absent.length > 0) skip(`not run without ${absent.join(', ')}`);
    const script = join(import.meta.dirname, '../../scripts/notary.ts');
    const args = [
      'verify',
      at('certificate.pdf'),
      at('contract.txt'),
      '--trust',
      at('a.trust.json'),
      '--report',
      at('report.pdf'),
      '--json',
    ];
    const { code, out, attempts } = watch(at('cli.trace'), process.execPath, [script, '--home', at('home'), ...args], {
      cwd: folder,
    });
    expect(code, out).toBe(0);
    expect(attempts).toEqual([]);
  });

  it.for(QUIET)('the page in $name verifies without trying', ({ name, lacks: engineLacks }, { skip }) => {
    const missing = [...absent, ...engineLacks()];
    if (missing.length > 0) skip(`not run without ${missing.join(', ')}`);
    const { code, out, beyond, calls } = visit(name, 'check.html');
    expect(code, out).toBe(0);
    expect(calls).toBeGreaterThan(0);
    expect(beyond).toEqual([]);
  });

  it('the built page holds nothing that it could fetch', () => {
    const html = readFileSync(at('check.html'), 'utf8');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(
      /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|RTCPeerConnection)\b/,
    );
    expect(html).not.toMatch(/\s(?:src|href|srcset|action|poster)\s*=\s*["']/);
    expect(html).not.toMatch(/url\(|@import|\bimport\(/);
    expect(html.match(/(?:https?|wss?|ftp):\/\/[^\s"'`)]+/g) ?? []).toEqual([]);
  });
});
