/**
 * Handlers of the page's calls. Most calls are forwarded to the desk according to the table; written out here are those
 * that need dialogs, printing or the file manager, and those that the shell reacts to.
 */
import type { SaveDialogOptions } from 'electron';
import type { CertifyResult, DeskStatus, ErasurePlan, NotaryApi, PickKind, Result } from './api.ts';
import { CALL_NAMES, type CallsLike, calls, entryOf, type FileCall } from './calls.ts';
import type { Call } from './channels.ts';
import type { DeskClient } from './desk-client.ts';
import type { Grants } from './grants.ts';
import type { DeskCalls } from './host/messages.ts';
import type { Mail } from './mail.ts';
import { ok } from './results.ts';
import { SAVE_DIALOGS } from './save-dialogs.ts';
import type { ShellWords } from './words.ts';

/** The part of the shell that handlers need, so that tests can do without Electron. */
export interface HandlerDependencies {
  readonly desk: Pick<DeskClient, 'call'>;
  readonly grants: Grants;
  /** Called with the desk's state whenever it is sent to the page. */
  readonly follow: (status: DeskStatus) => void;
  readonly words: () => ShellWords;
  readonly pick: (kind: PickKind) => Promise<readonly string[]>;
  readonly pickTarget: (options: SaveDialogOptions) => Promise<string | null>;
  readonly reveal: (path: string) => void;
  /** Opens a new mail; true when the file is attached. */
  readonly mail: (mail: Mail) => Promise<boolean>;
  readonly openForPrinting: (bytes: Uint8Array, name: string) => Promise<void>;
  readonly printRecovery: (code: string, words: ShellWords) => Promise<boolean>;
  readonly saveRecovery: (file: string, code: string, words: ShellWords) => Promise<void>;
}

/** Calls that the main process answers itself, or to which it adds something. */
type WrittenOut = Pick<NotaryApi, CallsLike<{ readonly by: 'main' }>> & Partial<NotaryApi>;

export function makeHandlers(dependencies: HandlerDependencies): NotaryApi {
  const forwarded = CALL_NAMES.filter(isPlain).map((name) => [name, forwarding(dependencies, name)]);
  const written = CALL_NAMES.filter(isForFile).map((name) => [name, saving(dependencies, name)]);
  // the desk's calls are forwarded, and the compiler asks for the others
  return { ...Object.fromEntries([...forwarded, ...written]), ...writtenOut(dependencies) } as NotaryApi;
}

function writtenOut(dependencies: HandlerDependencies): WrittenOut {
  const { desk, grants } = dependencies;
  return {
    status: async () => followed(dependencies, await desk.call('status')),
    setup: async (input) => {
      const result = await desk.call('setup', input);
      if (result.ok) dependencies.follow(result.value.status);
      return result;
    },
    unlock: async (secret) => followed(dependencies, await desk.call('unlock', secret)),
    settings: async (change) => {
      if (typeof change.exportFolder === 'string') grants.mayWrite(change.exportFolder);
      return await desk.call('settings', change);
    },
    pick: async (kind) => ok(await dependencies.pick(kind)),
    record: async (id) => {
      const detail = await desk.call('record', id);
      // chosen at its intake, so it may be added again
      if (detail.ok && detail.value.path !== null) grants.chosen(detail.value.path);
      return detail;
    },
    erasure: async (ids) => {
      const plan = await desk.call('erasure', ids);
      // may be shown in their folders, because only a person can delete them
      if (plan.ok) for (const path of elsewhere(plan.value)) grants.shown(path);
      return plan;
    },
    certify: (input) => certify(dependencies, 'certify', input),
    dossierCertify: (input) => certify(dependencies, 'dossierCertify', input),
    boxExport: async (format) => {
      const file = await saved(dependencies, 'boxExport', [format]);
      // a user named it, so it may be notarized like any other file
      if (file.ok && file.value !== null) grants.chosen(file.value);
      return file;
    },
    act: (input) => act(dependencies, input),
  };
}

type PlainCall = CallsLike<{ readonly by: 'desk' }>;

