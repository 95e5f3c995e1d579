import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { expect, test, vi } from 'vitest';
import { NotaryError } from '../../core/errors.ts';
import type { NotaryApi, Result } from '../../electron/api.ts';
import { CALL_NAMES } from '../../electron/calls.ts';
import { type Call, CHOSEN_CHANNEL, callChannel } from '../../electron/channels.ts';
import { answerCalls } from '../../electron/ipc.ts';
import { ok } from '../../electron/results.ts';

type Invoked = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<Result<unknown>>;

const id = '0199c0de-0000-7000-8000-000000000000';
const MATCH = {
  ids: [id],
  set: 'four-flow',
  allowance: { percent: '1', absolute: '0', days: 0 },
  linked: true,
  roles: { [id]: 'order' },
} as const;
const manyRoles = Object.fromEntries(
  Array.from({ length: 501 }, (_, i) => [id.slice(0, -4) + i.toString(16).padStart(4, '0'), 'order']),
);
const hex = 'ab'.repeat(32);
const wish = { paths: ['/in/x.vkey'], answers: { texts: { url: 'https://w.example' }, files: { ca: '/in/ca.pem' } } };
const BUNDLE = {
  sources: [
    { from: 'file', path: '/in/a.trust.json' },
    { from: 'accepted', fingerprint: hex },
  ],
  name: '任一链',
  policy: { chains: 1, witnesses: 2 },
  names: 'refuse',
} as const;
const LIST = { search: '', states: [], kind: null, from: null, to: null, sort: 'seq', descending: true } as const;
const TAPE = { from: 'tape', path: '/in/pool.xlsx', mapping: { 资产: 'number', 备注: 'none' } } as const;
const DOSSIER = {
  source: { ...TAPE, skip: true },
  title: '一号资产池',
  number: null,
  note: null,
  date: null,
  template: 'receivables',
  words: ['一', '二'],
  cutOff: '2026-06-30',
  supersedes: id,
} as const;
const SHOWS = { items: true, open: [id], absent: [id], sample: { seed: '审计', size: 60 } };
const SAMPLE = { id, size: 60, seed: '审计', by: 'amount', currency: 'CNY' } as const;
const TABLES = {
  id,
  tables: 'esma',
  cutOff: null,
  format: 'xlsx',
  programme: '',
  transaction: '',
  noData: 'elsewhere',
};

