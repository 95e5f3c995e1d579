/** The commands that stand on the certificate, run as they stand there. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { COMMANDS } from '../../core/certificate/template-2/words.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import { leafHash } from '../../core/log/merkle.ts';
import { sampleEvidence, sampleFonts } from '../core/certificate-samples.ts';
import { inFolder, needs, put } from './pdf-programs.ts';

describe('the commands on the page', () => {
  it('give the attachments, the digest and the leaf hash', async (context) => {
    needs(context, 'pdfdetach', 'openssl');
    const document = utf8('a contract');
    const set = sampleEvidence();
    const pdf = await makeCertificate(set, sampleFonts(), nobleCrypto);
    await inFolder((folder) => {
      put(folder, 'CERTIFICATE.pdf', pdf);
      put(folder, 'FILE', document);
      const [detach, digest, leaf] = COMMANDS.map(
        (command) => () => execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' }),
      );
      detach?.();
      expect(digest?.()).toContain(set.record.digest?.sha256);
      expect(leaf?.()).toContain(toHex(leafHash(set.files.record, nobleCrypto)));
      writeFileSync(join(folder, 'FILE'), 'another contract');
      expect(digest?.()).not.toContain(set.record.digest?.sha256);
      copyFileSync(join(folder, 'evidence.json'), join(folder, 'record.json'));
      expect(leaf?.()).not.toContain(toHex(leafHash(set.files.record, nobleCrypto)));
    });
  });
});
