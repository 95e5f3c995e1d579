/** The chains of a desk: brought in by a consortium file, asked by connectors, switched off and removed. */
import { COMETBFT } from '../../anchor/cometbft/evidence.ts';
import { NotaryError } from '../../errors.ts';
import type { VerifierKey } from '../../note.ts';
import type { ChainConnector } from '../../ports.ts';
import { type TrustBundle, trustBundleBytes, trustFingerprint } from '../../trust.ts';
import { plainHex } from '../../words/words.ts';
import { writeAtomic } from '../atomic-file.ts';
import { CometbftConnector } from '../connectors/cometbft/connector.ts';
import { type ConsortiumFile, chainOf, parseConsortiumFile } from '../connectors/cometbft/consortium-file.ts';
import { registrationRequestBytes } from '../connectors/cometbft/registration-request.ts';
import { nodeCrypto } from '../crypto.ts';
import type { Fault } from '../fault.ts';
import type { StoredChain, StoredTrust } from '../query.ts';
import { readSmallFile } from '../small-file.ts';
import type { ChainCandidate, ChainEntry, ChainHealth } from './types.ts';

/** A consortium file as it was read; nothing is accepted yet. */
export interface ChainFile {
  readonly bytes: Uint8Array;
  readonly file: ConsortiumFile;
  /** SHA-256 of the bytes, hex. */
  readonly fingerprint: string;
}

export interface ChainAddition {
  readonly path: string;
  /** What was shown when the file was read; null takes it as it is. */
  readonly fingerprint: string | null;
  /** The fingerprint from another channel; null when it was not compared. */
  readonly typed: string | null;
  readonly required: boolean;
}

/** What of the store this needs. */
export interface ChainStore {
  chains(): readonly StoredChain[];
  lastConfirmed(connector: string): ChainEntry['last'];
  addChain(chain: StoredChain): void;
  enableChain(name: string, enabled: boolean): boolean;
  removeChain(name: string): boolean;
  trustBundles(): readonly StoredTrust[];
  addTrust(entry: StoredTrust): void;
}

/** Reads a consortium file. Throws a `file-…` error, `malformed`, `too-large` or `newer-version`. */
export function readChainFile(path: string): ChainFile {
  const bytes = new Uint8Array(readSmallFile(path));
  return { bytes, file: parseConsortiumFile(bytes, nodeCrypto), fingerprint: trustFingerprint(bytes, nodeCrypto) };
}

const membersOf = ({ endpoints }: ConsortiumFile) => endpoints.map(({ organisation, url }) => ({ organisation, url }));

/** A file for people. */
export function chainCandidate({ file, fingerprint }: ChainFile): ChainCandidate {
  const { chain: name, trust: bundle } = file;
  return { name, demo: chainOf(file).demo, bundle, fingerprint, members: membersOf(file) };
}

/** Names the connector of a chain, in jobs and confirmations. */
const connectorName = (name: string) => `${COMETBFT}:${name}`;

/** A stored chain for people. */
export function chainEntry(
  stored: StoredChain,
  store: Pick<ChainStore, 'lastConfirmed'>,
  trouble: ChainsParts['trouble'] = () => null,
): ChainEntry {
  const { name, fingerprint, compared, enabled, required, added } = stored;
  const file = parseConsortiumFile(stored.file, nodeCrypto);
  const { demo } = chainOf(file);
  return {
    name,
    kind: file.kind,
    consortium: file.trust.name,
    demo,
    fingerprint,
    compared,
    enabled,
    required,
    added,
    members: membersOf(file),
    last: store.lastConfirmed(connectorName(name)),
    problem: enabled ? trouble(connectorName(name)) : null,
  };
}

export interface ChainsParts {
  readonly store: ChainStore;
  readonly logKey: VerifierKey;
  readonly holder: () => string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Why the connector of this name confirmed nothing when it was last asked. */
  trouble(connector: string): Fault | null;
  /** Something was brought in, switched or removed. */
  onChange(): void;
  /** Somebody wanted to know how the members fare: a good moment to try again. */
  onAsked(): void;
}

/** The chains of an opened desk, with their connectors. */
export class Chains {
  readonly #parts: ChainsParts;
  readonly #store: ChainStore;
  /** By the fingerprint of the consortium file: a newer file makes a new one. */
  #connectors: ReadonlyMap<string, CometbftConnector> = new Map();
  #optional: ReadonlySet<string> = new Set();

