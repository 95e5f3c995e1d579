// A pack for court: foreign programs open it, its commands run where it is unpacked, and its custody holds by itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalText, type Json } from '../../core/formats/canonical.ts';
import type { ExpertReport } from '../../core/handover/expert-report/index.ts';
import type { Custody } from '../../core/log/custody.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { needs } from '../foreign/pdf-programs.ts';
import { expectFlavours, needsVeraPdf } from '../foreign/verapdf.ts';
import { notary, notaryJson, SAMPLES, scratch } from './support/cli.ts';

// each call of the command line is a process of its own
const dir = scratch('pack-');
const home = join(dir, 'home');
const docs = join(dir, 'docs');
const cli = (...args: string[]) => notary(['--home', home, ...args], { cwd: dir });
const sh = (cwd: string, command: string) => execFileSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const readJson = <T>(...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as T;

let ids: readonly string[] = [];
let pack = '';

function unpacked(zip: string): string {
  const folder = mkdtempSync(join(dir, 'unpacked-'));
  execFileSync('unzip', ['-qq', join(dir, zip), '-d', folder]);
  return folder;
}

beforeAll(async () => {
  await buildVerifier(join(import.meta.dirname, '../../dist/notary-check.html'));
  mkdirSync(docs);
  copyFileSync(join(SAMPLES, 'contract.pdf'), join(docs, "采购 '合同'$(touch owned).pdf"));
  copyFileSync(join(SAMPLES, 'invoice.xml'), join(docs, 'invoice.xml'));
  await cli('init', '--holder', '江南样例贸易有限公司', '--operator', '王敏');
  const { json } = await notaryJson<{ records: { id: string }[] }>(['--home', home, 'add', docs], { cwd: dir });
  ids = json.records.map(({ id }) => id);
  await cli('seal');
  await cli('certify', '--all', '--out', 'certificates');
  const { code, err } = await cli('pack', ...ids, '--out', 'a.zip', '--with', 'document');
  if (code !== 0) throw new Error(err);
  pack = unpacked('a.zip');
});

describe('a pack', () => {
  it('has pages that veraPDF finds to be PDF/A-3b and PDF/UA-1', (context) => {
    needsVeraPdf(context);
    const made = ['certificate.pdf', 'custody.pdf', 'report.pdf'].map((name) => join(pack, '1', name));
    const covers = readdirSync(pack).filter((name) => name.endsWith('.pdf'));
    expect(covers).toHaveLength(1);
    expectFlavours([...made, ...covers.map((name) => join(pack, name))], ['3b', 'ua1']);
  });

  it('calls nothing compared that nobody compared', () => {
    const { trust } = readJson<ExpertReport>(pack, '1/report.json');
    expect(trust.map(({ compared }) => compared)).toEqual([false]);
  });

  it('is a ZIP that unzip accepts, with everything named in its list of digests', (context) => {
    needs(context, 'unzip', 'sha256sum');
    execFileSync('unzip', ['-tqq', 'a.zip'], { cwd: dir });
    expect(
      sh(pack, 'sha256sum -c SHA256SUMS')
        .trim()
        .split('\n')
        .every((line) => line.endsWith(': OK')),
    ).toBe(true);
    const listed = readFileSync(join(pack, 'SHA256SUMS'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.slice(66));
    const there = sh(pack, 'find . -type f')
      .trim()
      .split('\n')
      .map((name) => name.slice(2));
    expect(there.sort()).toEqual([...listed, 'SHA256SUMS'].sort());
    expect(readdirSync(join(pack, '2')).sort()).toEqual(
      ['certificate.pdf', 'checkpoint.tlog-proof', 'custody.json', 'custody.pdf', 'document.pdf', 'evidence.json']
        .concat(['record.json', 'report.json', 'report.pdf'])
        .sort(),
    );
  });

  it('has PDFs that qpdf finds nothing wrong with', (context) => {
    needs(context, 'qpdf');
    const pdfs = sh(pack, "find . -name '*.pdf' ! -name 'document*'").trim().split('\n');
    expect(pdfs).toHaveLength(7);
    for (const pdf of pdfs)
      expect(sh(pack, `qpdf --check ${pdf}`), pdf).toContain('No syntax or stream encoding errors');
  });

  it('names commands that all run in the folder of the record and print what the report says', (context) => {
    needs(context, 'openssl', 'qpdf', 'pdfdetach', 'sha256sum');
    for (const folder of ['1', '2']) {
      const report = readJson<ExpertReport>(pack, folder, 'report.json');
      const commands = report.results.flatMap(({ checks }) => checks.flatMap((check) => check.commands));
      expect(commands.length).toBeGreaterThan(15);
      for (const { run, prints } of commands) {
        const printed = sh(join(pack, folder), run).trim();
        if (prints !== null) expect(printed, run).toBe(prints);
      }
    }
    expect(sh(pack, 'find . -name owned')).toBe('');
  });

  it('is verified by the program as it is: each certificate with its document', async () => {
    const found = await notaryJson<{ results: { verdict: string; document: string | null }[]; errors: object[] }>(
      [
        '--home',
        join(dir, 'nobody'),
        'verify',
        '1/certificate.pdf',
        '1/document.xml',
        '--trust',
        'trust/desk.trust.json',
      ],
      { cwd: pack },
    );
    expect(found.code).toBe(10);
    expect(found.json.results.map(({ verdict }) => verdict)).toEqual(['self-attested']);
  });

  it('is verified whole: only its certificates and documents are compared', async () => {
    const verify = (folder: string) =>
      notaryJson<{ results: { verdict: string; document: string | null }[]; errors: object[] }>(
        ['--home', join(dir, 'nobody'), 'verify', folder, '--trust', join(pack, 'trust/desk.trust.json')],
        { cwd: dir },
      );
    const { code, json } = await verify(pack);
    expect([code, json.errors]).toEqual([10, []]);
    expect(json.results.map(({ verdict, document }) => [verdict, document !== null])).toEqual([
      ['self-attested', true],
      ['self-attested', true],
    ]);
  });

  it('tells a judge on its cover what it is, in both languages, within half a page', (context) => {
    needs(context, 'pdftotext');
    const text = sh(pack, 'pdftotext -layout 0-cover.pdf -');
    for (const words of ['这是什么', 'What it is', '证明什么', 'What it proves', '鉴定人复核', 'For an expert'])
      expect(text).toContain(words);
    expect(text).toContain('invoice.xml');
    expect(text.replaceAll(' ', '')).toContain(sha256(join(pack, 'trust/desk.trust.json')));
    const half = sh(pack, 'pdftotext -layout -f 1 -l 1 -x 0 -y 0 -W 596 -H 421 0-cover.pdf -');
    expect(half).toContain('sha256sum -c SHA256SUMS');
  });

  it('is the same bytes at another time and in another zone, also when it was packed before', async () => {
    for (const [name, TZ] of [
      ['b.zip', 'Asia/Shanghai'],
      ['c.zip', 'America/New_York'],
    ] as const)
      await notary(['--home', home, 'pack', ...ids, '--out', name, '--with', 'document'], { cwd: dir, env: { TZ } });
    expect(sha256(join(dir, 'b.zip'))).toBe(sha256(join(dir, 'a.zip')));
    expect(sha256(join(dir, 'c.zip'))).toBe(sha256(join(dir, 'a.zip')));
  });

  it('leaves documents out unless they are asked for, and takes the trust bundles that are given', async () => {
    await cli('trust', 'export', '--out', 'own.trust.json');
    const { code } = await cli('pack', ids[0] ?? '', '--out', 'small.zip', '--trust', 'own.trust.json');
    expect(code).toBe(0);
    const folder = unpacked('small.zip');
    expect(readdirSync(join(folder, '1'))).not.toContain('document.xml');
    expect(readdirSync(join(folder, 'trust'))).toEqual(['desk.trust.json']);
  });

  it.each([[], ['--out', 'x.zip', '--with', 'checker'], ['--out']])('refuses wrong usage (%s)', async (...args) => {
    expect((await cli('pack', ids[0] ?? '', ...args)).code).toBe(64);
  });

  it('refuses a record that is not sealed, and another document than was recorded, and writes nothing', async () => {
    writeFileSync(join(dir, 'later.txt'), 'later');
    const added = await notaryJson<{ records: { id: string }[] }>(['--home', home, 'add', 'later.txt'], { cwd: dir });
    const unsealed = await cli('pack', added.json.records[0]?.id ?? '', '--out', 'x.zip');
    expect(unsealed.code).toBe(70);
    writeFileSync(join(docs, 'invoice.xml'), 'another invoice');
    expect((await cli('pack', ...ids, '--out', 'x.zip', '--with', 'document')).code).toBe(70);
    expect(readdirSync(dir)).not.toContain('x.zip');
    copyFileSync(join(SAMPLES, 'invoice.xml'), join(docs, 'invoice.xml'));
  });
});

const digest = (...parts: readonly (string | Buffer)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The root that a path leads to, by RFC 9162 section 2.1.3.2 and node:crypto alone. */
function climb(leaf: Buffer, index: number, size: number, path: readonly string[]): string {
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const base64 of path) {
    const sibling = Buffer.from(base64, 'base64');
    if (fn % 2 === 1 || fn === sn) {
      hash = digest('\x01', sibling, hash);
      while (fn % 2 === 0 && fn > 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else hash = digest('\x01', hash, sibling);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return hash.toString('hex');
}

describe('its chain of custody', () => {
  it('tells of intake, sealing, anchoring and export, by whom and in which program', () => {
    const { entries } = readJson<Custody>(pack, '1', 'custody.json');
    expect(entries.map(({ entry }) => entry.event)).toEqual(['recorded', 'sealed', 'anchored', 'exported']);
    for (const { opened } of entries) expect(opened?.[1]).toMatchObject({ operator: '王敏', program: 'command line' });
  });

  it('leads from every entry to the head of the journal, and from there into the signed checkpoint', () => {
    for (const folder of ['1', '2']) {
      const { entries, journal, proof } = readJson<Custody>(pack, folder, 'custody.json');
      for (const { entry, opened, path } of entries) {
        const leaf = digest('\x00', canonicalText(entry as unknown as Json));
        expect(climb(leaf, entry.place, journal.size, path)).toBe(journal.digest.sha256);
        expect(digest('notary-desk/journal/v1\0', canonicalText(opened as unknown as Json)).toString('hex')).toBe(
          entry.detail,
        );
      }
      const [head = '', note = ''] = proof.split('\n\n');
      const [, index = '', ...path] = head.split('\n');
      const [origin, size, root = ''] = note.split('\n');
      const leaf = digest('\x00', canonicalText(journal as unknown as Json));
      expect(origin).toBe(journal.origin);
      expect(climb(leaf, Number(index.slice(6)), Number(size), path)).toBe(Buffer.from(root, 'base64').toString('hex'));
      // the same log as the certificate's
      expect(readFileSync(join(pack, folder, 'checkpoint.tlog-proof'), 'utf8')).toContain(`\n${origin}\n`);
    }
  });

  it('is checked by the program that docs/court-pack.md prints, which notices what was altered', (context) => {
    needs(context, 'python3');
    const doc = readFileSync(join(import.meta.dirname, '../../docs/court-pack.md'), 'utf8');
    const program = join(dir, 'custody.py');
    writeFileSync(program, /```python\n([\s\S]*?)```/.exec(doc)?.[1] ?? '');
    const check = (folder: string) => spawnSync('python3', [program], { cwd: folder, encoding: 'utf8' });
    for (const folder of ['1', '2']) {
      const { status, stdout } = check(join(pack, folder));
      expect(status).toBe(0);
      expect(stdout).toMatch(/the head of the journal is entry [1-9]\d* of [1-9]\d* of the log /);
      expect(stdout).toContain('exported 王敏');
    }
    const lies = ['王敏', '"place":0', '"size":6', '"event":"sealed"', 'index 3'];
    for (const [i, lie] of lies.entries()) {
      const folder = join(dir, `lie-${i}`);
      mkdirSync(folder);
      copyFileSync(join(pack, '1/checkpoint.tlog-proof'), join(folder, 'checkpoint.tlog-proof'));
      const text = readFileSync(join(pack, '1/custody.json'), 'utf8');
      expect(text).toContain(lie);
      const other = lie.replace('敏', '明').replace(/\d/, (digit) => String(Number(digit) + 1));
      writeFileSync(join(folder, 'custody.json'), text.replace(lie, other.replace('sealed', 'anchored')));
      expect(check(folder).status, lie).not.toBe(0);
    }
  });

  it('is checked by the command line, which notices what was altered', async () => {
    expect((await cli('custody', join(pack, '1/custody.json'))).code).toBe(0);
    const text = readFileSync(join(pack, '1/custody.json'), 'utf8');
    writeFileSync(join(dir, 'altered.json'), text.replaceAll('王敏', '李敏'));
    const { code, json } = await notaryJson<{ checks: { name: string; state: string }[] }>([
      'custody',
      join(dir, 'altered.json'),
    ]);
    expect(code).toBe(21);
    expect(json.checks.filter(({ state }) => state === 'failed').map(({ name }) => name)).toEqual(['details']);
  });

  it('is not shown when somebody changed the journal behind the program', async () => {
    const db = new Database(homePaths(home).database);
    const text = db
      .prepare<[], { sql: string }>("SELECT sql FROM sqlite_schema WHERE name = 'journal_unchanged'")
      .get();
    db.exec("DROP TRIGGER journal_unchanged; UPDATE journal SET entry = replace(entry, 'recorded', 'erased')");
    db.close();
    const { code, json } = await notaryJson<{ error: { code: string } }>(
      ['--home', home, 'pack', ids[0] ?? '', '--out', 'forged.zip'],
      { cwd: dir },
    );
    expect([code, json.error.code]).toEqual([30, 'home-damaged']);
    const again = new Database(homePaths(home).database);
    again.exec(`UPDATE journal SET entry = replace(entry, 'erased', 'recorded'); ${text?.sql ?? ''}`);
    again.close();
    expect((await cli('pack', ids[0] ?? '', '--out', 'whole.zip')).code).toBe(0);
  });

  it('goes on with a record that is older than the journal, and says so', async () => {
    const db = new Database(homePaths(home).database);
    db.exec('DROP TRIGGER journal_stays; DROP TRIGGER journal_heads_stay; DROP TRIGGER events_before_journal_closed');
    db.exec(`INSERT INTO events_before_journal (seq, time, kind, detail)
      SELECT seq, json_extract(entry, '$.time'), 'certified', path FROM exports JOIN journal USING (place)`);
    db.exec('DELETE FROM exports; DELETE FROM journal_heads; DELETE FROM journal_nodes; DELETE FROM journal');
    db.close();
    expect((await cli('pack', ids[0] ?? '', '--out', 'older.zip')).code).toBe(0);
    const { entries } = readJson<Custody>(unpacked('older.zip'), '1', 'custody.json');
    expect(entries.map(({ entry }) => entry.event)).toEqual(['adopted']);
    expect(entries[0]?.opened?.[1].timeline).toMatchObject([
      { kind: 'recorded' },
      { kind: 'sealed' },
      { kind: 'anchored' },
      { kind: 'certified' },
    ]);
  });
});

// last: it seals another record
describe('a pack of a record that was replaced', () => {
  it('says that a sealed record replaced one of it, on the cover and in the report', async (context) => {
    needs(context, 'unzip', 'pdftotext');
    const told = async (out: string) => {
      await cli('pack', ids[1] ?? '', '--out', out);
      const folder = unpacked(out);
      const { results } = readJson<ExpertReport>(folder, '1/report.json');
      return { cover: sh(folder, 'pdftotext 0-cover.pdf -').replace(/\s+/g, ''), findings: results[0]?.findings };
    };
    writeFileSync(join(dir, 'second.xml'), '<invoice>second</invoice>');
    const { json } = await notaryJson<{ records: { id: string }[] }>(
      ['--home', home, 'add', 'second.xml', '--supersedes', ids[1] ?? ''],
      { cwd: dir },
    );
    const second = json.records[0]?.id ?? '';
    // one that waits may still be withdrawn
    const before = await told('before.zip');
    expect(before.findings).toEqual([]);
    expect(before.cover).not.toContain(second);
    await cli('seal');
    const after = await told('after.zip');
    expect(after.findings).toEqual([
      { code: 'superseded', certain: true, detail: { reason: 'replaced', record: second } },
    ]);
    expect(after.cover).toContain(second);
  });
});
