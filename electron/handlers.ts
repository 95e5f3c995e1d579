/** What answers the page: most calls go to the desk; those that need dialogs, paper or the file manager are done here. */
import type { SaveDialogOptions } from 'electron';
import type {
  BoxFormat,
  CertifyInput,
  CertifyResult,
  DeskStatus,
  NotaryApi,
  PackInput,
  PickKind,
  Result,
  ShareInput,
} from './api.ts';
import type { DeskClient } from './desk-client.ts';
import type { Grants } from './grants.ts';
import type { Mail } from './mail.ts';
import { ok } from './results.ts';
import type { ShellWords } from './words.ts';

/** What the handlers need of the shell, so that tests can do without Electron. */
export interface HandlerParts {
  readonly desk: Pick<DeskClient, 'call'>;
  readonly grants: Grants;
  /** The desk's state, whenever it is told to the page. */
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

export function makeHandlers(parts: HandlerParts): NotaryApi {
  const { desk, grants } = parts;
  return {
    status: async () => followed(parts, await desk.call('status')),
    setup: async (input) => {
      const result = await desk.call('setup', input);
      if (result.ok) parts.follow(result.value.status);
      return result;
    },
    unlock: async (secret) => followed(parts, await desk.call('unlock', secret)),
    settings: async (change) => {
      if (typeof change.exportFolder === 'string') grants.mayWrite(change.exportFolder);
      return await desk.call('settings', change);
    },
    pick: async (kind) => ok(await parts.pick(kind)),
    intake: async (input) => {
      grants.mayRead(input.paths);
      return await desk.call('intake', input);
    },
    cancel: (what) => desk.call('cancel', what),
    records: (query) => desk.call('records', query),
    record: async (id) => {
      const detail = await desk.call('record', id);
      // chosen at its intake, so it may be taken in again
      if (detail.ok && detail.value.path !== null) grants.chosen(detail.value.path);
      return detail;
    },
    provisional: () => desk.call('provisional'),
    edit: (change) => desk.call('edit', change),
    warnings: () => desk.call('warnings'),
    confirm: (input) => desk.call('confirm', input),
    table: async (path) => {
      grants.mayRead([path]);
      return await desk.call('table', path);
    },
    withdraw: (input) => desk.call('withdraw', input),
    seal: () => desk.call('seal'),
    certify: (input) => certify(parts, input),
    certificate: (id) => desk.call('certificate', id),
    verify: async (paths, digests) => {
      grants.mayRead(paths);
      return await desk.call('verify', paths, digests);
    },
    isBox: async (paths) => {
      grants.mayRead(paths);
      return await desk.call('isBox', paths);
    },
    box: () => desk.call('box'),
    boxStart: async (paths) => {
      grants.mayRead(paths);
      return await desk.call('boxStart', paths);
    },
    boxResume: () => desk.call('boxResume'),
    boxDiscard: () => desk.call('boxDiscard'),
    boxRows: (query) => desk.call('boxRows', query),
    boxRow: (number) => desk.call('boxRow', number),
    boxExport: (format) => boxExport(parts, format),
    report: async (input) => {
      grants.mayRead(input.paths);
      return await report(parts, input);
    },
    checker: () => desk.call('checker'),
    checkerSave: () => checkerSave(parts),
    trust: () => desk.call('trust'),
    trustRead: async (path) => {
      grants.mayRead([path]);
      return await desk.call('trustRead', path);
    },
    trustAdd: async (input) => {
      grants.mayRead([input.path]);
      return await desk.call('trustAdd', input);
    },
    trustRemove: (fingerprint) => desk.call('trustRemove', fingerprint),
    trustExport: () => trustExport(parts),
    chains: () => desk.call('chains'),
    chainRead: async (path) => {
      grants.mayRead([path]);
      return await desk.call('chainRead', path);
    },
    chainAdd: async (input) => {
      grants.mayRead([input.path]);
      return await desk.call('chainAdd', input);
    },
    chainChange: (input) => desk.call('chainChange', input),
    chainHealth: (name) => desk.call('chainHealth', name),
    chainRegister: () => chainRegister(parts),
    share: (input) => share(parts, input),
    pack: (input) => pack(parts, input),
    sent: (query) => desk.call('sent', query),
    recipients: () => desk.call('recipients'),
    replacements: () => desk.call('replacements'),
    registerExport: (format) => registerExport(parts, format),
    act: (input) => act(parts, input),
  };
}

function followed(parts: HandlerParts, status: Result<DeskStatus>): Result<DeskStatus> {
  if (status.ok) parts.follow(status.value);
  return status;
}

async function certify(parts: HandlerParts, input: CertifyInput): Promise<Result<CertifyResult>> {
  const folder = input.folder ?? (await parts.pick('export-folder'))[0] ?? null;
  if (folder === null) return ok({ folder: null, certificates: [], errors: [] });
  parts.grants.mayWrite(folder);
  const result = await parts.desk.call('certify', { ...input, folder });
  if (result.ok) for (const { path } of result.value.certificates) parts.grants.shown(path);
  return result;
}

/** Asks where to, lets the desk write there, and gives the path; null when the dialog was closed. */
async function saved(
  parts: HandlerParts,
  options: SaveDialogOptions,
  write: (path: string) => Promise<Result<null>>,
): Promise<Result<string | null>> {
  const file = await parts.pickTarget(options);
  if (file === null) return ok(null);
  const written = await write(file);
  if (!written.ok) return written;
  parts.grants.shown(file);
  return ok(file);
}

const SHEET_KINDS: Readonly<Record<BoxFormat, string>> = {
  pdf: 'PDF',
  xlsx: 'Excel',
  csv: 'CSV',
  sha256: 'SHA-256',
};

async function boxExport(parts: HandlerParts, format: BoxFormat): Promise<Result<string | null>> {
  const words = parts.words();
  const options = {
    title: words.saveSheet,
    defaultPath: `${words.sheetName}.${format}`,
    filters: [{ name: SHEET_KINDS[format], extensions: [format] }],
  };
  const file = await saved(parts, options, (path) => parts.desk.call('boxExport', { format, path }));
  // a person named it, so it may be notarized like any other file
  if (file.ok && file.value !== null) parts.grants.chosen(file.value);
  return file;
}

function report(parts: HandlerParts, input: Parameters<NotaryApi['report']>[0]): Promise<Result<string | null>> {
  const words = parts.words();
  const options = {
    title: words.saveReport,
    defaultPath: `${words.reportName}.${input.format}`,
    filters: [{ name: input.format.toUpperCase(), extensions: [input.format] }],
  };
  return saved(parts, options, (path) => parts.desk.call('report', { ...input, path }));
}

function checkerSave(parts: HandlerParts): Promise<Result<string | null>> {
  const options = {
    title: parts.words().saveChecker,
    defaultPath: 'notary-check.html',
    filters: [{ name: 'HTML', extensions: ['html'] }],
  };
  return saved(parts, options, (path) => parts.desk.call('checkerSave', path));
}

function trustExport(parts: HandlerParts): Promise<Result<string | null>> {
  const words = parts.words();
  const options = {
    title: words.exportBundle,
    defaultPath: 'notary-desk.trust.json',
    filters: [{ name: words.bundles, extensions: ['json'] }],
  };
  return saved(parts, options, (path) => parts.desk.call('trustExport', path));
}

function chainRegister(parts: HandlerParts): Promise<Result<string | null>> {
  const options = { title: parts.words().registration, defaultPath: 'notary-desk.registration.json' };
  return saved(parts, options, (path) => parts.desk.call('chainRegister', path));
}

function share(parts: HandlerParts, input: ShareInput): Promise<Result<string | null>> {
  const options = {
    title: parts.words().share,
    defaultPath: 'certificates.zip',
    filters: [{ name: 'ZIP', extensions: ['zip'] }],
  };
  return saved(parts, options, (path) => parts.desk.call('share', { ...input, path }));
}

function pack(parts: HandlerParts, input: PackInput): Promise<Result<string | null>> {
  const words = parts.words();
  const options = {
    title: words.savePack,
    defaultPath: `${words.packName}.zip`,
    filters: [{ name: 'ZIP', extensions: ['zip'] }],
  };
  return saved(parts, options, (path) => parts.desk.call('pack', { ...input, path }));
}

function registerExport(parts: HandlerParts, format: 'csv' | 'xlsx'): Promise<Result<string | null>> {
  const words = parts.words();
  const options = {
    title: words.saveRegister,
    defaultPath: `${words.registerName}.${format}`,
    filters: [{ name: SHEET_KINDS[format], extensions: [format] }],
  };
  return saved(parts, options, (path) => parts.desk.call('registerExport', { format, path }));
}

async function act(parts: HandlerParts, input: Parameters<NotaryApi['act']>[0]): Promise<Result<boolean>> {
  switch (input.do) {
    case 'reveal':
      parts.grants.mayReveal(input.path);
      parts.reveal(input.path);
      return ok(true);
    case 'mail':
      parts.grants.mayReveal(input.path);
      return ok(await parts.mail(input));
    case 'print':
      return await print(parts, input.id);
    case 'save-recovery':
      return ok(await saveRecovery(parts, input.code));
    case 'print-recovery':
      return ok(await parts.printRecovery(input.code, parts.words()));
  }
}

async function print(parts: HandlerParts, id: string): Promise<Result<boolean>> {
  const certificate = await parts.desk.call('certificate', id);
  if (!certificate.ok) return certificate;
  await parts.openForPrinting(certificate.value, id);
  return ok(true);
}

async function saveRecovery(parts: HandlerParts, code: string): Promise<boolean> {
  const words = parts.words();
  const file = await parts.pickTarget({ title: words.saveRecovery, defaultPath: `${words.recoveryTitle}.txt` });
  if (file === null) return false;
  await parts.saveRecovery(file, code, words);
  return true;
}
