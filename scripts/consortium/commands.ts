/** Commands on a network: up, status, stop, start, kill, down. */
import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { COMETBFT } from '../../core/anchors/cometbft/evidence.ts';
import { ed25519PublicKey } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { trustBundleBytes } from '../../core/formats/trust.ts';
import { type ConsortiumFile, consortiumFileBytes } from '../../core/node/cometbft/consortium-file.ts';
import { Rpc } from '../../core/node/cometbft/rpc.ts';
import { decisionTransaction, newDecisionFile, signDecisionFile } from '../../core/node/member/decision-file.ts';
import { memberPaths, readGovernanceSeed } from '../../core/node/member/folder.ts';
import type { Action } from '../../core/node/member/governance.ts';
import { refuseUnclear } from '../../core/node/member/proposals.ts';
import { exportTrust, parseChainDescription } from '../../core/node/member/trust-export.ts';
import { projectRoot, Trouble } from '../lib/project.ts';
import { folderOf, type Network, type NetworkMember, requireNetwork, urlOf } from './network.ts';
import { endProcess, isRunning, startProcess } from './processes.ts';

const mark = (dir: string, member: NetworkMember, part: 'engine' | 'application') =>
  join(folderOf(dir, member), `${part}.pid`);
const PARTS = ['engine', 'application'] as const;

/** Starts a member's two programs; the engine looks for its socket every three seconds only, so that comes first. */
export async function startMember(dir: string, member: NetworkMember, engine: string): Promise<void> {
  await startApplication(dir, member);
  // if it was ended meanwhile, the member was stopped
  if (isRunning(mark(dir, member, 'application'))) startEngine(dir, member, engine);
}

async function startApplication(dir: string, member: NetworkMember): Promise<void> {
  const folder = folderOf(dir, member);
  const { socket } = memberPaths(folder);
  const file = mark(dir, member, 'application');
  if (!isRunning(file)) {
    rmSync(socket, { force: true });
    const script = join(projectRoot, 'scripts/consortium/member.ts');
    const args = ['--disable-warning=ExperimentalWarning', script, folder, urlOf(member)];
    startProcess(file, process.execPath, args, join(folder, 'application.log'));
  }
  for (let waited = 0; !existsSync(socket) && isRunning(file) && waited < 20_000; waited += 20) await sleep(20);
}

/** Starts a member's engine alone, for an application that somebody else provides. */
export function startEngine(dir: string, member: NetworkMember, engine: string): void {
  const folder = folderOf(dir, member);
  const file = mark(dir, member, 'engine');
  const args = ['start', '--home', memberPaths(folder).node];
  if (!isRunning(file)) startProcess(file, engine, args, join(folder, 'engine.log'));
}

/** Ends a member's two programs. */
export async function stopMember(dir: string, member: NetworkMember, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  await Promise.all(PARTS.map((part) => endProcess(mark(dir, member, part), signal)));
}

export interface MemberStatus {
  readonly name: string;
  readonly organisation: string;
  readonly running: boolean;
  readonly height: number | null;
}

/** Status of each member. */
export async function statusOf(dir: string, network: Network = requireNetwork(dir)): Promise<MemberStatus[]> {
  return await Promise.all(
    network.members.map(async (member) => {
      const running = PARTS.every((part) => isRunning(mark(dir, member, part)));
      const answer = await new Rpc({ url: urlOf(member), ca: null }, 2000).status().catch(() => null);
      const { name, organisation } = member;
      return { name, organisation, running, height: answer?.height ?? null };
    }),
  );
}

/** Waits until this many members have reached `height`. */
export async function waitForHeight(dir: string, height: number, count: number, seconds = 60): Promise<void> {
  const network = requireNetwork(dir);
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const there = (await statusOf(dir, network)).filter((one) => (one.height ?? -1) >= height);
    if (there.length >= count) return;
    await sleep(100);
  }
  throw new Trouble(`The members did not reach height ${height} in ${seconds} s. ${lastWords(dir, network)}`);
}

function lastWords(dir: string, network: Network): string {
  const logs = network.members.flatMap((member) => PARTS.map((part) => join(folderOf(dir, member), `${part}.log`)));
  const said = logs.filter(existsSync).map((log) => `${log}:\n${readFileSync(log, 'utf8').slice(-500)}`);
  return said.filter((words) => words.trim() !== '').join('\n');
}

