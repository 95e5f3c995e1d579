import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMON_CHECKS } from '../../core/verification/report.ts';
import { notary, notaryJson, SAMPLES, scratch } from './support/cli.ts';

const dir = scratch('cli-');
const home = join(dir, 'home');
const docs = join(dir, 'docs');
const out = join(dir, 'out');
const cli = (...args: string[]) => notary(['--home', home, ...args], { cwd: dir });
const json = <T>(...args: string[]) => notaryJson<T>(['--home', home, ...args], { cwd: dir });

interface Added {
  records: { id: string; file: string; digest: string; state: string; existing: boolean }[];
  errors: { file: string; code: string; message: string }[];
  unmatched?: string[];
}
interface Verified {
  verdict: string;
  fileChecked: boolean;
  checks: { name: string; state: string; detail: string }[];
  digest: string | null;
  facts: Record<string, unknown>;
  withheld: string[];
  signers: { name: string; role: string; time: string | null }[];
  fingerprint: string | null;
  trustFingerprint: string | null;
  results: { verdict: string; document: string | null }[];
  errors: { file: string; code: string }[];
}
interface Certified {
  certificates: { id: string; path: string }[];
  errors: { id: string; code: string }[];
}

beforeAll(() => {
  mkdirSync(docs);
  copyFileSync(join(SAMPLES, 'contract.pdf'), join(docs, '采购合同.pdf'));
  copyFileSync(join(SAMPLES, 'invoice.xml'), join(docs, '发票.xml'));
  copyFileSync(join(SAMPLES, 'scan.png'), join(docs, '扫描件.png'));
});

