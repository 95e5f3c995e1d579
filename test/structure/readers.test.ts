/** docs/certificate-format/readers.md says of every place what the program does with it. */
import { describe, expect, it } from 'vitest';
import { CII_TABLE } from '../../core/documents/reading/cii.ts';
import { CN_EINVOICE_TABLE } from '../../core/documents/reading/cn-einvoice.ts';
import { CN_PINYIN_TABLE } from '../../core/documents/reading/cn-pinyin.ts';
import { FATTURAPA_BODY, FATTURAPA_HEADER } from '../../core/documents/reading/fatturapa.ts';
import { READERS } from '../../core/documents/reading/index.ts';
import { KSEF_TABLE } from '../../core/documents/reading/ksef.ts';
import type { DocumentTable } from '../../core/documents/reading/table.ts';
import { UBL_TABLE } from '../../core/documents/reading/ubl.ts';
import { XML_READERS } from '../../core/documents/reading/xml.ts';
import { readSource } from './source.ts';

const page = readSource('docs/certificate-format/readers.md');

/** The tables of the page, by the name of the table of the program. */
const TABLES: Readonly<Record<string, DocumentTable>> = {
  'ubl-2.1': UBL_TABLE,
  'cii-d16b': CII_TABLE,
  'fatturapa-1.2, header': FATTURAPA_HEADER,
  'fatturapa-1.2, body': FATTURAPA_BODY,
  'ksef-fa3': KSEF_TABLE,
  'cn-einvoice-xml': CN_EINVOICE_TABLE,
  'cn-pinyin-xml': CN_PINYIN_TABLE,
};

/** The rows of a table in the page. */
function rowsOf({ facts, references }: DocumentTable): readonly string[] {
  const stated = Object.entries(facts).flatMap(([fact, groups = []]) =>
    groups.flatMap((group, i) =>
      group.map(({ place, path }) => `| \`${fact}\` | ${i + 1} | \`${place}\` | \`${path}\` |`),
    ),
  );
  const named = references.map(
    ({ rel, place, path, number, date }) =>
      `| ${rel} | \`${place}\` | \`${path}/${number}\` | ${date === null ? '' : `\`${path}/${date}\``} |`,
  );
  return [
    '| fact | group | place | path |',
    '|---|---|---|---|',
    ...stated,
    ...(named.length > 0 ? ['', '| it refers to | place | number | day |', '|---|---|---|---|', ...named] : []),
  ];
}

describe('the page of readers', () => {
  it.each(Object.entries(TABLES))('has the table of %s', (name, table) => {
    const [, found = ''] = new RegExp(`<!-- places of ${name} -->\n\n(.*?)\n\n<!-- end -->`, 's').exec(page) ?? [];
    expect(found.split('\n')).toEqual(rowsOf(table));
  });

  it('has every reader with its version, and every container with its own', () => {
    const [, tables = ''] = /## Readers and versions\n(.*?)\n## /s.exec(page) ?? [];
    const [readers = [], containers = []] = tables
      .split('| container | v |')
      .map((table) =>
        [...table.matchAll(/^\| `([\w.-]+)` \| (\d+) \|/gm)].map(([, reader = '', v]) => ({ reader, v: Number(v) })),
      );
    const isXml = ({ reader }: (typeof READERS)[number]) => XML_READERS.some((one) => one.reader === reader);
    const inside = containers.flatMap((container) =>
      readers
        .filter(isXml)
        .map(({ reader, v }) => ({ reader: `${container.reader}.${reader}`, v: container.v + v - 1 })),
    );
    expect([...readers, ...inside]).toEqual(READERS);
  });
});