  constructor(parts: ChainsParts) {
    this.#parts = parts;
    this.#store = parts.store;
    this.#reload();
  }

  /** Connectors of the chains that are switched on. */
  get connectors(): readonly ChainConnector[] {
    return [...this.#connectors.values()];
  }

  /** True when a chain that is switched on has not confirmed a checkpoint that these did confirm. */
  isAwaited(confirmedBy: readonly string[]): boolean {
    return this.connectors.some(({ name }) => !confirmedBy.includes(name));
  }

  readonly isRequired = (connector: ChainConnector): boolean => !this.#optional.has(connector.name);

  list(): readonly ChainEntry[] {
    return this.#store.chains().map((chain) => chainEntry(chain, this.#store, this.#parts.trouble));
  }

  /**
   * Brings in a chain, and accepts its trust bundle with it; of a chain that is there, a newer file takes the place of its
   * file. Throws `trust-fingerprint` when the file is not the one that was shown or compared, `trust-exists` when it is
   * there already.
   */
  add({ path, fingerprint: shown, typed, required }: ChainAddition): ChainEntry {
    const { bytes, file, fingerprint } = readChainFile(path);
    const isOther = (shown !== null && shown !== fingerprint) || (typed !== null && plainHex(typed) !== fingerprint);
    if (isOther)
      throw new NotaryError('trust-fingerprint', `the file's fingerprint is ${fingerprint}`, { fingerprint });
    const compared = typed !== null;
    const time = new Date(this.#parts.now()).toISOString();
    const chain = { name: file.chain, file: bytes, fingerprint, compared, enabled: true, required, added: time };
    this.#store.addChain(chain);
    this.#acceptTrust(file.trust, compared, time);
    this.#changed();
    return this.list().find(({ name }) => name === chain.name) ?? chainEntry(chain, this.#store);
  }

  #acceptTrust(bundle: TrustBundle, compared: boolean, added: string): void {
    const bytes = trustBundleBytes(bundle);
    const fingerprint = trustFingerprint(bytes, nodeCrypto);
    if (this.#store.trustBundles().some((known) => known.fingerprint === fingerprint)) return;
    this.#store.addTrust({ bytes, name: bundle.name, fingerprint, compared, added });
  }

  /** Throws `not-found`. */
  enable(name: string, enabled: boolean): void {
    if (!this.#store.enableChain(name, enabled)) throw notFound(name);
    this.#changed();
  }

  /** The trust bundle stays: certificates that rest on it still verify. Throws `not-found`. */
  remove(name: string): void {
    if (!this.#store.removeChain(name)) throw notFound(name);
    this.#changed();
  }

  /** How each member's node answers. Throws `not-found`. */
  health(name: string): Promise<readonly ChainHealth[]> {
    const stored = this.#store.chains().find((chain) => chain.name === name);
    if (!stored) throw notFound(name);
    const file = parseConsortiumFile(stored.file, nodeCrypto);
    const asked = new CometbftConnector({ file, crypto: nodeCrypto }).health();
    return asked.finally(() => this.#parts.onAsked());
  }

  /** Writes the file by which this desk asks the members to register it. Throws `write-failed`. */
  register(path: string): void {
    const { logKey, holder } = this.#parts;
    const organisation = holder();
    writeAtomic(path, registrationRequestBytes({ v: 1, vkey: logKey.text, organisation, controller: organisation }));
  }

  #changed(): void {
    this.#reload();
    this.#parts.onChange();
  }

  #reload(): void {
    const chains = this.#store.chains();
    this.#optional = new Set(chains.filter(({ required }) => !required).map(({ name }) => connectorName(name)));
    const made = (file: Uint8Array) =>
      new CometbftConnector({ file: parseConsortiumFile(file, nodeCrypto), crypto: nodeCrypto });
    const enabled = chains.filter((chain) => chain.enabled);
    this.#connectors = new Map(
      enabled.map(({ fingerprint, file }) => [fingerprint, this.#connectors.get(fingerprint) ?? made(file)]),
    );
  }
}

function notFound(name: string): NotaryError {
  return new NotaryError('not-found', `no chain ${name}`, { name });
}