const rpcOf = (network: Network) => network.members.map((member) => new Rpc({ url: urlOf(member), ca: null }, 2000));

/** The answers of the reachable members; at least one. */
async function askAll<T>(network: Network, call: (rpc: Rpc) => Promise<T>): Promise<[T, ...T[]]> {
  const answers = await Promise.allSettled(rpcOf(network).map(call));
  const [first, ...more] = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (first === undefined) throw new Trouble('No member answers.');
  return [first, ...more];
}

/** The chain according to the member with the highest block: one that was just restarted may lag behind. */
export async function describe(network: Network) {
  const told = await askAll(network, async (rpc) => {
    const answer = await rpc.query('/chain', new Uint8Array(0));
    return parseChainDescription(answer.value ?? new Uint8Array(0));
  });
  return told.reduce((furthest, one) => (one.height > furthest.height ? one : furthest));
}

const DECIDED_MS = 60_000;

/**
 * Carries out a decision with the governance keys of all present members, which are in this test network's own folders.
 */
export async function decide(dir: string, network: Network, action: Action): Promise<void> {
  const { nextDecision, members } = await describe(network);
  const known = new Set(members.map(({ governance }) => governance));
  const unsigned = newDecisionFile({ v: 1, chain: network.chain, number: nextDecision, action });
  const signed = network.members
    .map((member) => readGovernanceSeed(memberPaths(folderOf(dir, member)).governance))
    .filter((seed) => known.has(toHex(ed25519PublicKey(seed))))
    .reduce(signDecisionFile, unsigned);
  const answers = await askAll(network, (rpc) => rpc.broadcast(decisionTransaction(signed)));
  // a member that lags behind refuses what the others accept
  if (!answers.some(({ code }) => code === 0)) throw new Trouble(`The members refused: ${answers[0].log}`);
  for (let waited = 0; waited < DECIDED_MS; waited += 100) {
    if ((await describe(network)).nextDecision > nextDecision) return;
    await sleep(100);
  }
  throw new Trouble('The decision was sent, but no block carried it out within a minute.');
}

/** Paths of the files for a desk and for a verifier. */
export function filesOf(dir: string) {
  return { consortium: join(dir, 'demo.consortium.json'), trust: join(dir, 'demo.trust.json') };
}

/** Writes the consortium file and the trust bundle for the present state of the chain. */
export async function writeFiles(dir: string, network: Network): Promise<void> {
  const trust = exportTrust(await describe(network), { name: `Test consortium ${network.chain}`, demo: true });
  const file: ConsortiumFile = {
    v: 1,
    kind: COMETBFT,
    chain: network.chain,
    endpoints: network.members.map((member) => ({ organisation: member.organisation, url: urlOf(member), ca: null })),
    trust,
  };
  writeFileSync(filesOf(dir).consortium, consortiumFileBytes(file));
  writeFileSync(filesOf(dir).trust, trustBundleBytes(trust));
}

/** Registers a desk's log unless it is registered. */
export async function registerDesk(dir: string, network: Network, vkey: string, organisation: string): Promise<void> {
  const origin = vkey.split('+')[0] ?? '';
  refuseUnclear(organisation);
  const { logs } = await describe(network);
  if (logs.some(([known]) => known === origin)) return;
  await decide(dir, network, { do: 'register-log', vkey, organisation, controller: origin });
}

/**
 * Ends everything and removes it, except the trust bundle: certificates that this network confirmed need it for good.
 * Returns its path, or null when none was written. It is named after the chain, so that the next network leaves it.
 */
export async function takeDown(dir: string): Promise<string | null> {
  const network = requireNetwork(dir);
  const kept = join(dir, `${network.chain}.trust.json`);
  const { trust } = filesOf(dir);
  const isKept = existsSync(trust);
  await Promise.all(network.members.map((member) => stopMember(dir, member, 'SIGTERM')));
  for (const member of network.members) rmSync(folderOf(dir, member), { recursive: true, force: true });
  if (isKept) renameSync(trust, kept);
  for (const file of [...Object.values(filesOf(dir)), join(dir, 'network.json')]) rmSync(file, { force: true });
  // it may contain other files too
  if (readdirSync(dir).length === 0) rmdirSync(dir);
  return isKept ? kept : null;
}
