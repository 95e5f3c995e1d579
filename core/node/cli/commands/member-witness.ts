import { resolve } from 'node:path';
import { toBase58 } from '../../../anchors/jdchain/base58.ts';
import { NotaryError } from '../../../errors.ts';
import { bundleCheckCode, checkCode, compareTyped } from '../../../formats/check-code.ts';
import { visibleName } from '../../../formats/plain-text.ts';
import { trustFingerprint } from '../../../formats/trust.ts';
import type { TrustedLog } from '../../../formats/trusted.ts';
import { groupedHex } from '../../../words/words.ts';
import { lockHome } from '../../home/home.ts';
import { JdNode, type Patience } from '../../jdchain/client.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { faultOf } from '../../system/fault.ts';
import { systemRandom } from '../../system/random.ts';
import { readSmallText } from '../../system/small-file.ts';
import { readTrustFile } from '../../verify/trust-file.ts';
import { type AcceptedLog, userKey } from '../../witness/jdchain/accepted.ts';
import {
  acceptLog,
  ledgerHash,
  makeWitness,
  openKeyOf,
  readAccepted,
  readWitness,
  readWitnessKey,
  refuseLostMemory,
  type WitnessSettings,
  witnessPaths,
} from '../../witness/jdchain/folder.ts';
import { WITNESS_ALGORITHMS, type WitnessAlgorithm } from '../../witness/jdchain/key-file.ts';
import { MemberWitness } from '../../witness/jdchain/member-witness.ts';
import { forkFiles, statedFiles } from '../../witness/jdchain/memory.ts';
import { ownPeer } from '../../witness/jdchain/observing.ts';
import { witnessFileBytes } from '../../witness/jdchain/public-file.ts';
import { WitnessFiles } from '../../witness/state.ts';
import { type OptionShapes, usage } from '../arguments.ts';
import { answer, type Context, remark } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { errorLine } from '../print.ts';
import { askNewSecret, askPassphrase } from '../secret.ts';
import { listening, readAgain, SERVING_FORM, SERVING_OPTIONS, serveUntilStopped } from '../serving.ts';
import { memberWitnessTextsFor } from '../texts/member-witness.ts';

/** Options of `member witness` that the other commands of a member do not have. */
export const MEMBER_WITNESS_OPTIONS = {
  ...SERVING_OPTIONS,
  ledger: { type: 'string' },
  algorithm: { type: 'string' },
  user: { type: 'string' },
  fingerprint: { type: 'string' },
  url: { type: 'string' },
} as const satisfies OptionShapes;

const CHAIN = 'jdchain';
const START = `member witness --chain ${CHAIN} --dir DIR`;
const FORMS = {
  init: `member witness init --chain ${CHAIN} --dir DIR --ledger HASH --organisation NAME --name KEYNAME --peer URL [--ca FILE] [--algorithm ${WITNESS_ALGORITHMS.join('|')}]`,
  accept: 'member witness accept FILE.trust.json --dir DIR --user KEY --fingerprint CODE',
  serve: `${START} ${SERVING_FORM}`,
  file: 'member witness file --dir DIR --url URL --out FILE [--ca FILE]',
  show: 'member witness show --dir DIR',
} as const;
type Action = keyof typeof FORMS;

const ACTIONS: Readonly<Record<Action, (context: Context, dir: string) => number | Promise<number>>> = {
  init,
  accept,
  serve,
  file,
  show,
};

/** `member witness …`: the witness that a member of a ledger runs beside its own node (docs/jdchain.md). */
export async function memberWitness(context: Context): Promise<number> {
  const [, action = 'serve'] = context.args.rest;
  if (!Object.hasOwn(FORMS, action)) throw usage('unknown-action', { command: 'member witness', value: action });
  const named = action as Action;
  const chain = context.args.text('chain');
  // what begins has to say which chain it is for: others will have witnesses too
  const needsChain = named === 'init' || context.args.rest.length === 1;
  if (chain === null ? needsChain : chain !== CHAIN) throw usage('form', { form: FORMS[named] });
  return await ACTIONS[named](context, resolve(needed(context, named, 'dir')));
}

function needed({ args }: Context, action: Action, option: string): string {
  const value = args.text(option) ?? args.texts(option)[0] ?? null;
  if (value === null) throw usage('needs-option', { command: `member witness ${action}`, option: `--${option}` });
  return value;
}

/** A value as somebody typed it. Throws `usage` for one that is none. */
function typed<T>(option: string, value: string, read: (value: string, at: string) => T): T {
  try {
    return read(value, `--${option}`);
  } catch (error) {
    if (error instanceof NotaryError && error.code === 'not-supported') throw error;
    throw usage('not-a-value', { option: `--${option}`, value });
  }
}

