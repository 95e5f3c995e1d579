/** The command line of `npm run fabric`. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemLanguage } from '../../core/node/cli/language.ts';
import { jsonText, terminalLines } from '../../core/node/cli/terminal.ts';
import { findHome, isHome } from '../../core/node/home/home.ts';
import { readKeyInfo } from '../../core/node/home/keys.ts';
import { LANGUAGES } from '../../core/words/words.ts';
import { projectRoot, say, Trouble } from '../lib/project.ts';
import { buildProgram, packageOf, writePackage } from './chaincode/package.ts';
import { bringUp, filesOf, makeNetwork, registerLog, statusOf, takeDown } from './network/commands.ts';
import { CHAINCODE, CHANNEL, NODES, ORDERINGS, readNetwork, requireNetwork } from './network/network.ts';
import { Release } from './network/release.ts';
import { fabricTextsFor } from './texts.ts';

const OPTIONS = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  lang: { type: 'string' },
  dir: { type: 'string' },
  home: { type: 'string' },
  ordering: { type: 'string', default: 'bft' },
  out: { type: 'string' },
  address: { type: 'string', default: '127.0.0.1:9999' },
  'root-cert': { type: 'string' },
  label: { type: 'string', default: 'notary_1' },
} as const;

interface Call {
  readonly json: boolean;
  readonly texts: ReturnType<typeof fabricTextsFor>;
  /** Of the test network. */
  readonly dir: string;
  readonly ordering: string;
  /** Of the desk that is registered. */
  readonly home: string;
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

async function up(call: Call): Promise<void> {
  const { dir, json, texts } = call;
  const ordering = ORDERINGS.find((one) => one === call.ordering);
  if (!ordering) throw new Trouble(`--ordering is ${ORDERINGS.join(' or ')}.`);
  const release = Release.find(process.env);
  const network = readNetwork(dir) ?? (await makeNetwork(dir, ordering, release));
  await bringUp(dir, network, release);
  const organisations = network.organisations.map((one) => ({
    name: one.name,
    mspId: one.mspId,
    ...filesOf(dir, one),
  }));
  print(json, { channel: CHANNEL, chaincode: CHAINCODE, ordering: network.ordering, organisations }, [
    texts.network({
      channel: CHANNEL,
      names: network.organisations.map(({ name }) => name),
      ordering: network.ordering,
    }),
    ...organisations.flatMap(({ name, profile, certificate, key }) => [
      name,
      texts.profile(profile),
      texts.certificate(certificate),
      texts.key(key),
    ]),
    texts.isTest,
  ]);
  await register(call);
}

/** Registers the desk of a home, when there is one. */
async function register({ dir, home, texts }: Call): Promise<void> {
  const network = requireNetwork(dir);
  if (!isHome(home)) return say(texts.noDesk(home));
  await registerLog(dir, network, Release.find(process.env), readKeyInfo(home).log);
  say(texts.registered(network.organisations[0]?.mspId ?? ''));
}

async function status({ dir, json, texts }: Call): Promise<void> {
  const network = requireNetwork(dir);
  const organisations = await statusOf(dir, network, Release.find(process.env));
  print(json, { channel: CHANNEL, organisations }, [
    CHANNEL,
    ...organisations.map((one) => `${one.name.padEnd(8)} ${texts.fares({ ...one, of: NODES.length })}`),
  ]);
}

async function down({ dir, json, texts }: Call): Promise<void> {
  await takeDown(dir, requireNetwork(dir));
  print(json, { down: true }, [texts.gone]);
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  package: makePackage,
  up,
  register,
  status,
  down,
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
    dir: values.dir === undefined ? join(projectRoot, '.runtime', 'fabric') : fromCaller(values.dir),
    ordering: values.ordering,
    home: values.home === undefined ? findHome() : fromCaller(values.home),
    out: values.out === undefined ? join(projectRoot, 'dist', 'fabric-chaincode') : fromCaller(values.out),
    address: values.address,
    rootCert: rootCert === undefined ? null : fromCaller(rootCert),
    label: values.label,
  });
  return 0;
}
