/** One word for one thing, for people too: every table of words keeps to "Words for people" of docs/glossary.md. */
import { describe, expect, it } from 'vitest';
import { readSource, sourceFiles } from './source.ts';

/** What people read. Page template 1 is frozen. */
const TABLES = [
  ...[
    'core/words',
    'renderer/texts',
    'core/node/cli/texts',
    'core/node/member',
    'core/certificate/documents',
    'core/certificate/template-2',
  ].flatMap(sourceFiles),
  ...['core/dossier/tables/words.ts', 'core/dossier/tape/words.ts', 'core/dossier/templates/templates.ts'],
  ...['core/records/document-words.ts', 'electron/words.ts', 'renderer/verifier/strings.ts'],
  ...['record-list.ts', 'sent-table.ts', 'share/readme.ts'].map((name) => `core/node/desk/handover/${name}`),
];

const PAGES = ['README.md', ...['case-box', 'court-pack', 'doctor', 'recipients'].map((name) => `docs/${name}.md`)];

/** A number, or a placeholder of one: `{{need}}` in the window's texts, `${need}` in those of the core. */
const NUMBER = '(?:\\d|\\{\\{|\\$\\{)';

/** 作证 in 制作证书 is another word; a number stands for any. */
const EXCEPT: Readonly<Record<string, string>> = {
  作证: '(?<!制)作证',
  '第 4 片': '第[^，。]{1,12}片',
  '已签 4': `已签 ?${NUMBER}`,
  '须 3': `须 ?${NUMBER}`,
  '4 个成员': `${NUMBER} ?个成员`,
};

const [, table = ''] = /## Words for people(.*?)\n## /s.exec(readSource('docs/glossary.md')) ?? [];
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
const listed = (column: number, separator: string) =>
  rows.flatMap((cells) => (cells[column] ?? '').split(separator)).filter((word) => word !== '');
const pattern = (word: string) => EXCEPT[word] ?? word;
const chinese = new RegExp(listed(2, '、').map(pattern).join('|'), 'g');
const english = new RegExp(`\\b(?:${listed(3, ', ').join('|')})\\b`, 'gi');

const withoutComments = (source: string) => source.replace(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '');

function found(words: RegExp, file: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => [...line.matchAll(words)].map(([word]) => `${file}: ${word}: ${line.trim()}`));
}

describe('words for people', () => {
  it('are a table of words and of those they stand for', () => {
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((cells) => cells.length !== 4)).toEqual([]);
  });

  it.each(TABLES)('%s has none that another word stands for', (file) => {
    const text = withoutComments(readSource(file));
    expect([...found(chinese, file, text), ...found(english, file, text)]).toEqual([]);
  });

  it.each(PAGES)('%s has none in its Chinese parts', (page) => {
    expect(found(chinese, page, readSource(page))).toEqual([]);
  });
});
