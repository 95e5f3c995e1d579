/** Homes that a disk or a person has damaged: what is hit is named, the rest goes on, and the words say what to do. */
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { wordsFor } from '../../core/words/words.ts';
import { notary, notaryJson } from './support/cli.ts';
import { coded, damage, newHome, opened, options } from './support/damaged.ts';
import { testFolder } from './support/folder.ts';
import { EVERYTHING } from './support/query.ts';

const factsOf = (id: string) => `(SELECT seq FROM records WHERE id = '${id}')`;

describe('a record whose facts are damaged', () => {
  it.each([
    [
      'are no text of ours any more',
      (id: string) => `UPDATE disclosures SET facts = substr(facts, 40) WHERE seq = ${factsOf(id)}`,
    ],
    [
      'have lost a salt',
      (id: string) => `UPDATE disclosures SET facts = '[["","title","x"]]' WHERE seq = ${factsOf(id)}`,
    ],
    ['are gone', (id: string) => `DELETE FROM disclosures WHERE seq = ${factsOf(id)}`],
  ])('because they %s is marked in lists, and found by what is left of it', async (_, statement) => {
    const { home, sealed, waiting } = await newHome();
    damage(home, statement(sealed[0] ?? ''), statement(waiting[1] ?? ''));
    const desk = await opened(home);
    const { rows } = desk.records(EVERYTHING);
    expect(rows.filter(({ damaged }) => damaged).map(({ id }) => id)).toEqual([sealed[0], waiting[1]]);
    expect(rows.map(({ facts }) => facts.fileName)).toEqual([null, 'b.txt', 'c.txt', null, 'e.txt']);
    const sha256 = rows[3]?.sha256 ?? '';
    expect(desk.records({ ...EVERYTHING, search: sha256 }).rows.map(({ id }) => id)).toEqual([waiting[1]]);
    expect(desk.records({ ...EVERYTHING, search: 'b.txt' }).total).toBe(1);
    expect(desk.record(sealed[0] ?? '')).toMatchObject({ damaged: true, state: 'anchored' });
    const { certificates, errors } = await desk.certificates.certify(sealed, [], join(home, '..', 'out'));
    expect(certificates.map(({ id }) => id)).toEqual([sealed[1]]);
    expect(errors).toMatchObject([{ id: sealed[0], error: { code: 'home-damaged', details: { id: sealed[0] } } }]);
  });

  it('does not keep the others from being sealed, and is named', async () => {
    const { home, folder, waiting } = await newHome();
    damage(home, `UPDATE disclosures SET facts = 'x' WHERE seq = ${factsOf(waiting[1] ?? '')}`);
    const desk = await opened(home);
    expect(await desk.seal()).toEqual({ sealed: 2, damaged: [waiting[1]] });
    expect(desk.status()).toMatchObject({ problem: null, counts: { anchored: 4, recorded: 1 } });
    // its document can be taken in again, and it can be withdrawn and erased
    const [again] = await desk.intake({ paths: [join(folder, 'd.txt')], again: false }).done;
    expect(again?.recordId).not.toBe(waiting[1]);
    desk.erasing.erase([waiting[1] ?? '']);
    expect(await desk.seal()).toEqual({ sealed: 1, damaged: [] });
    expect(desk.records(EVERYTHING).rows.filter(({ damaged }) => damaged)).toEqual([]);
  });

  it('stands in the list of the command line, and seal says which and exits with a code of its own', async () => {
    const { home, waiting } = await newHome();
    damage(home, `UPDATE disclosures SET facts = 'x' WHERE seq = ${factsOf(waiting[1] ?? '')}`);
    const listed = await notary(['--home', home, '--lang', 'en', 'list']);
    expect(listed).toMatchObject({ code: 0 });
    expect(listed.out).toMatch(new RegExp(`${waiting[1]} .*data damaged`));
    const sealed = await notary(['--home', home, '--lang', 'en', 'seal']);
    expect(sealed.code).toBe(30);
    expect(sealed.out).toContain('2 sealed');
    expect(sealed.err).toMatch(new RegExp(`${waiting[1]}.*backup`));
  });
});

