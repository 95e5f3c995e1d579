/** Records with warnings wait for a decision, which the journal keeps; a desk seals by itself only if it was told so. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { needsDecision, WARNING_CODES } from '../../core/documents/warnings.ts';
import { main } from '../../core/node/cli/main.ts';
import { Sealer } from '../../core/node/desk/sealer.ts';
import { DEFAULT_SETTINGS } from '../../core/node/desk/settings.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('held-');
const home = join(dir, 'home');

async function call<T>(...args: string[]): Promise<[number, T, string]> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    showsProgress: false,
  };
  const code = await main([...args, '--home', home, '--json', '--lang', 'en'], terminal);
  return [code, JSON.parse(out.join('')) as T, err.join('')];
}

interface Added {
  readonly records: readonly { readonly id: string; readonly warnings: readonly { readonly code: string }[] }[];
}
interface Sealed {
  readonly sealed: number;
  readonly held: readonly string[];
}

it('files with warnings are not sealed before somebody decides; the journal keeps the decision', async () => {
  await call('init', '--holder', 'Sample');
  writeFileSync(join(dir, 'good.txt'), 'good');
  writeFileSync(join(dir, 'half.pdf.crdownload'), 'half');
  copyFileSync(
    join(import.meta.dirname, '../vectors/feedback/lint-office/word-online-2.docx'),
    join(dir, 'tracked.docx'),
  );
  const paths = ['good.txt', 'half.pdf.crdownload', 'tracked.docx'].map((name) => join(dir, name));
  const [, { records }] = await call<Added>('add', ...paths);
  const warned = records.filter(({ warnings }) => warnings.length > 0).map(({ id }) => id);
  expect(warned).toHaveLength(2);

  const [code, first, words] = await call<Sealed>('seal');
  expect([code, first.sealed, first.held]).toEqual([0, 1, warned]);
  expect(words).toContain('2 with warnings wait for a decision');
  expect((await call<{ held: number; waiting: number }>('status'))[1]).toMatchObject({ held: 2, waiting: 0 });

  await call('withdraw', warned[0] ?? '', '--reason', 'half a download');
  const [, second] = await call<Sealed>('seal', '--include-warned');
  expect([second.sealed, second.held]).toEqual([1, []]);
  const [, shown] = await call<{ timeline: { kind: string }[] }>('show', warned[1] ?? '');
  expect(shown.timeline.map(({ kind }) => kind)).toEqual(['recorded', 'approved', 'sealed', 'anchored']);
});

it('only what tells how a record was made, or what else there is, leaves nothing to decide', () => {
  const none = WARNING_CODES.filter((code) => !needsDecision([{ code, detail: '' }]));
  expect(none).toEqual([
    ...['not-looked-into', 'not-opened', 'duplicate', 'codes-not-read', 'no-parts'],
    ...['several-invoices', 'invoices-inside', 'not-read', 'value-refused', 'same-invoice', 'perhaps-same-invoice'],
    ...['takes-back', 'takes-back-unknown', 'taken-back'],
    ...['signature-not-checked', 'seal-partial', 'code-altered', 'not-all-read'],
    ...['waits-for-held', 'waits-for-unconfirmed'],
  ]);
});

it('a desk that was told not to seal by itself never does', () => {
  const sealer = (sealsItself: boolean) =>
    new Sealer({
      active: true,
      waiting: () => ({ count: 5000, lastEdit: '2026-11-21T08:00:00.000Z' }),
      settings: () => ({ ...DEFAULT_SETTINGS, sealsItself }),
      elapsed: () => 0,
      seal: async () => ({ sealed: 1 }),
    });
  expect([sealer(true).remaining(), sealer(false).remaining()]).toEqual([0, null]);
});
