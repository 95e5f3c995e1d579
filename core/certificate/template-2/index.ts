/** Page template 2, of version 0.2.0: certificates are made with it, and it may change until that is released. */
import { TEMPLATE_2 } from '../../formats/template.ts';
import { GlyphBook } from '../drawing/typeset.ts';
import { readableNumber } from '../drawing/values.ts';
import type { Statement } from '../statement.ts';
import type { CertificateTemplate } from '../template.ts';
import { GOLDEN_SHA256 } from './goldens.ts';
import { layOut } from './layout.ts';
import { RECORD_ROWS, type RecordRowsTable } from './records.ts';
import { DESCRIPTIONS, FIXED_CHARACTERS, HEADINGS } from './words.ts';

/** The time of the file's metadata: the latest checked signature, else the record's own. Milliseconds since 1970. */
function timeOf({ witnesses, anchors, record }: Statement): number {
  const times = [...witnesses, ...anchors].flatMap(({ time }) => (time === null ? [] : [Date.parse(time)]));
  return times.length > 0 ? Math.max(...times) : Date.parse(record.time);
}

/** Page template 2, with rows for these kinds of records. */
export const template2With = (rows: RecordRowsTable): CertificateTemplate => ({
  definition: TEMPLATE_2,
  goldens: GOLDEN_SHA256,
  draw(statement, codes, fonts) {
    const book = new GlyphBook(fonts, FIXED_CHARACTERS);
    const drawing = layOut(statement, book, codes, rows).drawing();
    const { id, digest } = statement.record;
    const title = statement.pending ? HEADINGS.provisionalTitle : HEADINGS.title;
    return {
      title: `${title.zh} ${title.en} ${readableNumber(statement.number)}`,
      subject: digest ? `SHA-256 ${digest.sha256}` : id,
      producer: `Notary Desk, page template ${statement.template}`,
      time: timeOf(statement),
      ...drawing,
      accessible: true,
      fonts: book.resources(),
      descriptions: DESCRIPTIONS,
    };
  },
});

/** Page template 2. */
export const template2: CertificateTemplate = template2With(RECORD_ROWS);