describe('records that wait with values that no verifier accepts', () => {
  const record = (set: string) => (id: string) => `UPDATE records SET ${set} WHERE id = '${id}'`;
  const facts = (expression: string) => (id: string) =>
    `UPDATE disclosures SET facts = ${expression} WHERE seq = ${factsOf(id)}`;
  const one = 'json_group_array(json(value)) FROM json_each(facts)';
  const DAMAGES = {
    'a digest': record(`sha256 = 'abc'`),
    'a size': record('size = -5'),
    'another digest': record(`sm3 = 'zz'`),
    'a time': record(`time = 'garbage'`),
    'a time that sorts before all': record(`time = ''`),
    'what it replaces': record(`supersedes = 'nonsense'`),
    'the time of its last edit': record(`edited_at = 'garbage'`),
    'a mark': record('certified = 7'),
    'members that no kind has': record(`members = '{'`),
    'a title that is a number': facts(`replace(facts, '"title",null', '"title",12')`),
    'a fact of no kind': facts(`replace(facts, '"title"', '"titel"')`),
    'a missing fact': facts(`(SELECT ${one} WHERE json_extract(value, '$[1]') <> 'title')`),
    'a fact that is there twice': facts(`replace(facts, '"number"', '"title"')`),
    'digests of parts': (id: string) => `UPDATE disclosures SET fingerprints = '["a"]' WHERE seq = ${factsOf(id)}`,
    'a kind that nobody knows': record(`record_kind = 'garbage'`),
    'its id': record(`id = 'xyz'`),
  };

  it('are marked, named and kept out of the log, and the others go on', async () => {
    const names = Object.keys(DAMAGES);
    const { home, folder, waiting } = await newHome({ more: names.map((_, i) => `${i}.txt`) });
    const [sound, hit] = [waiting.slice(0, 3), waiting.slice(3)];
    damage(home, ...Object.values(DAMAGES).map((statement, i) => statement(hit[i] ?? '')));
    const ids = hit.with(-1, 'xyz');
    const told = (found: readonly string[]) => found.map((id) => names[ids.indexOf(id)] ?? id).toSorted();
    const desk = await opened(home);
    const marked = desk.records(EVERYTHING).rows.filter(({ damaged }) => damaged);
    // a page has no digests of parts
    expect(told(marked.map(({ id }) => id))).toEqual(names.filter((name) => name !== 'digests of parts').toSorted());
    const { sealed, damaged } = await desk.seal();
    expect([sealed, told(damaged)]).toEqual([sound.length, names.toSorted()]);
    for (const id of ids) expect(desk.record(id)).toMatchObject({ damaged: true, state: 'recorded', leafIndex: null });
    const { certificates, errors } = await desk.certificates.certify(sound, [], join(folder, 'out'));
    expect([certificates.map(({ id }) => id), errors]).toEqual([sound, []]);
    expect(await desk.seal()).toMatchObject({ sealed: 0 });
    await desk.close();
    const { code, err } = await notary(['--home', home, '--lang', 'en', 'seal']);
    expect(code).toBe(30);
    for (const id of ids) expect(err).toMatch(new RegExp(`${id}.*backup`));
    expect(err).not.toMatch(/sender/);
  });

  it('are no clock: a damaged time does not stand for the newest one', async () => {
    const { home, waiting } = await newHome();
    const before = await opened(home);
    const { time } = before.record(waiting[0] ?? '');
    await before.close();
    damage(home, `UPDATE records SET time = 'garbage' WHERE id = '${waiting[1]}'`);
    const store = openStore(homePaths(home).database, { mode: 'read' });
    expect(store.newestTime()).toBe(time);
    store.close();
  });
});

