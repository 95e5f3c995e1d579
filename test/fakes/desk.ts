import type { DeskStatus } from '../../electron/api.ts';
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
    onlyConfirmed: false,
    operator: null,
    withhold: [],
    paper: false,
    fingerprints: true,
    exportFolder: null,
  },
  keyProtection: null,
  origin: null,
  fingerprint: null,
  counts: { recorded: 0, sealed: 0, anchored: 0, withdrawn: 0, erased: 0 },
  waiting: 0,
  sealsAt: null,
  checkpoint: null,
};

function unexpected(): never {
  throw new Error('the test did not expect this call');
}

/** A desk whose calls all fail, but for those given. */
export function fakeDesk(calls: Partial<HostedDesk> = {}): HostedDesk {
  return {
    status: () => emptyStatus,
    setup: unexpected,
    unlock: unexpected,
    settings: unexpected,
    intake: unexpected,
    cancel: unexpected,
    records: unexpected,
    record: unexpected,
    edit: unexpected,
    warnings: unexpected,
    confirm: unexpected,
    table: unexpected,
    withdraw: unexpected,
    seal: unexpected,
    certify: unexpected,
    certificate: unexpected,
    verify: unexpected,
    report: unexpected,
    checker: unexpected,
    checkerSave: unexpected,
    isBox: unexpected,
    box: unexpected,
    boxStart: unexpected,
    boxResume: unexpected,
    boxDiscard: unexpected,
    boxRows: unexpected,
    boxRow: unexpected,
    boxExport: unexpected,
    trust: unexpected,
    provisional: unexpected,
    chains: unexpected,
    chainRead: unexpected,
    chainAdd: unexpected,
    chainChange: unexpected,
    chainHealth: unexpected,
    chainRegister: unexpected,
    share: unexpected,
    pack: unexpected,
    sent: unexpected,
    recipients: unexpected,
    replacements: unexpected,
    registerExport: unexpected,
    trustRead: unexpected,
    trustAdd: unexpected,
    trustRemove: unexpected,
    trustExport: unexpected,
    close: () => {},
    ...calls,
  };
}
