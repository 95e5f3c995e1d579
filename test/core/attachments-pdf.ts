/** PDFs written by hand, so that a test can break exactly one thing. */
import { zlibSync } from 'fflate';
import { concat, utf8 } from '../../core/formats/bytes.ts';

/** Objects from number 1 on; bytes stand for a whole stream object. */
export type Objects = readonly (string | Uint8Array)[];

/** A stream object. */
export function streamObject(data: Uint8Array, dict = '', packed = true): Uint8Array {
  const body = packed ? zlibSync(data) : data;
  const filter = packed ? '/Filter /FlateDecode ' : '';
  return concat(utf8(`<< ${dict} ${filter}/Length ${body.length} >>\nstream\n`), body, utf8('\nendstream'));
}

function table(offsets: ReadonlyMap<number, number>): string {
  const lines = [...offsets].map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
  return `xref\n${lines.join('')}`;
}

/** One revision: the objects with the given numbers, a table and a trailer. `base` is the file so far. */
export function revision(
  base: Uint8Array,
  objects: ReadonlyMap<number, string | Uint8Array>,
  trailer: string,
): Uint8Array {
  const parts = [base];
  let at = base.length;
  const add = (bytes: Uint8Array) => {
    parts.push(bytes);
    at += bytes.length;
  };
  const offsets = new Map<number, number>();
  for (const [number, body] of objects) {
    offsets.set(number, at);
    add(concat(utf8(`${number} 0 obj\n`), typeof body === 'string' ? utf8(body) : body, utf8('\nendobj\n')));
  }
  const start = at;
  add(utf8(`${table(offsets)}trailer\n<< ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return concat(...parts);
}

export const HEADER = utf8('%PDF-1.7\n');

/** A file of one revision; object 1 is the catalog. */
export function pdfOf(objects: Objects, trailer = '/Root 1 0 R /Size 100'): Uint8Array {
  return revision(HEADER, new Map(objects.map((body, i) => [i + 1, body])), trailer);
}

/** The offset that the last `startxref` names. */
export function startOf(pdf: Uint8Array): number {
  const text = Buffer.from(pdf).toString('latin1');
  return Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
}

export const FILES = { record: utf8('the record'), evidence: utf8('the evidence'), proof: utf8('the proof') };

const specification = (name: string, stream: number) =>
  `<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F ${stream} 0 R >> >>`;

/** Objects of a file with the three attachments; `names` replaces the list of the name tree. */
export function certificateObjects(names?: string, files: typeof FILES = FILES): Objects {
  return [
    '<< /Type /Catalog /Names 2 0 R >>',
    `<< /EmbeddedFiles << /Names [ ${names ?? '(record.json) 3 0 R (evidence.json) 4 0 R (checkpoint.tlog-proof) 5 0 R'} ] >> >>`,
    specification('record.json', 6),
    specification('evidence.json', 7),
    specification('checkpoint.tlog-proof', 8),
    streamObject(files.record),
    streamObject(files.evidence),
    streamObject(files.proof, '', false),
  ];
}
