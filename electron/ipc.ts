/**
 * The single entry point for calls of the page: checks the sender, then the arguments, then converts the answer to
 * plain data. Nothing else in the shell listens to pages.
 */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { NotaryError } from '../core/errors.ts';
import type { NotaryApi, Result } from './api.ts';
import { path } from './argument-schemas.ts';
import { CALL_NAMES, entryOf, type Issue } from './calls.ts';
import { type Call, CHOSEN_CHANNEL, callChannel } from './channels.ts';
import { fail } from './results.ts';

/** The properties of an event's sender that are checked. */
export type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** `NotaryApi` as a mapped type, so that one generic function can serve every call. */
type Handlers = { readonly [K in Call]: (...args: Parameters<NotaryApi[K]>) => Promise<Answer<K>> };
type Answer<K extends Call> = Awaited<ReturnType<NotaryApi[K]>>;

export interface Door {
  readonly handlers: NotaryApi;
  /** True for the main frame of our own page in our own window. */
  readonly isOurs: (sender: Sender) => boolean;
  /** A user dropped or chose this path. */
  readonly chosen: (path: string) => void;
}

/** Answers every call of the table. */
export function answerCalls(ipcMain: Pick<IpcMain, 'handle' | 'on'>, door: Door): void {
  for (const name of CALL_NAMES)
    ipcMain.handle(callChannel(name), (event, ...args: unknown[]) => answer(door, name, event, args));
  ipcMain.on(CHOSEN_CHANNEL, (event, sent: unknown) => {
    const parsed = path.safeParse(sent);
    if (door.isOurs(event) && parsed.success) door.chosen(parsed.data);
  });
}

async function answer<K extends Call>(
  door: Door,
  name: K,
  sender: Sender,
  args: readonly unknown[],
): Promise<Answer<K> | Result<never>> {
  if (!door.isOurs(sender)) return fail(new NotaryError('not-supported', 'this page may not call the desk'));
  const parsed = entryOf(name).args.safeParse(args);
  if (!parsed.success) return fail(badInput(name, parsed.error.issues[0]));
  try {
    const handlers: Handlers = door.handlers;
    return await handlers[name](...parsed.data);
  } catch (error) {
    return fail(error);
  }
}

/** Describes the path of the error, never the value, which may be secret or huge. */
function badInput(name: Call, issue: Issue | undefined): NotaryError {
  const at = issue?.path.map(String).join('.').slice(0, 200) ?? '';
  return new NotaryError('bad-input', `${name}: ${issue?.message ?? 'not allowed'} at argument ${at}`, { at });
}