/** One list of arguments for every call that must pass. */
const good: { readonly [K in Call]: Parameters<NotaryApi[K]> } = {
  status: [],
  setup: [{ language: 'zh', holder: { name: '甲公司', creditCode: null, operator: '王' } }],
  unlock: ['secret'],
  holder: [{ name: '甲公司', creditCode: null, operator: null }],
  holders: [],
  certifyWarm: [id],
  settings: [{ language: 'en', sealAfterRecords: 10, withhold: ['money'], exportFolder: null }],
  pick: ['export-folder'],
  intake: [{ paths: ['/in/合同.pdf'], again: false }],
  cancel: ['intake'],
  records: [
    {
      search: '合同 2026',
      states: ['sealed'],
      kind: null,
      from: '2026-01-01',
      to: null,
      sort: 'time',
      descending: true,
      offset: 0,
      limit: 500,
    },
  ],
  record: [id],
  take: [[id]],
  edit: [{ ids: [id], facts: { title: 'x', money: { amount: '1.00', currency: 'CNY' }, parties: ['a', 'b'] } }],
  warnings: [],
  confirm: [{ ids: [id], confirmed: true }],
  table: ['/in/facts.csv'],
  clockDecide: ['the battery was changed'],
  withdraw: [{ ids: [id], reason: 'wrong file' }],
  links: [id],
  link: [{ id, rel: 'order', to: { record: id }, basis: 'xml:BT-13' }],
  unlink: [{ id, rel: 'about', to: { origin: `desk/${hex}`, leaf: hex } }],
  linkPartners: [],
  linkForget: [hex],
  linkTakeIn: ['/in/partner.pdf'],
  erasure: [[id]],
  erase: [[id, id]],
  seal: [],
  certify: [{ ids: [id], withhold: [], folder: null }],
  certificate: [id],
  alsoWithheld: [{ ids: [id], withhold: { names: ['number'], records: { [id]: ['parties:2'] } } }],
  certificatePreview: [{ id, withhold: ['number', 'parties:1'], paper: true }],
  verify: [['/in/a.pdf', '/in/b.pdf']],
  isBox: [['/in/box', '/in/b.zip']],
  box: [],
  boxStart: [['/in/box']],
  boxResume: [],
  boxDiscard: [],
  boxRows: [{ states: ['tampered'], search: '合同', sort: 'state', descending: false, offset: 0, limit: 100 }],
  boxRow: [1],
  boxExport: ['pdf'],
  report: [{ paths: ['/in/a.pdf'], format: 'pdf' }],
  checker: [],
  checkerSave: [],
  trust: [],
  trustDamaged: [],
  provisional: [],
  bundlePlan: [BUNDLE],
  bundleSave: [{ wish: BUNDLE, fingerprint: hex }],
  trustCompare: [{ fingerprint: hex, typed: '12345 67890' }],
  chains: [],
  chainPlan: [wish],
  chainTry: [{ ...wish, fingerprint: hex }],
  chainAdd: [{ ...wish, fingerprint: hex, typed: null }],
  chainTest: ['notary-1'],
  chainKey: ['notary-1'],
  chainChange: [{ name: 'notary-1', to: 'off' }],
  chainHealth: ['notary-1'],
  chainRegister: [],
  network: [],
  networkChange: [
    {
      proxy: { address: 'p.example:3128', exceptions: ['10.0.0.0/8'], user: 'clerk', password: null },
      ca: '/files/ca.pem',
    },
  ],
  networkTry: ['witness.example:443'],
  share: [{ ids: [], withhold: [], parts: ['checker'], recipients: [{ name: '银行', address: 'a@b.example' }] }],
  trace: [id],
  traceExport: [{ id, format: 'prov' }],
  tracePack: [{ id, withhold: [], parts: ['trust'], recipients: [] }],
  pack: [{ ids: [id], withhold: [], documents: true, recipients: [{ name: '法院', address: null }] }],
  match: [MATCH],
  matchNotes: ['/in/match.json'],
  matchSave: [{ wish: MATCH, format: 'json', record: true }],
  dossierPlan: [{ source: { from: 'list', filter: LIST }, cutOff: null }],
  dossierMake: [DOSSIER],
  dossierList: [],
  dossierPage: [id],
  dossierLines: [{ id, list: 'credits', search: 'R-1', offset: 131_000, limit: 500 }],
  dossierSample: [SAMPLE],
  dossierSampleSave: [{ ...SAMPLE, format: 'csv' }],
  dossierCompare: [{ first: id, second: { path: '/in/other.pdf' } }],
  dossierCertify: [
    { id, shows: SHOWS, withhold: ['money'], folder: null, recipients: [{ name: '银行', address: null }] },
  ],
  dossierTables: [{ ...TABLES, tables: 'esma', format: 'xlsx', noData: 'elsewhere' }],
  sent: [{ search: '银行', due: true, offset: 0, limit: 500 }],
  recipients: [],
  replacements: [],
  recordListExport: ['xlsx'],
  listExport: [
    {
      filter: { search: '', states: [], kind: null, from: null, to: null, ids: [id], sort: 'seq', descending: true },
      columns: ['file', 'number'],
      format: 'csv',
    },
  ],
  tableTemplate: ['csv'],
  trustRead: ['/in/x.trust.json'],
  trustAdd: [{ path: '/in/x.trust.json', fingerprint: hex, typed: null }],
  trustRemove: [hex],
  trustExport: [],
  access: [],
  setPassphrase: [{ current: null, passphrase: 'correct horse' }],
  renewRecoveryCode: ['correct horse'],
  act: [{ do: 'reveal', path: '/in/a.pdf' }],
};

