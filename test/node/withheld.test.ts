/** What a certificate withholds stands nowhere in a share or a pack: every file of them is searched, unpacked and as text. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { needs } from '../foreign/pdf-programs.ts';
import { notary, notaryJson, SAMPLES, scratch } from './support/cli.ts';
import { ubl } from './support/ubl.ts';

// each call of the command line is a process of its own
const dir = scratch('withheld-');
const cli = (...args: string[]) => notary(['--home', join(dir, 'home'), ...args], { cwd: dir });
const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: dir });

/** Each fact, and the value by which it is found. */
const FACTS: Readonly<Record<string, string>> = {
  fileName: 'Wangshu-divorce',
  operator: 'Quintessa Ortlieb',
  title: 'Xylophonic agreement',
  number: 'HT-77-31415',
  note: 'zebra remark',
  obtained: 'by courier Mirabel',
  parties: 'Zephyrine Trading',
  date: '2019-03-27',
  money: '918273.45',
};
let id = '';

beforeAll(async () => {
  await buildVerifier(join(import.meta.dirname, '../../dist/notary-check.html'));
  mkdirSync(join(dir, 'docs'));
  const document = join(dir, 'docs', `${FACTS.fileName}.pdf`);
  writeFileSync(document, readFileSync(join(SAMPLES, 'contract.pdf')));
  await cli('init', '--holder', 'Blue Sea Lantern', '--operator', FACTS.operator ?? '', '--lang', 'en');
  const facts = ['title', 'number', 'note', 'obtained', 'date'].flatMap((name) => [`--${name}`, FACTS[name] ?? '']);
  const more = ['--party', FACTS.parties ?? '', '--amount', FACTS.money ?? '', '--currency', 'CNY'];
  const added = await notaryJson<{ records: { id: string }[] }>(
    ['--home', join(dir, 'home'), 'add', document, ...facts, ...more],
    { cwd: dir },
  );
  id = added.json.records[0]?.id ?? '';
  await cli('seal');
  // what is exported is entered into the journal by the name of its file
  await cli('certify', id, '--out', 'certificates');
  await cli('share', id, '--out', `${FACTS.fileName}.zip`, '--to', `${FACTS.parties} <a@b.example>`);
});

/** Names and contents of everything in a ZIP: as bytes, unpacked and as text. */
function everythingIn(zip: string): string {
  const folder = join(dir, `${zip}.d`);
  run('unzip', '-qq', zip, '-d', folder);
  const found = [run('unzip', '-Z1', zip).toString()];
  const visit = (place: string) => {
    for (const name of readdirSync(place)) {
      const path = join(place, name);
      if (statSync(path).isDirectory()) visit(path);
      // the document itself, and the checker page, say what they say
      else if (!/^document|^notary-check\.html$/.test(name)) found.push(...textsOf(path));
    }
  };
  visit(folder);
  return found.join('\n');
}

function textsOf(path: string): readonly string[] {
  const plain = readFileSync(path).toString('utf8');
  if (!path.endsWith('.pdf')) return [plain];
  const attached = join(dir, 'attached');
  rmSync(attached, { recursive: true, force: true });
  mkdirSync(attached);
  run('pdfdetach', '-saveall', '-o', attached, path);
  return [
    plain,
    run('qpdf', '--qdf', '--object-streams=disable', path, '-').toString('latin1'),
    run('pdftotext', path, '-').toString(),
    run('pdfinfo', path).toString(),
    ...readdirSync(attached).map((name) => readFileSync(join(attached, name)).toString('utf8')),
  ];
}

// broken lines and ligatures do not hide a value
const folded = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

describe('withheld facts', () => {
  it('are found in a share and a pack that disclose them', async (context) => {
    needs(context, 'unzip', 'qpdf', 'pdftotext', 'pdfdetach');
    await cli('share', id, '--out', 'open.zip');
    await cli('pack', id, '--out', 'open-pack.zip');
    const text = folded(everythingIn('open.zip') + everythingIn('open-pack.zip'));
    for (const value of Object.values(FACTS)) expect(text).toContain(folded(value));
  });

  it.each([
    ['share', ['--with', 'document,checker,trust']],
    ['pack', ['--with', 'document']],
  ])('are nowhere in a %s that withholds them', async (command, more) => {
    const names = Object.keys(FACTS).join(',');
    const { code, err } = await cli(command, id, '--out', `${command}.zip`, '--withhold', names, ...more);
    expect([code, err]).toEqual([0, expect.any(String)]);
    const text = folded(everythingIn(`${command}.zip`));
    const repeated = Object.entries(FACTS).filter(([, value]) => text.includes(folded(value)));
    expect(repeated).toEqual([]);
    expect(run('unzip', '-Z1', `${command}.zip`).toString()).toMatch(/(?:^|\/)document\.pdf$/m);
  });

  it('take with them what repeats them, and it is said', async (context) => {
    needs(context, 'unzip', 'qpdf', 'pdftotext', 'pdfdetach');
    const document = join(dir, 'docs', 'GEHEIM-77 Gegner.txt');
    writeFileSync(document, 'secret');
    const added = await notaryJson<{ records: { id: string }[] }>(
      ['--home', join(dir, 'home'), 'add', document, '--number', 'GEHEIM-77', '--party', 'Gegner GmbH'],
      { cwd: dir },
    );
    const secret = added.json.records[0]?.id ?? '';
    await cli('seal');
    for (const [command, withheld, value] of [
      ['share', 'number,parties', 'gegner'],
      ['pack', 'number', 'geheim-77'],
    ] as const) {
      const { code, err } = await cli(command, secret, '--out', `repeated-${command}.zip`, '--withhold', withheld);
      expect(code).toBe(0);
      expect(err).toContain('Also withheld, because it repeats what is withheld: File name');
      expect(folded(everythingIn(`repeated-${command}.zip`))).not.toContain(value);
    }
    const { json } = await notaryJson<{ alsoWithheld: string[]; certificates: { path: string }[] }>(
      ['--home', join(dir, 'home'), 'certify', secret, '--out', 'repeated', '--withhold', 'number'],
      { cwd: dir },
    );
    expect(json.alsoWithheld).toEqual(['fileName']);
    expect(json.certificates[0]?.path).not.toContain('GEHEIM');
  });

  it('the custody still holds, and the pack verifies', async () => {
    expect((await cli('custody', join(dir, 'pack.zip.d/1/custody.json'))).code).toBe(0);
    const folder = join(dir, 'pack.zip.d');
    const trust = ['--trust', join(folder, 'trust/desk.trust.json')];
    const { json } = await notaryJson<{ verdict: string }>(
      [
        '--home',
        join(dir, 'nobody'),
        'verify',
        join(folder, '1/certificate.pdf'),
        join(folder, '1/document.pdf'),
        ...trust,
      ],
      { cwd: dir },
    );
    expect(json.verdict).toBe('self-attested');
  });

  it('the holder too: no bundle of the desk in a pack, and none in a share', async () => {
    await cli('pack', id, '--out', 'nameless.zip', '--withhold', 'holder');
    expect(everythingIn('nameless.zip').includes('Blue Sea Lantern')).toBe(false);
    const refused = await cli('share', id, '--out', 'refused.zip', '--withhold', 'holder', '--with', 'trust');
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain('the trust bundle names the holder');
  });
});

