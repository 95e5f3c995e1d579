/** Run by hostile.long.ts in a process of its own: reads files made to exhaust a reader, and many damaged ones. */
import { zipSync } from 'fflate';
import { concat, utf8 } from '../../../../core/formats/bytes.ts';
import { streamObject } from '../../attachments-pdf.ts';
import { cii } from './cii.ts';
import { mutated, mutatedContainer, outcome } from './mutations.ts';
import { einvoice, fattura, fatturaBody } from './national.ts';
import { openP7m, p7m } from './p7m-maker.ts';
import { pdfWith } from './pdf-maker.ts';
import { line, ubl } from './ubl.ts';

const MB = 1024 * 1024;
/** Just under the bound on the size of a file. */
const FULL = 5 * MB - 8192;
const full = (piece: string) => piece.repeat(Math.floor(FULL / piece.length));

const FILES: Readonly<Record<string, () => string>> = {
  '10,000 lines': () => ubl({ lines: Array.from({ length: 10_000 }, (_, i) => line(i)).join('') }),
  'one long text': () => ubl({ payment: `<a>${full('x')}</a>` }),
  'one long number': () => ubl({ head: `<cbc:ID>${full('1')}</cbc:ID>` }),
  'one long amount': () =>
    ubl({ totals: `<cbc:TaxInclusiveAmount currencyID="EUR">${full('9')}</cbc:TaxInclusiveAmount>` }),
  'white space in a name': () => ubl({ head: `<cbc:ID>a${full(' ')}b</cbc:ID>` }),
  'one long attribute': () => ubl({ payment: `<a b="${full('x')}"/>` }),
  'one long specification': () => ubl({ specification: full('urn:') }),
  'one long name of an element': () => ubl({ payment: `<${full('a')}/>` }),
  'one long comment': () => ubl({ payment: `<!--${full('- ')}-->` }),
  'one long instruction': () => ubl({ payment: `<?a ${full('? ')}?>` }),
  'references to characters': () => ubl({ payment: `<a>${full('&#65;')}</a>` }),
  'pieces of CDATA': () => ubl({ payment: `<a>${full('<![CDATA[x]]>')}</a>` }),
  'elements side by side': () => ubl({ payment: full('<a/>') }),
  'attributes side by side': () => ubl({ payment: full('<a b="" c="" d="" e=""/>') }),
  'a broken reference': () => ubl({ payment: full('&') }),
  'an element that never ends': () => ubl({ payment: full('<a ') }),
  'many numbers': () => ubl({ head: Array.from({ length: 150_000 }, (_, i) => `<cbc:ID>${i}</cbc:ID>`).join('') }),
  'many orders': () =>
    ubl({
      references: Array.from(
        { length: 60_000 },
        (_, i) => `<cac:OrderReference><cbc:ID>${i}</cbc:ID></cac:OrderReference>`,
      ).join(''),
    }),
  'many taxes': () =>
    ubl({ tax: full('<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1</cbc:TaxAmount></cac:TaxTotal>') }),
  'many totals': () => cii({ sums: full('<ram:GrandTotalAmount>1</ram:GrandTotalAmount>') }),
  'many invoices': () => fattura(fatturaBody().repeat(1000)),
  'many rates': () =>
    fattura(
      fatturaBody().replace(
        '<DatiBeniServizi>',
        () => `<DatiBeniServizi>${full('<DatiRiepilogo><Imposta>1.00</Imposta></DatiRiepilogo>')}`,
      ),
    ),
  'many other roots': () => `<a>${full('<EInvoice><EInvoiceData/></EInvoice>')}</a>`,
  'a Chinese one with lines': () =>
    einvoice().replace(
      '<IssuItemInformation>',
      () => `${full('<IssuItemInformation></IssuItemInformation>')}<IssuItemInformation>`,
    ),
  'a declaration that never ends': () => `<?xml ${full('encoding ')}`,
  'spaces before it': () => full(' ') + ubl(),
};

