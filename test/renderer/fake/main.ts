/** Puts the played desk where the preload puts the real one. Injected by the test before the page's own scripts. */
import type { NotaryEvent } from '../../../electron/api.ts';
import type { Asked } from './asked.ts';
import { playedDesk } from './bridge.ts';
import type { Scenario } from './scenario.ts';

const scenario = (globalThis as unknown as { readonly played: Scenario }).played;
const asked: Asked = { intakes: [], previewed: [] };
const listeners = new Set<(event: NotaryEvent) => void>();
Object.defineProperties(globalThis, {
  notary: { value: playedDesk(scenario, listeners, asked) },
  /** What intakes were asked for. */
  askedPlayed: { value: asked.intakes },
  /** Of what choices a page was asked for. */
  previewedPlayed: { value: asked.previewed },
  /** For events that come from outside of the page. */
  tellPlayed: {
    value: (event: NotaryEvent) => {
      for (const listener of [...listeners]) listener(event);
    },
  },
});
