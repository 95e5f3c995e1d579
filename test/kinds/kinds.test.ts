/**
 * A chain and a time-stamping authority that only tests know go the whole way, from the connection file to the verdict, the
 * window and the command line. Nothing outside their folders knows them: they are in the tables that are passed in.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cometbftVerifier } from '../../core/anchors/cometbft/index.ts';
import { ANCHOR_KINDS } from '../../core/anchors/index.ts';
import { anchorKinds } from '../../core/anchors/kind.ts';
import { comparePage, makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { readAttachments } from '../../core/formats/attachments/index.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { type Anchor, evidenceBytes, parseEvidenceSet } from '../../core/formats/evidence.ts';
import type { TrustBundle } from '../../core/formats/trust.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { main } from '../../core/node/cli/main.ts';
import { CONNECTION_KINDS } from '../../core/node/connectors/index.ts';
import { connectionKinds, readConnection } from '../../core/node/connectors/kind.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import type { Kinds } from '../../core/node/desk/kinds.ts';
import { openKeys } from '../../core/node/home/keys.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { RECORD_KINDS } from '../../core/records/index.ts';
import type { Report } from '../../core/verification/report.ts';
import { verify } from '../../core/verification/verify.ts';
import { Pairs } from '../../renderer/components/pairs.tsx';
import { ConfirmedBy } from '../../renderer/screens/records/confirmed-by.tsx';
import { rowPairs } from '../../renderer/screens/trust/row-pairs.tsx';
import { NoticesContext } from '../../renderer/state/notices.tsx';
import { en } from '../../renderer/texts/en/index.ts';
import { startTexts } from '../../renderer/texts/i18n.ts';
import { zh } from '../../renderer/texts/zh/index.ts';
import { LEDGER, ledgerVerifier } from './ledger/anchor.ts';
import { Ledger, ledgerConnections, ledgerFile } from './ledger/connection.ts';
import { STAMP, stampVerifier } from './stamp/anchor.ts';
import { Authority, authorityFile, stampConnections } from './stamp/connection.ts';

// parts of the window are drawn without one
vi.hoisted(() => Object.assign(globalThis, { window: { notary: { onEvent: () => {} } } }));

const folder = mkdtempSync(join(tmpdir(), 'notary-kinds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ledger = new Ledger('same-id');
const authority = new Authority('same-id');
const kinds: Kinds = {
  anchors: anchorKinds([cometbftVerifier, ledgerVerifier, stampVerifier]),
  connections: connectionKinds([ledgerConnections([ledger]), stampConnections([authority])]),
  records: RECORD_KINDS,
};

const home = join(folder, 'home');
const files = { ledger: join(folder, 'a.json'), authority: join(folder, 'b.json'), document: join(folder, 'c.txt') };
const options = { home, version: '9.9.9', oldRuntime: false, program: 'test' };
const holder = { name: 'Harbour Trading', creditCode: null, operator: null };

/** The command line in this process, with the tables of this test. */
async function cli(...args: string[]) {
  const printed = { out: '', err: '' };
  const terminal = {
    out: (text: string) => {
      printed.out += text;
    },
    err: (text: string) => {
      printed.err += text;
    },
    showsProgress: false,
  };
  const code = await main(['--home', home, '--lang', 'en', ...args], terminal, kinds);
  return { code, ...printed };
}

/** What one record of the desk came to; filled by the tests in their order. */
let id = '';
let certificate = '';

beforeAll(async () => {
  writeFileSync(files.ledger, ledgerFile(ledger));
  writeFileSync(files.authority, authorityFile(authority));
  writeFileSync(files.document, 'a contract');
  const { desk } = await Desk.init({ ...options, kinds }, { language: 'en', holder });
  await desk.close();
});