const mail = { do: 'mail', path: '/in/a.zip', to: ['a@b.example'], subject: 's', body: 'b' };
const bad: readonly (readonly [Call, readonly unknown[]])[] = [
  ['act', [{ ...mail, to: ['--attach@b.example'] }]],
  ['act', [{ ...mail, to: ['a@b.example?cc=c@d.example,x@y'] }]],
  ['act', [{ ...mail, path: 'a.zip' }]],
  ['pack', [{ ids: [id], withhold: [], documents: 'yes' }]],
  ['match', [{ ...MATCH, grouping: 'seller' }]],
  ['match', [{ ...MATCH, notes: [{ group: '*', rule: null, text: 'x' }] }]],
  ['match', [{ ...MATCH, notes: [{ group: id, rule: null, text: 'x'.repeat(501) }] }]],
  ['match', [{ ...MATCH, allowance: { ...MATCH.allowance, days: 3661 } }]],
  ['match', [{ ...MATCH, roles: manyRoles }]],
  ['dossierPlan', [{ source: { from: 'tape', path: 'pool.csv', mapping: {} }, cutOff: null }]],
  ['dossierPlan', [{ source: { ...TAPE, mapping: { 资产: 'password' } }, cutOff: null }]],
  ['dossierPlan', [{ source: { from: 'list', filter: { ...LIST, limit: 5 } }, cutOff: null }]],
  ['dossierMake', [{ ...DOSSIER, source: TAPE }]],
  ['dossierMake', [{ ...DOSSIER, source: { from: 'filter', filter: [] } }]],
  ['dossierMake', [{ ...DOSSIER, template: 'mortgage' }]],
  ['dossierLines', [{ id, list: 'items', search: '', offset: 0, limit: 501 }]],
  ['dossierSample', [{ ...SAMPLE, size: 0 }]],
  ['dossierCompare', [{ first: id, second: { record: id, path: '/in/other.pdf' } }]],
  ['dossierCertify', [{ id, shows: { ...SHOWS, open: Array(20_001).fill(id) }, withhold: [], folder: null }]],
  ['dossierTables', [{ ...TABLES, noData: 'later' }]],
  ['recordListExport', ['exe']],
  ['listExport', [{ filter: {}, columns: ['password'], format: 'csv' }]],
  ['table', ['/in/x.csv', { currency: 'yuan', preview: true }]],
  ['status', ['more than nothing']],
  ['setup', [{ language: 'fr', holder: { name: 'x', creditCode: null, operator: null } }]],
  ['setup', [{ language: 'en', holder: { name: 'x', creditCode: null, operator: null, admin: true } }]],
  ['unlock', ['x'.repeat(1001)]],
  ['settings', [{ sealAfterRecords: 0 }]],
  ['settings', [{ sealAfterSeconds: 1.5 }]],
  ['settings', [{ withhold: ['nothing of the kind'] }]],
  ['settings', [{ exportFolder: 'relative' }]],
  ['pick', ['anything']],
  ['intake', [{ paths: ['relative.pdf'], again: false }]],
  ['intake', [{ paths: ['/in/\0'], again: false }]],
  ['intake', [{ paths: new Array(100_001).fill('/in/a'), again: false }]],
  ['intake', [{ paths: '/in/a', again: false }]],
  ['records', [{ ...good.records[0], limit: 501 }]],
  ['records', [{ ...good.records[0], sort: 'rowid; DROP TABLE records' }]],
  ['records', [{ ...good.records[0], offset: -1 }]],
  ['record', ['../../etc/passwd']],
  ['edit', [{ ids: [id], facts: { holder: 'somebody else' } }]],
  ['edit', [{ ids: [id], facts: { fingerprints: { v: 1 } } }]],
  ['link', [{ id, rel: 'friend', to: { record: id } }]],
  ['link', [{ id, rel: 'order', to: { record: id, leaf: hex } }]],
  ['unlink', [{ id, rel: 'order', to: { origin: 'desk/1', leaf: hex } }]],
  ['linkTakeIn', ['partner.pdf']],
  ['erase', [[]]],
  ['erase', ['*']],
  ['setPassphrase', [{ current: null }]],
  ['setPassphrase', [{ current: null, passphrase: 'x'.repeat(1001) }]],
  ['renewRecoveryCode', []],
  ['table', [{ toString: () => '/in/a' }]],
  ['certificate', [null]],
  ['verify', [[['/in/a']]]],
  ['boxStart', [[]]],
  ['boxStart', [['relative']]],
  ['boxRows', [{ ...good.boxRows[0], limit: 501 }]],
  ['boxRows', [{ ...good.boxRows[0], states: ['fine'] }]],
  ['boxRow', [0]],
  ['boxExport', ['html']],
  ['report', [{ paths: [], format: 'pdf' }]],
  ['report', [{ paths: ['a.pdf'], format: 'pdf' }]],
  ['report', [{ paths: ['/in/a.pdf'], format: 'html' }]],
  ['checkerSave', ['/out/notary-check.html']],
  ['intake', [{ paths: ['/in/a.pdf'], again: false, supersedes: '../x' }]],
  ['trustRemove', [hex.toUpperCase()]],
  ['act', [{ do: 'open', path: '/bin/sh' }]],
  ['act', [{ do: 'print', path: '/in/a.pdf' }]],
];

