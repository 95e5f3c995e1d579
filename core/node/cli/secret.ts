/** The passphrase of a home: from `NOTARY_PASSPHRASE`, or asked for on a terminal. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { readKeyInfo } from '../home/keys.ts';
import { environment } from '../system/environment.ts';
import { usage } from './arguments.ts';
import { EXIT } from './exit-codes.ts';
import type { Texts } from './texts/texts.ts';

/** Which home's secret is asked for, and the texts to ask with. */
interface Asking {
  readonly home: string;
  readonly texts: Texts;
  readonly json: boolean;
}

/** Whether stdin is a terminal, so that a person can be asked. */
export function isAttended(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** The secret that opens this home, or undefined when it needs none or nobody can be asked. */
export function askSecret(context: Asking): Promise<string | undefined> {
  return askPassphrase(context, () => readKeyInfo(context.home).protection !== 'file');
}

/** The passphrase of anything, or undefined when it needs none or nobody can be asked. */
export async function askPassphrase(
  { texts }: Pick<Asking, 'texts'>,
  isNeeded: () => boolean,
): Promise<string | undefined> {
  if (environment.NOTARY_PASSPHRASE) return environment.NOTARY_PASSPHRASE;
  if (!isAttended() || !isNeeded()) return undefined;
  return (await readHidden(texts.askPassphrase)) || undefined;
}

/** The passphrase for a new home, or undefined for none. */
export async function askNewSecret(context: Asking): Promise<string | undefined> {
  if (environment.NOTARY_PASSPHRASE) return environment.NOTARY_PASSPHRASE;
  if (!isAttended() || context.json) return undefined;
  return (await askTwice(context, context.texts.askNewPassphrase)) || undefined;
}

/** The new passphrase: from `NOTARY_NEW_PASSPHRASE`, or asked for. Throws `usage`. */
export async function askNewPassphrase(context: Asking, prompt: string): Promise<string> {
  if (environment.NOTARY_NEW_PASSPHRASE) return environment.NOTARY_NEW_PASSPHRASE;
  const typed = isAttended() ? await askTwice(context, prompt) : '';
  if (typed === '') throw usage('no-new-passphrase');
  return typed;
}

/** The password of a key file: from `NOTARY_KEY_PASSWORD`, or asked for; empty when nobody can be asked. */
export async function askKeyPassword(prompt: string): Promise<string> {
  if (environment.NOTARY_KEY_PASSWORD) return environment.NOTARY_KEY_PASSWORD;
  return isAttended() ? await readHidden(prompt) : '';
}

/** The password of a proxy: from `NOTARY_PROXY_PASSWORD`, or asked for; empty when nobody can be asked. */
export async function askProxyPassword(prompt: string): Promise<string> {
  if (environment.NOTARY_PROXY_PASSWORD) return environment.NOTARY_PROXY_PASSWORD;
  return isAttended() ? await readHidden(prompt) : '';
}

async function askTwice({ texts }: Asking, prompt: string): Promise<string> {
  for (;;) {
    const typed = await readHidden(prompt);
    if (typed === '' || typed === (await readHidden(texts.askAgain))) return typed;
    process.stderr.write(`${texts.notTheSame}\n`);
  }
}

/** Reads a line. */
export function readLine(prompt: string): Promise<string> {
  return read(prompt, process.stderr);
}

/** Reads a line without showing it. */
export function readHidden(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  return read('', new Writable({ write: (_chunk, _encoding, done) => done() })).finally(() =>
    process.stderr.write('\n'),
  );
}

async function read(prompt: string, output: NodeJS.WritableStream): Promise<string> {
  const reader = createInterface({ input: process.stdin, output, terminal: true });
  try {
    reader.once('SIGINT', () => process.exit(EXIT.other));
    return await reader.question(prompt);
  } finally {
    reader.close();
  }
}
