/**
 * `notary member …`: the commands of an organisation's administrator. Each command is a function of its arguments that
 * returns an object for programs and lines for people; docs/consortium.md walks through them.
 */
import { COMETBFT } from '../../anchors/cometbft/evidence.ts';
import { NotaryError } from '../../errors.ts';
import { toHex } from '../../formats/bytes.ts';
import { type TrustBundle, trustBundleBytes, trustFingerprint } from '../../formats/trust.ts';
import { groupedHex, type Language } from '../../words/words.ts';
import { type Arguments, type OptionShapes, readArguments, usage } from '../cli/arguments.ts';
import { nameRemarks } from '../cli/name-remarks.ts';
import { terminalLines } from '../cli/terminal.ts';
import { textsFor } from '../cli/texts/index.ts';
import { codeName } from '../cometbft/codes.ts';
import { consortiumFileBytes, parseConsortiumFile } from '../cometbft/consortium-file.ts';
import { type Endpoint, Rpc } from '../cometbft/rpc.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { systemRandom } from '../system/random.ts';
import { readSmallFile } from '../system/small-file.ts';
import {
  decisionFileBytes,
  decisionTransaction,
  mergeDecisionFiles,
  newDecisionFile,
  parseDecisionFile,
  signDecisionFile,
} from './decision-file.ts';
import { genesisFile, nodeConfig } from './engine.ts';
import { makeMember, memberPaths, parsePublicMember, readGovernanceSeed, readPublicMember } from './folder.ts';
import { beginWithNewNode } from './new-node.ts';
import { askAll, describeChain } from './nodes.ts';
import { runMember as runProgram } from './program.ts';
import { ACTIONS, isAction, namesOf, namesOfFirst, refuseUnclear } from './proposals.ts';
import { type MemberTexts, memberTextsFor } from './texts.ts';
import { type ChainDescription, exportTrust, parseChainDescription } from './trust-export.ts';

/** The output of a command. */
export interface MemberAnswer {
  readonly value: object;
  readonly lines: readonly string[];
  /** What to think of before going on. */
  readonly remarks?: readonly string[];
}

/** Options of all commands of a member. */
export const MEMBER_OPTIONS = {
  dir: { type: 'string' },
  organisation: { type: 'string' },
  controller: { type: 'string' },
  power: { type: 'string' },
  chain: { type: 'string' },
  time: { type: 'string' },
  'rpc-listen': { type: 'string' },
  'p2p-listen': { type: 'string' },
  peer: { type: 'string', multiple: true },
  endpoint: { type: 'string', multiple: true },
  consortium: { type: 'string' },
  'tls-certificate': { type: 'string' },
  'tls-key': { type: 'string' },
  rpc: { type: 'string', multiple: true },
  ca: { type: 'string' },
  key: { type: 'string' },
  name: { type: 'string' },
  demo: { type: 'boolean' },
  out: { type: 'string' },
} as const satisfies OptionShapes;

type OptionName = keyof typeof MEMBER_OPTIONS;

interface Call {
  readonly language: Language;
  readonly texts: MemberTexts;
  /** What stands behind `member NAME`. */
  readonly words: readonly string[];
  /** An option's text, or null. */
  option(name: OptionName): string | null;
  /** An option's text. Throws `usage` when it was not given. */
  need(name: OptionName): string;
  /** A word by its index; `name` is what the words for people call it. Throws `usage` when it was not given. */
  word(index: number, name: string): string;
  readonly peers: readonly string[];
  readonly endpoints: readonly string[];
  readonly rpcs: readonly string[];
  readonly demo: boolean;
}

function readCall(name: string, args: Arguments, language: Language): Call {
  const words = args.rest.slice(1);
  const missing = (option: string) => usage('needs-option', { command: `member ${name}`, option });
  const need = (given: string | null | undefined, called: string): string => {
    if (given === null || given === undefined) throw missing(called);
    return given;
  };
  return {
    language,
    texts: memberTextsFor(language),
    words,
    option: (option) => args.text(option),
    need: (option) => need(args.text(option), `--${option}`),
    word: (index, called) => need(words[index], called),
    peers: args.texts('peer'),
    endpoints: args.texts('endpoint'),
    rpcs: args.texts('rpc'),
    demo: args.flag('demo'),
  };
}

function endpointOf(call: Call, url: string): Endpoint {
  const ca = call.option('ca');
  return { url, ca: ca === null ? null : new TextDecoder().decode(readSmallFile(ca)) };
}

