/** A one-page PDF with Chinese glyphs from an embedded font, as certificates have them, for the preview. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import { PDFDocument, rgb } from 'pdf-lib';

const require = createRequire(import.meta.url);

export async function sampleCertificate(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const file = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
  const font = await pdf.embedFont(await readFile(file), { subset: true });
  const page = pdf.addPage([595.28, 841.89]);
  const ink = rgb(0.086, 0.196, 0.31);
  page.drawText('存证证书', { x: 56, y: 760, size: 28, font, color: ink });
  page.drawText('Certificate of notarization (sample)', { x: 56, y: 736, size: 11, font, color: ink });
  page.drawLine({ start: { x: 56, y: 720 }, end: { x: 539, y: 720 }, thickness: 1, color: ink });
  page.drawText('杭州示例贸易有限公司', { x: 56, y: 690, size: 14, font });
  return await pdf.save();
}
