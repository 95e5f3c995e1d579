import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A contract of so many pages, each with enough text; `texts` replaces the text of a page (from 1). */
export async function contract(pages: number, texts: Readonly<Record<number, string>> = {}): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= pages; page++) {
    const sheet = pdf.addPage([595, 842]);
    const text = texts[page] ?? `Clause of page ${page}: the parties agree on what is written here.`;
    for (let line = 0; line < 24; line++)
      sheet.drawText(`${line + 1}. ${text}`, { x: 50, y: 780 - 30 * line, size: 11, font });
  }
  pdf.setTitle('Contract');
  return new Uint8Array(await pdf.save({ useObjectStreams: false }));
}

/** Text of a few KB with lines ended by LF. */
export const longText = Array.from({ length: 80 }, (_, i) => `Line ${i}: caf\u00e9 and what was agreed there.`).join(
  '\n',
);