describe('what else is damaged in a database', () => {
  it.each([
    ['a checkpoint', 'UPDATE checkpoints SET note = substr(note, 1, 60)'],
    ['the root of a checkpoint', 'UPDATE checkpoints SET root = zeroblob(32)'],
    ['the size of a checkpoint', 'PRAGMA foreign_keys = OFF; UPDATE checkpoints SET size = size + 1'],
  ])('%s asks for a backup, not for the sender of a file', async (_, statement) => {
    const { home } = await newHome();
    damage(home, statement);
    const open = async () => {
      const view = DeskView.open(options(home));
      onTestFinished(() => view.close());
      return view.status(null, null);
    };
    await expect(open()).rejects.toThrow(coded('home-damaged'));
    for (const language of ['en', 'zh'] as const) {
      const { next } = wordsFor(language).errors['home-damaged']({});
      expect(next).toMatch(/backup|备份/);
      expect(next).not.toMatch(/sender|发送/);
    }
  });

  it('an entry of the journal leaves the rest of a record to be seen', async () => {
    const { home, sealed } = await newHome();
    damage(home, 'DROP TRIGGER journal_erased', "UPDATE journal SET opened = '[' WHERE place = 0");
    const desk = await opened(home);
    const { timeline, facts } = desk.record(sealed[0] ?? '');
    expect(timeline.map(({ kind }) => kind)).toEqual(['recorded', 'sealed', 'anchored']);
    expect(facts.fileName).toBe('a.txt');
  });
});

describe('what a signature would cover', () => {
  it.each([
    ['the hash of an entry', 'UPDATE journal SET hash = zeroblob(32) WHERE place = (SELECT max(place) FROM journal)'],
    ['an entry', `UPDATE journal SET entry = replace(entry, 'recorded', 'edited') WHERE place = 5`],
    ['the place of an entry', 'UPDATE journal SET place = place + 1 WHERE place = (SELECT max(place) FROM journal)'],
    ['a node under the sealed head', 'UPDATE journal_nodes SET hash = zeroblob(32)'],
    ['the sealed head', 'UPDATE journal_heads SET head = zeroblob(32)'],
    ['the size of the sealed head', 'UPDATE journal_heads SET size = size + 100'],
  ])('%s of the journal is damaged: nothing is sealed', async (_, statement) => {
    const { home } = await newHome();
    damage(home, 'DROP TRIGGER journal_unchanged', 'DROP TRIGGER journal_heads_unchanged', statement);
    const { code, err } = await notary(['--home', home, '--lang', 'en', 'seal']);
    expect([code, err]).toEqual([30, expect.stringMatching(/damaged.*backup/)]);
    const desk = await opened(home);
    await expect(desk.seal()).rejects.toThrow(coded('home-damaged'));
    expect(desk.status().counts).toMatchObject({ recorded: 3, anchored: 2 });
  });

  it.each([
    ['the leaf beside it', (index: number) => `UPDATE leaf_hashes SET hash = zeroblob(32) WHERE leaf_index = ${index}`],
    ['a signature', () => `UPDATE checkpoints SET note = CAST(replace(note, substr(note, -20, 4), 'AAAA') AS BLOB)`],
  ])('%s is damaged: no certificate is made that nobody can verify', async (_, statement) => {
    const { home, folder, sealed } = await newHome();
    const desk = await Desk.open(options(home));
    const index = desk.record(sealed[1] ?? '').leafIndex ?? 0;
    await desk.close();
    damage(home, statement(index));
    const again = await opened(home);
    const { certificates, errors } = await again.certificates.certify(sealed.slice(0, 1), [], join(folder, 'out'));
    expect([certificates, errors.map(({ error }) => error.code)]).toEqual([[], ['home-damaged']]);
  });
});

