/** The command line: `notary COMMAND …`. Thin: it reads arguments, calls the same core as the window, and prints. */
import { NotaryError } from '../../errors.ts';
import { type Language, wordsFor } from '../../words/words.ts';
import { KINDS, type Kinds } from '../desk/kinds.ts';
import { findHome } from '../home/home.ts';
import { faultOf } from '../system/fault.ts';
import { readArguments, splitCommand, usage } from './arguments.ts';
import type { Command } from './commands/command.ts';
import { programVersion, type Terminal } from './context.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { chosenLanguage, homeLanguage, systemLanguage } from './language.ts';
import { errorLine } from './print.ts';
import { jsonText, terminalLines } from './terminal.ts';
import { textsFor } from './texts/index.ts';

/** Loaded when called, so that a wrong option is reported without loading a database. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./commands/init.ts')).init,
  add: async () => (await import('./commands/add.ts')).add,
  seal: async () => (await import('./commands/seal.ts')).seal,
  status: async () => (await import('./commands/status.ts')).status,
  list: async () => (await import('./commands/list.ts')).list,
  show: async () => (await import('./commands/show.ts')).show,
  link: async () => (await import('./commands/links.ts')).link,
  unlink: async () => (await import('./commands/links.ts')).unlink,
  links: async () => (await import('./commands/links.ts')).links,
  edit: async () => (await import('./commands/edit.ts')).edit,
  withdraw: async () => (await import('./commands/withdraw.ts')).withdraw,
  erase: async () => (await import('./commands/erase.ts')).erase,
  certify: async () => (await import('./commands/certify.ts')).certify,
  share: async () => (await import('./commands/share.ts')).share,
  shares: async () => (await import('./commands/shares.ts')).shares,
  match: async () => (await import('./commands/match.ts')).match,
  trace: async () => (await import('./commands/trace.ts')).trace,
  pack: async () => (await import('./commands/pack.ts')).pack,
  dossier: async () => (await import('./commands/dossier/index.ts')).dossier,
  custody: async () => (await import('./commands/custody.ts')).custody,
  verify: async () => (await import('./commands/verify.ts')).verify,
  check: async () => (await import('./commands/check.ts')).check,
  trust: async () => (await import('./commands/trust.ts')).trust,
  chain: async () => (await import('./commands/chain.ts')).chain,
  witness: async () => (await import('./commands/witness.ts')).witness,
  network: async () => (await import('./commands/network.ts')).network,
  clock: async () => (await import('./commands/clock.ts')).clock,
  passphrase: async () => (await import('./commands/access.ts')).passphrase,
  'recovery-code': async () => (await import('./commands/access.ts')).recoveryCode,
  member: async () => (await import('./commands/member.ts')).member,
  demo: async () => (await import('./commands/demo.ts')).demo,
};

/** Runs one command and returns its exit code. Never throws. */
export async function main(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
  kinds: Kinds = KINDS,
): Promise<number> {
  const json = args.includes('--json');
  let language = systemLanguage();
  try {
    const { name, args: rest, ...said } = splitCommand(args);
    language = chosenLanguage(said.lang) ?? homeLanguage(findHome(said.home)) ?? language;
    const command = name === null ? null : await findCommand(name);
    const read = readArguments(rest, command?.options ?? {});
    const home = findHome(read.text('home'));
    const texts = textsFor(language);
    if (read.flag('version')) return print(terminal, `${programVersion()}\n`);
    if (read.flag('help')) return print(terminal, texts.help);
    if (!command) throw usage('no-command');
    const words = wordsFor(language);
    const given = { args: read, home, language, words, texts, json, terminal, kinds };
    return await interruptible((signal) => command.run({ ...given, signal }));
  } catch (error) {
    return failed(error, language, json, terminal);
  }
}

async function findCommand(name: string): Promise<Command> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) throw usage('unknown-command', { command: name });
  return load();
}

function print(terminal: Terminal, text: string): number {
  terminal.out(text);
  return EXIT.ok;
}

function failed(error: unknown, language: Language, json: boolean, terminal: Terminal): number {
  const fault = faultOf(error);
  if (json) terminal.out(`${jsonText({ error: fault }, 2)}\n`);
  const lines = [errorLine(wordsFor(language), fault)];
  if (fault.code === 'usage') lines.push('notary --help');
  if (error instanceof Error && !(error instanceof NotaryError)) lines.push(...stackOf(error));
  terminal.err(terminalLines(lines));
  return exitCodeOf(fault.code);
}

/** The stack of a defect without its message, which was printed already and may contain anything. */
function stackOf({ stack = '' }: Error): readonly string[] {
  return stack.split('\n').filter((line) => /^\s+at /.test(line));
}

/** The first Ctrl-C asks what runs to stop; the second ends the process. */
async function interruptible(run: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const abort = new AbortController();
  const onInterrupt = () => abort.abort();
  process.once('SIGINT', onInterrupt);
  try {
    return await run(abort.signal);
  } finally {
    process.removeListener('SIGINT', onInterrupt);
  }
}

function processTerminal(): Terminal {
  // a reader that closes its end, such as `head`, is not an error
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    showsProgress: process.stderr.isTTY === true,
  };
}
