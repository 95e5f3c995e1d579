/** Office files and OFD documents that say the same in many ways, as programs write them. */
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { utf8 } from '../../../core/formats/bytes.ts';

/** A file, by the ending of its kind. */
export interface PackageVariant {
  readonly ending: 'docx' | 'ofd';
  readonly bytes: Uint8Array;
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFD = 'http://www.ofdspec.org/2016';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** How XML is written: none of it changes what it says. */
const style = fc.record({
  prefix: fc.constantFrom('', 'w', 'ofd', 'ns0', '中'),
  quote: fc.constantFrom('"', "'"),
  space: fc.constantFrom(' ', '\n', '\r\n\t', '  '),
  end: fc.constantFrom('', ' ', '\n'),
  declared: fc.constantFrom('', '<?xml version="1.0"?>', "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"),
  comment: fc.constantFrom('', '<!-- <w:ins/> -->', '<?mso <ins/>?>'),
  encoding: fc.constantFrom('utf8', 'bom', 'utf16'),
});
type Style = typeof style extends fc.Arbitrary<infer S> ? S : never;

class Writer {
  readonly #style: Style;
  readonly #namespace: string;

  constructor(written: Style, namespace: string) {
    this.#style = written;
    this.#namespace = namespace;
  }

  tag(name: string, attributes: Readonly<Record<string, string>>, inside: string): string {
    const { quote, space, end } = this.#style;
    const said = Object.entries(attributes).map(([key, value]) => `${space}${key}=${quote}${value}${quote}`);
    const full = this.#named(name);
    return inside === ''
      ? `<${full}${said.join('')}${end}/>`
      : `<${full}${said.join('')}${end}>${inside}</${full}${end}>`;
  }

  root(name: string, inside: string): Uint8Array {
    const { prefix, declared, comment, encoding } = this.#style;
    const xmlns = { [prefix === '' ? 'xmlns' : `xmlns:${prefix}`]: this.#namespace };
    const said = encoding === 'utf16' ? '' : declared;
    const text = `${said}${comment}${this.tag(name, xmlns, comment + inside)}${comment}`;
    if (encoding === 'utf8') return utf8(text);
    return encoding === 'bom' ? utf8(`\ufeff${text}`) : Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));
  }

  #named(name: string): string {
    return this.#style.prefix === '' ? name : `${this.#style.prefix}:${name}`;
  }
}

const CHANGES = ['ins', 'del', 'moveFrom', 'moveTo', 'rPrChange', 'pPrChange', 'sectPrChange', 'tcPrChange', 'cellIns'];
const OTHERS = ['insideH', 'delText', 'p', 'r', 'instrText', 'deletion', 'inserted'];
const member = fc.constantFrom('', './', '/');

const docx: fc.Arbitrary<PackageVariant> = fc
  .record({
    style,
    elements: fc.array(fc.constantFrom(...CHANGES, ...OTHERS), { maxLength: 12 }),
    document: fc.constantFrom('word/document.xml', 'word/document2.xml', 'Word/Document.xml', 'docs/文 件.xml'),
    header: fc.option(fc.constantFrom(...CHANGES)),
    stray: fc.boolean(),
    member,
  })
  .map(({ style: written, elements, document, header, stray, member: before }) => {
    const xml = new Writer(written, WORD);
    const types = new Writer(
      { ...written, prefix: '' },
      'http://schemas.openxmlformats.org/package/2006/content-types',
    );
    const part = (PartName: string, ContentType: string) => types.tag('Override', { PartName, ContentType }, '');
    const text = elements
      .map((name) => xml.tag('p', {}, xml.tag(name, { id: '1' }, xml.tag('t', {}, 'a &amp; b'))))
      .join('');
    const overrides =
      part(`/${document}`, `${TYPE}.document.main+xml`) +
      (header === null ? '' : part('/word/header1.xml', `${TYPE}.header+xml`)) +
      (stray ? part('/word/other.xml', `${TYPE}.glossary+xml`) : '');
    return {
      ending: 'docx',
      bytes: zipSync({
        '[Content_Types].xml': types.root('Types', overrides),
        [before + document]: xml.root('document', xml.tag('body', {}, text === '' ? xml.tag('p', {}, '') : text)),
        ...(header === null ? {} : { 'word/header1.xml': xml.root('hdr', xml.tag(header, {}, '')) }),
        ...(stray ? { 'word/other.xml': xml.root('document', xml.tag('ins', {}, '')) } : {}),
      }),
    };
  });

const ofd: fc.Arbitrary<PackageVariant> = fc
  .record({
    style,
    seals: fc.array(fc.record({ value: fc.boolean(), signature: fc.boolean() }), { maxLength: 3 }),
    list: fc.constantFrom(
      'Doc_0/Signs/Signatures.xml',
      '/Doc_0/Signs/Signatures.xml',
      './Doc_0/Signs/../Signs/Signatures.xml',
    ),
    named: fc.boolean(),
    absolute: fc.boolean(),
    member,
  })
  .map(({ style: written, seals, list, named, absolute, member: before }) => {
    const xml = new Writer(written, OFD);
    const folder = (i: number) => `Doc_0/Signs/Sign_${i}`;
    const at = (i: number) => (absolute ? `/${folder(i)}/Signature.xml` : `Sign_${i}/Signature.xml`);
    const found = seals
      .map((_, i) => xml.tag('Signature', { ID: String(i), Type: 'Seal', BaseLoc: at(i) }, ''))
      .join('');
    const files = seals.flatMap(({ value, signature }, i) => [
      ...(signature
        ? [
            [
              `${before}${folder(i)}/Signature.xml`,
              xml.root('Signature', xml.tag('SignedValue', {}, ' SignedValue.dat\n')),
            ] as const,
          ]
        : []),
      [`${folder(i)}/SignedValue.dat`, value ? utf8('value') : new Uint8Array(0)] as const,
    ]);
    const body = named ? xml.tag('Signatures', {}, list) : xml.tag('DocRoot', {}, 'Doc_0/Document.xml');
    return {
      ending: 'ofd',
      bytes: zipSync({
        'OFD.xml': xml.root('OFD', xml.tag('DocBody', {}, body)),
        [`${before}Doc_0/Signs/Signatures.xml`]: xml.root('Signatures', xml.tag('MaxSignId', {}, '1') + found),
        ...Object.fromEntries(files),
      }),
    };
  });

/** So many files of one seed. */
export function packageVariants(seed: number, count: number): readonly PackageVariant[] {
  return fc.sample(fc.oneof(docx, ofd), { seed, numRuns: count });
}
