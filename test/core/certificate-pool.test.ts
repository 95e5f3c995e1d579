import { afterAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { NotaryError } from '../../core/errors.ts';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import { CertificatePool } from '../../core/node/certificates/certificate-pool.ts';
import { certificateFonts, readFont } from '../../core/node/certificates/fonts.ts';
import { sampleEvidence } from './certificate-samples.ts';

const pool = new CertificatePool(2);
afterAll(() => pool.close());

const sets = Array.from({ length: 8 }, (_, i) => sampleEvidence({ facts: { number: `CF-${i}` } }));

describe('certificate pool', () => {
  it('makes the same bytes as this thread, in the order of the items', async () => {
    const items = sets.map((set, i) => ({ i, set }));
    let place = 0;
    for await (const certified of pool.makeAll(items, ({ set }) => set.files)) {
      expect(certified.item.i).toBe(place);
      const expected = await makeCertificate(sets[place++] as (typeof sets)[0], certificateFonts(), nobleCrypto);
      expect('pdf' in certified && Buffer.from(certified.pdf).equals(expected)).toBe(true);
    }
    expect(place).toBe(sets.length);
  });

  it('names the item that fails and makes the others', async () => {
    const good = (sets[0] as (typeof sets)[0]).files;
    const bad: EvidenceFiles = { ...good, record: good.evidence };
    const out: string[] = [];
    for await (const certified of pool.makeAll([good, bad, good], (files) => files))
      out.push('pdf' in certified ? 'made' : certified.error.code);
    expect(out).toEqual(['made', 'malformed', 'made']);
    await expect(pool.make(bad)).rejects.toBeInstanceOf(NotaryError);
  });

  it('takes items only as fast as they are used', async () => {
    let taken = 0;
    function* endless() {
      for (;;) {
        taken++;
        yield (sets[0] as (typeof sets)[0]).files;
      }
    }
    let used = 0;
    for await (const _ of pool.makeAll(endless(), (files) => files)) if (++used === 10) break;
    expect(taken).toBeLessThanOrEqual(used + 4);
  });

  it('compares pages', async () => {
    const { files } = sets[1] as (typeof sets)[0];
    const pdf = await pool.make(files);
    expect(await pool.compare(pdf, files)).toEqual({ state: 'identical' });
    expect(await pool.compare(pdf.subarray(1), files)).toEqual({ state: 'different' });
  });

  it('says which font is missing', () => {
    process.env.NOTARY_FONTS = '/nowhere';
    try {
      expect(() => readFont('mono')).toThrow(expect.objectContaining({ code: 'file-missing' }));
    } finally {
      delete process.env.NOTARY_FONTS;
    }
  });
});
