/** Files that LibreOffice wrote: each is what its own ending says, and told under every other. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lintFile } from '../../core/node/lint/lint.ts';
import { inFolder, needs, run } from './pdf-programs.ts';

/** A source, the ending and its filter. */
const FORMATS = [
  ['text.txt', 'docx', 'MS Word 2007 XML'],
  ['text.txt', 'doc', 'MS Word 97'],
  ['text.txt', 'rtf', 'Rich Text Format'],
  ['text.txt', 'odt', 'writer8'],
  ['text.txt', 'fodt', 'OpenDocument Text Flat XML'],
  ['table.csv', 'xlsx', 'Calc MS Excel 2007 XML'],
  ['table.csv', 'xls', 'MS Excel 97'],
  ['table.csv', 'ods', 'calc8'],
] as const;

function toldAs(ending: string, bytes: Uint8Array): string {
  const warnings = lintFile({ name: `a.${ending}`, size: bytes.length, blocks: 8, bytes });
  return warnings.find(({ code }) => code === 'not-as-named')?.detail ?? 'as named';
}

it('are what they are', { timeout: 600_000 }, async (context) => {
  needs(context, 'soffice');
  await inFolder((folder) => {
    writeFileSync(join(folder, 'text.txt'), 'A contract.\n');
    writeFileSync(join(folder, 'table.csv'), 'a,b\n1,2\n');
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    for (const [source, ending, filter] of FORMATS)
      run('soffice', [
        profile,
        '--headless',
        '--convert-to',
        `${ending}:${filter}`,
        '--outdir',
        folder,
        join(folder, source),
      ]);
    for (const [source, ending] of FORMATS) {
      const bytes = readFileSync(join(folder, source.replace(/\w+$/, ending)));
      const expected = (other: string) => {
        if (other === ending || (other === 'doc' && ending === 'rtf')) return 'as named';
        return `${other} ${ending === 'fodt' ? 'xml' : ending}`;
      };
      for (const [, other] of FORMATS) expect([ending, toldAs(other, bytes)]).toEqual([ending, expected(other)]);
    }
  });
});
