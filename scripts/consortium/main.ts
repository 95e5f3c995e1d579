/** The command line of `npm run consortium`. */
import { existsSync, rmSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NotaryError } from '../../core/errors.ts';
import { jsonText, terminalLines } from '../../core/node/cli/terminal.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { findHome, isHome } from '../../core/node/home/home.ts';
import { readKeyInfo } from '../../core/node/home/keys.ts';
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

const USAGE = `Usage: npm run consortium -- COMMAND [--dir DIR] [--json]
  up [--members 4|7] [--home HOME] [--holder NAME]   start a test network, register the desk of HOME, write its files
  register [--home HOME] [--holder NAME]             register the desk of HOME with a running network
  status                                             how each member fares
  stop NAME · start NAME · kill NAME                 one member: end politely, start again, end at once
  down                                               end all of it and remove it, but for its trust bundle`;

const OPTIONS = {
  dir: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  members: { type: 'string', default: '4' },
  home: { type: 'string' },
  holder: { type: 'string' },
} as const;

interface Call {
  readonly dir: string;
  readonly json: boolean;
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
  const { dir, home, holder, json } = call;
  const desk = deskOf(home);
  if (desk) await registerDesk(dir, network, desk.key, holder ?? desk.holder);
  await writeFiles(dir, network);
  const files = filesOf(dir);
  const named = network.members.map(({ name, organisation }) => ({ name, organisation }));
  print(json, { ...files, chain: network.chain, registered: desk !== null, members: named }, [
    `Test network ${network.chain} with ${named.length} members: ${named.map((one) => one.organisation).join(', ')}`,
    desk ? 'This desk is registered.' : `There is no desk in ${home}. Once there is: npm run consortium -- register`,
    `Bring it into the desk:   npm run -s notary -- chain add ${files.consortium}`,
    `Verify with its bundle:   npm run -s notary -- verify CERTIFICATE FILE --trust ${files.trust} --accept-demo`,
    'It is a test network: its certificates are proven only for those who say --accept-demo.',
  ]);
}

async function one(call: Call, work: (network: Network, name: string) => Promise<void>): Promise<void> {
  if (!call.name) throw new Trouble('Which member?');
  await work(requireNetwork(call.dir), call.name);
  await status(call);
}

async function status({ dir, json }: Call): Promise<void> {
  const network = requireNetwork(dir);
  const members = await statusOf(dir, network);
  const line = ({ organisation, running, height }: (typeof members)[number]) =>
    `${organisation.padEnd(22)} ${running ? 'runs' : 'stopped'}${height === null ? '' : `, height ${height}`}`;
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
  down: async ({ dir, json }) => {
    const trust = await takeDown(dir);
    const lines = trust === null ? [] : [`Its trust bundle stays, for the certificates that it confirmed: ${trust}`];
    print(json, { down: true, trust }, ['The test network is gone.', ...lines]);
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

/** Runs one command; exit code 0, or 64 for a command or an option that is not known. */
export async function main(args: readonly string[]): Promise<number> {
  const call = read(args);
  if (call?.values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const { values, positionals: [command, name] = [] } = call ?? {};
  const work = COMMANDS[command ?? ''];
  if (!values || !work) {
    say(USAGE);
    return 64;
  }
  await work({
    dir: values.dir === undefined ? join(projectRoot, '.runtime', 'consortium') : fromCaller(values.dir),
    json: values.json,
    members: Number(values.members),
    home: values.home === undefined ? findHome() : fromCaller(values.home),
    holder: values.holder ?? null,
    name,
  });
  return 0;
}
