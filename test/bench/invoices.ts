/**
 * A thousand invoices of a format taken in, with the facts that they state themselves, beside the same bytes under the name of a
 * document that no reader knows: what reading costs an intake, from the call to the answer that every record is complete.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utf8 } from '../../core/formats/bytes.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { INVOICES, invoiceParts, ofdOf, type Parts, sealedParts } from '../core/reading/support/ofd-maker.ts';
import { ubl } from '../node/support/ubl.ts';
import { type BenchRow, median } from './report.ts';
import { rounds } from './rounds.ts';

const COUNT = 1000;
/** Lines of an invoice: with them it has some 20 KB, as usual ones do. */
const LINES = 40;
const RUNS = 5;

const LINE = `<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount currencyID="EUR">2.50</cbc:LineExtensionAmount><cac:Item><cbc:Name>Screws, stainless steel,
  M6 × 40, countersunk, box of 100</cbc:Name></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">2.50</cbc:PriceAmount>
  </cac:Price></cac:InvoiceLine>`;

/** A format: its files, and the same bytes made a document that no reader knows. */
interface Format {
  readonly task: string;
  readonly extension: string;
  readonly file: (number: string) => Uint8Array;
  readonly other: (number: string) => Uint8Array;
}

const ublText = (number: string) => ubl({ number, more: LINE.repeat(LINES) });

const FORMATS: readonly Format[] = [
  {
    task: '1,000 UBL invoices of 20 KB',
    extension: 'xml',
    file: (number) => utf8(ublText(number)),
    other: (number) => utf8(ublText(number).replaceAll('xsd:Invoice-2"', 'xsd:Unknown-2"')),
  },
  {
    task: '1,000 OFD invoices with a seal',
    extension: 'ofd',
    file: (number) => ofdOf(sealedOfd(number), 6),
    other: (number) => {
      const { 'OFD.xml': first = '', ...parts } = sealedOfd(number);
      return ofdOf({ 'OFX.xml': first, ...parts }, 6);
    },
  },
];

function sealedOfd(number: string): Parts {
  return sealedParts(invoiceParts({ ...INVOICES.digital, number: `261120000000${number}` }));
}

/** Seconds for all of them; a new home each time. */
export async function invoices(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const format of FORMATS) rows.push(await measured(format));
  return rows;
}

async function measured({ task, extension, file, other }: Format): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'notary-invoices-'));
  try {
    write(join(folder, 'invoices'), extension, file);
    write(join(folder, 'others'), extension, other);
    const samples = { read: [] as number[], others: [] as number[] };
    for (const run of rounds(RUNS)) {
      samples.read.push(await takeIn(join(folder, `home-${run}`), join(folder, 'invoices'), 'invoice'));
      samples.others.push(await takeIn(join(folder, `other-${run}`), join(folder, 'others'), 'document'));
    }
    return {
      task,
      measure: 'durable records with the facts that were read',
      unit: 's',
      runs: samples.read.length,
      ours: median(samples.read),
      other: { name: 'the same bytes as a document that no reader knows', value: median(samples.others) },
      aim: { of: 'ours/other', sign: '≤', bound: 1.5 },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(folder: string, extension: string, make: (number: string) => Uint8Array): void {
  mkdirSync(folder);
  for (let i = 0; i < COUNT; i++) {
    const number = String(i).padStart(8, '0');
    writeFileSync(join(folder, `${number}.${extension}`), make(number));
  }
}

/** Seconds from the call to the answer. */
async function takeIn(home: string, folder: string, kind: string): Promise<number> {
  const options = { home, version: '0.0.0', oldRuntime: false, program: 'bench', hashing: true };
  const holder = { name: 'Bench', creditCode: null, operator: null };
  const { desk } = await Desk.init(options, { language: 'en', holder });
  try {
    const start = performance.now();
    const items = await desk.intake({ paths: [folder], again: false }).done;
    const seconds = (performance.now() - start) / 1000;
    const records = items.map(({ recordId }) => desk.record(recordId ?? ''));
    if (records.length !== COUNT || records.some((record) => record.kind !== kind))
      throw new Error(`not all of ${COUNT} files became records of the kind ${kind}`);
    return seconds;
  } finally {
    await desk.close();
  }
}

if (import.meta.main) {
  const { table } = await import('./report.ts');
  process.stdout.write(table(await invoices()));
}