const caOf = ({ args }: Context): string | null => {
  const ca = args.text('ca');
  return ca === null ? null : readSmallText(resolve(ca));
};

/** Milliseconds that the own node has: a desk that waits asks again. */
const PATIENCE: Patience = { question: 5_000, submission: 5_000, repetitions: [200, 400] };

const nodeOf = ({ peer, ledger }: Pick<WitnessSettings, 'peer' | 'ledger'>) =>
  new JdNode({ ...peer, credentials: null }, ledger, PATIENCE);

/** Says how the own node is, as a remark. Throws `not-supported` for a ledger on which entries prove nothing. */
async function remarkNode(context: Context, settings: Pick<WitnessSettings, 'peer' | 'ledger'>): Promise<void> {
  const texts = memberWitnessTextsFor(context.language);
  const node = nodeOf(settings);
  const asked = await Promise.all([node.genesis(), node.tip()]).catch((error: unknown) => {
    remark(context, errorLine(context.words, faultOf(error)));
    return null;
  });
  if (!asked) return remark(context, texts.nodeAway(settings.peer.url));
  const [genesis, tip] = asked;
  if (genesis?.structure === 'KV')
    throw new NotaryError('not-supported', 'a ledger with data structure KV keeps no versions of entries');
  remark(context, genesis && tip ? texts.node(settings.peer.url, tip.height) : texts.noLedger(settings.peer.url));
}

// --- init -----------------------------------------------------------------------------------------------------------

async function init(context: Context, dir: string): Promise<number> {
  const texts = memberWitnessTextsFor(context.language);
  const need = (option: string) => needed(context, 'init', option);
  const algorithm = context.args.text('algorithm') ?? WITNESS_ALGORITHMS[0];
  if (!WITNESS_ALGORITHMS.includes(algorithm as WitnessAlgorithm)) throw usage('form', { form: FORMS.init });
  const made = {
    ledger: typed('ledger', need('ledger'), ledgerHash),
    organisation: need('organisation'),
    name: need('name'),
    peer: { url: need('peer').replace(/\/+$/, ''), ca: caOf(context) },
    algorithm: algorithm as WitnessAlgorithm,
  };
  await remarkNode(context, made);
  const passphrase = await askNewSecret(context);
  await makeWitness(dir, { ...made, passphrase }, systemRandom(), nodeCrypto);
  const { key } = readWitnessKey(dir, nodeCrypto);
  answer(context, { folder: dir, vkey: key.text, sealed: passphrase !== undefined }, [
    texts.made(dir),
    `${texts.key}: ${key.text}`,
  ]);
  if (passphrase === undefined) remark(context, texts.unsealed(witnessPaths(dir).key));
  remark(context, texts.keepMemory(witnessPaths(dir).memory));
  return EXIT.ok;
}

// --- accept ---------------------------------------------------------------------------------------------------------

function accept(context: Context, dir: string): number {
  const texts = memberWitnessTextsFor(context.language);
  const [, , path, ...more] = context.args.rest;
  if (path === undefined || more.length > 0) throw usage('form', { form: FORMS.accept });
  readWitness(dir);
  const { bundle, fingerprint } = readTrustFile(path);
  const code = bundleCheckCode(bundle, fingerprint, nodeCrypto);
  if (compareTyped(needed(context, 'accept', 'fingerprint'), code, fingerprint).state !== 'same')
    throw new NotaryError('trust-fingerprint', `the check code of the file is ${code}`, { fingerprint });
  const user = typed('user', needed(context, 'accept', 'user'), userKey);
  const log = onlyLog(bundle.logs);
  acceptLog(dir, { origin: log.origin, organisation: log.organisation, keys: log.keys, user }, nodeCrypto);
  answer(context, { origin: log.origin, organisation: log.organisation, user: toBase58(user) }, [
    texts.accepted(visibleName(log.organisation)),
    `  ${log.origin}`,
  ]);
  return EXIT.ok;
}

/** The log of a desk's own bundle: a user belongs to one log. */
function onlyLog([log, ...others]: readonly TrustedLog[]): TrustedLog {
  if (!log || others.length > 0)
    throw new NotaryError('bad-input', 'a bundle that names one log is needed', { reason: 'one-log' });
  return log;
}

// --- serve ----------------------------------------------------------------------------------------------------------

const DEFAULT_LISTEN = '127.0.0.1:8788';

