import type { DeskStatus } from '../../electron/api.ts';
import { CALL_NAMES } from '../../electron/calls.ts';
import type { HostedDesk } from '../../electron/host/messages.ts';

/** The state of a desk that has not been set up. */
export const emptyStatus: DeskStatus = {
  ready: false,
  problem: null,
  home: '/home/clerk/desk',
  version: '0.0.0',
  oldRuntime: false,
  holder: null,
  settings: {
    language: 'en',
    theme: 'system',
    sealAfterRecords: 1000,
    sealAfterSeconds: 300,
    sealsItself: true,
    onlyConfirmed: false,
    operator: null,
    currency: null,
    withhold: [],
    paper: false,
    checker: null,
    fingerprints: true,
    exportFolder: null,
    lastWithheld: null,
    presets: [],
    shownTo: [],
  },
  keyProtection: null,
  origin: null,
  fingerprint: null,
  counts: { recorded: 0, sealed: 0, anchored: 0, withdrawn: 0, erased: 0 },
  waiting: 0,
  held: 0,
  chain: null,
  sealsAt: null,
  checkpoint: null,
  memory: null,
};

function unexpected(): never {
  throw new Error('the test did not expect this call');
}

/** A desk whose calls all fail, but for those given. */
export function fakeDesk(given: Partial<HostedDesk> = {}): HostedDesk {
  const all = Object.fromEntries(CALL_NAMES.map((name) => [name, unexpected])) as unknown as HostedDesk;
  return { ...all, status: () => emptyStatus, close: () => {}, ...given };
}
