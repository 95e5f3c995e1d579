/** The recipe for the digest of a box in docs/case-box.md, as it stands there; and a cache folder that cannot be written. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { needs } from '../foreign/pdf-programs.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const dir = scratch('recipe-');
const box = join(dir, 'box');
const RECIPE = readFileSync(join(import.meta.dirname, '../../docs/case-box.md'), 'utf8')
  .split('\n')
  .find((line) => line.startsWith('    find . '));

const NAMES = [
  'a.txt',
  'B.txt',
  '-n.txt',
  'a b.txt',
  'sub/合同.pdf',
  'sub.txt',
  'sub-1.txt',
  'sub/z',
  '.hidden',
  '.DS_Store',
];

describe('a box', () => {
  it('has the digest that the tools of the system make by the recipe', async (context) => {
    needs(context, 'sha256sum', 'find', 'xargs');
    for (const name of [...NAMES, 'sub/Thumbs.db', 'sub/empty']) {
      mkdirSync(dirname(join(box, name)), { recursive: true });
      writeFileSync(join(box, name), name.endsWith('empty') ? '' : name);
    }
    const made = execFileSync('sh', ['-c', RECIPE ?? ''], { cwd: box, encoding: 'utf8' }).slice(0, 64);
    const { json } = await notaryJson<{ boxDigest: string }>(['check', box], {
      env: { XDG_CACHE_HOME: join(dir, 'cache') },
    });
    expect(json.boxDigest).toBe(made);
  });

  it.each([
    ['a cache folder below a file', { XDG_CACHE_HOME: '/dev/null/x' }],
    ['no home', { XDG_CACHE_HOME: '', HOME: '/proc/nowhere' }],
  ])('is checked with %s', async (_, env) => {
    const { code, out, err } = await notary(['check', box, '--lang', 'en'], { env });
    expect([code, err]).toEqual([13, expect.not.stringMatching(/^ +at /m)]);
    expect(out).toContain('a.txt');
  });

  it('says what cannot be written when there is no place at all', async () => {
    const env = { XDG_CACHE_HOME: '/dev/null/x', TMPDIR: '/dev/null/y' };
    const { code, err } = await notary(['check', box, '--lang', 'en'], { env });
    expect(code).toBe(70);
    expect(err).toContain('/dev/null/y');
    expect(err).not.toMatch(/^ +at /m);
  });
});
