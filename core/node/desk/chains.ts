/**
 * The chains and authorities of a desk: added by a connection file, used through their ports, switched off, removed.
 */
import { newestRequest } from '../../anchors/anchoring.ts';
import { errorCode, NotaryError } from '../../errors.ts';
import { equal } from '../../formats/bytes.ts';
import { checkCode, compareTyped } from '../../formats/check-code.ts';
import { refuseUnclear } from '../../formats/look-alike-names.ts';
import type { VerifierKey } from '../../formats/note.ts';
import { type TrustBundle, trustBundleBytes, trustFingerprint } from '../../formats/trust.ts';
import type { LogKey } from '../../formats/trusted.ts';
import type { ChainConnector, RecordStore, StoredCheckpoint, Timestamper } from '../../ports.ts';
import type { ImportedConnection, ImportPlan } from '../connectors/foreign/plan.ts';
import {
  type Connection,
  type ConnectionKinds,
  nameOf,
  type Port,
  type Row,
  readConnection,
  type Secrets,
  secretName,
  type TellSteps,
  type TestStep,
} from '../connectors/kind.ts';
import { ownData } from '../store/damage.ts';
import type { StoredChain, StoredTrust } from '../store/query.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { errorOf, type Fault, faultOf } from '../system/fault.ts';
import {
  forgetSecrets,
  healthSteps,
  isDemoConnection,
  keepSecrets,
  madeIn,
  planOf,
  type SecretStore,
  withSecrets,
} from './chain-import.ts';
import type { ChainWish } from './connect-types.ts';
import type { ChainEntry, ChainHealth } from './types.ts';

/** A connection to add, and how its fingerprint was checked. */
export interface ChainAddition extends ChainWish {
  /** The fingerprint shown when the files were read; null accepts them as they are now. */
  readonly fingerprint: string | null;
  /** The fingerprint received through another channel; null when it was not compared. */
  readonly typed: string | null;
  readonly required: boolean;
}

/** Identity of a chain. */
type ChainName = Pick<StoredChain, 'kind' | 'id'>;

/** The part of the store that is needed here. */
export interface ChainStore extends Pick<RecordStore, 'latestCheckpoint' | 'readNode'> {
  chains(): readonly StoredChain[];
  lastConfirmed(connector: string): ChainEntry['last'];
  addChain(chain: StoredChain): void;
  enableChain(name: ChainName, enabled: boolean): boolean;
  removeChain(name: ChainName): boolean;
  trustBundles(): readonly StoredTrust[];
  addTrust(entry: StoredTrust): void;
  trustCompared(fingerprint: string): void;
}

/** Descriptions of the stored chains for users. A chain of an unknown kind is listed with that as its problem. */
export function chainEntries(
  store: Pick<ChainStore, 'chains' | 'lastConfirmed'>,
  kinds: ConnectionKinds,
  trouble: ChainsDependencies['trouble'] = () => null,
): readonly ChainEntry[] {
  const chains = store.chains();
  return chains.map(({ kind, id, file, fingerprint, compared, enabled, required, added }) => {
    const isOnlyOne = chains.every((other) => other.id !== id || other.kind === kind);
    const state = { fingerprint, compared, enabled, required, added };
    const [known, fault] = connectionOf({ kind, id, file }, kinds);
    const name = nameOf({ kind, id });
    return {
      name: isOnlyOne ? id : name,
      kind,
      id,
      ...state,
      consortium: known?.trust.name ?? id,
      demo: known !== null && isDemoConnection(known),
      rows: known?.rows ?? [],
      members: known?.members ?? [],
      quorum: known?.quorum ?? null,
      hasClientKey: known?.clientKey !== undefined,
      last: store.lastConfirmed(name),
      problem: enabled ? (fault ?? trouble(name)) : null,
    };
  });
}

/** The connection of a stored file, or the error why it cannot be read. */
function connectionOf(
  { kind, id, file }: Pick<StoredChain, 'kind' | 'id' | 'file'>,
  kinds: ConnectionKinds,
): [Connection, null] | [null, Fault] {
  try {
    if (kinds.of(kind)) return [ownData({ chain: id }, () => readConnection(file, kinds)), null];
  } catch (error) {
    if (errorCode(error) !== 'home-damaged') throw error;
    return [null, faultOf(error)];
  }
  return [null, faultOf(new NotaryError('not-supported', `connections of kind ${kind} are not known to this program`))];
}

