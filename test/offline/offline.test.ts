// Nothing phones home: the command line verifies in an empty network namespace without even trying an internet address.
// Browsers start services of their own; what the page itself asks for is watched in test/verifier/.
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
import { lacks, watch } from './network.ts';

// strace slows everything down
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
