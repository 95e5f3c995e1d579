/** Attacks by trailers, tables and bytes that belong to neither. */
import { zlibSync } from 'fflate';
import { concat, utf8 } from '../../../../core/formats/bytes.ts';
import { revision, startOf, streamObject } from '../../attachments-pdf.ts';
import { entriesOf, signed, textOf, trailerOf } from '../updates.ts';
import { type Attack, attack } from './attack.ts';

const raw = (name: string, why: RegExp, make: (issued: Uint8Array) => Uint8Array): Attack => ({ name, why, make });

/** Changes text in the appended bytes only; the same length, so that nothing moves. */
function patch(pdf: Uint8Array, issued: Uint8Array, from: RegExp, to: (match: string) => string): Uint8Array {
  const text = textOf(pdf);
  const added = text.slice(issued.length).replace(from, to);
  return concat(issued, Buffer.from(added, 'latin1'));
}

const patched = (name: string, why: RegExp, from: RegExp, to: (match: string, issued: Uint8Array) => string): Attack =>
  raw(name, why, (issued) => patch(signed(issued), issued, from, (match) => to(match, issued)));

const trailer = (name: string, why: RegExp, change: (text: string) => string): Attack =>
  attack(name, why, (parts) => {
    parts.trailer = change(parts.trailer);
  });

/** An update written with its own table. */
function withTable(issued: Uint8Array, body: string, table: (at: number) => string): Uint8Array {
  const start = issued.length + body.length;
  const end = `trailer\n<<${trailerOf(issued, 200)}>>\nstartxref\n${start}\n%%EOF\n`;
  return concat(issued, utf8(`${body}xref\n${table(issued.length)}${end}`));
}

const line = (offset: number, kind = 'n', generation = 0) =>
  `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${kind} \n`;

