/**
 * What the page can do: the calls of the table, the path of a file that was dropped on it, and listening. No generic
 * send, nothing of Electron. Runs sandboxed, as one CommonJS file.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { NotaryApi, NotaryBridge, NotaryEvent } from './api.ts';
import { type Call, CHOSEN_CHANNEL, callChannel, EVENT_CHANNEL } from './channels.ts';

function call<K extends Call>(name: K, ...args: Parameters<NotaryApi[K]>): ReturnType<NotaryApi[K]> {
  return ipcRenderer.invoke(callChannel(name), ...args) as ReturnType<NotaryApi[K]>;
}

const api: NotaryApi = {
  status: () => call('status'),
  setup: (input) => call('setup', input),
  unlock: (secret) => call('unlock', secret),
  settings: (change) => call('settings', change),
  pick: (kind) => call('pick', kind),
  intake: (input) => call('intake', input),
  cancel: (what) => call('cancel', what),
  records: (query) => call('records', query),
  record: (id) => call('record', id),
  provisional: () => call('provisional'),
  edit: (change) => call('edit', change),
  warnings: () => call('warnings'),
  confirm: (input) => call('confirm', input),
  table: (path) => call('table', path),
  withdraw: (input) => call('withdraw', input),
  seal: () => call('seal'),
  certify: (input) => call('certify', input),
  certificate: (id) => call('certificate', id),
  verify: (paths, digests) => call('verify', paths, digests),
  isBox: (paths) => call('isBox', paths),
  box: () => call('box'),
  boxStart: (paths) => call('boxStart', paths),
  boxResume: () => call('boxResume'),
  boxDiscard: () => call('boxDiscard'),
  boxRows: (query) => call('boxRows', query),
  boxRow: (number) => call('boxRow', number),
  boxExport: (format) => call('boxExport', format),
  report: (input) => call('report', input),
  checker: () => call('checker'),
  checkerSave: () => call('checkerSave'),
  trust: () => call('trust'),
  trustRead: (path) => call('trustRead', path),
  trustAdd: (input) => call('trustAdd', input),
  trustRemove: (fingerprint) => call('trustRemove', fingerprint),
  trustExport: () => call('trustExport'),
  chains: () => call('chains'),
  chainRead: (path) => call('chainRead', path),
  chainAdd: (input) => call('chainAdd', input),
  chainChange: (input) => call('chainChange', input),
  chainHealth: (name) => call('chainHealth', name),
  chainRegister: () => call('chainRegister'),
  share: (input) => call('share', input),
  pack: (input) => call('pack', input),
  sent: (query) => call('sent', query),
  recipients: () => call('recipients'),
  replacements: () => call('replacements'),
  registerExport: (format) => call('registerExport', format),
  act: (input) => call('act', input),
};

type Listener = (event: NotaryEvent) => void;

const listeners = new Set<Listener>();
/** Events from before the page listens; files given at start must not be lost. */
let early: NotaryEvent[] = [];
const MOST_EARLY = 100;

ipcRenderer.on(EVENT_CHANNEL, (_event, sent: NotaryEvent) => {
  if (listeners.size > 0) for (const listener of listeners) listener(sent);
  else early = [...early, sent].slice(-MOST_EARLY);
});

function onEvent(listener: Listener): () => void {
  // wrapped, so that one function given twice is two listeners
  const own: Listener = (event) => listener(event);
  listeners.add(own);
  const missed = early;
  early = [];
  for (const event of missed) own(event);
  return () => listeners.delete(own);
}

function pathOf(file: File): string {
  const path = webUtils.getPathForFile(file);
  // only a File that came from the system has a path, so this is a person's choice and the main process may rely on it
  if (path !== '') ipcRenderer.send(CHOSEN_CHANNEL, path);
  return path;
}

const bridge: NotaryBridge = {
  ...api,
  onEvent,
  pathOf,
  platform: process.platform as NotaryBridge['platform'],
};

contextBridge.exposeInMainWorld('notary', bridge);
