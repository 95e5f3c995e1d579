/** Channel names between the page's preload and the main process. */
import type { NotaryApi } from './api.ts';

export type Call = keyof NotaryApi;

/** The channel of one call of the table. */
export const callChannel = (name: Call): string => `notary:call:${name}`;

/** Events for the page. */
export const EVENT_CHANNEL = 'notary:event';

/** From the preload: a user dropped or chose this path. */
export const CHOSEN_CHANNEL = 'notary:chosen';
