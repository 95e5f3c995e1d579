/** docs/certificate-format/readers.md says of every place what the program does with it. */
import { describe, expect, it } from 'vitest';
import { READERS } from '../../core/documents/reading/index.ts';
import type { DocumentTable } from '../../core/documents/reading/table.ts';
import { UBL_TABLE } from '../../core/documents/reading/ubl.ts';
import { readSource } from './source.ts';

const page = readSource('docs/certificate-format/readers.md');

/** The tables of the page, by the name of the table of the program. */
const TABLES: Readonly<Record<string, DocumentTable>> = { 'ubl-2.1': UBL_TABLE };

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

  it('has every reader with its version', () => {
    const [, table = ''] = /## Readers and versions\n(.*?)\n## /s.exec(page) ?? [];
    const rows = [...table.matchAll(/^\| `([\w.-]+)` \| (\d+) \|/gm)].map(([, reader, v]) => ({
      reader,
      v: Number(v),
    }));
    expect(rows).toEqual(READERS);
  });
});
