/**
 * What the page can do: the calls of the table, the path of a file that was dropped on it, and listening. No generic
 * send, nothing of Electron. Runs sandboxed, as one CommonJS file.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { NotaryApi, NotaryBridge, NotaryEvent } from './api.ts';
import { type Call, CHOSEN_CHANNEL, callChannel, EVENT_CHANNEL } from './channels.ts';

/** Put in by the build (scripts/build/bundles.ts): the table itself brings the checks along, which have no place here. */
declare const CALL_NAMES: readonly Call[];

const callOf =
  (name: Call) =>
  (...args: unknown[]) =>
    ipcRenderer.invoke(callChannel(name), ...args);
// the names are those of the table
const api = Object.fromEntries(CALL_NAMES.map((name) => [name, callOf(name)])) as unknown as NotaryApi;

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
