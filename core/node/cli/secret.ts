/** The passphrase of a home: from `NOTARY_PASSPHRASE`, or asked for where a person sits. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { readKeyInfo } from '../keys.ts';
import { EXIT } from './exit-codes.ts';
import type { Texts } from './texts/texts.ts';

/** Whose secret is asked for, and in which words. */
interface Asking {
  readonly home: string;
  readonly texts: Texts;
  readonly json: boolean;
}

function isAttended(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** The secret that opens this home, or undefined when it needs none or nobody can be asked. */
export async function askSecret(context: Asking): Promise<string | undefined> {
  if (process.env.NOTARY_PASSPHRASE) return process.env.NOTARY_PASSPHRASE;
  if (!isAttended() || readKeyInfo(context.home).protection === 'file') return undefined;
  return (await readHidden(context.texts.askPassphrase)) || undefined;
}

/** The passphrase for a new home, or undefined for none. */
export async function askNewSecret(context: Asking): Promise<string | undefined> {
  if (process.env.NOTARY_PASSPHRASE) return process.env.NOTARY_PASSPHRASE;
  if (!isAttended() || context.json) return undefined;
  for (;;) {
    const typed = await readHidden(context.texts.askNewPassphrase);
    if (typed === '' || typed === (await readHidden(context.texts.askAgain))) return typed || undefined;
    process.stderr.write(`${context.texts.notTheSame}\n`);
  }
}

/** Reads a line without showing it. */
async function readHidden(prompt: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(prompt);
  try {
    reader.once('SIGINT', () => process.exit(EXIT.other));
    return await reader.question('');
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
