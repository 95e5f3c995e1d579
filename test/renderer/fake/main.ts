/** Puts the played desk where the preload puts the real one. Injected by the test before the page's own scripts. */
import { playedDesk, type Scenario } from './bridge.ts';

const scenario = (globalThis as unknown as { readonly played: Scenario }).played;
Object.defineProperty(globalThis, 'notary', { value: playedDesk(scenario) });