function openDoor(handlers: Partial<NotaryApi>, isOurs = true) {
  const calls = new Map<string, Invoked>();
  const chosen: string[] = [];
  let hear: (event: IpcMainEvent, path: unknown) => void = () => {};
  answerCalls(
    {
      handle: (channel, listener) => calls.set(channel, listener as Invoked),
      on: (channel, listener) => {
        expect(channel).toBe(CHOSEN_CHANNEL);
        hear = listener;
        return undefined as never;
      },
    },
    { handlers: handlers as NotaryApi, isOurs: () => isOurs, chosen: (path) => chosen.push(path) },
  );
  const event = {} as IpcMainInvokeEvent;
  return {
    call: (name: Call, ...args: unknown[]) => calls.get(callChannel(name))?.(event, ...args),
    choose: (path: unknown) => hear({} as IpcMainEvent, path),
    channels: [...calls.keys()],
    chosen,
  };
}

test('every call of the table is answered, and nothing else', () => {
  expect(openDoor({}).channels.sort()).toEqual(CALL_NAMES.map(callChannel).sort());
});

test.each(Object.keys(good) as Call[])('%s: good arguments reach the handler as they are', async (name) => {
  const handler = vi.fn(async () => ok(null));
  const door = openDoor({ [name]: handler });
  expect(await door.call(name, ...good[name])).toEqual(ok(null));
  expect(handler).toHaveBeenCalledExactlyOnceWith(...good[name]);
});

test.each(bad.map(([name, args], i) => [i, name, args] as const))('bad arguments %i: %s', async (_i, name, args) => {
  const handler = vi.fn(async () => ok(null));
  const answer = await openDoor({ [name]: handler }).call(name, ...args);
  expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  expect(handler).not.toHaveBeenCalled();
});

test('a secret that is refused is not in the answer', async () => {
  const answer = await openDoor({}).call('unlock', `${'x'.repeat(1000)}secret`);
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('a foreign sender gets nothing, whatever it asks', async () => {
  const handler = vi.fn(async () => ok(null));
  for (const name of Object.keys(good) as Call[]) {
    const door = openDoor({ [name]: handler }, false);
    expect(await door.call(name, ...good[name])).toMatchObject({ ok: false, error: { code: 'not-supported' } });
    door.choose('/in/a.pdf');
    expect(door.chosen).toEqual([]);
  }
  expect(handler).not.toHaveBeenCalled();
});

test('what a handler throws becomes an answer', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const refuse = openDoor({
    seal: async () => {
      throw new NotaryError('rolled-back', 'older');
    },
    trust: async () => {
      throw new Error('stack and path');
    },
  });
  expect(await refuse.call('seal')).toMatchObject({ ok: false, error: { code: 'rolled-back' } });
  expect(JSON.stringify(await refuse.call('trust'))).not.toContain('stack and path');
  vi.restoreAllMocks();
});

test('nobody says that the clock is right without a reason', async () => {
  const clockDecide = vi.fn(async () => ok({ device: '', newest: null, proven: null, trouble: null, decision: null }));
  const door = openDoor({ clockDecide });
  for (const blank of ['', ' \t\n'])
    expect(await door.call('clockDecide', blank)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  expect(clockDecide).not.toHaveBeenCalled();
});

test('only absolute paths count as chosen', () => {
  const door = openDoor({});
  for (const path of ['/in/a.pdf', 'relative', 7, null, '/in/\0']) door.choose(path);
  expect(door.chosen).toEqual(['/in/a.pdf']);
});