describe('the whole line on the command line', () => {
  let ids: string[] = [];
  let certificate = '';

  it('says what to do where there is no home', async () => {
    for (const command of ['status', 'list', 'seal']) {
      const { code, json: answer } = await json<{ error: { code: string } }>(command);
      expect([code, answer.error.code]).toEqual([70, 'no-home']);
    }
  });

  it('init makes a home, once', async () => {
    const init = ['init', '--holder', '江南样例贸易有限公司', '--credit-code', '91310000MA1EXAMPLY', '--lang', 'zh'];
    const { code, json: answer } = await json<Record<string, string>>(...init);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ home, keyProtection: 'file', holder: { name: '江南样例贸易有限公司' } });
    expect(answer.recoveryCode).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]{5}$/);
    const before = readFileSync(join(home, 'keys.json'));
    const again = await json<{ error: { code: string } }>('init', '--holder', 'Another');
    expect([again.code, again.json.error.code]).toEqual([70, 'home-exists']);
    expect(readFileSync(join(home, 'keys.json'))).toEqual(before);
  });

  it('add takes good files in and lists bad ones beside them', async () => {
    mkdirSync(join(dir, 'bad'));
    writeFileSync(join(dir, 'bad/empty.pdf'), '');
    symlinkSync('round', join(dir, 'bad/round'));
    const { code, json: answer, err } = await json<Added>('add', 'docs', 'bad', 'gone.pdf', '/dev/null');
    expect(code).toBe(70);
    expect(answer.records.map(({ file, state, existing }) => [file, state, existing])).toEqual([
      ['发票.xml', 'recorded', false],
      ['扫描件.png', 'recorded', false],
      ['采购合同.pdf', 'recorded', false],
    ]);
    const digest = createHash('sha256')
      .update(readFileSync(join(SAMPLES, 'contract.pdf')))
      .digest('hex');
    expect(answer.records[2]?.digest).toBe(digest);
    expect(answer.errors.map(({ file, code: why }) => `${file} ${why}`).sort()).toEqual([
      'empty.pdf file-empty',
      'gone.pdf file-missing',
      'null file-special',
      'round file-loop',
    ]);
    expect(err).toContain('新登记 3 个');
    ids = answer.records.map(({ id }) => id);
  });

  it('add gives the record that exists for known bytes, and a new one with --again', async () => {
    const { code, json: known } = await json<Added>('add', 'docs/采购合同.pdf');
    expect(code).toBe(0);
    expect(known.records).toMatchObject([{ id: ids[2], existing: true, state: 'recorded' }]);
    const { json: again } = await json<Added>('add', 'docs/采购合同.pdf', '--again', '--title', '第二份');
    expect(again.records).toMatchObject([{ existing: false }]);
    const second = again.records[0]?.id ?? '';
    expect(second).not.toBe(ids[2]);
    const withdrawn = await json<{ state: string }>('withdraw', second, '--reason', '重复');
    expect([withdrawn.code, withdrawn.json.state]).toEqual([0, 'withdrawn']);
    const shown = await json<{ withdrawnReason: string; facts: { title: string } }>('show', second);
    expect(shown.json).toMatchObject({ withdrawnReason: '重复', facts: { title: '第二份' } });
  });

  it('list finds records by words of their facts', async () => {
    const { json: all } = await json<{ records: { id: string }[]; total: number }>('list');
    expect(all.total).toBe(4);
    const { json: found } = await json<{ records: { id: string; file: string }[] }>(
      'list',
      '采购',
      '--state',
      'recorded',
    );
    expect(found.records.map(({ id, file }) => [id, file])).toEqual([[ids[2], '采购合同.pdf']]);
  });

  it('seal seals once; then there is nothing to seal and nothing to withdraw', async () => {
    expect((await json<{ sealed: number }>('seal')).json.sealed).toBe(3);
    const again = await json<{ sealed: number }>('seal');
    expect([again.code, again.json.sealed]).toEqual([0, 0]);
    const { code, json: refused } = await json<{ error: { code: string } }>('withdraw', ids[0] ?? '');
    expect([code, refused.error.code]).toEqual([70, 'wrong-state']);
    const { json: status } = await json<{ counts: Record<string, number>; checkpoint: { size: number } }>('status');
    expect(status).toMatchObject({ counts: { anchored: 3, withdrawn: 1 }, checkpoint: { size: 4 }, waiting: 0 });
  });

  it('certify writes what can be written and names the rest', async () => {
    const unknown = '01900000-0000-7000-8000-000000000000';
    const { code, json: made } = await json<Certified>(
      'certify',
      ids[2] ?? '',
      unknown,
      '--out',
      'out',
      '--withhold',
      'money,holderId',
    );
    expect(code).toBe(70);
    expect(made.errors).toMatchObject([{ id: unknown, code: 'not-found' }]);
    expect(made.certificates.map(({ id }) => id)).toEqual([ids[2]]);
    certificate = made.certificates[0]?.path ?? '';
    expect(certificate.startsWith(join(out, '采购合同-'))).toBe(true);
    const before = readFileSync(certificate);
    const again = await json<Certified>('certify', ids[2] ?? '', '--out', 'out', '--withhold', 'holderId,money');
    expect(again.json.certificates[0]?.path).toBe(certificate);
    expect(readFileSync(certificate)).toEqual(before);
    const open = await json<Certified>('certify', ids[2] ?? '', '--out', 'open', '--disclose', 'holderId');
    const { json: shown } = await json<Verified>('verify', open.json.certificates[0]?.path ?? '');
    expect(shown.withheld).toEqual([]);
    const all = await json<Certified>('certify', '--all', '--out', 'all');
    expect(all.json.certificates.map(({ id }) => id)).toEqual(ids);
    expect(readdirSync(join(dir, 'all')).length).toBe(3);
  });

  it('verify: the right document, none, the wrong one, both', async () => {
    const right = await json<Verified>('verify', certificate, 'docs/采购合同.pdf');
    expect([right.code, right.json.verdict, right.json.fileChecked]).toEqual([10, 'self-attested', true]);
    expect(right.json.checks.map(({ name }) => name)).toEqual([...COMMON_CHECKS]);
    expect(right.json.checks.find(({ name }) => name === 'page')?.state).toBe('passed');
    expect(right.json.withheld).toEqual(['holderId', 'money']);
    expect(right.json.facts).toMatchObject({ holder: '江南样例贸易有限公司', fileName: '采购合同.pdf', pages: 1 });
    expect(right.json.signers.map(({ role }) => role)).toEqual(['log', 'witness']);
    expect(right.json.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(right.json.trustFingerprint).toMatch(/^[0-9a-f]{64}$/);

    const none = await json<Verified>('verify', certificate);
    expect([none.code, none.json.verdict, none.json.fileChecked]).toEqual([12, 'self-attested', false]);
    const wrong = await json<Verified>('verify', certificate, 'docs/发票.xml');
    expect([wrong.code, wrong.json.verdict]).toEqual([20, 'different-file']);
    const gone = await json<Verified>('verify', certificate, 'docs/采购合同.pdf', 'docs/gone.pdf');
    expect([gone.code, gone.json.verdict, gone.json.errors[0]?.code]).toEqual([70, 'self-attested', 'file-missing']);
  });

  it('verify: a document alone is looked up among the records; several documents get a verdict each', async () => {
    const alone = await json<Verified & { knownRecord: string }>('verify', 'docs/采购合同.pdf');
    expect([alone.code, alone.json.verdict, alone.json.knownRecord]).toEqual([23, 'unreadable', ids[2]]);
    const both = await json<Verified>('verify', certificate, 'docs/发票.xml', 'docs/采购合同.pdf');
    expect([both.code, both.json.verdict]).toEqual([20, 'different-file']);
    expect(both.json.results.map(({ verdict }) => verdict).sort()).toEqual(['different-file', 'self-attested']);
  });

  it('verify: many in any order, each with its document', async () => {
    const { code, json: many } = await json<Verified>('verify', 'docs', 'all');
    expect(code).toBe(10);
    expect(many.results.map(({ verdict }) => verdict)).toEqual(Array(3).fill('self-attested'));
    expect(many.results.every(({ document }) => document !== null)).toBe(true);
  });

  it('verify needs no home; without a bundle the signer is unknown, with the exported one it is not', async () => {
    const elsewhere = { cwd: dir, env: { NOTARY_HOME: join(dir, 'nowhere') } };
    const contract = 'docs/采购合同.pdf';
    const stranger = await notaryJson<Verified>(['verify', certificate, contract], elsewhere);
    expect([stranger.code, stranger.json.verdict]).toEqual([22, 'untrusted']);
    expect(existsSync(join(dir, 'nowhere'))).toBe(false);
    expect((await cli('trust', 'export', '--out', 'desk.trust.json')).code).toBe(0);
    const told = await notaryJson<Verified>(['verify', certificate, contract, '--trust', 'desk.trust.json'], elsewhere);
    expect([told.code, told.json.verdict]).toEqual([10, 'self-attested']);
    const ask = 'Ask the issuer for a certificate';
    const other = await notary(
      ['verify', certificate, contract, '--trust', 'desk.trust.json', '--lang', 'en'],
      elsewhere,
    );
    expect(other.out).toContain(ask);
    // its own desk is not sent to itself
    const own = await cli('verify', certificate, contract, '--lang', 'en');
    expect(own.out).toContain('This desk issued the certificate');
    expect(own.out).not.toContain(ask);
    const trustSha = createHash('sha256')
      .update(readFileSync(join(dir, 'desk.trust.json')))
      .digest('hex');
    expect(told.json.trustFingerprint).toBe(trustSha);
  });

  it('trust: add with a wrong fingerprint, without, twice; list; remove', async () => {
    const other = readFileSync(join(dir, 'desk.trust.json'), 'utf8').replace(
      '"name":"江南样例贸易有限公司"',
      '"name":"Other"',
    );
    writeFileSync(join(dir, 'other.trust.json'), other);
    const fingerprint = createHash('sha256').update(other).digest('hex');
    const wrong = await json<{ error: { code: string } }>(
      'trust',
      'add',
      'other.trust.json',
      '--fingerprint',
      '0'.repeat(64),
    );
    expect([wrong.code, wrong.json.error.code]).toEqual([70, 'trust-fingerprint']);
    const added = await json<{ compared: boolean }>('trust', 'add', 'other.trust.json', '--fingerprint', fingerprint);
    expect([added.code, added.json.compared]).toEqual([0, true]);
    // whoever runs it twice has what he wants
    const twice = await json<{ known: boolean; compared: boolean }>('trust', 'add', 'other.trust.json');
    expect([twice.code, twice.json.known, twice.json.compared]).toEqual([0, true, true]);
    const { json: list } = await json<{ bundles: { name: string; own: boolean; keys: string[] }[] }>('trust', 'list');
    expect(list.bundles.map(({ name, own: isOwn }) => [name, isOwn])).toEqual([
      ['江南样例贸易有限公司', true],
      ['Other', false],
    ]);
    expect(list.bundles[0]?.keys[0]).toMatch(/^desk\/[0-9a-f]{64}\+[0-9a-f]{8}\+/);
    expect((await cli('trust', 'remove', 'Other')).code).toBe(0);
    // compared later
    const { json: first } = await json<{ compared: boolean }>('trust', 'add', 'other.trust.json');
    const { json: raised } = await json<object>('trust', 'add', 'other.trust.json', '--fingerprint', fingerprint);
    expect([first.compared, raised]).toMatchObject([false, { known: true, compared: true }]);
    const { json: after } = await json<{ bundles: { name: string; compared: boolean }[] }>('trust', 'list');
    expect(after.bundles[1]).toMatchObject({ name: 'Other', compared: true });
    expect((await cli('trust', 'remove', 'Other')).code).toBe(0);
    const ownRemoved = await json<{ error: { code: string } }>('trust', 'remove', '江南样例贸易有限公司');
    expect([ownRemoved.code, ownRemoved.json.error.code]).toEqual([70, 'bad-input']);
  });

  it('show takes ids, numbers and digests, and no word that happens to find one record', async () => {
    const { json: invoice } = await json<{ id: string; seq: number; digest: string }>('show', ids[0] ?? '');
    const { digest } = invoice;
    const grouped = digest.slice(0, 24).replace(/(.{8})/g, '$1 ');
    const shortened = `${digest.slice(0, 8)}…${digest.slice(-8)}`;
    const later = digest.slice(8, 24).replace(/(.{8})/, '$1 ');
    const labelled = [`SHA-256: ${digest.toUpperCase()}`, `编号：${ids[0]}`, `0x${digest}`];
    for (const typed of [digest, digest.slice(0, 8), grouped.trim(), ...labelled, shortened, later])
      expect((await json<{ id: string }>('show', typed)).json.id).toBe(ids[0]);
    for (const typed of [String(invoice.seq), `#${invoice.seq}`])
      expect((await json<{ seq: number }>('show', typed)).json.seq).toBe(invoice.seq);
    expect((await json<{ error: { code: string } }>('show', '999')).json.error.code).toBe('not-found');
    expect((await json<{ total: number }>('list', '发票.xml')).json.total).toBe(1);
    for (const typed of ['发票.xml', digest.slice(0, 7)]) {
      const { code, json: answer } = await json<{ error: { code: string } }>('show', typed);
      expect([code, answer.error.code]).toEqual([70, 'not-found']);
    }
  });

  it('seal --wait where nobody else is asked says that only this desk says so', async () => {
    const { json: answer } = await json<{ anchored: boolean }>('seal', '--wait', '5');
    expect(answer.anchored).toBe(true);
    const english = await cli('seal', '--wait', '5', '--lang', 'en');
    expect(english.err).toContain('No confirmation is required; only this desk says so.');
    expect((await cli('seal', '--wait', '5')).err).toContain('仅本存证台');
  });

  it('a person gets the same in words', async () => {
    const { code, out: text } = await cli('verify', certificate, 'docs/采购合同.pdf');
    expect(code).toBe(10);
    expect(text).toContain('只有出具方自己这样声明');
    expect(text).toContain('采购合同.pdf');
    expect((await cli('show', ids[2] ?? '')).out).toContain('经过');
    expect((await cli('status', '--lang', 'en')).out).toContain('Fingerprint of the log key');
    expect((await cli('list')).out.trim().split('\n').length).toBe(4);
  });
});