describe('one damaged item of a home', () => {
  it('a trust bundle is named, the others are used, and the same file takes its place', async () => {
    const [{ home, folder, sealed }, other] = [await newHome(), await newHome({ name: 'other' })];
    const path = join(folder, 'other.trust.json');
    const desk = await Desk.open(options(home));
    const theirs = await opened(other.home);
    theirs.verification.export(path);
    const { fingerprint } = desk.verification.accept({ path, fingerprint: null, typed: null });
    const { certificates } = await desk.certificates.certify(sealed.slice(0, 1), [], join(folder, 'out'));
    await desk.close();
    damage(home, `UPDATE trust_bundles SET bytes = CAST('garbage' AS BLOB)`);
    const listed = await notary(['--home', home, '--lang', 'en', 'trust', 'list']);
    expect([listed.code, listed.out.includes('ACME')]).toEqual([30, true]);
    expect(listed.err).toMatch(/ACME.*damaged.*backup/);
    const verified = await notary(['--home', home, '--lang', 'en', 'verify', certificates[0]?.path ?? '']);
    expect(verified.code).toBe(12); // as in a home that is not damaged: only the desk itself vouches
    expect(verified.err).toMatch(/ACME.*damaged.*backup/);
    const again = await opened(home);
    expect(again.verification.damaged().map((one) => one.fingerprint)).toEqual([fingerprint]);
    again.verification.accept({ path, fingerprint: null, typed: null });
    expect(again.verification.damaged()).toEqual([]);
    expect(again.verification.trust()).toHaveLength(2);
  });

  it('a leaf is marked in lists, and the other records get their certificates', async () => {
    const { home, folder, sealed } = await newHome();
    const leaf = `leaf_index = (SELECT leaf_index FROM records WHERE id = '${sealed[0]}')`;
    damage(home, `UPDATE leaves SET bytes = CAST('garbage' AS BLOB) WHERE ${leaf}`);
    const { code, out } = await notary(['--home', home, '--lang', 'en', 'list']);
    expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`${sealed[0]} .*data damaged`))]);
    const made = await notary(['--home', home, '--lang', 'en', 'certify', '--all', '--out', join(folder, 'out')]);
    expect(made.code).toBe(30);
    expect(made.err).toMatch(new RegExp(`${sealed[0]}.*backup`));
    expect(made.err).not.toMatch(/sender/);
    expect(made.out.trim().split('\n')).toHaveLength(1);
  });

  it('facts that are not those of the leaf give no certificate', async () => {
    const { home, folder, sealed } = await newHome();
    damage(
      home,
      `UPDATE disclosures SET facts = replace(facts, 'a.txt', 'z.txt') WHERE seq = ${factsOf(sealed[0] ?? '')}`,
    );
    const desk = await opened(home);
    const { certificates, errors } = await desk.certificates.certify(sealed, [], join(folder, 'out'));
    expect(certificates.map(({ id }) => id)).toEqual([sealed[1]]);
    expect(errors).toMatchObject([{ id: sealed[0], error: { code: 'home-damaged' } }]);
  });
});