const isPlain = (name: Call): name is PlainCall => calls[name].by === 'desk';
const isForFile = (name: Call): name is FileCall => calls[name].by === 'file';

/** The handler of a call that is fully described by the table. */
function forwarding<K extends PlainCall>({ desk, grants }: HandlerDependencies, name: K) {
  return async (...args: Parameters<DeskCalls[K]>) => {
    grants.mayRead(entryOf(name).reads?.(...(args as Parameters<NotaryApi[K]>)) ?? []);
    return await desk.call(name, ...args);
  };
}

/** The handler of a call that writes a file. */
function saving<K extends FileCall>(dependencies: HandlerDependencies, name: K) {
  return async (...args: Parameters<NotaryApi[K]>) => {
    dependencies.grants.mayRead(entryOf(name).reads?.(...args) ?? []);
    return await saved(dependencies, name, args);
  };
}

/** Asks for a path, lets the desk write there, and returns the path; null when the dialog was cancelled. */
async function saved<K extends FileCall>(
  dependencies: HandlerDependencies,
  name: K,
  args: Parameters<NotaryApi[K]>,
): Promise<Result<string | null>> {
  const file = await dependencies.pickTarget(SAVE_DIALOGS[name](dependencies.words(), ...args));
  if (file === null) return ok(null);
  const written = await dependencies.desk.call(name, ...([file, ...args] as unknown as Parameters<DeskCalls[K]>));
  if (!written.ok) return written;
  dependencies.grants.shown(file);
  return ok(file);
}

const elsewhere = ({ originals, certificates }: ErasurePlan): readonly string[] => [
  ...originals,
  ...certificates.map(({ path }) => path),
];

function followed(dependencies: HandlerDependencies, status: Result<DeskStatus>): Result<DeskStatus> {
  if (status.ok) dependencies.follow(status.value);
  return status;
}

/** Certificates in a folder: the one that is said, or that a user chooses. */
async function certify<K extends 'certify' | 'dossierCertify'>(
  dependencies: HandlerDependencies,
  name: K,
  input: Parameters<NotaryApi[K]>[0],
): Promise<Result<CertifyResult>> {
  const folder = input.folder ?? (await dependencies.pick('export-folder'))[0] ?? null;
  if (folder === null) return ok({ folder: null, certificates: [], errors: [] });
  dependencies.grants.mayWrite(folder);
  // both are asked for the same way
  const result = await dependencies.desk.call(name, ...([{ ...input, folder }] as unknown as Parameters<DeskCalls[K]>));
  // the next ones go to the same place unless another is chosen
  if (result.ok) await dependencies.desk.call('settings', { exportFolder: folder });
  if (result.ok) for (const { path } of result.value.certificates) dependencies.grants.shown(path);
  return result;
}

async function act(
  dependencies: HandlerDependencies,
  input: Parameters<NotaryApi['act']>[0],
): Promise<Result<boolean>> {
  switch (input.do) {
    case 'reveal':
      dependencies.grants.mayReveal(input.path);
      dependencies.reveal(input.path);
      return ok(true);
    case 'mail':
      dependencies.grants.mayReveal(input.path);
      return ok(await dependencies.mail(input));
    case 'print':
      return await print(dependencies, input.id);
    case 'save-recovery':
      return ok(await saveRecovery(dependencies, input.code));
    case 'print-recovery':
      return ok(await dependencies.printRecovery(input.code, dependencies.words()));
  }
}

async function print(dependencies: HandlerDependencies, id: string): Promise<Result<boolean>> {
  const certificate = await dependencies.desk.call('certificate', id);
  if (!certificate.ok) return certificate;
  await dependencies.openForPrinting(certificate.value, id);
  return ok(true);
}

async function saveRecovery(dependencies: HandlerDependencies, code: string): Promise<boolean> {
  const words = dependencies.words();
  const file = await dependencies.pickTarget({ title: words.saveRecovery, defaultPath: `${words.recoveryTitle}.txt` });
  if (file === null) return false;
  await dependencies.saveRecovery(file, code, words);
  return true;
}