/** With the tables of this test, or those of the program, which do not know these kinds. */
async function withDesk<T>(work: (desk: Desk) => Promise<T>, tables: { kinds?: Kinds } = { kinds }): Promise<T> {
  const desk = await Desk.open({ ...options, ...tables });
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

const checkOf = (report: Report | null | undefined, name: string) => report?.checks.find((one) => one.name === name);

describe('on the command line', () => {
  it('they are brought in, listed by their own rows, and told apart though their ids are the same', async () => {
    expect((await cli('chain', 'add', files.ledger)).out).toMatch(/^same-id \(.*\n.*\n {2}Ledger number: same-id\n/);
    const added = await cli('chain', 'add', files.authority);
    expect(added.out).toMatch(/^test-stamp:same-id \(.*\n.*\n {2}Time-stamping authority: Test Authority\n/);
    expect((await cli('chain', 'off', 'same-id')).code).toBe(70);
    expect((await cli('chain', 'off', 'test-ledger:same-id')).code).toBe(0);
    const { chains } = JSON.parse((await cli('chain', 'list', '--json')).out);
    expect(chains).toMatchObject([
      { name: 'test-ledger:same-id', kind: LEDGER, id: 'same-id', enabled: false, consortium: 'Test ledger' },
      { name: 'test-stamp:same-id', kind: STAMP, id: 'same-id', enabled: true, consortium: 'Test authority' },
    ]);
    expect((await cli('chain', 'on', 'test-ledger:same-id')).code).toBe(0);
  });

  it('they say how they fare, each as its kind does', async () => {
    const { code, out } = await cli('chain', 'test');
    expect(code).toBe(0);
    expect(out).toContain('  ✓ Ledger Operator: height 7, answers in 1 ms');
    expect(out).toContain('  ✓ Test Authority: answers in 2 ms');
  });

  it('a file whose bundle is about another chain is refused', async () => {
    const path = join(folder, 'other.json');
    writeFileSync(path, Buffer.from(ledgerFile(ledger)).toString().replace('"id":"same-id"', '"id":"another"'));
    const { code, out } = await cli('chain', 'add', path, '--json');
    expect([code, JSON.parse(out).error.code]).toEqual([70, 'malformed']);
  });

  it('a registration is asked for where the kind has one', async () => {
    const out = join(folder, 'registration');
    expect((await cli('chain', 'register', '--out', out)).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toMatch(/^test-ledger\ndesk\/.*\nHarbour Trading\n$/);
    expect((await cli('chain', 'register', '--kind', LEDGER, '--out', out)).code).toBe(0);
    expect((await cli('chain', 'register', '--kind', STAMP, '--out', out)).code).toBe(70);
  });
});

describe('in a desk', () => {
  it('a record waits while the home has no secret for the authority, and says why', async () => {
    await withDesk(async (desk) => {
      const [item] = await desk.intake({ paths: [files.document], again: false }).done;
      id = item?.recordId ?? '';
      await desk.seal();
      expect(desk.record(id).state).toBe('sealed');
      expect(desk.chains.list().map(({ problem }) => problem?.code ?? null)).toEqual([null, 'anchor-refused']);
      expect(authority.requests).toEqual([]);
    });
  });

  it('with the secret it is anchored, and what confirmed it is told by each kind', async () => {
    (await openKeys(home, {})).secrets.write(`${STAMP}:same-id`, utf8(authority.password));
    await withDesk(async (desk) => {
      expect(await desk.anchored(30_000)).toBe(true);
      expect([ledger.submissions, authority.requests.length]).toEqual([1, 1]);
      const told = desk.record(id).confirmations;
      expect(told.map(({ kind, shows, consortium }) => [kind, shows, consortium])).toEqual([
        [LEDGER, 'block', 'Test ledger'],
        [STAMP, 'timestamp', 'Test authority'],
      ]);
    });
  });

  it('a home of a program that knew more kinds opens, says which it does not know, and goes on waiting for them', async () => {
    const other = join(folder, 'other.txt');
    writeFileSync(other, 'another contract');
    await withDesk(async (desk) => {
      const [item] = await desk.intake({ paths: [other], again: false }).done;
      await desk.seal();
      expect(desk.record(item?.recordId ?? '').state).toBe('sealed');
      const chains = desk.chains.list();
      expect(chains.map(({ id: one, problem }) => [one, problem?.code])).toEqual([
        ['same-id', 'not-supported'],
        ['same-id', 'not-supported'],
      ]);
      await expect(async () => desk.chains.health('test-ledger:same-id')).rejects.toMatchObject({
        code: 'not-supported',
      });
      const read = () => readConnection(new Uint8Array(readFileSync(files.ledger)), CONNECTION_KINDS);
      expect(read).toThrow(expect.objectContaining({ code: 'not-supported' }));
      expect(desk.record(id).confirmations).toEqual([]);
    }, {});
    await withDesk(async (desk) => {
      expect(await desk.anchored(30_000)).toBe(true);
    });
  });
});

describe('its certificate', () => {
  beforeAll(async () => {
    const made = await withDesk((desk) => desk.certificates.certify([id], [], join(folder, 'out')));
    expect(made.errors).toEqual([]);
    certificate = made.certificates[0]?.path ?? '';
  });

  const read = () => parseEvidenceSet(readAttachments(new Uint8Array(readFileSync(certificate))).files, nobleCrypto);
  const accepted = (bundle: TrustBundle) => ({ bundle, fingerprint: '00'.repeat(32), compared: true });
  const page = { state: 'not-run', reason: 'no-page' } as const;

  /** A bundle that names the desk's log, the ledger and the authority, and asks for so many chains. */
  function bundle(chains: number): TrustBundle {
    const { origin } = read().record;
    const [vkey = ''] = read().evidence.keys;
    const log = { origin, controller: 'desk', organisation: 'Harbour', keys: [{ vkey, from: 0, to: null }] };
    const named = [...ledger.bundle().chains, ...authority.bundle().chains];
    return { ...ledger.bundle(), logs: [log], chains: named, policy: { witnesses: 0, chains } };
  }

  it('is verified by a desk that has the kinds; for others this template carries none of them', async () => {
    const verified = (desk: Desk) => desk.verification.verify([certificate, files.document]);
    const [here] = await withDesk(verified);
    expect(here?.report?.verdict).toBe('self-attested');
    expect(checkOf(here?.report, 'anchors')).toMatchObject({ state: 'passed', reason: 'ok' });
    const [there] = await withDesk(verified, {});
    expect(there?.report?.verdict).toBe('tampered');
    expect(checkOf(there?.report, 'anchors')).toMatchObject({ state: 'failed', reason: 'foreign-kind' });
    expect(checkOf(here?.report, 'page')).toMatchObject({ state: 'passed', reason: 'ok' });
    expect(checkOf(there?.report, 'page')).toMatchObject({ state: 'failed', reason: 'page-different' });
  });

  it('is proven by the chain under a bundle that names it; a time stamp is shown and is no chain', () => {
    const judged = (chains: number, anchors = kinds.anchors) =>
      verify(read().files, { document: null, trust: [accepted(bundle(chains))], page, anchorKinds: anchors });
    const report = judged(1);
    expect(report.verdict).toBe('proven');
    expect(report.signers.filter(({ role }) => role !== 'log' && role !== 'witness')).toMatchObject([
      { name: 'Ledger Operator', role: 'member', named: true, counts: true },
      { name: 'Test Authority', role: 'tsa', named: true, counts: false },
    ]);
    expect(judged(2).verdict).toBe('self-attested');
    expect(judged(1, ANCHOR_KINDS).verdict).toBe('tampered');
  });

  it('has a page for who knows the kinds; others cannot make one of this template', async () => {
    const pdf = new Uint8Array(readFileSync(certificate));
    const compared = (tables = kinds.anchors) => comparePage(pdf, read(), certificateFonts(), nodeCrypto, tables);
    expect(await compared()).toEqual({ state: 'identical' });
    expect(await compared(ANCHOR_KINDS)).toEqual({ state: 'different' });
    await expect(makeCertificate(read(), certificateFonts(), nodeCrypto)).rejects.toMatchObject({
      code: 'malformed',
    });
  });

  it('of which an anchor was changed is refused by its own kind', () => {
    const { files: whole, evidence } = read();
    for (const place of [0, 1]) {
      const anchors = evidence.anchors.map((anchor, i) => {
        if (i !== place) return anchor;
        const text = JSON.stringify(anchor)
          .replace(/"height":1/, '"height":2')
          .replace(/"(test-stamp)":"(.)/, '"$1":"f');
        return JSON.parse(text) as Anchor;
      });
      const altered = { ...whole, evidence: evidenceBytes({ ...evidence, anchors }) };
      const options = { document: null, trust: [accepted(bundle(1))], page };
      const report = verify(altered, { ...options, anchorKinds: kinds.anchors });
      expect([report.verdict, checkOf(report, 'anchors')?.state]).toEqual(['tampered', 'failed']);
    }
  });
});

describe.each(['zh', 'en'] as const)('in the window (%s)', (language) => {
  const unsaid = { fail: vi.fn(), tell: vi.fn(), done: vi.fn() };
  /** The text of what is rendered, a space for every tag but the one that holds the end of a code to its button. */
  const shown = (element: ReactElement) =>
    renderToStaticMarkup(createElement(NoticesContext, { value: unsaid }, element))
      .replaceAll('<span class="whole">', '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ');

  it('a connection has the rows of its kind', async () => {
    startTexts(language);
    const chains = await withDesk(async (desk) => desk.chains.list());
    const rows = chains.map((chain) => shown(createElement(Pairs, { items: rowPairs(chain.rows, language) })));
    const labels = { zh: ['账本编号', '时间戳机构'], en: ['Ledger number', 'Time-stamping authority'] }[language];
    expect(rows).toEqual([` ${labels[0]} same-id `, ` ${labels[1]} Test Authority `]);
  });

  it('a record shows what the chain and what the time stamp said', async () => {
    startTexts(language);
    const { confirmations } = await withDesk(async (desk) => desk.record(id));
    const text = shown(createElement(ConfirmedBy, { confirmations }));
    const { chains } = { zh, en }[language];
    for (const said of [chains.block, chains.height, 'Test ledger', chains.authority, 'Test authority', '“same-id”'])
      expect(text).toContain(said);
    expect(text).toContain(chains.accuracyValue.replace('{{seconds}}', '0.5'));
    expect(text).toContain('1.3.6.1.4.1.99999.1');
    expect(text).not.toMatch(/undefined|chains\./);
  });
});