/** A file whose newest section is a cross-reference stream. */
function withXrefStream(issued: Uint8Array): Uint8Array {
  const at = issued.length;
  const row = Uint8Array.of(1, at >> 16, (at >> 8) & 255, at & 255);
  const data = zlibSync(row);
  const dict = `/Type /XRef /W [1 3 0] /Index [150 1] /Filter /FlateDecode /Length ${data.length} ${trailerOf(issued, 151)}`;
  return concat(
    issued,
    utf8(`150 0 obj\n<<${dict}>>\nstream\n`),
    data,
    utf8(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`),
  );
}

const behind = (bytes: string) => (issued: Uint8Array) => concat(signed(issued), utf8(bytes));
const between = (bytes: string) => (issued: Uint8Array) => signed(concat(issued, utf8(bytes)));
const PLACE = /another place than it stands in|not where the table says/;

/** The trailer, the table, and bytes that belong to neither. */
export const structureAttacks: readonly Attack[] = [
  trailer('another catalog', /trailer's \/Root changed/, (text) => text.replace(/\/Root \d+/, '/Root 1')),
  trailer('another information dictionary', /trailer's \/Info changed/, (text) =>
    text.replace(/\/Info \d+/, '/Info 1'),
  ),
  trailer('no information dictionary', /trailer's \/Info changed/, (text) => text.replace(/\/Info \d+ 0 R/, '')),
  trailer('another identifier', /file identifier changed/, (text) => text.replace(/\[ <../, '[ <00')),
  trailer('no identifier', /file identifier changed/, (text) => text.replace(/\/ID \[[^\]]*\]/, '')),
  trailer('encrypted', /trailer has an entry \/Encrypt/, (text) => `${text} /Encrypt 1 0 R`),
  trailer('a second table for other viewers', /trailer has an entry \/XRefStm/, (text) => `${text} /XRefStm 20`),
  trailer('a size that deletes', /too small a \/Size/, (text) => text.replace(/\/Size \d+/, '/Size 40')),
  trailer('a size that deletes its own objects', /too small a \/Size/, (text) =>
    text.replace(/\/Size (\d+)/, (_, size) => `/Size ${Number(size) - 11}`),
  ),
  trailer('no earlier table', /names no earlier table/, (text) => text.replace(/\/Prev \d+/, '')),
  trailer('an earlier table at the start', /a table in another place/, (text) => text.replace(/\/Prev \d+/, '/Prev 0')),
  trailer('an earlier table past the issued one', /a table in another place/, (text) =>
    text.replace(/\/Prev \d+/, '/Prev 300'),
  ),
  trailer('two entries of one name', /two entries \/Size/, (text) => `${text} /Size 900`),
  raw('a table that comes before itself', /a table in another place/, (issued) => {
    const once = signed(issued);
    return patch(once, issued, /\/Prev \d+/, () =>
      `/Prev ${startOf(once)}`.slice(0, `/Prev ${startOf(issued)}`.length),
    );
  }),
  patched('a deleted object', /object \d+ is deleted/, /\n2 1\n\d{10} 00000 n/, (match) => match.replace(/n$/, 'f')),
  patched('a place in the issued bytes', PLACE, /\n45 1\n\d{10}/, () => `\n45 1\n${'1045'.padStart(10, '0')}`),
  patched('a place in the bytes of a stream', PLACE, /\n45 1\n\d{10}/, () => `\n45 1\n${'50000'.padStart(10, '0')}`),
  patched('a place one byte off', PLACE, /\n45 1\n\d{10}/, (match) =>
    match.replace(/\d$/, (digit) => `${9 - Number(digit)}`),
  ),
  patched('another generation', /another generation|not where the table says/, /\n45 1\n(\d{10}) 00000/, (match) =>
    match.replace(/00000$/, '00001'),
  ),
  patched('a broken line', /a broken line/, /\n45 1\n(\d{10}) 00000 n/, (match) => match.replace(/n$/, 'x')),
  patched('an object of another number', PLACE, /\n45 0 obj/, () => '\n44 0 obj'),
  patched('an update without a word for it', /not where|"endobj" expected|expected/, /endobj/, () => 'endxxx'),
  raw('an issued object of a later generation', /another generation/, (issued) => {
    const body = `45 1 obj\n<<${entriesOf(issued, 45)}>>\nendobj\n`;
    return withTable(issued, body, (at) => `45 1\n${line(at, 'n', 1)}`);
  }),
  raw('two versions of one object, one not in the table', /another place|no object of an update/, (issued) => {
    const body = (page: string) => `45 0 obj\n<<${page}>>\nendobj\n`;
    const [real, stray] = [body(entriesOf(issued, 45)), body(`${entriesOf(issued, 45)} /Rotate 90`)];
    return withTable(issued, `${real}${stray}`, (at) => `45 1\n${line(at)}`);
  }),
  raw('an object in two parts of a table', /stands twice in one table/, (issued) => {
    const body = `45 0 obj\n<<${entriesOf(issued, 45)}>>\nendobj\n`;
    return withTable(issued, body, (at) => `45 1\n${line(at)}45 1\n${line(at)}`);
  }),
  raw('an object and no signature', /without a signature/, (issued) =>
    revision(issued, new Map([[45, `<<${entriesOf(issued, 45)}>>`]]), trailerOf(issued, 134)),
  ),
  raw('an update without objects', /without objects/, (issued) =>
    withTable(issued, '', () => `0 1\n${line(0, 'f', 65535)}`),
  ),
  raw('a cross-reference stream', /without a cross-reference table/, withXrefStream),
  attack('objects inside a stream', /\/Type \/ObjStm was added/, (parts, { free }) => {
    parts.objects.set(free, streamObject(utf8('150 0 null'), '/Type /ObjStm /N 1 /First 6'));
  }),
  attack('a stream whose length is elsewhere', /length is not written down/, (parts, { free }) => {
    parts.objects.set(free, `<</Length ${free + 1} 0 R>>\nstream\n\nendstream`).set(free + 1, '0');
  }),
  attack('a stream longer than its length', /"endstream" expected/, (parts, { free }) => {
    parts.objects.set(free, '<</Length 1>>\nstream\nxxxx\nendstream');
  }),
  attack('an object hidden in a stream', /inside other bytes/, (parts, { free }) => {
    parts.objects.set(free, streamObject(utf8('\n45 0 obj\n<</Type /Page>>\nendobj\n'), '', false));
  }),
  attack('an object hidden in a text', /inside other bytes/, (parts) => {
    parts.signature += ' /Reason (\n45 0 obj\n<</Type /Page>>\n)';
  }),
  attack('a trailer hidden in a text', /inside other bytes/, (parts) => {
    parts.signature += ' /Reason (trailer\n<</Root 9 0 R>>)';
  }),
  attack('an object hidden in a comment', /a comment/, (parts) => {
    parts.signature += ' % 45 0 obj <</Type /Page>> endobj\n';
  }),
  raw('a comment between objects', /no object of an update/, (issued) => {
    const body = `45 0 obj\n<<${entriesOf(issued, 45)}>>\nendobj\n% x\n`;
    return withTable(issued, body, (at) => `45 1\n${line(at)}`);
  }),
  raw('bytes in front of the update', /./, between('stray\n')),
  raw('an object in front of the update', /./, between('45 0 obj\n<</Type /Page>>\nendobj\n')),
  raw('bytes behind the update', /does not end/, behind('stray\n')),
  raw('a page of blanks behind the update', /does not end/, behind(' '.repeat(2000))),
  raw('an object behind the update', /does not end/, behind('45 0 obj\n<</Type /Page>>\nendobj\n')),
  raw('a comment', /does not end/, (issued) => concat(issued, utf8('% a stamp\n'))),
  raw('a line end', /no update/, (issued) => concat(issued, utf8('\n'))),
  raw('another file behind it', /./, (issued) => concat(issued, issued)),
];
