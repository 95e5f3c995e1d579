/** A certificate of the kind of this folder: page template 2 with rows for it, and what a program without them says. */
import { expect, it } from 'vitest';
import { ANCHOR_KINDS } from '../../../core/anchors/index.ts';
import { comparePage } from '../../../core/certificate/compare.ts';
import { both, span } from '../../../core/certificate/drawing/flow.ts';
import { renderCertificate } from '../../../core/certificate/make.ts';
import { template1 } from '../../../core/certificate/template-1/index.ts';
import { template2, template2With } from '../../../core/certificate/template-2/index.ts';
import { RECORD_ROWS, type RecordRows } from '../../../core/certificate/template-2/records.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { parseEvidenceSet } from '../../../core/formats/evidence.ts';
import { sampleFonts } from '../../core/certificate-samples.ts';
import { lotDesk, RICE } from './desk.ts';
import { KINDS, LOT } from './kind.ts';

const label = (name: string) => ({ zh: LOT.words.zh.facts[name] ?? '', en: LOT.words.en.facts[name] ?? '' });

const LOT_ROWS: RecordRows = {
  named: () => ({ zh: LOT.words.zh.name, en: LOT.words.en.name }),
  subject(flow) {
    flow.heading({ zh: LOT.words.zh.name, en: LOT.words.en.name });
  },
  stated(flow, { facts }) {
    for (const name of LOT.names) {
      const value = facts[name];
      if (value != null) flow.row({ label: label(name), value: [[span(String(value)), ...both({ zh: '', en: '' })]] });
    }
  },
};
const WITH_LOTS = template2With({ ...RECORD_ROWS, [LOT.key]: LOT_ROWS });

it('is made, compared with its evidence, and not judged by a program that has no rows for it', async () => {
  const { notary, release } = await lotDesk();
  const [lot] = notary.add([RICE]);
  notary.seal();
  await notary.anchorPending();
  const set = parseEvidenceSet(notary.evidence(lot?.record.id ?? ''), nobleCrypto, { recordKinds: KINDS });
  release();

  const fonts = sampleFonts();
  const { pdf } = await renderCertificate(set, WITH_LOTS, fonts, nobleCrypto);
  const compared = (bytes: Uint8Array, template = WITH_LOTS) =>
    comparePage(bytes, set, fonts, nobleCrypto, ANCHOR_KINDS, [template1, template]);
  expect(await compared(pdf)).toEqual({ state: 'identical' });
  expect((await compared(Uint8Array.from(pdf, (byte, i) => (i === 2000 ? byte ^ 1 : byte)))).state).toBe('different');
  const unknown = { state: 'not-run', reason: 'unknown-kind', what: expect.stringContaining(LOT.key) };
  expect(await compared(pdf, template2)).toEqual(unknown);
});