describe('a database that cannot be that of this home', () => {
  it('is refused when it is that of another desk in which nothing is sealed yet', async () => {
    const { home } = await newHome();
    const holder = { name: 'Empty', creditCode: null, operator: null };
    const empty = await Desk.init(options(join(home, '..', 'empty')), { language: 'en', holder });
    await empty.desk.close();
    copyFileSync(homePaths(join(home, '..', 'empty')).database, homePaths(home).database);
    expect(() => DeskView.open(options(home))).toThrow(coded('home-damaged'));
    await expect(Desk.open(options(home))).rejects.toThrow(coded('home-damaged'));
  });

  it.each(['an empty file', 'a database without tables'])(
    'is refused for %s, in whatever way it is opened',
    async (what) => {
      const { home } = await newHome();
      const { database } = homePaths(home);
      rmSync(database);
      if (what === 'an empty file') writeFileSync(database, '');
      else damage(home, 'CREATE TABLE a (b)', 'DROP TABLE a');
      expect(() => DeskView.open(options(home))).toThrow(coded('home-damaged'));
      await expect(Desk.open(options(home))).rejects.toThrow(coded('home-damaged'));
      if (what === 'an empty file') expect(statSync(database).size).toBe(0);
    },
  );

  it('is refused when it is the database of another desk', async () => {
    const [{ home }, other] = [await newHome(), await newHome({ name: 'other' })];
    copyFileSync(homePaths(other.home).database, homePaths(home).database);
    await expect(Desk.open(options(home))).rejects.toThrow(coded('home-damaged'));
    expect(() => DeskView.open(options(home))).toThrow(coded('home-damaged'));
  });

  /** Puts a home's write-ahead log with changes that are not in its database yet beside the database of another. */
  function giveLog(from: string, to: string, statement: string): void {
    const [source, target] = [homePaths(from).database, homePaths(to).database];
    const db = new Database(source);
    db.pragma('wal_autocheckpoint = 0');
    db.exec(statement);
    copyFileSync(`${source}-wal`, `${target}-wal`);
    db.close();
  }

  it('is noticed when the write-ahead log beside it is that of another, and is left as it is', async () => {
    const [{ home }, other] = [await newHome(), await newHome({ name: 'other' })];
    const { database } = homePaths(home);
    const before = readFileSync(database);
    const bulk = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
      INSERT INTO settings SELECT 'x' || i, hex(randomblob(200)) FROM n; DELETE FROM settings WHERE name GLOB 'x*'; VACUUM`;
    giveLog(other.home, home, bulk);
    await expect(Desk.open(options(home))).rejects.toThrow(coded('home-damaged'));
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  it('is accepted when the log beside it is its own, as a killed process leaves it', async () => {
    const { home, folder } = await newHome();
    const copy = join(folder, 'copy');
    const db = new Database(homePaths(home).database);
    db.pragma('wal_autocheckpoint = 0');
    db.exec(`UPDATE records SET confirmed = 1 WHERE state = 'recorded'`);
    cpSync(home, copy, { recursive: true });
    db.close();
    expect(existsSync(`${homePaths(copy).database}-wal`)).toBe(true);
    const desk = await opened(copy);
    expect(desk.records(EVERYTHING).rows.filter(({ confirmed }) => confirmed)).toHaveLength(3);
  });
});

describe.skipIf(process.platform === 'win32')('the rights of a home', () => {
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

  it('keep databases to their owner, also those that an older version left open', async () => {
    const { home } = await newHome();
    const { database, lock } = homePaths(home);
    expect([mode(home), mode(database), mode(lock)]).toEqual(['700', '600', '600']);
    for (const path of [database, lock]) chmodSync(path, 0o644);
    const desk = await opened(home);
    expect([mode(database), mode(lock), mode(`${database}-wal`), mode(`${database}-shm`)]).toEqual(
      Array(4).fill('600'),
    );
    expect(desk.status().problem).toBeNull();
  });

  it('of a folder that was there stay as they were; one that others may read is told', async () => {
    const home = join(testFolder(), 'documents');
    mkdirSync(home);
    chmodSync(home, 0o755);
    const { code, err } = await notary(['--home', home, '--lang', 'en', 'init', '--holder', 'ACME']);
    expect([code, mode(home)]).toEqual([0, '755']);
    expect(err).toContain('Other users of this machine can see the names');
    const { database, lock, keys } = homePaths(home);
    expect([database, lock, keys].map(mode)).toEqual(['600', '600', '600']);
  });

  it('refuse a folder that others may write to, and leave it alone', async () => {
    const home = join(testFolder(), 'shared');
    mkdirSync(home);
    chmodSync(home, 0o777);
    const { code, json } = await notaryJson<{ error: { code: string; details: object } }>([
      '--home',
      home,
      'init',
      '--holder',
      'ACME',
    ]);
    expect(code).not.toBe(0);
    expect(json.error).toMatchObject({ code: 'bad-input', details: { reason: 'open-folder' } });
    expect([mode(home), existsSync(homePaths(home).database)]).toEqual(['777', false]);
  });

  it('are not asked for in a home that is set up already', async () => {
    const { home } = await newHome();
    chmodSync(home, 0o775);
    const desk = await opened(home);
    expect([desk.status().problem, mode(home)]).toEqual([null, '775']);
  });

  it('a database that was cut short is damaged, not of another version', async () => {
    const { home } = await newHome();
    truncateSync(homePaths(home).database, 5000);
    await expect(Desk.open(options(home))).rejects.toThrow(coded('home-damaged'));
  });
});
