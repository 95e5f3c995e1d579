/** The command line of `npm run consortium`. */
import { existsSync, rmSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NotaryError } from '../../core/errors.ts';
import { homeLanguage, systemLanguage } from '../../core/node/cli/language.ts';
import { jsonText, terminalLines } from '../../core/node/cli/terminal.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { findHome, isHome } from '../../core/node/home/home.ts';
import { readKeyInfo } from '../../core/node/home/keys.ts';
import { LANGUAGES, type Language } from '../../core/words/words.ts';
import { projectRoot, say, Trouble } from '../lib/project.ts';
import {
  filesOf,
  registerDesk,
  startMember,
  statusOf,
  stopMember,
  takeDown,
  waitForHeight,
  writeFiles,
} from './commands.ts';
import { findEngine } from './engine.ts';
import { makeNetwork, memberNamed, type Network, readNetwork, requireNetwork } from './network.ts';
import { consortiumTextsFor } from './texts.ts';

const OPTIONS = {
  dir: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  members: { type: 'string', default: '4' },
  home: { type: 'string' },
  holder: { type: 'string' },
  lang: { type: 'string' },
} as const;

interface Call {
  readonly dir: string;
  readonly json: boolean;
  readonly texts: ReturnType<typeof consortiumTextsFor>;
  readonly members: number;
  readonly home: string;
  /** Null for the name that the desk states itself. */
  readonly holder: string | null;
  readonly name: string | undefined;
}

/** Paths are relative to the folder in which npm was called. */
function fromCaller(path: string): string {
  return isAbsolute(path) ? path : resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

function print(json: boolean, value: object, lines: readonly string[]): void {
  process.stdout.write(json ? `${jsonText(value)}\n` : terminalLines(lines));
}

/** The desk's key and its holder, or null when there is no desk yet. */
function deskOf(home: string): { readonly key: string; readonly holder: string } | null {
  return isHome(home) ? { key: readKeyInfo(home).log.text, holder: holderOf(home) } : null;
}

/**
 * The name that the desk states itself, if its database can be read; an older database would first have to be migrated.
 */
function holderOf(home: string): string {
  try {
    const view = DeskView.open({ home, version: '', oldRuntime: false });
    const { name } = view.holder;
    view.close();
    return name;
  } catch (error) {
    if (error instanceof NotaryError) return 'Holder of this desk';
    throw error;
  }
}

async function up(call: Call): Promise<void> {
  const { dir, members } = call;
  if (members !== 4 && members !== 7) throw new Trouble('A test network has 4 or 7 members.');
  const engine = await findEngine();
  const known = readNetwork(dir);
  if (!known && existsSync(join(dir, 'network.json'))) rmSync(join(dir, 'network.json'));
  const network = known ?? (await makeNetwork(dir, members));
  await Promise.all(network.members.map((member) => startMember(dir, member, engine)));
  await waitForHeight(dir, 1, network.members.length);
  await register(call, network);
}

async function register(call: Call, network: Network): Promise<void> {
  const { dir, home, holder, json, texts } = call;
  const desk = deskOf(home);
  if (desk) await registerDesk(dir, network, desk.key, holder ?? desk.holder);
  await writeFiles(dir, network);
  const files = filesOf(dir);
  const named = network.members.map(({ name, organisation }) => ({ name, organisation }));
  print(json, { ...files, chain: network.chain, registered: desk !== null, members: named }, [
    texts.network({ chain: network.chain, count: named.length, names: named.map((one) => one.organisation) }),
    desk ? texts.registered : texts.noDesk(home),
    texts.bringIn(`npm run -s notary -- chain add ${files.consortium}`),
    texts.verify(`npm run -s notary -- verify CERTIFICATE FILE --trust ${files.trust} --accept-demo`),
    texts.isTest,
  ]);
}

async function one(call: Call, work: (network: Network, name: string) => Promise<void>): Promise<void> {
  if (!call.name) throw new Trouble('Which member?');
  await work(requireNetwork(call.dir), call.name);
  await status(call);
}

async function status({ dir, json, texts }: Call): Promise<void> {
  const network = requireNetwork(dir);
  const members = await statusOf(dir, network);
  const line = (member: (typeof members)[number]) => `${member.organisation.padEnd(22)} ${texts.member(member)}`;
  print(json, { chain: network.chain, members }, [network.chain, ...members.map(line)]);
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  up,
  register: (call) => register(call, requireNetwork(call.dir)),
  status,
  stop: (call) => one(call, (network, name) => stopMember(call.dir, memberNamed(network, name), 'SIGTERM')),
  kill: (call) => one(call, (network, name) => stopMember(call.dir, memberNamed(network, name), 'SIGKILL')),
  start: (call) =>
    one(call, async (network, name) => startMember(call.dir, memberNamed(network, name), await findEngine())),
  down: async ({ dir, json, texts }) => {
    const trust = await takeDown(dir);
    print(json, { down: true, trust }, [texts.gone, ...(trust === null ? [] : [texts.trustStays(trust)])]);
  },
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

/** The language that was typed, or null for one that is not known; else that of the home or the system. */
function languageOf(typed: string | undefined, home: string): Language | null {
  if (typed !== undefined) return LANGUAGES.find((known) => known === typed) ?? null;
  return homeLanguage(home) ?? systemLanguage();
}

/** Runs one command; exit code 0, or 64 for a command or an option that is not known. */
export async function main(args: readonly string[]): Promise<number> {
  const call = read(args);
  const home = call?.values.home === undefined ? findHome() : fromCaller(call.values.home);
  const language = languageOf(call?.values.lang, home);
  const texts = consortiumTextsFor(language ?? systemLanguage());
  if (call?.values.help) {
    process.stdout.write(`${texts.usage}\n`);
    return 0;
  }
  const { values, positionals: [command, name] = [] } = call ?? {};
  const work = COMMANDS[command ?? ''];
  if (!values || !work || language === null) {
    say(texts.usage);
    return 64;
  }
  await work({
    dir: values.dir === undefined ? join(projectRoot, '.runtime', 'consortium') : fromCaller(values.dir),
    json: values.json,
    texts,
    members: Number(values.members),
    home,
    holder: values.holder ?? null,
    name,
  });
  return 0;
}
