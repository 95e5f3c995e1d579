/** What leaves the desk on paper: certificates and the recovery code. */
import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, shell } from 'electron';
import { NotaryError } from '../core/errors.ts';
import type { ShellWords } from './words.ts';

/**
 * Opens a certificate in the system's own PDF program for printing. Chromium cannot print a PDF from a hidden window,
 * and a certificate must be printed exactly as it is, not as a picture of a preview.
 */
export async function openForPrinting(bytes: Uint8Array, name: string): Promise<void> {
  const folder = await mkdtemp(join(app.getPath('temp'), 'notary-desk-'));
  // the copy is for this session only
  app.once('will-quit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, `${name}.pdf`);
  await writeFile(file, bytes, { mode: 0o400 });
  const problem = await shell.openPath(file);
  if (problem !== '') throw new NotaryError('not-supported', `no program opens PDF files here: ${problem}`);
}

/**
 * Prints the recovery sheet with the system's dialog; false when it was cancelled. Nothing of it is written to a disk.
 */
export async function printRecovery(code: string, words: ShellWords): Promise<boolean> {
  const sheet = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, javascript: false, spellcheck: false, partition: 'paper' },
  });
  try {
    await sheet.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(recoveryPage(code, words))}`);
    return await print(sheet);
  } finally {
    sheet.destroy();
  }
}

function print(window: BrowserWindow): Promise<boolean> {
  return new Promise((resolve, reject) => {
    window.webContents.print({ silent: false, printBackground: false }, (printed, reason) => {
      if (printed || reason === '' || /cancel/i.test(reason)) resolve(printed);
      else reject(new NotaryError('not-supported', `the system did not print: ${reason}`));
    });
  });
}

/** The sheet as a page without script. */
export function recoveryPage(code: string, words: ShellWords): string {
  const lines = words.recoveryLines.map((text) => `<p>${escapeHtml(text)}</p>`).join('');
  const style = 'body{font:12pt sans-serif;margin:2cm;color:#16324f}code{font:18pt monospace;overflow-wrap:anywhere}';
  return `<!doctype html><meta charset="utf-8"><title>${escapeHtml(words.recoveryTitle)}</title><style>${style}</style><h1>${escapeHtml(words.recoveryTitle)}</h1><p><code>${escapeHtml(code)}</code></p>${lines}`;
}

/** The sheet as a text file. */
export function recoveryText(code: string, words: ShellWords): string {
  return `${[words.recoveryTitle, '', code, '', ...words.recoveryLines].join('\n')}\n`;
}

/** Writes the recovery code so that only this user can read it. Throws `write-failed`. */
export async function saveRecovery(file: string, code: string, words: ShellWords): Promise<void> {
  try {
    // an existing file would keep its own mode
    await rm(file, { force: true });
    await writeFile(file, recoveryText(code, words), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new NotaryError('write-failed', 'the recovery code could not be saved', { file }, error);
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
}
