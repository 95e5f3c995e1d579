/** Two copies of a home were used on two computers: their certificates prove it wherever they come together. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BoxFork } from '../../core/documents/box/types.ts';
import { trustBundleBytes } from '../../core/formats/trust.ts';
import { shortNames } from '../../core/node/system/short-names.ts';
import { desk, sampleBundle } from '../core/support/evidence.ts';
import { signer } from '../core/support/keys.ts';
import { zipBox } from '../verifier/support/sample-box.ts';
import { evidenceFor, looseFiles, pdfOf, sheetLines, withBox, writeBox } from './support/box.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const dir = scratch('forks-');
const at = (...parts: readonly string[]) => join(dir, ...parts);

describe('a box with evidence of one log', () => {
  const fork = { before: 2, after: 2 } as const;
  const sheet = (files: Readonly<Record<string, string | Uint8Array>>, name: string) =>
    sheetLines(writeBox(at(name), files), at('work'));

  it('with two trees of one size is a fork, however deep in archives, and in either order', async () => {
    const [one, two] = [evidenceFor('one', 1, fork), evidenceFor('two', 2, fork)];
    const inner = zipBox(looseFiles('deep/', two));
    for (const [name, files] of [
      ['nested', { 'one.txt': 'one', ...looseFiles('a/', one), 'b.zip': zipBox({ 'c.zip': inner }) }],
      ['reversed', { 'one.txt': 'one', ...looseFiles('z/', one), 'b.zip': zipBox({ 'c.zip': inner }) }],
    ] as const) {
      const lines = await sheet(files, name);
      expect(lines.filter((line) => line.startsWith('forked'))).toEqual([
        'forked: < b.zip!/c.zip!/deep/',
        `forked: one.txt < ${name === 'nested' ? 'a/' : 'z/'}`,
      ]);
    }
    await withBox(at('nested'), at('work'), {}, (box) => {
      const forks = [...box.rows()].flatMap(({ certificate, fork: shown }) =>
        shown ? [[certificate, shown.other]] : [],
      );
      expect(forks).toEqual([
        ['b.zip!/c.zip!/deep/', 'a/'],
        ['a/', 'b.zip!/c.zip!/deep/'],
      ]);
    });
  });

  it('is none with one certificate twice, other sizes, or a signature that does not hold', async () => {
    const one = evidenceFor('one', 1, fork);
    const unsigned = evidenceFor('two', 2, fork);
    const text = new TextDecoder().decode(unsigned.proof);
    const proof = text.replace(
      /\n([A-Za-z0-9+/])([A-Za-z0-9+/]{42}=)\n\n—/,
      (_, first: string, rest: string) => `\n${first === 'A' ? 'B' : 'A'}${rest}\n\n—`,
    );
    expect(proof).not.toBe(text);
    const files = {
      ...looseFiles('1/', one),
      ...looseFiles('1 again/', one),
      ...looseFiles('2/', { ...unsigned, proof: new TextEncoder().encode(proof) }),
      ...looseFiles('3/', evidenceFor('three', 3, { before: 2, after: 3 })),
    };
    expect(await sheet(files, 'none')).toEqual([
      'missing-document: < 1 again/',
      'duplicate: < 1/ > 1 again/',
      'tampered: < 2/',
      'missing-document: < 3/',
    ]);
  });

  it('is none with what somebody else made up under the origin of the log', async () => {
    const mallory = signer('mallory', desk.key.name);
    const made = [1, 2].map((n) => looseFiles(`${n}/`, evidenceFor(`${n}`, n, { ...fork, log: mallory })));
    const files = Object.assign({}, ...made, looseFiles('3/', evidenceFor('three', 3, fork)));
    expect(await sheet(files, 'made up')).toEqual(['untrusted: < 1/', 'untrusted: < 2/', 'missing-document: < 3/']);
    // what the desk or the computer knows of the log is no more contradicted by them
    writeBox(at('made up alone'), Object.assign({}, ...made));
    const known = { otherRoot: () => 'ANOTHER' };
    await withBox(at('made up alone'), at('work'), { known }, (box) =>
      expect([...box.rows()].map((row) => [row.state, row.fork])).toEqual([
        ['untrusted', null],
        ['untrusted', null],
      ]),
    );
  });

  it('names the same other certificate whatever many roots there are', async () => {
    const all = [1, 2, 3].map((n) => looseFiles(`${n}/`, evidenceFor(`${n}`, n, fork)));
    writeBox(at('three'), Object.assign({}, ...all));
    const forks = await withBox(at('three'), at('work'), {}, (box) => [...box.rows()].map((row) => row.fork));
    const roots = forks.map((shown) => shown?.root ?? '');
    expect(new Set(roots).size).toBe(3);
    for (const shown of forks) expect(shown?.otherRoot).toBe([...roots].sort().find((root) => root !== shown?.root));
  });

  it('that contradicts what is known of the log says so', async () => {
    writeBox(at('known'), { 'one.txt': 'one', ...looseFiles('1/', evidenceFor('one', 1)) });
    const known = { otherRoot: () => 'ANOTHER' };
    const shown = await withBox(at('known'), at('work'), { known }, (box) =>
      [...box.rows()].map((row) => [row.state, row.fork?.other, row.fork?.otherRoot]),
    );
    expect(shown).toEqual([['forked', null, 'ANOTHER']]);
  });
});

it('`verify` says of certificates that somebody else made up what each is by itself: exit code 22', async () => {
  const mallory = signer('mallory', desk.key.name);
  const made = [1, 2].map((n) => evidenceFor(`${n}`, n, { before: 2, after: 2, log: mallory }));
  const genuine = evidenceFor('three', 3, { before: 2, after: 2 });
  const paths = ['1.pdf', '2.pdf', 'genuine.pdf'].map((name) => at(`made up ${name}`));
  for (const [i, files] of [...made, genuine].entries()) writeFileSync(paths[i] ?? '', await pdfOf(files));
  const bundle = at('sample.trust.json');
  writeFileSync(bundle, trustBundleBytes(sampleBundle()));
  const where = { cwd: dir, env: { NOTARY_STATE: at('state of nobody'), NOTARY_HOME: at('no-home') } };
  for (const given of [paths.slice(0, 2), paths]) {
    const { code, json } = await notaryJson<{ results: { verdict: string; findings: unknown[] }[] }>(
      ['verify', ...given, '--trust', bundle],
      where,
    );
    expect(code).toBe(22);
    expect(json.results.map(({ findings }) => findings)).toEqual(given.map(() => []));
    expect(json.results.filter(({ verdict }) => verdict === 'untrusted')).toHaveLength(2);
  }
});

describe('real desks', () => {
  const on = (computer: string) => ({
    cwd: dir,
    env: { NOTARY_STATE: at(`state of ${computer}`), NOTARY_HOME: at('no-home') },
  });
  const must = async (computer: string, home: string, ...args: string[]) => {
    const { code, out, err } = await notary(['--home', at(home), ...args], on(computer));
    expect([code, code === 0 ? '' : out + err]).toEqual([0, '']);
    return out;
  };
  /** Seals one document in a home on a computer and writes its certificate to a folder. */
  const issue = async (computer: string, home: string, document: string, folder: string) => {
    writeFileSync(at(document), `bytes of ${document}`);
    await must(computer, home, 'add', document);
    await must(computer, home, 'seal');
    mkdirSync(at(folder));
    await must(computer, home, 'certify', '--all', '--out', at(folder));
  };
  let bundle = '';

  beforeAll(async () => {
    await must('one', 'home', 'init', '--holder', 'ACME', '--lang', 'en');
    await issue('one', 'home', 'first.txt', 'first');
    cpSync(at('home'), at('copy'), { recursive: true });
    await issue('one', 'home', 'second.txt', 'one');
    await issue('two', 'copy', 'other.txt', 'two');
    bundle = at('acme.trust.json');
    await must('one', 'home', 'trust', 'export', '--out', bundle);
  });

  const issued = (folder: string, word: string) =>
    at(folder, readdirSync(at(folder)).find((name) => name.includes(word)) ?? '');

  it('`verify` names both checkpoints and files, in either order, in both languages; exit code 24', async () => {
    const files = [issued('one', 'second'), issued('two', 'other')];
    type Answer = {
      results: {
        certificate: string;
        verdict: string;
        findings: { code: string; detail: Record<string, string | number> }[];
      }[];
    };
    for (const given of [files, [...files].reverse()]) {
      const { code, json } = await notaryJson<Answer>(['verify', ...given, '--trust', bundle], on('three'));
      expect(code).toBe(24);
      const told = json.results.map(({ certificate: path, findings }) => [path, findings.map((one) => one.code)]);
      expect(told.toSorted()).toEqual(files.map((path) => [path, ['forked']]));
      const [a, b] = json.results.map(({ findings }) => findings[0]?.detail);
      expect([a?.size, a?.root, a?.otherRoot]).toEqual([b?.size, b?.otherRoot, b?.root]);
    }
    const { out } = await notary(['verify', ...files, '--trust', bundle], on('three'));
    expect(out).toContain('The log forked: one key signed two different checkpoints with 4 entries');
    const zh = await notary(['verify', ...files, '--trust', bundle, '--lang', 'zh'], on('three'));
    expect(zh.out).toContain('日志已分叉');
    expect((await notary(['verify', files[0] ?? '', '--trust', bundle], on('three'))).code).toBe(12);
  });

  it('`check` says it in rows, JSON and every sheet', async () => {
    mkdirSync(at('box'));
    for (const folder of ['one', 'two']) cpSync(at(folder), at('box', folder), { recursive: true });
    for (const document of ['second.txt', 'other.txt']) cpSync(at(document), at('box', document));
    const outs = ['csv', 'xlsx', 'pdf'].map((format) => at(`sheet.${format}`));
    const args = ['check', at('box'), '--trust', bundle, ...outs.flatMap((out) => ['--out', out])];
    const { code, json } = await notaryJson<{
      rows: { verdict: string; fork: BoxFork | null }[];
      totals: { states: Record<string, number> };
    }>(args, on('three'));
    expect([code, json.totals.states.forked]).toEqual([24, 2]);
    const forks = json.rows.flatMap(({ fork }) => fork ?? []);
    expect(forks.map(({ size, other }) => [size, other?.slice(0, 4)]).toSorted()).toEqual([
      [4, 'one/'],
      [4, 'two/'],
    ]);
    const csv = readFileSync(outs[0] ?? '', 'utf8');
    for (const fork of forks)
      for (const part of [fork.root, fork.otherRoot, fork.other ?? '?']) expect(csv).toContain(part);
    const human = await notary(['check', at('box'), '--trust', bundle], on('three'));
    expect(human.out).toContain('Fork shown');
    expect(human.out).toContain(forks[0]?.otherRoot);
  });

  it('a certificate that contradicts a desk, or what its computer remembers, is told with nothing beside it', async () => {
    const [foreign, own] = [issued('two', 'other'), issued('one', 'second')];
    const verify = (computer: string, home: string, path: string) =>
      notary(['--home', at(home), 'verify', path, '--trust', bundle, '--lang', 'en'], on(computer));
    const atDesk = await verify('three', 'home', foreign);
    expect([atDesk.code, atDesk.out.includes('in the log that is known here')]).toEqual([24, true]);
    expect((await verify('three', 'home', own)).code).toBe(12);
    const remembered = await verify('one', 'no-home', foreign);
    expect([remembered.code, remembered.out.includes('in the log that is known here')]).toEqual([24, true]);
    expect((await verify('three', 'no-home', foreign)).code).toBe(12);
    const box = await notary(['--home', at('home'), 'check', at('two'), '--trust', bundle], on('three'));
    expect(box.code).toBe(24);
  });
});

describe('names of files that are told together', () => {
  it('are as short as tells them apart', () => {
    const names = shortNames(['/a/b/one.pdf', '/a/c/one.pdf', '/a/two.pdf', 'three.pdf', '/x/three.pdf']);
    expect([...names.values()].toSorted()).toEqual(['b/one.pdf', 'c/one.pdf', 'three.pdf', 'two.pdf', 'x/three.pdf']);
  });
});
