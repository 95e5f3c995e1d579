/**
 * Makes one trust bundle out of several, and says how many of its chains and witnesses must have confirmed a certificate.
 * What contradicts itself is refused and never decided here: whoever makes a bundle says whom others are to believe. The
 * same parts in any order give the same bytes. docs/certificate-format.md, "Making a bundle".
 */
import { ANCHOR_KINDS } from '../anchors/index.ts';
import { type AnchorKinds, countsAsChain } from '../anchors/kind.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { toHex } from './bytes.ts';
import { canonicalBytes, type Json } from './canonical.ts';
import { isCosigner } from './cosignature.ts';
import { refuseUnclear } from './look-alike-names.ts';
import { areAlike, type Holding, voicesOf } from './names.ts';
import { parseVerifierKey } from './note.ts';
import { isPlainText } from './plain-text.ts';
import { parseTrustBundle, TRUST_VERSION, type TrustBundle, type TrustPolicy, trustBundleBytes } from './trust.ts';
import type { TrustedChain, TrustedLog, TrustedWitness } from './trusted.ts';

/** What a bundle is made from: the entries of a bundle, of a connection file, or of keys. */
export interface TrustPart extends Pick<TrustBundle, 'logs' | 'witnesses' | 'chains'> {
  /** Where it is from, for messages. */
  readonly from: string;
}

/** What the bundle is to be called and to ask for. */
export interface TrustWish {
  readonly name: string;
  readonly policy: TrustPolicy;
  /**
   * What to do where parts call one log or one witness by different names: refuse, or take the names of the part that is
   * given first. Keys and chains are never chosen.
   */
  readonly names: 'refuse' | 'first';
}

/** Why no bundle can be made of parts, for people: `details.reason`, with `trust-` before it. */
export type TrustContradiction =
  | 'name' // it has none that can be shown
  | 'two-names' // one key, log or witness is called by two names
  | 'two-owners' // one key belongs to a log or witness of one controller, and to another of another
  | 'log-keys' // one log with different keys or sizes
  | 'two-chains' // one chain with different members
  | 'too-many' // more entries than a bundle may have
  | 'nothing-needed'
  | 'too-few-chains' // more are needed than there are
  | 'too-few-witnesses'
  | 'nobody'; // it names no log, and no chain that could name one

const refusal = (reason: TrustContradiction, message: string, details: Record<string, string | number> = {}) =>
  new NotaryError('bad-input', message, { reason: `trust-${reason}`, ...details });

interface Found<T> {
  readonly entry: T;
  readonly from: string;
}

/** Entries by identity, each once. `same` decides which of two stays, or refuses. */
function merged<T>(
  parts: readonly TrustPart[],
  entriesOf: (part: TrustPart) => readonly T[],
  idOf: (entry: T) => string,
  same: (known: Found<T>, other: Found<T>) => T,
): readonly T[] {
  const all = new Map<string, Found<T>>();
  for (const part of parts)
    for (const entry of entriesOf(part)) {
      const [id, found] = [idOf(entry), { entry, from: part.from }];
      const known = all.get(id);
      all.set(id, known ? { ...known, entry: same(known, found) } : found);
    }
  return [...all.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { entry }]) => entry);
}

const isSame = (a: unknown, b: unknown) => toHex(canonicalBytes(a as Json)) === toHex(canonicalBytes(b as Json));

/** Keeps the first of two entries that are the same but for their names, if that was asked for. */
function named<T extends Holding>(known: Found<T>, other: Found<T>, names: TrustWish['names']): T {
  if (isSame(known.entry, other.entry) || names === 'first') return known.entry;
  const [one, two] = [calledAs(known.entry), calledAs(other.entry)];
  throw refusal('two-names', `${one} in ${known.from} is ${two} in ${other.from}`, {
    one,
    two,
    from: known.from,
    other: other.from,
  });
}