const file = (contents: Uint8Array, i = 0) => ({ name: `${i}.xml`, contents });
const packedZeros = streamObject(new Uint8Array(60 * MB), '/Type /EmbeddedFile');
const EMPTY_DICTS = '<< /A '.repeat(200_000);

/** Files around an invoice, made to exhaust who opens them. */
const CONTAINERS: Readonly<Record<string, () => Uint8Array>> = {
  'a PDF with a file of 5 MB': () => pdfWith([file(utf8(ubl({ payment: `<a>${full('x')}</a>` })))]),
  'a PDF with 100 files that unpack to 60 MB each': () =>
    pdfWith(Array.from({ length: 100 }, (_, i) => ({ ...file(new Uint8Array(), i), stream: packedZeros }))),
  'a PDF with 900 files': () => pdfWith(Array.from({ length: 900 }, (_, i) => file(utf8(`<a${i}/>`), i))),
  'a PDF with an array of associated files that is long': () =>
    pdfWith([], { catalog: `/AF [ ${'4 0 R '.repeat(100_000)} ]`, in: 'names' }),
  'a PDF with dictionaries inside one another': () => pdfWith([], { catalog: `/X ${EMPTY_DICTS}` }),
  'a PDF of 60 MB of nothing': () => concat(pdfWith([file(utf8(cii()))]), new Uint8Array(60 * MB)),
  'a PDF with marks and no structure': () => utf8(`%PDF-1.7\n${'factur-x.xm'.repeat(5 * MB)}`),
  'a message in pieces of a byte': () => openP7m(utf8(`<a>${'x'.repeat(60_000)}</a>`), 1),
  'a message of 50 MB': () => openP7m(new Uint8Array(50 * MB), 1000),
  'a message in base64 of 8 MB': () => utf8(Buffer.from(p7m(new Uint8Array(5.9 * MB))).toString('base64')),
  'open values side by side': () => new Uint8Array(20 * MB).fill(0x80).map((byte, i) => (i % 2 === 0 ? 0x30 : byte)),
  'an archive of 900 invoices': () =>
    zipSync(Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`${i}.xml`, utf8(ubl())]))),
  'an archive that unpacks to 2 GB': () => {
    const zeros = zipSync({ zeros: new Uint8Array(100 * MB) });
    return zipSync(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.zip`, zeros])));
  },
};

const count = Number(process.argv[2]);
const seen = {
  /** Of those made to exhaust a reader, and of those that are damaged: name and milliseconds of the processor. */
  slowest: { made: ['', 0], damaged: ['', 0] } as Record<'made' | 'damaged', [string, number]>,
  faults: [] as string[],
  ends: {} as Record<string, string>,
  counts: {} as Record<string, number>,
};

/** Time of the processor does not depend on what else the machine does. */
const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function look(name: string, bytes: Uint8Array, kind: 'made' | 'damaged' = 'made'): string {
  const start = processorMs();
  const { end, faults } = outcome(bytes);
  const took = processorMs() - start;
  if (took > seen.slowest[kind][1]) seen.slowest[kind] = [name, Math.round(took)];
  seen.faults.push(...faults.map((fault) => `${name}: ${fault}`));
  return end;
}

for (const [name, make] of Object.entries(FILES)) seen.ends[name] = look(name, utf8(make()));
for (const [name, make] of Object.entries(CONTAINERS)) seen.ends[name] = look(name, make());
const began = performance.now();
for (let seed = 1_000_000; seed < 1_000_000 + count; seed++)
  for (const make of [mutated, mutatedContainer]) {
    const end = look(`${make.name} ${seed}`, make(seed), 'damaged');
    seen.counts[end] = (seen.counts[end] ?? 0) + 1;
  }
const seconds = Math.round((performance.now() - began) / 1000);
console.log(JSON.stringify({ ...seen, seconds, mb: Math.round(process.resourceUsage().maxRSS / 1024) }));
