/** Rules that hold everywhere and are easy to break without noticing. */
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { importsOf, readSource, sourceFiles } from './source.ts';

const product = ['core', 'electron', 'renderer', 'scripts'].flatMap(sourceFiles);
const all = [...product, ...sourceFiles('test')];
const self = 'test/structure/hygiene.test.ts';

/** `file:line` of every line that matches, this file left out. */
function linesLike(files: readonly string[], pattern: RegExp): readonly string[] {
  return files
    .filter((file) => file !== self)
    .flatMap((file) =>
      readSource(file)
        .split('\n')
        .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}`] : [])),
    );
}

describe('packages', () => {
  it('are named by exact versions, so that a fresh machine gets what was tested', () => {
    const wanted = Object.entries({ ...packageJson.dependencies, ...packageJson.devDependencies });
    const loose = wanted.filter(([, version]) => !/^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  it('that the product loads are dependencies, not tools of development', () => {
    const known = Object.keys(packageJson.dependencies);
    const outside = ['core', 'electron', 'renderer']
      .flatMap(sourceFiles)
      .flatMap((file) => importsOf(file).filter(({ isType }) => !isType))
      .map(({ target }) => target)
      .filter((target) => !/^(node:|core\/|electron\/|renderer\/|electron$|@electron\/fuses$)/.test(target));
    const missing = outside.filter((target) => !known.some((name) => target === name || target.startsWith(`${name}/`)));
    expect(missing).toEqual([]);
  });
});

describe('source', () => {
  it('has nothing that is still to be done', () => {
    expect(linesLike(all, /\b(TODO|FIXME)\b|not (yet )?implemented/)).toEqual([]);
  });

  it('has no test that is left out without saying so at run time', () => {
    expect(linesLike(sourceFiles('test'), /\b(it|test|describe)\.(skip|only|todo)\b/)).toEqual([]);
  });

  it('silences the compiler nowhere, and lint only with a reason', () => {
    expect(linesLike(all, /@ts-(ignore|expect-error|nocheck)|\bas any\b/)).toEqual([]);
    expect(linesLike(all, /biome-ignore/)).toEqual(linesLike(all, /biome-ignore\S* (lint\/[\w/]+ ?)+: \S+ \S+/));
  });

  it('is short enough to be read: files of at most 400 lines', () => {
    const lengths = all.map((file) => [file, readSource(file).trimEnd().split('\n').length] as const);
    expect(lengths.filter(([, length]) => length > 400)).toEqual([]);
  });
});

describe('the environment', () => {
  it('is read in one place, which says what each variable may do', () => {
    const files = ['core', 'electron', 'renderer'].flatMap(sourceFiles);
    const reading = linesLike(
      files,
      /\bprocess\s*\??\.\s*env\b|\benv\b[^=]*\}\s*=\s*process\b|\bfrom\s+['"](node:)?process['"]/,
    );
    expect([...new Set(reading.map((line) => line.split(':')[0]))]).toEqual(['core/node/system/environment.ts']);
  });
});

describe('raw messages between processes', () => {
  it('are sent and answered in one file on each side', () => {
    const raw = /\bipc(Main|Renderer)\s*\.\s*(handle|on|once|invoke|send|sendSync|postMessage)\b/;
    const files = new Set(linesLike(product, raw).map((line) => line.split(':')[0]));
    expect([...files]).toEqual(['electron/ipc.ts', 'electron/preload.ts']);
  });
});