/** Every name of an entry; a witness's key has one too. */
function calledAs(entry: Holding & { readonly vkey?: string }): string {
  const { organisation, controller, vkey = '' } = entry;
  const names = [...new Set([organisation, controller, vkey.split('+')[0] ?? ''])].filter((name) => name !== '');
  return names.join(' / ');
}

function sameLog(known: Found<TrustedLog>, other: Found<TrustedLog>, names: TrustWish['names']): TrustedLog {
  if (!isSame(known.entry.keys, other.entry.keys))
    throw refusal('log-keys', `${known.from} and ${other.from} have different keys of ${known.entry.origin}`, {
      name: known.entry.organisation,
      from: known.from,
      other: other.from,
    });
  return named(known, other, names);
}

function sameChain(known: Found<TrustedChain>, other: Found<TrustedChain>): TrustedChain {
  if (!isSame(known.entry, other.entry))
    throw refusal('two-chains', `${known.from} and ${other.from} have different members of ${known.entry.id}`, {
      name: known.entry.id,
      from: known.from,
      other: other.from,
    });
  return known.entry;
}

/** A key is in one pair of hands: whoever is named with it must be one voice. */
function refuseTwoOwners(bundle: TrustBundle, crypto: Crypto): void {
  const owners = new Map<string, Holding>();
  const held = [
    ...bundle.logs.flatMap((log) => log.keys.map(({ vkey }) => ({ vkey, holding: log as Holding }))),
    ...bundle.witnesses.map((witness) => ({ vkey: witness.vkey, holding: witness as Holding })),
  ];
  for (const { vkey, holding } of held) {
    const key = toHex(parseVerifierKey(vkey, crypto).publicKey);
    const owner = owners.get(key);
    if (owner && !areAlike(owner.controller, holding.controller))
      throw refusal('two-owners', `${owner.organisation} and ${holding.organisation} have one key`, {
        one: owner.organisation,
        two: holding.organisation,
      });
    owners.set(key, owner ?? holding);
  }
}

/** What stays of two entries with one identity. */
interface Same {
  log(known: Found<TrustedLog>, other: Found<TrustedLog>): TrustedLog;
  witness(known: Found<TrustedWitness>, other: Found<TrustedWitness>): TrustedWitness;
  chain(known: Found<TrustedChain>, other: Found<TrustedChain>): TrustedChain;
}

function entriesOf(
  parts: readonly TrustPart[],
  same: Same,
  crypto: Crypto,
): Pick<TrustBundle, 'logs' | 'witnesses' | 'chains'> {
  const keyOf = ({ vkey }: TrustedWitness) => toHex(parseVerifierKey(vkey, crypto).publicKey);
  return {
    logs: merged(
      parts,
      ({ logs }) => logs,
      ({ origin }) => origin,
      same.log,
    ),
    witnesses: merged(parts, ({ witnesses }) => witnesses, keyOf, same.witness),
    chains: merged(
      parts,
      ({ chains }) => chains,
      ({ kind, id }) => `${kind} ${id}`,
      same.chain,
    ),
  };
}

/** All entries of parts, each once as the first has it: what there is to choose from while they may still contradict each other. */
export function looseParts(
  parts: readonly TrustPart[],
  crypto: Crypto,
): Pick<TrustBundle, 'logs' | 'witnesses' | 'chains'> {
  const first = <T>({ entry }: Found<T>) => entry;
  return entriesOf(parts, { log: first, witness: first, chain: first }, crypto);
}

/** How many can confirm a certificate at most. */
export interface Reach {
  /** Chains whose anchors count. */
  readonly chains: number;
  /** Voices among the witnesses, without the log's own. */
  readonly witnesses: number;
  /** Organisations whose own logs have fewer witnesses than are needed: a signer of the log's voice never counts. */
  readonly short: readonly string[];
}

