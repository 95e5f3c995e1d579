/**
 * Makes the sample documents of `demo`: a contract as PDF, the same page as a scan, an invoice. They are kept under
 * core/node/cli/samples/; run this only to change them: node scripts/samples/make.ts (needs pdftoppm).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fontkit from '@cantoo/fontkit';
import { PDFDocument, type PDFFont, type PDFPage, rgb } from 'pdf-lib';
import { projectRoot } from '../lib/project.ts';
import { run } from '../lib/run.ts';

const folder = join(projectRoot, 'core/node/cli/samples');
const fontFile = join(projectRoot, 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
const ink = rgb(0.1, 0.1, 0.12);

const clauses = [
  '甲方（买方）：江南样例贸易有限公司　　　统一社会信用代码：91310000MA1SAMPLE0',
  '乙方（卖方）：北方示例仪器有限公司　　　统一社会信用代码：91110000MA0SAMPLE1',
  '',
  '根据《中华人民共和国民法典》，双方经协商一致，订立本合同。',
  '',
  '第一条　标的：工业湿度传感器 HS-20，数量 400 台，单价人民币 320.00 元。',
  '第二条　合同总价：人民币 128,000.00 元（大写：壹拾贰万捌仟元整），含税。',
  '第三条　交货：乙方应于 2026 年 12 月 15 日前将货物送至甲方指定仓库。',
  '第四条　付款：甲方应于验收合格后 30 日内一次付清全部价款。',
  '第五条　质量：质保期自验收合格之日起 24 个月。',
  '第六条　违约：逾期一日，按未履行部分价款的万分之五支付违约金。',
  '第七条　争议：协商不成的，提交合同签订地人民法院管辖。',
  '第八条　本合同一式两份，双方各执一份，签字后生效。',
];

function draw(page: PDFPage, font: PDFFont): void {
  const text = (value: string, x: number, y: number, size = 11) =>
    page.drawText(value, { x, y, size, font, color: ink });
  text('采购合同', 238, 760, 28);
  text('合同编号：HT-2026-0117', 72, 716);
  text('签订日期：2026 年 11 月 2 日　　签订地点：上海', 300, 716, 10);
  for (const [i, line] of clauses.entries()) text(line, 72, 676 - i * 30, 10.5);
  text('甲方（签字）：李样例', 72, 220);
  text('乙方（签字）：王示例', 330, 220);
  text('本文件为演示样例，当事人与内容均为虚构。', 190, 80, 9);
}

async function contract(): Promise<Uint8Array> {
  const doc = await PDFDocument.create();
  doc.registerFontkit(fontkit);
  const font = await doc.embedFont(readFileSync(fontFile), { subset: true });
  draw(doc.addPage([595.28, 841.89]), font);
  doc.setTitle('采购合同 HT-2026-0117');
  const date = new Date('2026-11-02T02:00:00Z');
  doc.setCreationDate(date);
  doc.setModificationDate(date);
  return doc.save();
}

const path = join(folder, 'contract.pdf');
writeFileSync(path, await contract());
const options = { purpose: 'to draw the sample scan' };
await run('pdftoppm', ['-r', '72', '-gray', '-png', '-singlefile', path, join(folder, 'scan')], options);
