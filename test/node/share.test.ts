// What a recipient gets: one ZIP that a foreign program opens, the same bytes every time, and never another document.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { notary, notaryJson, SAMPLES, scratch } from './support/cli.ts';

const dir = scratch('share-');
const home = join(dir, 'home');
const docs = join(dir, 'docs');
const cli = (...args: string[]) => notary(['--home', home, ...args], { cwd: dir });
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

let ids: readonly string[] = [];

beforeAll(async () => {
  await buildVerifier(join(import.meta.dirname, '../../dist/notary-check.html'));
  mkdirSync(docs);
  copyFileSync(join(SAMPLES, 'contract.pdf'), join(docs, '采购合同.pdf'));
  copyFileSync(join(SAMPLES, 'invoice.xml'), join(docs, 'invoice.xml'));
  await cli('init', '--holder', '江南样例贸易有限公司');
  const { json } = await notaryJson<{ records: { id: string }[] }>(['--home', home, 'add', docs], { cwd: dir });
  ids = json.records.map(({ id }) => id);
  await cli('seal');
});

describe('share', () => {
  it('gives one ZIP with certificate, document, checker page and trust bundle that unzip accepts', async () => {
    const { code } = await cli('share', ids[0] ?? '', '--out', 'one.zip', '--with', 'document,checker,trust');
    expect(code).toBe(0);
    execFileSync('unzip', ['-tqq', 'one.zip'], { cwd: dir });
    execFileSync('unzip', ['-qq', 'one.zip', '-d', 'one'], { cwd: dir });
    const names = execFileSync('ls', ['one'], { cwd: dir, encoding: 'utf8' }).trim().split('\n');
    expect(names).toHaveLength(5);
    expect(names).toEqual(expect.arrayContaining(['README.txt', 'desk.trust.json', 'notary-check.html']));
    const readme = readFileSync(join(dir, 'one/README.txt'), 'utf8').replaceAll(' ', '');
    expect(readme).toContain(sha256(join(dir, 'one/notary-check.html')));
    expect(readme).toContain(sha256(join(dir, 'one/desk.trust.json')));
  });

  it('what was shared verifies for somebody who has nothing else', async () => {
    const files = execFileSync('ls', ['one'], { cwd: dir, encoding: 'utf8' }).trim().split('\n');
    const certificate = files.find((name) => /-[A-Z2-7]{12}\.pdf$/.test(name)) ?? '';
    const document = files.find((name) => name !== certificate && /\.(?:pdf|xml)$/.test(name)) ?? '';
    const at = (name: string) => join(dir, 'one', name);
    const args = ['verify', at(certificate), at(document), '--trust', at('desk.trust.json')];
    const { code, json } = await notaryJson<{ verdict: string }>(['--home', join(dir, 'nobody'), ...args]);
    expect([code, json.verdict]).toEqual([10, 'self-attested']);
  });

  it('is the same bytes at another time and in another zone', async () => {
    for (const [name, TZ] of [
      ['a.zip', 'Asia/Shanghai'],
      ['b.zip', 'America/New_York'],
    ] as const)
      await notary(['--home', home, 'share', ...ids, '--out', name, '--with', 'document'], { cwd: dir, env: { TZ } });
    expect(sha256(join(dir, 'a.zip'))).toBe(sha256(join(dir, 'b.zip')));
  });

  it('refuses to send a document that is no longer the one that was recorded, and writes nothing', async () => {
    writeFileSync(join(docs, 'invoice.xml'), 'another invoice');
    const { code, json } = await notaryJson<{ error: { code: string } }>(
      ['--home', home, 'share', ...ids, '--out', 'c.zip', '--with', 'document'],
      { cwd: dir },
    );
    expect([code, json.error.code]).toEqual([70, 'file-changed']);
    expect(() => readFileSync(join(dir, 'c.zip'))).toThrow();
  });

  it.each([['--with', 'everything'], ['--out'], []])('refuses wrong usage (%s)', async (...args) => {
    expect((await cli('share', ids[0] ?? '', ...args)).code).toBe(64);
  });
});
