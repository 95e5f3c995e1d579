import { describe, expect, test, vi } from 'vitest';
import type { RecordDetail } from '../../electron/api.ts';
import { Grants } from '../../electron/grants.ts';
import { type HandlerDependencies, makeHandlers } from '../../electron/handlers.ts';
import { ok } from '../../electron/results.ts';
import { shellWords } from '../../electron/words.ts';
import { emptyStatus } from '../fakes/desk.ts';

const id = '0199c0de-0000-7000-8000-000000000000';

const BUNDLE = { sources: [], name: 'x', policy: { chains: 1, witnesses: 0 }, names: 'refuse' } as const;
const NOTHING_SHOWN = { items: false, open: [], absent: [], sample: null };

function setUp(answers: Record<string, unknown> = {}, parts: Partial<HandlerDependencies> = {}) {
  const call = vi.fn(async (name: string, ..._args: unknown[]) => ok(answers[name]));
  const grants = new Grants();
  const all: HandlerDependencies = {
    desk: { call: call as unknown as HandlerDependencies['desk']['call'] },
    grants,
    follow: vi.fn(),
    words: () => shellWords.en,
    pick: async () => [],
    pickTarget: async () => null,
    reveal: vi.fn(),
    mail: vi.fn(async () => true),
    openForPrinting: vi.fn(async () => {}),
    printRecovery: vi.fn(async () => true),
    saveRecovery: vi.fn(async () => {}),
    ...parts,
  };
  return { handlers: makeHandlers(all), call, grants, parts: all };
}

