/** Files made to exhaust whoever looks into them. Each is small itself. */
import { deflateRawSync, deflateSync } from 'node:zlib';
import { concat, utf8 } from '../../../core/formats/bytes.ts';

/** Numbers that are written into a file, least byte first. */
const little = (...fields: readonly (readonly [value: number, bytes: number])[]) =>
  Uint8Array.from(
    fields.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) & 255)),
  );

/** A PDF of these objects, the first its catalog, with a table of references. */
export function pdfOf(objects: readonly (string | Uint8Array)[], trailer = (_table: number) => ''): Uint8Array {
  const parts: Uint8Array[] = [utf8('%PDF-1.7\n')];
  let length = parts[0]?.length ?? 0;
  const offsets = objects.map((object, i) => {
    const offset = length;
    const body = concat(
      utf8(`${i + 1} 0 obj\n`),
      typeof object === 'string' ? utf8(object) : object,
      utf8('\nendobj\n'),
    );
    parts.push(body);
    length += body.length;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const filler = `%${'-'.repeat(1024)}\n`;
  parts.push(
    utf8(
      `${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer(length)}>>\n${filler}startxref\n${length}\n%%EOF\n`,
    ),
  );
  return concat(...parts);
}

export const stream = (dict: string, data: Uint8Array) =>
  concat(utf8(`<<${dict}/Length ${data.length}>>\nstream\n`), data, utf8('\nendstream'));

const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';
const onePage = (more: string) => [
  CATALOG,
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]${more}>>`,
];
/** Text that does not get small by packing. */
const long = utf8(Array.from({ length: 2000 }, (_, i) => ((i + 1) * 7919 * 104_729) % 99_991).join(' '));
const text = utf8(`BT ${'(Who signs this pays at once.) Tj '.repeat(60)}ET`);
const zeros = (megabytes: number) => new Uint8Array(megabytes * 2 ** 20);
const bomb = (megabytes: number) => deflateSync(zeros(megabytes), { level: 1 });
const rawBomb = (megabytes: number) => deflateRawSync(zeros(megabytes), { level: 1 });

/** An entry of an archive as it is written, and as its directory lists it. */
export interface Entry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly packed?: Uint8Array;
  readonly size?: number;
  readonly packedSize?: number;
  readonly at?: number;
}

/** A ZIP whose directory may lie. */
export function zipOf(entries: readonly Entry[], count = entries.length, directoryAt?: number): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const packed = entry.packed ?? deflateRawSync(entry.data, { level: 9 });
    const name = utf8(entry.name);
    const [size, packedSize] = [entry.size ?? entry.data.length, entry.packedSize ?? packed.length];
    const rest = [
      [8, 2],
      [0, 4],
      [0, 4],
      [packedSize, 4],
      [size, 4],
      [name.length, 2],
    ] as const;
    const head = [
      [20, 2],
      [0x800, 2],
    ] as const;
    const local = concat(little([0x04034b50, 4], ...head, ...rest, [0, 2]), name, packed);
    const place = [
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [entry.at ?? at, 4],
    ] as const;
    directory.push(concat(little([0x02014b50, 4], [20, 2], ...head, ...rest, ...place), name));
    parts.push(local);
    at += local.length;
  }
  const list = concat(...directory);
  const end = little(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [list.length, 4],
    [directoryAt ?? at, 4],
    [0, 2],
  );
  return concat(...parts, list, end);
}

function png(width: number, height: number, data: Uint8Array): Uint8Array {
  const chunk = (type: string, body: Uint8Array) =>
    concat(little([body.length, 4]).reverse(), utf8(type), body, new Uint8Array(4));
  const header = concat(little([width, 4]).reverse(), little([height, 4]).reverse(), Uint8Array.of(8, 6, 0, 0, 0));
  const magic = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
  return concat(
    magic,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('tEXt', new Uint8Array(2000)),
    chunk('IEND', new Uint8Array(0)),
  );
}

const lol = (() => {
  const entities = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  return utf8(`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">${entities}]><l>&l12;</l>${' '.repeat(1024)}`);
})();