/** What `Chains` is made of. */
export interface ChainsDependencies {
  readonly store: ChainStore;
  readonly kinds: ConnectionKinds;
  /** Client keys and tokens of this home. */
  readonly secrets: SecretStore;
  /** Those by which the log is signed now, and was before. */
  readonly keys: { readonly log: { readonly key: VerifierKey }; readonly logKeys: readonly LogKey[] };
  readonly holder: () => string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Why the connector or time stamper of this name confirmed nothing when last asked. */
  trouble(connector: string): Fault | null;
  /** Called after a chain was added, switched or removed. */
  onChange(): void;
  /** Called with what the members' health says: that no quorum is possible, or null. */
  onHealth(connector: string, quorum: Fault | null): void;
  /** Called with the results of a test so far. */
  onSteps(steps: readonly TestStep[]): void;
  /** Called after the members' health was checked: a good moment to retry. */
  onAsked(): void;
}

/** The chains and authorities of an opened desk, with their ports. */
export class Chains {
  readonly #dependencies: ChainsDependencies;
  readonly #store: ChainStore;
  /** By the fingerprint of the connection file, so that a newer file opens a new port. */
  #ports: ReadonlyMap<string, Port> = new Map();
  #optional: ReadonlySet<string> = new Set();

  constructor(dependencies: ChainsDependencies) {
    this.#dependencies = dependencies;
    this.#store = dependencies.store;
    this.#reload();
  }

