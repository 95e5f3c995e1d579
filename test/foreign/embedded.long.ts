/** PDFs that `factur-x` made of invoices and orders of others: what that library takes out of them, byte for byte, is what is read. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { universalTools } from '../../core/documents/doctor/tools.ts';
import { readDocument } from '../../core/documents/reading/index.ts';
import { filesInPdf } from '../../core/documents/reading/pdf.ts';
import { NotaryError } from '../../core/errors.ts';
import { toBase64 } from '../../core/formats/bytes.ts';
import { pdfOf } from '../core/attachments-pdf.ts';
import { FACTUR_X, foreignPdfs, foreignXml } from './invoices/corpora.ts';
import { inFolder, put } from './pdf-programs.ts';
import { pythonWith } from './python-package.ts';

const PAGE = pdfOf(
  [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>',
  ],
  '/Root 1 0 R /Size 4',
);

/** Embeds each XML that the library takes into a page; then name and bytes (base64) of what it finds in every PDF. */
const JUDGE = `
import base64, json, sys
from facturx import generate_from_binary, get_xml_from_pdf
page, listed, pdfs = sys.argv[1], sys.argv[2], []
for path in json.load(open(listed)):
    if path.endswith('.pdf'):
        pdfs.append(path)
        continue
    try:
        made = generate_from_binary(open(page, 'rb').read(), open(path, 'rb').read(), check_xsd=False)
    except Exception:
        continue
    pdfs.append(page + '.' + str(len(pdfs)) + '.pdf')
    open(pdfs[-1], 'wb').write(made)
out = []
for path in pdfs:
    name, xml = get_xml_from_pdf(open(path, 'rb').read(), check_xsd=False)
    out.append([path, name, base64.b64encode(xml).decode()])
print(json.dumps(out))
`;

/** What becomes of a PDF, beside the XML by itself: read alike, or neither is an invoice that a reader knows. */
function compared(path: string, name: string, xml: string): 'same' | 'order' | 'old' {
  const pdf = new Uint8Array(readFileSync(path));
  const alone = readDocument(new Uint8Array(Buffer.from(xml, 'base64')), universalTools);
  try {
    const file = filesInPdf(pdf, universalTools).find((one) => one.name === name);
    expect(file && toBase64(file.bytes), basename(path)).toBe(xml);
    const inside = readDocument(pdf, universalTools);
    expect(inside.map(({ reader, facts }) => [reader, facts])).toEqual(
      alone.map(({ reader, facts }) => [`pdf.${reader}`, facts]),
    );
    return alone.length > 0 ? 'same' : 'order';
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    expect([error.details.reason, alone], path).toEqual(['other-format', []]);
    return 'old';
  }
}

it('are read as the library reads them', { timeout: 600_000 }, async (context) => {
  const paths = [...foreignPdfs(context), ...foreignXml(context)];
  const python = pythonWith(context, FACTUR_X);
  await inFolder((folder) => {
    const list = join(folder, 'list.json');
    writeFileSync(list, JSON.stringify(paths));
    const printed = execFileSync(python, ['-c', JUDGE, put(folder, 'page.pdf', PAGE), list], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 28,
    });
    const judged = JSON.parse(printed) as readonly (readonly [string, string, string])[];
    const ends = judged.map(([path, name, xml]) => compared(path, name, xml));
    const count = (end: string) => ends.filter((one) => one === end).length;
    expect({ same: count('same'), order: count('order'), old: count('old') }).toEqual({ same: 24, order: 2, old: 0 });
  });
});