/** Every kind of it, by name. */
export function hostileFiles(): Readonly<Record<string, () => Uint8Array>> {
  return {
    'objects that refer to themselves.pdf': () =>
      pdfOf([
        ...onePage('/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>'),
        stream('', concat(text, utf8(' /A Do'))),
        stream('/Type/XObject/Subtype/Form/Resources<</XObject<</A 5 0 R>>>>', text),
      ]),
    'a page tree that is its own child.pdf': () => pdfOf([CATALOG, '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>']),
    'a page tree of 5000 levels.pdf': () =>
      pdfOf([
        CATALOG,
        ...Array.from({ length: 5000 }, (_, i) => `<</Type/Pages/Kids[${i + 3} 0 R]/Count 1>>`),
        '<</Type/Page/MediaBox[0 0 9 9]>>',
      ]),
    'pages that double at each of 40 levels.pdf': () =>
      pdfOf([
        CATALOG,
        ...Array.from({ length: 40 }, (_, i) => `<</Type/Pages/Kids[${i + 3} 0 R ${i + 3} 0 R]/Count 2>>`),
        '<</Type/Page/MediaBox[0 0 9 9]>>',
      ]),
    'one list of 500000 children.pdf': () =>
      pdfOf([
        CATALOG,
        `<</Type/Pages/Count 500000/Kids[${'3 0 R '.repeat(500_000)}]>>`,
        '<</Type/Page/MediaBox[0 0 9 9]>>',
      ]),
    'resources that double at each of 60 levels.pdf': () =>
      pdfOf([
        ...onePage('/Contents 4 0 R/Resources<</ExtGState<</A 5 0 R>>>>'),
        stream('', concat(text, utf8(' /A gs'))),
        ...Array.from({ length: 60 }, (_, i) => `<</A ${i + 6} 0 R/B ${i + 6} 0 R>>`),
        '<<>>',
      ]),
    'arrays 20000 deep.pdf': () => pdfOf([...onePage(`/Annots ${'['.repeat(20_000)}${']'.repeat(20_000)}`)]),
    'a table of references that leads to itself.pdf': () =>
      pdfOf([...onePage('/Contents 4 0 R'), stream('', text)], (table) => `/Prev ${table}`),
    'a huge count of references.pdf': () =>
      utf8(
        `%PDF-1.7\nxref\n0 4294967295\n0000000000 65535 f \ntrailer\n<</Size 4294967295/Root 1 0 R>>\n${' '.repeat(1024)}startxref\n9\n%%EOF\n`,
      ),
    'a page that unpacks to 200 MB.pdf': () =>
      pdfOf([...onePage('/Contents 4 0 R'), stream('/Filter/FlateDecode', bomb(200))]),
    'a page packed twice.pdf': () =>
      pdfOf([...onePage('/Contents 4 0 R'), stream('/Filter[/FlateDecode/FlateDecode]', deflateSync(bomb(200)))]),
    '400 pages of 30 MB each.pdf': () =>
      pdfOf([
        CATALOG,
        `<</Type/Pages/Count 400/Kids[${Array.from({ length: 400 }, (_, i) => `${i + 4} 0 R`).join(' ')}]>>`,
        stream('/Filter/FlateDecode', bomb(30)),
        ...Array.from({ length: 400 }, () => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 3 0 R>>'),
      ]),
    'a predictor of huge rows.pdf': () =>
      pdfOf([
        ...onePage('/Contents 4 0 R'),
        stream(
          '/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1048575/Colors 1048575/BitsPerComponent 1048575>>',
          bomb(8),
        ),
      ]),
    '20 MB of one byte four times.pdf': () =>
      pdfOf([...onePage('/Contents 4 0 R'), stream('/Filter/ASCII85Decode', utf8('z'.repeat(20 * 2 ** 20)))]),
    'one string of 20 MB.pdf': () =>
      pdfOf([
        ...onePage('/Contents 4 0 R'),
        stream('/Filter/FlateDecode', deflateSync(utf8(`(${'('.repeat(20 * 2 ** 20)}`))),
      ]),
    'bookmarks in a circle.pdf': () =>
      pdfOf([
        '<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>',
        ...onePage('').slice(1),
        '<</First 4 0 R/Next 4 0 R/Title(a)>>',
      ]),
    '100000 marks of an end.pdf': () => utf8(`%PDF-1.7\n${'%%EOF\n'.repeat(100_000)}`),
    'a member that unpacks to 200 MB.zip': () =>
      zipOf([
        {
          name: 'a',
          data: new Uint8Array(0),
          packed: rawBomb(200),
          size: 200 * 2 ** 20,
        },
        { name: 'b', data: long },
      ]),
    'a member that says it is small.zip': () =>
      zipOf([
        { name: 'a', data: new Uint8Array(0), packed: rawBomb(200), size: 10 },
        { name: 'b', data: long },
      ]),
    'a member that says it is 4 GB.zip': () =>
      zipOf([
        { name: 'a', data: long, size: 0xffff_fffe },
        { name: 'b', data: long },
      ]),
    '3000 members that are the same bytes.zip': () => {
      const packed = rawBomb(4);
      return zipOf(
        Array.from({ length: 3000 }, (_, i) => ({
          name: `m${i}`,
          data: new Uint8Array(0),
          packed: i === 0 ? packed : new Uint8Array(0),
          packedSize: packed.length,
          size: 2 ** 22,
          at: 0,
        })),
      );
    },
    'an archive in an archive in an archive.zip': () => {
      let inner = zipOf([{ name: 'a', data: new Uint8Array(2 ** 26) }]);
      for (let i = 0; i < 8; i++)
        inner = zipOf(Array.from({ length: 16 }, (_, n) => ({ name: `${n}.zip`, data: inner })));
      return inner;
    },
    'a directory of 65535 that is not there.zip': () =>
      zipOf(
        [
          { name: 'a', data: long },
          { name: 'b', data: long },
        ],
        65_535,
      ),
    'a directory behind the end.zip': () =>
      zipOf(
        [
          { name: 'a', data: long },
          { name: 'b', data: long },
        ],
        2,
        0xffff_ffff,
      ),
    'a workbook of one endless row.xlsx': () =>
      zipOf([
        { name: 'xl/workbook.xml', data: utf8('<workbook><sheet name="a" r:id="r"/></workbook>') },
        { name: 'xl/_rels/workbook.xml.rels', data: utf8('<R><Relationship Id="r" Target="s.xml"/></R>') },
        { name: 'xl/s.xml', data: utf8(`<s>${'<c r="A1"><v>1</v></c>'.repeat(3_000_000)}</s>`) },
      ]),
    'a billion laughs.xml': () => lol,
    'elements 200000 deep.xml': () => utf8(`${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}`),
    'attributes without end.xml': () =>
      utf8(`<a ${Array.from({ length: 200_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
    'a tag that never ends.xml': () => utf8(`<a ${'b="c" '.repeat(1_000_000)}`),
    'many tags that never end.xml': () => utf8('<a "'.repeat(1_000_000)),
    'entities in a row.xml': () => utf8(`<a>${'&amp;'.repeat(4_000_000)}</a>`),
    'a picture of four billion pixels a side.png': () =>
      png(0xffff_ffff, 0xffff_ffff, deflateSync(new Uint8Array(2000))),
    'a picture that unpacks to 200 MB.png': () => png(8000, 8000, bomb(200)),
    'a picture with a broken length.jpg': () =>
      concat(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0), new Uint8Array(4000).fill(0xff)),
    'a line of 60 MB.txt': () => new Uint8Array(60 * 2 ** 20).fill(0x20).fill(0x61, 0, 5),
    'line ends only.txt': () => new Uint8Array(30 * 2 ** 20).fill(0x0a),
    'accents without end.txt': () => utf8(`a${'\u0301\u0323'.repeat(300_000)}`),
  };
}
