/** The files on a clerk's disk: three hundred documents with names as long as real ones, and some that need a look. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/lib/project.ts';
import { ubl } from '../node/support/ubl.ts';
import { handOver } from './launch.ts';

const samples = join(projectRoot, 'core/node/cli/samples');

const STEMS = [
  '滨海市海蓝贸易有限公司与赤山机械制造股份有限公司设备采购及安装调试合同',
  'Blue Sea Trading Ltd. commercial invoice for hot-rolled steel, lot',
  '收货单',
] as const;

/** How many files the folder holds, those that cannot be recorded included. */
export const FILES = 316;

const nameOf = (i: number) => `${STEMS[i % STEMS.length]} 2026-${String(i).padStart(4, '0')}.txt`;

/** A first file of each kind of name. */
export const CONTRACT = nameOf(0);
export const INVOICE = nameOf(1);

/** A file with a warning; its name stands first in a list. */
export const WARNED = '0 half a download.pdf.crdownload';

/** The documents of one trade; only the invoice can be read by a program, and it names the contract. */
export const TRADE = {
  contract: '设备采购合同 HT-2026-0318 2026-11-02 CNY 128,000.00.txt',
  delivery: '送货单 delivery note DN-0088.txt',
  invoice: 'invoice RE-2026-0042.xml',
} as const;

/** Rows of a table of facts: amounts without a currency, a file that is not there, a column that is no fact. */
const TABLE = [
  'file,title,number,parties,amount,date,colour',
  `"${CONTRACT}",设备采购及安装调试合同（含备件与三年质保）,HT-2026-0001,海蓝贸易有限公司；赤山机械制造股份有限公司,1280000.00,2026-11-12,red`,
  `"${INVOICE}",Commercial invoice,INV-2026-0042,Blue Sea Trading Ltd.; Red Hill Machinery,48000,2026/11/20,blue`,
  'gone.txt,Nobody has this file,X-1,,12,2026-11-01,',
  `"${nameOf(2)}",收货单,SH-77,,not an amount,2026-13-01,`,
].join('\n');

const ORDER_REFERENCE = '<cac:OrderReference><cbc:ID>HT-2026-0318</cbc:ID></cac:OrderReference>';
const SELLER = '<cac:AccountingSupplierParty>';

/** Makes the folder `trade` of documents that refer to one another. */
async function furnishTrade(folder: string): Promise<void> {
  const into = join(folder, 'trade');
  await mkdir(into);
  await writeFile(join(into, TRADE.contract), 'Twelve pumps are sold for CNY 128,000.00.\n');
  await writeFile(join(into, TRADE.delivery), 'Twelve pumps were handed over.\n');
  const invoice = ubl({ date: '2026-11-18', currency: 'CNY', net: '113274.34', tax: '14725.66', gross: '128000.00' });
  await writeFile(join(into, TRADE.invoice), invoice.replace(SELLER, `${ORDER_REFERENCE}${SELLER}`));
}

/** Makes the folders `in` and `trade` of documents, and the table `facts.csv`. */
export async function furnish(folder: string): Promise<void> {
  const into = join(folder, 'in');
  await mkdir(join(into, '合同 contracts/2026'), { recursive: true });
  await cp(join(samples, 'contract.pdf'), join(into, '采购合同 2026-118.pdf'));
  await cp(join(samples, 'invoice.xml'), join(into, 'invoice INV-2026-0042.xml'));
  await cp(join(samples, 'scan.png'), join(into, '收货单扫描件.png'));
  await writeFile(join(into, 'empty.txt'), '');
  await writeFile(join(into, WARNED), '%PDF-1.7 and no more');
  await writeFile(join(into, 'text that is called a.pdf'), 'no PDF at all\n');
  await writeFile(join(into, '~$lock.docx'), 'lock');
  const made = 7;
  for (let i = 0; i < FILES - made; i += 1) {
    const where = i % 3 === 0 ? '合同 contracts/2026' : '.';
    await writeFile(join(into, where, nameOf(i)), `document ${i}\n`);
  }
  await writeFile(join(folder, 'facts.csv'), TABLE);
  await mkdir(join(folder, 'certificates'));
  await furnishTrade(folder);
  await handOver(folder);
}
