/** Files that LibreOffice wrote: each is what its own ending says, and told under every other. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lintFile } from '../../core/node/lint/lint.ts';
import { inFolder, needs, run } from './pdf-programs.ts';

/** Parts of LibreOffice: a source, and the endings that it writes with their filters. */
const PARTS = [
  [
    'Calc',
    'table.csv',
    [
      ['xlsx', 'Calc MS Excel 2007 XML'],
      ['xls', 'MS Excel 97'],
      ['ods', 'calc8'],
    ],
  ],
  [
    'Writer',
    'text.txt',
    [
      ['docx', 'MS Word 2007 XML'],
      ['doc', 'MS Word 97'],
      ['rtf', 'Rich Text Format'],
      ['odt', 'writer8'],
      ['fodt', 'OpenDocument Text Flat XML'],
    ],
  ],
] as const;
const ENDINGS = PARTS.flatMap(([, , formats]) => formats.map(([ending]) => ending));

function toldAs(ending: string, bytes: Uint8Array): string {
  const warnings = lintFile({ name: `a.${ending}`, size: bytes.length, blocks: 8, bytes });
  return warnings.find(({ code }) => code === 'not-as-named')?.detail ?? 'as named';
}

it.for(PARTS)('of %s are what they are', { timeout: 600_000 }, async ([part, source, formats], context) => {
  needs(context, 'soffice');
  await inFolder((folder) => {
    writeFileSync(join(folder, source), 'a,b\n1,2\n');
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    for (const [ending, filter] of formats) {
      run('soffice', [
        profile,
        '--headless',
        '--convert-to',
        `${ending}:${filter}`,
        '--outdir',
        folder,
        join(folder, source),
      ]);
      const made = join(folder, source.replace(/\w+$/, ending));
      if (!existsSync(made)) context.skip(`${part} is not installed`);
      const bytes = readFileSync(made);
      const expected = (other: string) => {
        if (other === ending || (other === 'doc' && ending === 'rtf')) return 'as named';
        return `${other} ${ending === 'fodt' ? 'xml' : ending}`;
      };
      for (const other of ENDINGS) expect([ending, toldAs(other, bytes)]).toEqual([ending, expected(other)]);
    }
  });
});
