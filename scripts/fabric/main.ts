/** The command line of `npm run fabric`. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemLanguage } from '../../core/node/cli/language.ts';
import { jsonText, terminalLines } from '../../core/node/cli/terminal.ts';
import { LANGUAGES } from '../../core/words/words.ts';
import { projectRoot, say, Trouble } from '../lib/project.ts';
import { fabricTextsFor } from './texts.ts';

const OPTIONS = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  lang: { type: 'string' },
  out: { type: 'string' },
  address: { type: 'string', default: '127.0.0.1:9999' },
  'root-cert': { type: 'string' },
  label: { type: 'string', default: 'notary_1' },
} as const;

interface Call {
  readonly json: boolean;
  readonly texts: ReturnType<typeof fabricTextsFor>;
  readonly out: string;
  readonly address: string;
  readonly rootCert: string | null;
  readonly label: string;
}

/** Paths are relative to the folder in which npm was called. */
function fromCaller(path: string): string {
  return isAbsolute(path) ? path : resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

function print(json: boolean, value: object, lines: readonly string[]): void {
  process.stdout.write(json ? `${jsonText(value)}\n` : terminalLines(lines));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Trouble((error as Error).message);
  }
}

async function makePackage({ out, address, rootCert, label, json, texts }: Call): Promise<void> {
  // bundling is loaded late: other commands do not need it
  const { buildProgram, packageOf, writePackage } = await import('./chaincode/package.ts');
  const made = packageOf(label, { address, rootCertificate: rootCert === null ? null : readText(rootCert) });
  const program = await buildProgram(out);
  const path = writePackage(out, made);
  print(json, { program, package: path, packageId: made.id, address }, [
    texts.program(program),
    texts.package(path),
    texts.packageId(made.id),
    texts.next,
  ]);
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  package: makePackage,
};

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // an option that is not known, or one without its value
    say((error as Error).message);
    return null;
  }
}

/** Runs one command; exit code 0, or 64 for a command or an option that is not known. */
export async function main(args: readonly string[]): Promise<number> {
  const parsed = read(args);
  const typed = parsed?.values.lang;
  const language = typed === undefined ? systemLanguage() : LANGUAGES.find((known) => known === typed);
  const texts = fabricTextsFor(language ?? systemLanguage());
  if (parsed?.values.help) {
    process.stdout.write(`${texts.usage}\n`);
    return 0;
  }
  const { values, positionals: [command, ...more] = [] } = parsed ?? {};
  const work = COMMANDS[command ?? ''];
  if (!values || !work || language === undefined || more.length > 0) {
    say(texts.usage);
    return 64;
  }
  const rootCert = values['root-cert'];
  await work({
    json: values.json,
    texts,
    out: values.out === undefined ? join(projectRoot, 'dist', 'fabric-chaincode') : fromCaller(values.out),
    address: values.address,
    rootCert: rootCert === undefined ? null : fromCaller(rootCert),
    label: values.label,
  });
  return 0;
}