/** The nodes to ask, of which there is one at least. */
function rpcsOf(call: Call): readonly [Rpc, ...Rpc[]] {
  const [first, ...others] = call.rpcs.map((url) => new Rpc(endpointOf(call, url)));
  if (first === undefined) throw usage('needs-option', { command: 'member', option: '--rpc URL' });
  return [first, ...others];
}

/** Without files: makes the keys. With every member's public file: makes the genesis and the node's settings. */
async function init(call: Call): Promise<MemberAnswer> {
  return call.words.length === 0 ? makeKeys(call) : makeGenesis(call);
}

function makeKeys(call: Call): MemberAnswer {
  const dir = call.need('dir');
  const organisation = call.need('organisation');
  const controller = call.option('controller') ?? organisation;
  const power = Number(call.option('power') ?? '10');
  refuseUnclear(organisation, controller);
  const member = makeMember(dir, { organisation, controller, power }, systemRandom());
  const { public: file, governance } = memberPaths(dir);
  return {
    value: { member, file },
    lines: [call.texts.keysMade({ organisation, file }), call.texts.keepGovernance(governance)],
  };
}

function makeGenesis(call: Call): MemberAnswer {
  const dir = call.need('dir');
  const own = readPublicMember(dir);
  const members = call.words.map((file) => parsePublicMember(readSmallFile(file)));
  const warnings = namesOfFirst(members);
  const isFirst = members.some(({ validator }) => validator === own.validator);
  const genesis = genesisFile({ chain: call.need('chain'), time: call.need('time'), members });
  const paths = memberPaths(dir);
  const [certificate, key] = [call.option('tls-certificate'), call.option('tls-key')];
  const settings = {
    moniker: own.organisation,
    socket: paths.socket,
    rpc: call.option('rpc-listen') ?? '127.0.0.1:26657',
    p2p: call.option('p2p-listen') ?? '0.0.0.0:26656',
    peers: call.peers,
    loopback: call.peers.every((peer) => /@(127\.|localhost)/.test(peer)),
    ...(certificate !== null && key !== null ? { tls: { certificate, key } } : {}),
  };
  writeAtomic(paths.genesis, genesis);
  writeAtomic(paths.config, nodeConfig(settings));
  const digest = toHex(nodeCrypto.sha256(genesis));
  return {
    value: {
      genesis: paths.genesis,
      digest,
      config: paths.config,
      first: isFirst,
      members: members.map(({ organisation }) => organisation),
      lookAlikes: warnings.alike,
      mixedNames: warnings.mixed,
    },
    lines: [
      call.texts.genesisMade(paths),
      call.texts.sameGenesis,
      `  ${digest}`,
      ...(isFirst ? [] : call.texts.notFirst(own.organisation)),
    ],
    remarks: nameRemarks(textsFor(call.language), warnings),
  };
}

async function start(call: Call): Promise<MemberAnswer> {
  const paths = memberPaths(call.need('dir'));
  readPublicMember(paths.folder);
  const aside = beginWithNewNode(paths);
  if (aside) process.stderr.write(terminalLines([call.texts.newNode(aside)]));
  await runProgram(paths, endpointOf(call, call.rpcs[0] ?? 'http://127.0.0.1:26657'));
  return { value: { ended: true }, lines: [] };
}

async function status(call: Call): Promise<MemberAnswer> {
  const [rpc] = rpcsOf(call);
  const [node, { value: told }] = [await rpc.status(), await rpc.query('/chain', new Uint8Array(0))];
  const chain = parseChainDescription(told ?? new Uint8Array(0));
  const { texts } = call;
  const { members, logs, history } = chain;
  const forks = chain.forks ?? [];
  const value = {
    ...node,
    members,
    logs,
    accepted: history,
    nextDecision: chain.nextDecision,
    forks,
  };
  const names = members.map(({ organisation }) => organisation).join(call.language === 'zh' ? '、' : ', ');
  return {
    value,
    lines: [
      texts.height(node),
      texts.members(members.length, names),
      texts.registered({ desks: logs.length, checkpoints: history }),
      ...forks.map((origin) => texts.fork(nameOfLog(chain, origin))),
    ],
  };
}

function nameOfLog({ logs }: ChainDescription, origin: string): string {
  const organisation = logs.find(([known]) => known === origin)?.[1].organisation;
  return organisation === undefined ? origin : `${organisation} (${origin})`;
}

