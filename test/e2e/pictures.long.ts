/**
 * The administrator's first hour, the clerk's day and the recipient's five minutes on the real window, a picture of every
 * screen and dialog: `NOTARY_LONG=1 npx vitest run -c vitest.e2e.config.ts test/e2e/pictures.long.ts`. The pictures lie
 * in `artefacts/pictures`; with `NOTARY_PICTURES=all` in every size, enlargement and colour, with
 * `first` in one, to see that the days go through, with `200 % dark` in those that are called so.
 */
import { afterAll, beforeAll, describe, vi } from 'vitest';
import type { Language } from '../../electron/api.ts';
import { administrator } from './days/administrator.ts';
import { clerk } from './days/clerk.ts';
import { recipient } from './days/recipient.ts';
import { trade } from './days/trade.ts';
import { trouble } from './days/trouble.ts';
import { Studio } from './studio.ts';

vi.setConfig({ testTimeout: 900_000, hookTimeout: 300_000 });

/** One after the other, in one desk: each step stands on the one before. */
describe.each(['zh', 'en'] as const)('pictures in %s', (language: Language) => {
  const studio = new Studio(language);
  beforeAll(() => studio.open());
  afterAll(() => studio.close());

  describe('the administrator’s first hour', () => administrator(studio));
  describe('the clerk’s day', () => clerk(studio));
  describe('the clerk’s trade', () => trade(studio));
  describe('the recipient’s five minutes', () => recipient(studio));
  describe('days on which something is wrong', () => trouble(studio));
});
