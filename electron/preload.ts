/**
 * The page's capabilities: the calls of the table, paths of dropped files, and events. No generic send, nothing of
 * Electron. Runs sandboxed, as one CommonJS file.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { NotaryApi, NotaryBridge, NotaryEvent } from './api.ts';
import { type Call, CHOSEN_CHANNEL, callChannel, EVENT_CHANNEL } from './channels.ts';

/** Inserted by the build (scripts/build/bundles.ts), because importing the table would include its schemas. */
declare const CALL_NAMES: readonly Call[];

const callOf =
  (name: Call) =>
  (...args: unknown[]) =>
    ipcRenderer.invoke(callChannel(name), ...args);
// the names are those of the table
const api = Object.fromEntries(CALL_NAMES.map((name) => [name, callOf(name)])) as unknown as NotaryApi;

type Listener = (event: NotaryEvent) => void;

const listeners = new Set<Listener>();
/** Events from before the page listens: files passed at start-up must not be lost. */
let early: NotaryEvent[] = [];
const MOST_EARLY = 100;

ipcRenderer.on(EVENT_CHANNEL, (_event, sent: NotaryEvent) => {
  if (listeners.size > 0) for (const listener of listeners) listener(sent);
  else early = [...early, sent].slice(-MOST_EARLY);
});

function onEvent(listener: Listener): () => void {
  // wrapped, so that the same function can be registered twice
  const own: Listener = (event) => listener(event);
  listeners.add(own);
  const missed = early;
  early = [];
  for (const event of missed) own(event);
  return () => listeners.delete(own);
}

function pathOf(file: File): string {
  const path = webUtils.getPathForFile(file);
  // only a File from the system has a path, so this is a user's choice that the main process may rely on
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