async function propose(call: Call): Promise<MemberAnswer> {
  const [name] = call.words;
  if (!isAction(name)) throw usage('form', { form: `member propose ${Object.keys(ACTIONS).join(' | ')}` });
  const action = ACTIONS[name](call);
  const known = await describeChain(rpcsOf(call));
  const { chain, nextDecision: number } = known;
  const warnings = namesOf(action, known);
  const out = call.need('out');
  const file = newDecisionFile({ v: 1, chain, number, action });
  writeAtomic(out, decisionFileBytes(file));
  return {
    value: { file: out, decision: file.decision, lookAlikes: warnings.alike, mixedNames: warnings.mixed },
    lines: [call.texts.proposed({ number, chain, file: out })],
    remarks: nameRemarks(textsFor(call.language), warnings),
  };
}

async function sign(call: Call): Promise<MemberAnswer> {
  const path = call.word(0, 'FILE');
  const key = call.option('key') ?? memberPaths(call.need('dir')).governance;
  const file = signDecisionFile(parseDecisionFile(readSmallFile(path), nodeCrypto), readGovernanceSeed(key));
  writeAtomic(path, decisionFileBytes(file));
  const { decision, signatures } = file;
  return {
    value: { file: path, decision, signatures: signatures.length },
    lines: [
      call.texts.signed(JSON.stringify(decision.action)),
      call.texts.signatures({ file: path, count: signatures.length }),
    ],
  };
}

async function submit(call: Call): Promise<MemberAnswer> {
  const [first, ...others] = call.words.map((path) => parseDecisionFile(readSmallFile(path), nodeCrypto));
  if (!first) throw usage('needs-option', { command: 'member submit', option: 'FILE' });
  const file = mergeDecisionFiles(first, ...others);
  const answers = await askAll(rpcsOf(call), (rpc) => rpc.broadcast(decisionTransaction(file)));
  // a node that lags behind refuses what the others accept
  const answer = answers.find(({ code }) => codeName(code) === 'ok') ?? answers[0];
  const code = codeName(answer.code) ?? 'malformed';
  if (code !== 'ok')
    throw new NotaryError('anchor-refused', `the members refuse: ${answer.log}`, {
      reason: 'decision',
      code,
      told: answer.log,
    });
  return {
    value: { transaction: toHex(answer.hash), decision: file.decision },
    lines: [call.texts.sent(toHex(answer.hash)), call.texts.exportAgain],
  };
}

async function exportBundle(call: Call): Promise<MemberAnswer> {
  const out = call.need('out');
  const name = call.need('name');
  refuseUnclear(name);
  const bundle = exportTrust(await describeChain(rpcsOf(call)), { name, demo: call.demo });
  const bytes = trustBundleBytes(bundle);
  writeAtomic(out, bytes);
  const fingerprint = trustFingerprint(bytes, nodeCrypto);
  const consortium = exportConsortium(call, bundle);
  return {
    value: { file: out, fingerprint, consortium: call.option('consortium') },
    lines: [call.texts.bundleMade(out), call.texts.tellFingerprint, `  ${groupedHex(fingerprint)}`, ...consortium],
  };
}

/** For desks: the same bundle with the addresses of the members' nodes. */
function exportConsortium(call: Call, trust: TrustBundle): string[] {
  const file = call.option('consortium');
  const chain = trust.chains[0]?.id;
  if (file === null || !chain) return [];
  const endpoints = call.endpoints.map((typed) => {
    const [, organisation, url] = /^(.+)=(https?:.+)$/.exec(typed) ?? [];
    if (organisation === undefined || url === undefined)
      throw usage('form', { form: 'member export-trust … --endpoint ORGANISATION=URL' });
    return { organisation, ...endpointOf(call, url) };
  });
  const bytes = consortiumFileBytes({ v: 1, kind: COMETBFT, chain, endpoints, trust });
  parseConsortiumFile(bytes, nodeCrypto);
  writeAtomic(file, bytes);
  return [call.texts.consortiumMade(file), `  ${groupedHex(trustFingerprint(bytes, nodeCrypto))}`];
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<MemberAnswer>>> = {
  init,
  start,
  status,
  propose,
  sign,
  submit,
  'export-trust': exportBundle,
};

/** Runs `member NAME …`. Throws `usage` for an unknown command or option. */
export async function runMember(args: Arguments, language: Language): Promise<MemberAnswer> {
  const [name = ''] = args.rest;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw usage('form', { form: `member ${Object.keys(COMMANDS).join(' | ')}` });
  return await command(readCall(name, args, language));
}

/** The same from what was typed. */
export async function memberCommand(args: readonly string[], language: Language = 'en'): Promise<MemberAnswer> {
  return await runMember(readArguments(args, MEMBER_OPTIONS), language);
}