/** What a bundle can find at most, and for whom its policy can never be met. */
export function reachOf(
  { logs, witnesses, chains, policy }: Omit<TrustBundle, 'v' | 'name'>,
  kinds: AnchorKinds = ANCHOR_KINDS,
): Reach {
  const voices = voicesOf([...logs, ...witnesses]);
  const own = voices.slice(logs.length);
  const all = new Set(own);
  const countFor = (log: number) => all.size - Number(all.has(voices[log] as number));
  // a chain may introduce logs that nobody knows yet
  const most = chains.length > 0 ? all.size : Math.max(0, ...logs.map((_, i) => countFor(i)));
  return {
    // one of an unknown kind may count for another program
    chains: chains.filter(({ kind }) => countsAsChain(kinds.of(kind)?.shows ?? 'block')).length,
    witnesses: most,
    short: logs.filter((_, i) => countFor(i) < policy.witnesses).map(({ organisation }) => organisation),
  };
}

function refuseUnreachable(bundle: TrustBundle, kinds: AnchorKinds): void {
  const { policy, logs, chains } = bundle;
  if (logs.length === 0 && chains.length === 0) throw refusal('nobody', 'no log and no chain is named');
  if (policy.witnesses + policy.chains === 0) throw refusal('nothing-needed', 'a policy of nothing is never met');
  const reach = reachOf(bundle, kinds);
  if (policy.chains > reach.chains)
    throw refusal('too-few-chains', `${policy.chains} chains of ${reach.chains}`, {
      need: policy.chains,
      all: reach.chains,
    });
  if (policy.witnesses > reach.witnesses)
    throw refusal('too-few-witnesses', `${policy.witnesses} witnesses of ${reach.witnesses}`, {
      need: policy.witnesses,
      all: reach.witnesses,
    });
}

function refuseTooMany({ logs, witnesses, chains }: TrustBundle): void {
  if (logs.length > 1000 || witnesses.length > 200 || chains.length > 20)
    throw refusal('too-many', `${logs.length} logs, ${witnesses.length} witnesses, ${chains.length} chains`, {
      logs: logs.length,
      witnesses: witnesses.length,
      chains: chains.length,
    });
}

/**
 * The bundle of these parts. Throws `bad-input` with a `TrustContradiction` or `unclear-names`.
 */
export function makeTrustBundle(
  parts: readonly TrustPart[],
  { name, policy, names }: TrustWish,
  crypto: Crypto,
  kinds: AnchorKinds = ANCHOR_KINDS,
): TrustBundle {
  if (!isPlainText(name)) throw refusal('name', 'the bundle needs a name');
  const same = {
    log: (known: Found<TrustedLog>, other: Found<TrustedLog>) => sameLog(known, other, names),
    witness: (known: Found<TrustedWitness>, other: Found<TrustedWitness>) => named(known, other, names),
    chain: sameChain,
  };
  const bundle: TrustBundle = { v: TRUST_VERSION, name, ...entriesOf(parts, same, crypto), policy };
  refuseTooMany(bundle);
  refuseUnclear(bundle);
  refuseTwoOwners(bundle, crypto);
  refuseUnreachable(bundle, kinds);
  return parseTrustBundle(trustBundleBytes(bundle), crypto, kinds);
}

/** Keys in one file, at most. */
const MOST_KEYS = 200;

/**
 * The witnesses of a text with a verifier key on each line; blank lines and those that begin with `#` are left out. Who holds
 * a key is not said there, so that each is called by the name in its key. Throws `malformed`.
 */
export function witnessesOfKeys(text: string, crypto: Crypto): readonly TrustedWitness[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length === 0 || lines.length > MOST_KEYS)
    throw new NotaryError('malformed', `${lines.length} keys in a file that may have 1 to ${MOST_KEYS}`);
  return lines.map((line) => {
    const key = parseVerifierKey(line, crypto);
    if (!isCosigner(key)) throw new NotaryError('malformed', `a key of type ${key.type} is not that of a witness`);
    return { vkey: key.text, controller: key.name, organisation: key.name };
  });
}