describe('paths that nobody chose', () => {
  test('are neither read nor written nor revealed', async () => {
    const { handlers, call } = setUp();
    const path = '/etc/passwd';
    const attempts = [
      () => handlers.intake({ paths: [path], again: false }),
      () => handlers.table(path),
      () => handlers.dossierPlan({ source: { from: 'tape', path, mapping: {} }, cutOff: null }),
      () => handlers.dossierCompare({ first: id, second: { path } }),
      () => handlers.dossierCertify({ id, shows: NOTHING_SHOWN, withhold: [], folder: '/etc' }),
      () => handlers.verify([path]),
      () => handlers.isBox([path]),
      () => handlers.boxStart([path]),
      () => handlers.trustRead(path),
      () => handlers.chainPlan({ paths: [path], answers: { texts: {}, files: {} } }),
      () => handlers.chainPlan({ paths: [], answers: { texts: {}, files: { ca: path } } }),
      () =>
        handlers.chainAdd({
          paths: [path],
          answers: { texts: {}, files: {} },
          fingerprint: 'ab'.repeat(32),
          typed: null,
        }),
      () => handlers.bundlePlan({ ...BUNDLE, sources: [{ from: 'file', path }] }),
      () =>
        handlers.bundleSave({ wish: { ...BUNDLE, sources: [{ from: 'file', path }] }, fingerprint: 'ab'.repeat(32) }),
      () => handlers.trustAdd({ path, fingerprint: 'ab'.repeat(32), typed: null }),
      () => handlers.certify({ ids: [id], withhold: [], folder: '/etc' }),
      () => handlers.settings({ exportFolder: '/etc' }),
      () => handlers.act({ do: 'reveal', path }),
      () => handlers.act({ do: 'mail', path, to: ['a@b.example'], subject: '', body: '' }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'bad-input' });
    expect(call).not.toHaveBeenCalled();
  });

  test('count as chosen when the desk has a record of them', async () => {
    const detail = { path: '/in/a.pdf' } as RecordDetail;
    const { handlers, parts } = setUp({ record: detail });
    await handlers.record(id);
    expect(await handlers.act({ do: 'reveal', path: '/in/a.pdf' })).toEqual(ok(true));
    expect(parts.reveal).toHaveBeenCalledExactlyOnceWith('/in/a.pdf');
    await expect(handlers.intake({ paths: ['/in/a.pdf'], again: true })).resolves.toMatchObject({ ok: true });
    await expect(handlers.table('/in/b.csv')).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('certificates', () => {
  test('without a folder one is asked for, and nothing happens when the dialog is closed', async () => {
    const { handlers, call } = setUp();
    expect(await handlers.certify({ ids: [id], withhold: [], folder: null })).toEqual(
      ok({ folder: null, certificates: [], errors: [] }),
    );
    expect(call).not.toHaveBeenCalled();
  });

  test('of a dossier go there too, with what they show', async () => {
    const written = { folder: '/out', certificates: [{ id, path: '/out/1.pdf' }], errors: [] };
    const { handlers, call, grants } = setUp({ dossierCertify: written }, { pick: async () => ['/out'] });
    grants.target('/out');
    const shows = { ...NOTHING_SHOWN, items: true };
    expect(await handlers.dossierCertify({ id, shows, withhold: [], folder: null })).toEqual(ok(written));
    expect(call).toHaveBeenCalledWith('dossierCertify', { id, shows, withhold: [], folder: '/out' });
    expect(call).toHaveBeenCalledWith('settings', { exportFolder: '/out' });
    expect(await handlers.act({ do: 'reveal', path: '/out/1.pdf' })).toEqual(ok(true));
  });

  test('go to the folder that was chosen and can be revealed there', async () => {
    const written = { folder: '/out', certificates: [{ id, path: '/out/1.pdf' }], errors: [] };
    const { handlers, call, grants } = setUp({ certify: written }, { pick: async () => ['/out'] });
    grants.target('/out');
    expect(await handlers.certify({ ids: [id], withhold: [], folder: null })).toEqual(ok(written));
    expect(call).toHaveBeenCalledWith('certify', { ids: [id], withhold: [], folder: '/out' });
    expect(await handlers.act({ do: 'reveal', path: '/out/1.pdf' })).toEqual(ok(true));
  });

  test('are printed by the system', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const { handlers, parts } = setUp({ certificate: bytes });
    expect(await handlers.act({ do: 'print', id })).toEqual(ok(true));
    expect(parts.openForPrinting).toHaveBeenCalledExactlyOnceWith(bytes, id);
  });
});

test('what an erasure has to leave can be shown in its folder, and is not read', async () => {
  const plan = { originals: ['/in/a.pdf'], certificates: [{ path: '/out/1.pdf', present: true }] };
  const { handlers } = setUp({ erasure: plan });
  await handlers.erasure([id]);
  for (const path of ['/in/a.pdf', '/out/1.pdf']) {
    expect(await handlers.act({ do: 'reveal', path })).toEqual(ok(true));
    await expect(handlers.verify([path])).rejects.toMatchObject({ code: 'bad-input' });
  }
});

describe('the recovery code', () => {
  test('is saved where the dialog said', async () => {
    const { handlers, parts } = setUp({}, { pickTarget: async () => '/safe/code.txt' });
    expect(await handlers.act({ do: 'save-recovery', code: 'AAAA-BBBB' })).toEqual(ok(true));
    expect(parts.saveRecovery).toHaveBeenCalledExactlyOnceWith('/safe/code.txt', 'AAAA-BBBB', shellWords.en);
  });

  test('is not saved when the dialog was closed', async () => {
    const { handlers, parts } = setUp();
    expect(await handlers.act({ do: 'save-recovery', code: 'AAAA-BBBB' })).toEqual(ok(false));
    expect(parts.saveRecovery).not.toHaveBeenCalled();
  });
});

test('the shell follows the state that the page is told', async () => {
  const { handlers, parts } = setUp({ status: emptyStatus, setup: { recoveryCode: 'x', status: emptyStatus } });
  await handlers.status();
  await handlers.setup({ language: 'zh', holder: { name: 'x', creditCode: null, operator: null } });
  expect(parts.follow).toHaveBeenCalledTimes(2);
});

test('the sheet of a case box is written where the dialog said, and may be notarized then', async () => {
  const { handlers, call } = setUp(
    { boxExport: null, intake: { intake: 1 } },
    { pickTarget: async () => '/out/s.pdf' },
  );
  await expect(handlers.intake({ paths: ['/out/s.pdf'], again: false })).rejects.toMatchObject({ code: 'bad-input' });
  expect(await handlers.boxExport('pdf')).toEqual(ok('/out/s.pdf'));
  expect(call).toHaveBeenCalledExactlyOnceWith('boxExport', '/out/s.pdf', 'pdf');
  expect(await handlers.intake({ paths: ['/out/s.pdf'], again: false })).toEqual(ok({ intake: 1 }));
});

test('a report for an expert is made of files that a person chose, and written where the dialog said', async () => {
  const { handlers, call, grants } = setUp({ report: null }, { pickTarget: async () => '/out/r.json' });
  const wish = { paths: ['/in/a.pdf'], digests: ['ab'.repeat(32)], format: 'json' } as const;
  await expect(handlers.report(wish)).rejects.toMatchObject({ code: 'bad-input' });
  grants.chosen('/in/a.pdf');
  expect(await handlers.report(wish)).toEqual(ok('/out/r.json'));
  expect(call).toHaveBeenCalledExactlyOnceWith('report', '/out/r.json', wish);
});

test('a copy of the checker page is written where the dialog said; nothing when it was closed', async () => {
  const { handlers, call } = setUp({ checkerSave: null }, { pickTarget: async () => '/out/check.html' });
  expect(await handlers.checkerSave()).toEqual(ok('/out/check.html'));
  expect(call).toHaveBeenCalledExactlyOnceWith('checkerSave', '/out/check.html');
  const closed = setUp({ checkerSave: null }, { pickTarget: async () => null });
  expect(await closed.handlers.checkerSave()).toEqual(ok(null));
  expect(closed.call).not.toHaveBeenCalled();
});

test('the bundle of the desk is written where the dialog said', async () => {
  const { handlers, call } = setUp({ trustExport: null }, { pickTarget: async () => '/out/own.trust.json' });
  expect(await handlers.trustExport()).toEqual(ok('/out/own.trust.json'));
  expect(call).toHaveBeenCalledExactlyOnceWith('trustExport', '/out/own.trust.json');
});
