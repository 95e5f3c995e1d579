/** Page template 1, frozen with version 0.1.0. Its golden certificates pin every byte (docs/certificate-format.md). */
import { TEMPLATE_1 } from '../../formats/template.ts';
import { GlyphBook } from '../drawing/typeset.ts';
import { readableNumber } from '../drawing/values.ts';
import type { CertificateTemplate } from '../template.ts';
import { GOLDEN_SHA256 } from './goldens.ts';
import { type Drawable, drawable, layOut } from './layout.ts';
import { DESCRIPTIONS, FIXED_CHARACTERS, HEADINGS } from './words.ts';

/** The time of the file's metadata: the latest checked signature, else the record's own. Milliseconds since 1970. */
function timeOf({ witnesses, anchors, record }: Drawable): number {
  const signed = [...witnesses.map(({ time }) => time), ...anchors.map(({ timeTemplate1 }) => timeTemplate1)];
  const times = signed.flatMap((time) => (time === null ? [] : [Date.parse(time)]));
  return times.length > 0 ? Math.max(...times) : Date.parse(record.time);
}

/** Page template 1. */
export const template1: CertificateTemplate = {
  definition: TEMPLATE_1,
  goldens: GOLDEN_SHA256,
  draw(whole, codes, fonts) {
    const statement = drawable(whole);
    const book = new GlyphBook(fonts, FIXED_CHARACTERS, 'single');
    const drawing = layOut(statement, book, codes).drawing();
    const title = statement.pending ? HEADINGS.provisionalTitle : HEADINGS.title;
    return {
      title: `${title.zh} ${title.en} ${readableNumber(statement.number)}`,
      subject: `SHA-256 ${statement.record.digest.sha256}`,
      producer: `Notary Desk, page template ${statement.template}`,
      time: timeOf(statement),
      ...drawing,
      accessible: false,
      fonts: book.resources(),
      descriptions: DESCRIPTIONS,
    };
  },
};
