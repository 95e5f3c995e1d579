/** Core is read by people who check it: named exports only, and each says what it is. */

import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { readSource, sourceFiles } from './source.ts';

const core = sourceFiles('core').filter((file) => !file.startsWith('core/node/'));

interface Exported {
  readonly place: string;
  readonly documented: boolean;
}

/** Declarations that a file exports, and whether a doc comment stands right above. */
function exportsOf(file: string): readonly Exported[] {
  const text = readSource(file);
  const { program, comments } = parseSync(file, text);
  return program.body
    .filter((node) => node.type === 'ExportNamedDeclaration' && node.declaration !== null)
    .map((node) => ({
      place: `${file}:${text.slice(0, node.start).split('\n').length}`,
      documented: comments.some(
        ({ value, end }) => value.startsWith('*') && end <= node.start && text.slice(end, node.start).trim() === '',
      ),
    }));
}

describe('core', () => {
  it('documents every export', () => {
    const undocumented = core.flatMap(exportsOf).filter(({ documented }) => !documented);
    expect(undocumented.map(({ place }) => place)).toEqual([]);
  });

  it('has named exports only', () => {
    const defaults = core.filter((file) =>
      parseSync(file, readSource(file)).module.staticExports.some((one) =>
        one.entries.some(({ exportName }) => exportName.kind === 'Default'),
      ),
    );
    expect(defaults).toEqual([]);
  });

  it('opens every file by saying what it is', () => {
    expect(core.filter((file) => !/^\/\*\*|^\/\/ |^import/.test(readSource(file)))).toEqual([]);
  });
});
