/** Settings that a disk or a person has damaged: what was decided is never replaced by something weaker. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import { DEFAULT_SETTINGS } from '../../core/node/desk/settings.ts';
import type { DeskStatus } from '../../core/node/desk/types.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { wordsFor } from '../../core/words/words.ts';
import { notary, notaryJson } from './support/cli.ts';
import { coded, damage, newHome, opened, options } from './support/damaged.ts';

describe('a damaged setting', () => {
  const decided = { withhold: ['fileName'], onlyConfirmed: true, sealsItself: true } as const;

  it.each([
    ['withhold', '{'],
    ['withhold', '["no such fact"]'],
    ['onlyConfirmed', '{'],
    ['onlyConfirmed', '"yes"'],
    ['sealsItself', ''],
  ] as const)(
    '%s = %s is no weaker one: nothing is sealed or handed over until it is chosen again',
    async (name, value) => {
      const { home, folder, sealed, waiting } = await newHome();
      const before = await Desk.open(options(home));
      before.settings(decided);
      await before.confirm(waiting, true);
      await before.close();
      damage(home, `UPDATE settings SET value = '${value}' WHERE name = '${name}'`);
      const refusal = coded('home-damaged', { setting: name });
      const desk = await Desk.open(options(home));
      expect(desk.status().problem).toEqual(refusal);
      await expect(desk.seal()).rejects.toThrow(refusal);
      const { certificates, errors } = await desk.certificates.certify(sealed, decided.withhold, join(folder, 'out'));
      expect([certificates, errors.map(({ error }) => error)]).toEqual([[], [refusal, refusal]]);
      await expect(async () => desk.certificates.make(sealed[0] ?? '')).rejects.toThrow(refusal);
      await desk.close();
      const [out, first] = [join(folder, 'out.zip'), sealed[0] ?? ''];
      for (const command of [
        ['seal'],
        ['certify', first, '--out', join(folder, 'out')],
        ['pack', first, '--out', out],
      ]) {
        const { code, err } = await notary(['--home', home, '--lang', 'en', ...command]);
        expect([command[0], code, err]).toEqual([command[0], 30, expect.stringContaining('Choose it again')]);
      }
      const shared = await notary(['--home', home, '--lang', 'en', 'share', first, '--to', 'court', '--out', out]);
      expect([shared.code, shared.err]).toEqual([30, expect.stringContaining('Choose it again')]);
      expect(existsSync(out)).toBe(false);
      const { json } = await notaryJson<DeskStatus>(['--home', home, 'status']);
      expect(json.problem).toEqual(refusal);
      const again = await opened(home);
      await expect(again.seal()).rejects.toThrow(refusal);
      again.settings({ [name]: decided[name] });
      expect(again.status().problem).toBeNull();
      expect((await again.seal()).sealed).toBe(waiting.length);
    },
  );

  it('holder is no public one: what is withheld by it stays withheld', async () => {
    const { home, folder, sealed } = await newHome();
    damage(
      home,
      "UPDATE settings SET value = '{' WHERE name = 'holder'",
      "DELETE FROM settings WHERE name = 'withhold'",
    );
    const desk = await Desk.open(options(home));
    await expect(async () => desk.certificates.make(sealed[0] ?? '')).rejects.toThrow(coded('home-damaged'));
    await desk.close();
    const view = DeskView.open(options(home));
    onTestFinished(() => view.close());
    expect(view.settings.withhold).toEqual(expect.arrayContaining(['holder', 'holderId', 'fileName']));
    expect((await notary(['--home', home, 'certify', '--all', '--out', join(folder, 'out')])).code).toBe(30);
  });

  it.each(["UPDATE settings SET value = '{' WHERE name = 'holder'", "DELETE FROM settings WHERE name = 'holder'"])(
    'holder is asked for again, and meanwhile the rest is shown and verified: %s',
    async (statement) => {
      const { home, folder, sealed, waiting } = await newHome();
      const before = await Desk.open(options(home));
      const out = join(folder, 'out');
      await before.certificates.certify(sealed.slice(0, 1), [], out);
      await before.close();
      const verified = await notary(['--home', home, '--lang', 'en', 'verify', out]);
      damage(home, statement);
      const refusal = coded('home-damaged', { setting: 'holder' });
      const status = await notary(['--home', home, '--lang', 'en', 'status']);
      expect([status.code, status.out.includes('undefined')]).toEqual([0, false]);
      expect(status.err).toMatch(/“Holder” cannot be read.*Choose it again/);
      expect(await notary(['--home', home, '--lang', 'en', 'verify', out])).toMatchObject({ code: verified.code });
      const exported = await notary(['--home', home, 'trust', 'export', '--out', join(folder, 'own.trust.json')]);
      expect([exported.code, existsSync(join(folder, 'own.trust.json'))]).toEqual([30, false]);
      const desk = await opened(home);
      expect(desk.status()).toMatchObject({ holder: null, problem: refusal, counts: { anchored: 2 } });
      await expect(desk.seal()).rejects.toThrow(refusal);
      desk.holders.change({ name: 'ACME', creditCode: null, operator: null });
      expect(desk.status()).toMatchObject({ holder: { name: 'ACME' }, problem: null });
      expect((await desk.seal()).sealed).toBe(waiting.length);
    },
  );

  it.each(['theme', 'language', 'fingerprints', 'checker'])('%s is as it was never set', async (name) => {
    const { home, sealed, waiting } = await newHome();
    damage(home, `INSERT OR REPLACE INTO settings (name, value) VALUES ('${name}', '{')`);
    const desk = await opened(home);
    expect(desk.status().settings).toMatchObject({ [name]: DEFAULT_SETTINGS[name as keyof typeof DEFAULT_SETTINGS] });
    expect((await desk.seal()).sealed).toBe(waiting.length);
    await desk.certificates.make(sealed[0] ?? '');
  });

  it('is named in both languages', () => {
    for (const language of ['en', 'zh'] as const)
      for (const setting of ['withhold', 'onlyConfirmed', 'sealsItself', 'holder'])
        expect(wordsFor(language).errors['home-damaged']({ setting }).happened).not.toContain(setting);
  });
});