describe('facts on the command line', () => {
  it('takes them from options and from a table, names bad rows and rows without a file', async () => {
    writeFileSync(join(dir, 'a.txt'), 'a');
    writeFileSync(join(dir, 'b.txt'), 'b');
    writeFileSync(
      join(dir, 'facts.csv'),
      '文件名,标题,金额,币种,日期\na.txt,甲,"1,200.50",人民币,2026/1/2\nb.txt,乙,x,CNY,\nc.txt,丙,,,\n',
    );
    const options = ['--party', '甲公司', '--party', '乙公司', '--kind', '合同', '--amount', '5', '--currency', 'usd'];
    const { code, json: answer } = await json<Added>('add', 'a.txt', 'b.txt', '--facts', 'facts.csv', ...options);
    expect(code).toBe(70);
    expect(answer.records.length).toBe(2);
    expect(answer.errors).toMatchObject([{ file: 'facts.csv', code: 'bad-input', details: { row: 3 } }]);
    expect(answer.unmatched).toEqual(['c.txt']);
    const facts = await Promise.all(
      answer.records.map(async ({ id }) => (await json<{ facts: Record<string, unknown> }>('show', id)).json.facts),
    );
    const both = { kind: 'contract', parties: ['甲公司', '乙公司'] };
    expect(facts).toMatchObject([
      { ...both, title: '甲', money: { amount: '1200.50', currency: 'CNY' }, date: '2026-01-02' },
      // of the row with a wrong amount the title is good
      { ...both, title: '乙', money: { amount: '5', currency: 'USD' }, date: null },
    ]);
  });

  it.each([
    ['--amount', '5'],
    ['--date', '2026-02-30'],
    ['--title', 'a\u202eb'],
  ])('refuses %s %s and records nothing', async (option, value) => {
    writeFileSync(join(dir, 'refused.txt'), 'refused');
    const { code, json: answer } = await json<{ error: { code: string } }>('add', 'refused.txt', option, value);
    expect([code, answer.error.code]).toEqual([70, 'bad-input']);
    expect((await json<{ records: unknown[] }>('list', 'refused')).json.records).toEqual([]);
  });
});