  /** Connectors of the chains that are switched on. */
  get connectors(): readonly ChainConnector[] {
    return [...this.#ports.values()].flatMap((port) => (port.is === 'chain' ? [port.connector] : []));
  }

  /** The authorities that are switched on. */
  get timestampers(): readonly Timestamper[] {
    return [...this.#ports.values()].flatMap((port) => (port.is === 'timestamp' ? [port.timestamper] : []));
  }

  /** True when a checkpoint is not anchored, or a chain that is switched on has not confirmed it. */
  isAwaited(stored: Pick<StoredCheckpoint, 'anchored' | 'confirmedBy'> | null): boolean {
    if (!stored) return false;
    return !stored.anchored || this.connectors.some(({ name }) => !stored.confirmedBy.includes(name));
  }

  readonly isRequired = ({ name }: { readonly name: string }): boolean => !this.#optional.has(name);

  list(): readonly ChainEntry[] {
    return chainEntries(this.#store, this.#dependencies.kinds, this.#dependencies.trouble);
  }

  /** Names of those that are switched on and say how many of their members must sign. */
  get watched(): readonly string[] {
    return this.list().flatMap(({ kind, id, enabled, quorum }) => (enabled && quorum ? [nameOf({ kind, id })] : []));
  }

  /**
   * Adds a chain, seals its secrets and accepts its trust bundle with it; a newer file of a known chain replaces its file.
   * Throws `trust-fingerprint` when it is not what was shown or compared, `trust-exists` when it was added before, `bad-input`
   * when something is missing, and for names that are not what they look like in a bundle that was not accepted before.
   */
  add({ fingerprint: shown, typed, required, ...wish }: ChainAddition): ChainEntry {
    const { bytes, connection, fingerprint, secrets } = this.#ready(wish, shown);
    if (typed !== null && compareTyped(typed, checkCode(fingerprint), fingerprint).state !== 'same')
      throw otherFingerprint(fingerprint);
    const { kind, id, trust } = connection;
    const compared = typed !== null;
    const added = new Date(this.#dependencies.now()).toISOString();
    if (this.#known(trust) === undefined) refuseUnclear(trust);
    keepSecrets(this.#dependencies.secrets, secrets, () =>
      this.#store.addChain({ kind, id, file: bytes, fingerprint, compared, enabled: true, required, added }),
    );
    this.#acceptTrust(trust, compared, added);
    // a port that was opened with other secrets is not used again
    this.#ports = new Map([...this.#ports].filter(([known]) => known !== fingerprint));
    this.#changed();
    const entry = this.list().find((one) => one.kind === kind && one.id === id);
    if (!entry) throw new NotaryError('internal', `the chain ${id} was stored and is not there`);
    return entry;
  }

  /** What becomes of files and answers. Nothing is kept. Throws what `planOf` throws. */
  plan(wish: ChainWish): ImportPlan {
    const { kinds, keys, holder } = this.#dependencies;
    const { log, logKeys } = keys;
    return planOf(wish, { origin: log.key.name, organisation: holder(), logKeys }, kinds);
  }

  /** The connection of files and answers that leave nothing open. Throws `bad-input`, or `trust-fingerprint` when it is not the one shown. */
  #ready(wish: ChainWish, shown: string | null): ImportedConnection {
    const made = madeIn(this.plan(wish));
    if (shown !== null && shown !== made.fingerprint) throw otherFingerprint(made.fingerprint);
    return made;
  }

  /** Tries a connection before it is accepted, like `test`. Nothing is kept. */
  try(wish: ChainWish, shown: string | null, tell?: TellSteps): Promise<readonly TestStep[]> {
    const { connection, secrets } = this.#ready(wish, shown);
    return this.#test(connection, withSecrets(this.#dependencies.secrets, secrets), tell);
  }

  #acceptTrust(bundle: TrustBundle, compared: boolean, added: string): void {
    const bytes = trustBundleBytes(bundle);
    const fingerprint = trustFingerprint(bytes, nodeCrypto);
    const known = this.#known(bundle);
    if (known === undefined) this.#store.addTrust({ bytes, name: bundle.name, fingerprint, compared, added });
    else if (compared && !known.compared) this.#store.trustCompared(fingerprint);
  }

  /** The same bundle, accepted before. */
  #known(bundle: TrustBundle): StoredTrust | undefined {
    const fingerprint = trustFingerprint(trustBundleBytes(bundle), nodeCrypto);
    return this.#store.trustBundles().find((one) => one.fingerprint === fingerprint);
  }

  /** Throws `not-found`. */
  enable(name: string, enabled: boolean): void {
    this.#store.enableChain(this.#find(name), enabled);
    this.#changed();
  }

  /** The trust bundle stays, so that certificates that depend on it still verify. Throws `not-found`. */
  remove(name: string): void {
    const chain = this.#find(name);
    this.#store.removeChain(chain);
    const [connection] = connectionOf(chain, this.#dependencies.kinds);
    forgetSecrets(this.#dependencies.secrets, chain, connection?.clientKey?.name);
    this.#changed();
  }

  /** Health of each member; what it says of the quorum is told. Throws `not-found`, or `not-supported` for a kind that this program does not know. */
  health(name: string): Promise<readonly ChainHealth[]> {
    const { kinds, secrets, onAsked, onHealth } = this.#dependencies;
    const chain = this.#find(name);
    const connection = readConnection(chain.file, kinds);
    const asked = connection.health(secrets).then((health) => {
      onHealth(nameOf(chain), quorumFault(connection, health));
      return health;
    });
    return asked.finally(onAsked);
  }

  /** Tries a chain step by step; a kind without steps of its own is asked for its members' health. Throws like `health`. */
  test(name: string, tell?: TellSteps): Promise<readonly TestStep[]> {
    const { kinds, secrets } = this.#dependencies;
    return this.#test(readConnection(this.#find(name).file, kinds), secrets, tell);
  }

  async #test(connection: Connection, secrets: Secrets, tell?: TellSteps): Promise<readonly TestStep[]> {
    const told: TellSteps = (steps) => {
      this.#dependencies.onSteps(steps);
      tell?.(steps);
    };
    if (!connection.test) return healthSteps(await connection.health(secrets));
    const origin = this.#dependencies.keys.log.key.name;
    const request = newestRequest(this.#store, nodeCrypto);
    const confirmed = this.#store.lastConfirmed(nameOf(connection))?.size ?? null;
    return connection.test(secrets, { origin, request, confirmed }, told);
  }

  /**
   * The key by which this desk signs at a chain, as its members register it: the one that it has, else that of a file, else a
   * new one. Throws `not-found`, `not-supported` for a kind without such keys, `bad-input` for a file that is none, and
   * `wrong-state` when the desk has another key there already.
   */
  clientKey(name: string, file: { readonly contents: string; readonly password: string } | null): readonly Row[] {
    const { kinds, secrets, onAsked } = this.#dependencies;
    const chain = this.#find(name);
    const { clientKey } = readConnection(chain.file, kinds);
    if (!clientKey) throw new NotaryError('not-supported', `no desk has a key of its own at ${nameOf(chain)}`);
    const place = secretName(chain, clientKey.name);
    const had = secrets.read(place);
    const given = file ? clientKey.read(file.contents, file.password) : null;
    if (had && given && !equal(had, given))
      throw new NotaryError('wrong-state', `${place}: another key is there`, { reason: 'client-key' });
    const secret = had ?? given ?? clientKey.make();
    if (!had) {
      secrets.write(place, secret);
      onAsked();
    }
    return clientKey.rows(secret);
  }

  /**
   * Writes the file with which this desk asks to be registered, for chains of this kind; by default of the first kind
   * that has registrations. Throws `not-supported` for a kind that does not, and `write-failed`.
   */
  register(path: string, kind?: string): void {
    const { kinds, keys, holder } = this.#dependencies;
    const known = kind === undefined ? kinds.all.find(({ registration }) => registration) : kinds.of(kind);
    if (!known?.registration) throw new NotaryError('not-supported', `nobody is registered by ${kind ?? 'any kind'}`);
    writeAtomic(path, known.registration({ logKey: keys.log.key, organisation: holder() }));
  }

  /** Finds a chain by its id, or by kind and id. Throws `not-found`, also for an id that two kinds share. */
  #find(name: string): StoredChain {
    const chains = this.#store.chains();
    const called = chains.filter((chain) => nameOf(chain) === name || chain.id === name);
    const [found, ...more] = called;
    if (!found || more.length > 0) throw new NotaryError('not-found', `no chain ${name}`, { name });
    return found;
  }

  #changed(): void {
    this.#reload();
    this.#dependencies.onChange();
  }

  #reload(): void {
    const chains = this.#store.chains();
    this.#optional = new Set(chains.filter(({ required }) => !required).map(nameOf));
    const enabled = chains.filter((chain) => chain.enabled);
    this.#ports = new Map(
      enabled.map((chain) => [chain.fingerprint, this.#ports.get(chain.fingerprint) ?? this.#open(chain)]),
    );
  }

  #open(chain: StoredChain): Port {
    const { kinds, secrets } = this.#dependencies;
    const [connection, fault] = connectionOf(chain, kinds);
    return connection ? connection.open(secrets) : { is: 'chain', connector: closedConnector(chain, fault) };
  }
}

const otherFingerprint = (fingerprint: string) =>
  new NotaryError('trust-fingerprint', `the file's fingerprint is ${fingerprint}`, { fingerprint });

/** That so many members are away that nothing can be confirmed; null when enough answer, or nobody can tell. */
export function quorumFault(
  { quorum, members }: Pick<Connection, 'quorum' | 'members'>,
  health: readonly Pick<ChainHealth, 'reachable'>[],
): Fault | null {
  if (!quorum) return null;
  const { need, all } = quorum;
  const answering = all - (members.length - health.filter(({ reachable }) => reachable).length);
  if (answering >= need) return null;
  const details = { reason: 'no-quorum', answering, all, need };
  return faultOf(new NotaryError('anchor-unavailable', `${answering} of ${all} members answer, ${need} must`, details));
}

/** A chain of an unknown kind, or whose file is damaged, confirms nothing, and records keep waiting for it. */
function closedConnector({ kind, id }: StoredChain, fault: Fault): ChainConnector {
  const refuse = () => {
    throw errorOf(fault);
  };
  const calls = { prepare: refuse, submit: refuse, confirm: refuse, evidence: refuse };
  return { name: nameOf({ kind, id }), chain: { kind, id }, ...calls };
}
