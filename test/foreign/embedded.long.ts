/** The sample PDFs of `factur-x`: what that library takes out of them, byte for byte, is what is read. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { universalTools } from '../../core/documents/doctor/tools.ts';
import { readDocument } from '../../core/documents/reading/index.ts';
import { filesInPdf } from '../../core/documents/reading/pdf.ts';
import { NotaryError } from '../../core/errors.ts';
import { toBase64 } from '../../core/formats/bytes.ts';
import { FACTUR_X, foreignPdfs } from './invoices/corpora.ts';
import { pythonWith } from './python-package.ts';

/** Name and bytes (base64) of the invoice in each PDF; null for a PDF in which there is none. */
const JUDGE = `
import base64, json, sys
from facturx import get_xml_from_pdf
out = []
for path in sys.argv[1:]:
    try:
        with open(path, 'rb') as file:
            name, xml = get_xml_from_pdf(file.read(), check_xsd=False)
    except Exception:
        name, xml = None, None
    out.append([name, base64.b64encode(xml).decode()] if xml else None)
print(json.dumps(out))
`;

it('are read as the library reads them', (context) => {
  const paths = foreignPdfs(context);
  const python = pythonWith(context, FACTUR_X);
  const printed = execFileSync(python, ['-c', JUDGE, ...paths], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const judged = JSON.parse(printed) as readonly (readonly [string, string] | null)[];
  const counts = { same: 0, none: 0, unread: 0 };
  for (const [i, path] of paths.entries()) {
    const pdf = new Uint8Array(readFileSync(path));
    const [name, xml] = judged[i] ?? [];
    if (name === undefined || xml === undefined) {
      counts.none++;
      expect(
        filesInPdf(pdf, universalTools).filter((file) => /^factur-x|zugferd|xrechnung/i.test(file.name)),
        path,
      ).toEqual([]);
      continue;
    }
    const file = filesInPdf(pdf, universalTools).find((one) => one.name === name);
    expect(file && toBase64(file.bytes), basename(path)).toBe(xml);
    try {
      const [reading] = readDocument(pdf, universalTools);
      const [alone] = readDocument(new Uint8Array(Buffer.from(xml, 'base64')), universalTools);
      expect(reading?.reader, path).toBe(`pdf.${alone?.reader}`);
      expect(reading?.facts, path).toEqual(alone?.facts);
      counts.same++;
    } catch (error) {
      if (!(error instanceof NotaryError)) throw error;
      // a version of the format that has no reader
      expect(error.details.reason, path).toBe('other-format');
      counts.unread++;
    }
  }
  expect(counts).toEqual({ same: 0, none: 0, unread: 0 });
});