async function serve(context: Context, dir: string): Promise<number> {
  const at = listening(context, DEFAULT_LISTEN, FORMS.serve);
  const settings = readWitness(dir);
  refuseLostMemory(dir, settings);
  const { key, needsPassphrase } = readWitnessKey(dir, nodeCrypto);
  const passphrase = await askPassphrase(context, () => needsPassphrase);
  const signer = await openKeyOf(dir, passphrase, nodeCrypto);
  const { memory } = witnessPaths(dir);
  const lock = lockHome(memory, 'witness');
  try {
    await remarkNode(context, settings);
    const logs = readAgain(context, () => readAccepted(dir, nodeCrypto));
    const witness = new MemberWitness({
      signer,
      ledger: settings.ledger,
      peer: ownPeer(nodeOf(settings)),
      stated: new WitnessFiles(memory, statedFiles(key, nodeCrypto), nodeCrypto),
      forks: new WitnessFiles(memory, forkFiles(nodeCrypto), nodeCrypto),
      logs,
      now: Date.now,
      elapsed: () => performance.now(),
      crypto: nodeCrypto,
    });
    const tellLogs = (address: string) => tell(context, address, key.text, [...logs().values()]);
    await serveUntilStopped(context, { witness, at, tell: tellLogs });
    return EXIT.ok;
  } finally {
    lock.release();
  }
}

const named = ({ origin, organisation }: AcceptedLog) => `  ${visibleName(organisation)}  ${origin}`;

function tell(context: Context, address: string, vkey: string, logs: readonly AcceptedLog[]): void {
  const texts = memberWitnessTextsFor(context.language);
  const listed = logs.map(({ origin, organisation }) => ({ origin, organisation }));
  answer(context, { address, vkey, logs: listed }, [
    texts.listening(address),
    `${texts.key}: ${vkey}`,
    logs.length === 0 ? texts.noLogs : texts.logs(logs.length),
    ...logs.map(named),
  ]);
}

// --- file and show --------------------------------------------------------------------------------------------------

function file(context: Context, dir: string): number {
  const texts = memberWitnessTextsFor(context.language);
  const path = resolve(needed(context, 'file', 'out'));
  const { organisation, ledger } = readWitness(dir);
  const { key } = readWitnessKey(dir, nodeCrypto);
  const url = needed(context, 'file', 'url').replace(/\/+$/, '');
  const bytes = witnessFileBytes({ organisation, ledger, url, ca: caOf(context), vkey: key.text }, nodeCrypto);
  writeAtomic(path, bytes);
  const fingerprint = trustFingerprint(bytes, nodeCrypto);
  const code = checkCode(fingerprint);
  answer(context, { path, vkey: key.text, fingerprint, code }, [
    path,
    `${context.texts.checkCode}: ${code}`,
    groupedHex(fingerprint),
  ]);
  remark(context, texts.handOver);
  return EXIT.ok;
}

function show(context: Context, dir: string): number {
  const texts = memberWitnessTextsFor(context.language);
  const settings = readWitness(dir);
  refuseLostMemory(dir, settings);
  const { key, needsPassphrase } = readWitnessKey(dir, nodeCrypto);
  const { memory } = witnessPaths(dir);
  const stated = new WitnessFiles(memory, statedFiles(key, nodeCrypto), nodeCrypto);
  const forks = new WitnessFiles(memory, forkFiles(nodeCrypto), nodeCrypto);
  const logs = [...readAccepted(dir, nodeCrypto).values()].map((log) => {
    const last = stated.last(log.origin);
    const time = last?.seconds == null ? null : new Date(last.seconds * 1000).toISOString();
    const fork = forks.last(log.origin) && forks.pathOf(log.origin);
    return { log, size: last?.checkpoint.size ?? 0, time, fork };
  });
  const ledger = toBase58(settings.ledger);
  const listed = logs.map(({ log: { origin, organisation, user }, ...rest }) => ({
    origin,
    organisation,
    user: toBase58(user),
    ...rest,
  }));
  answer(
    context,
    {
      ledger,
      organisation: settings.organisation,
      peer: settings.peer.url,
      vkey: key.text,
      sealed: needsPassphrase,
      logs: listed,
    },
    [
      `${visibleName(settings.organisation)}`,
      `${texts.key}: ${key.text}`,
      `${texts.ledger}: ${ledger}`,
      `${texts.peer}: ${settings.peer.url}`,
      logs.length === 0 ? texts.noLogs : texts.logs(logs.length),
      ...logs.flatMap(({ log, size, time, fork }) => [
        named(log),
        `    ${size === 0 ? texts.nothing : texts.stated(size, time)}`,
        ...(fork ? [`    ${texts.fork(fork)}`] : []),
      ]),
    ],
  );
  return EXIT.ok;
}