describe('what a recipient sees', () => {
  /** Facts of this record that each sort of recipient does not see. */
  const HIDDEN: Readonly<Record<string, readonly string[]>> = {
    bank: ['operator', 'note', 'obtained'],
    auditor: [],
    court: ['note'],
    counterparty: ['operator', 'note', 'obtained'],
    'Our insurer': Object.keys(FACTS).filter((name) => name !== 'number' && name !== 'date'),
  };
  const home = join(dir, 'home');

  beforeAll(async () => {
    const { Desk } = await import('../../core/node/desk/desk.ts');
    const desk = await Desk.open({ home, version: '0.2.0', program: 'test', oldRuntime: false });
    desk.settings({ presets: [{ name: 'Our insurer', shown: ['holder', 'number', 'date'] }] });
    await desk.close();
  });

  it.each(Object.entries(HIDDEN))('as %s is what its certificates say, and nothing else', async (whom, hidden) => {
    const out = `for-${whom.replace(' ', '-')}.zip`;
    const { code } = await cli('share', id, '--out', out, '--for', whom);
    expect(code).toBe(0);
    const text = folded(everythingIn(out));
    const found = Object.entries(FACTS).filter(([, value]) => text.includes(folded(value)));
    expect(found.map(([name]) => name).sort()).toEqual(
      Object.keys(FACTS)
        .filter((name) => !hidden.includes(name))
        .sort(),
    );
  });

  it('can be asked before anything is made', async () => {
    const { json, code } = await notaryJson<{
      preview: { id: string; shown: Record<string, unknown>; withheld: string[]; alsoWithheld: string[] }[];
    }>(['--home', home, 'certify', id, '--preview', '--for', 'bank', '--withhold', 'number'], { cwd: dir });
    expect(code).toBe(0);
    const [one] = json.preview;
    expect(one).toMatchObject({ id, shown: { title: FACTS.title, parties: [FACTS.parties] }, alsoWithheld: [] });
    expect(one?.withheld).toEqual(['operator', 'number', 'obtained', 'note']);
    const { out } = await cli('certify', id, '--preview', '--show', 'number');
    expect(out).toContain(FACTS.number);
    expect(out).not.toContain(FACTS.title);
  });

  it.each([
    ['a recipient that nobody knows', ['--for', 'tax office']],
    ['a recipient and facts', ['--for', 'bank', '--show', 'number']],
    ['a fact that there is not', ['--show', 'colour']],
    ['an element of what there is not', ['--withhold', 'colours:1']],
    ['an element to be disclosed', ['--disclose', 'parties:1']],
  ])('is not %s', async (_, options) => {
    expect((await cli('certify', id, '--preview', ...options)).code).toBe(64);
  });

  it('may be one party and not the other, of an invoice', async (context) => {
    needs(context, 'unzip', 'qpdf', 'pdftotext', 'pdfdetach');
    writeFileSync(join(dir, 'docs', 'rechnung.xml'), ubl({}));
    const parties = ['--party', 'Zephyrine Trading', '--party', 'Quillfeather Ltd', '--party', 'Marrowby'];
    const added = await notaryJson<{ records: { id: string }[] }>(
      ['--home', home, 'add', join(dir, 'docs', 'rechnung.xml'), ...parties],
      { cwd: dir },
    );
    const invoice = added.json.records[0]?.id ?? '';
    // what was typed is not what the invoice says, and a person has decided
    await cli('seal', '--include-warned');
    const { code } = await cli('share', invoice, '--out', 'one-party.zip', '--withhold', 'parties:2');
    expect(code).toBe(0);
    const text = folded(everythingIn('one-party.zip'));
    expect(['Zephyrine', 'Quillfeather', 'Marrowby', '2 of 3 shown'].map((one) => text.includes(folded(one)))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});