describe('usage', () => {
  it.each([
    [[]],
    [['frobnicate']],
    [['add']],
    [['add', 'x', '--frobnicate']],
    [['init']],
    [['certify', '--all']],
    [['certify', '--out', 'x']],
    [['certify', '--all', 'id', '--out', 'x']],
    [['certify', '--all', '--out', 'x', '--withhold', 'nothing']],
    [['certify', '--all', '--out', 'x', '--disclose', 'nothing']],
    [['trust']],
    [['trust', 'export']],
    [['verify']],
    [['show']],
    [['list', '--limit', 'x']],
    [['status', '--lang', 'fr']],
  ])('%j is wrong usage: 64', async (args) => {
    const { code, out: text, err } = await notary(args, { cwd: dir });
    expect([code, text]).toEqual([64, '']);
    expect(err).toContain('notary --help');
  });

  it.each([
    [['frobnicate'], '没有“frobnicate”命令。'],
    [['add', 'x', '--frobnicate'], '没有选项 --frobnicate。'],
    [['add', 'x', '--home'], '--home 之后需要填写内容。'],
    [['certify', '--all'], '“certify”需要 --out DIR。'],
    [['list', '--state', 'lost'], '--state 只能是其中之一：'],
    [['show'], '“show”需要一条记录的编号，或证书编号。'],
  ])('%j is told in Chinese too', async (args, said) => {
    const { code, err } = await notary(['--lang', 'zh', ...args], { cwd: dir });
    expect([code, err]).toEqual([64, expect.stringContaining(said)]);
    expect((await notary(['--lang', 'en', ...args], { cwd: dir })).err).not.toMatch(/\p{Script=Han}/u);
  });

  it('--help and --version', async () => {
    const help = await notary(['--help', '--lang', 'zh']);
    expect([help.code, help.out.includes('核验证书')]).toEqual([0, true]);
    expect((await notary(['verify', '--help'])).out).toContain('verify CERTIFICATE');
    // whatever makes certificates says how it is chosen what they show
    for (const language of ['en', 'zh']) {
      const { out } = await notary(['--help', '--lang', language]);
      const entries = out.split(/\n(?= {2}\S)/).filter((entry) => entry.includes('--for '));
      expect(entries.map((entry) => /^ *(dossier \w+|\w+)/.exec(entry)?.[1])).toEqual([
        'certify',
        'share',
        'pack',
        'dossier certify',
        'dossier sample',
        'trace',
      ]);
      for (const entry of entries) expect(entry).toMatch(/--for .*--show /);
    }
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect((await notary(['--version'])).out).toBe(`${manifest.version}\n`);
  });

  it('paths are relative to where npm was called', async () => {
    const where = { cwd: '/', env: { INIT_CWD: docs, NOTARY_HOME: home } };
    const { code, json: answer } = await notaryJson<Added>(['add', '发票.xml'], where);
    expect([code, answer.records[0]?.existing]).toEqual([0, true]);
  });
});
