// Nothing phones home: in an empty network namespace the app sets up a desk and verifies without even trying an internet
// address, in none of its processes. An app that does try is seen by the same watching.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { wordsFor } from '../../core/words/words.ts';
import { bank, DOCUMENT, makeEvidence, ownWitness } from '../core/support/evidence.ts';
import { lacks, type Watched, watch } from '../offline/network.ts';
import { handOver, makeWorkFolder } from './launch.ts';

const absent = lacks();

describe('the app', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await makeWorkFolder('offline');
    const set = parseEvidenceSet(makeEvidence({ cosigners: [{ signer: ownWitness }, { signer: bank }] }), nobleCrypto);
    await writeFile(join(folder, 'certificate.pdf'), await makeCertificate(set, certificateFonts(), nobleCrypto));
    await writeFile(join(folder, 'contract.txt'), DOCUMENT);
    await handOver(folder);
  });

  function visit(...args: readonly string[]): Promise<Watched> {
    const script = join(import.meta.dirname, '../offline/visit-app.ts');
    return watch(join(folder, 'app.trace'), process.execPath, [
      '--disable-warning=ExperimentalWarning',
      script,
      ...args,
    ]);
  }

  test('that tries is seen', async ({ skip }) => {
    if (absent.length > 0) skip(`not run without ${absent.join(', ')}`);
    const { code, out, beyond } = await visit('control');
    expect(code, out).toBe(0);
    expect(beyond.join('\n')).toContain('"192.0.2.1"');
  });

  test('sets up a desk and verifies without trying', async ({ skip }) => {
    if (absent.length > 0) skip(`not run without ${absent.join(', ')}`);
    const { code, out, calls, beyond } = await visit(join(folder, 'certificate.pdf'), join(folder, 'contract.txt'));
    expect(code, out).toBe(0);
    expect(out).toContain(wordsFor('en').verdictTitle('untrusted'));
    expect(calls).toBeGreaterThan(100);
    expect(beyond).toEqual([]);
  });
});
