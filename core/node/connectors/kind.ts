/**
 * Definition of a kind of connection: a chain whose members confirm checkpoints, or a time-stamping authority. A desk
 * adds one with a connection file; a kind supplies everything that window, command line and store need as data. Chains:
 * docs/architecture.md, "Adding a chain".
 */

import { NotaryError } from '../../errors.ts';
import { parseCanonical } from '../../formats/canonical.ts';
import type { VerifierKey } from '../../formats/note.ts';
import type { TrustBundle } from '../../formats/trust.ts';
import type { TrustedChain } from '../../formats/trusted.ts';
import type { AnchorRequest, ChainConnector, Timestamper } from '../../ports.ts';
import type { Bilingual } from '../../words/words.ts';
import type { Fault } from '../system/fault.ts';
import type { ForeignImport } from './foreign/import.ts';
import type { ChainHealth } from './health.ts';

/** A line about a connection, for people. */
export interface Row {
  readonly label: Bilingual;
  readonly value: string;
  /** `code` marks text to be read character by character: an id, an address. */
  readonly form: 'text' | 'code';
}

/** A node or service, under its name in the file. */
export interface Member {
  readonly organisation: string;
  readonly url: string;
}

/** How many of how many members must sign. */
export interface Quorum {
  readonly need: number;
  readonly all: number;
}

/** The port of a connection. Its name is `nameOf` the connection. */
export type Port =
  | { readonly is: 'chain'; readonly connector: ChainConnector }
  | { readonly is: 'timestamp'; readonly timestamper: Timestamper };

/** Client keys and tokens of this home, by name. */
export interface Secrets {
  /** Null when there is none of this name. */
  read(name: string): Uint8Array | null;
}

/** The key by which a desk signs at a chain, for kinds whose members register a desk by such a key. */
export interface ClientKey {
  /** Its short name: it is kept as the secret `secretName(connection, name)`. */
  readonly name: string;
  /** The secret of a new one. */
  make(): Uint8Array;
  /** The secret of one in a key file of the chain's own tools. Throws `bad-input`. */
  read(contents: string, password: string): Uint8Array;
  /** What the members register. Nothing of it is secret. */
  rows(secret: Uint8Array): readonly Row[];
}

/** What a connection is tried with. */
export interface TestRequest {
  /** Of the desk's log. */
  readonly origin: string;
  /** The newest checkpoint of the desk; null when nothing was sealed yet. */
  readonly request: AnchorRequest | null;
  /** The largest size that it confirmed, as far as the desk has evidence of it; null when it has none. */
  readonly confirmed: number | null;
}

/** One step of trying a connection. */
export interface TestStep {
  readonly label: Bilingual;
  readonly state: 'passed' | 'failed' | 'not-run';
  readonly note: Bilingual | null;
  /** Why it failed, where there is an error for that. */
  readonly error: Fault | null;
}

/** Told the results of the steps so far, each time that there is one more. */
export type TellSteps = (steps: readonly TestStep[]) => void;

/** One chain, witness or authority, as its connection file describes it. */
export interface Connection {
  readonly kind: string;
  readonly id: string;
  /** The bundle that is accepted together with the file; one of its chains has this kind and id, or it names the witness. */
  readonly trust: TrustBundle;
  /** The key of a witness; undefined for a chain or authority. */
  readonly witness?: VerifierKey;
  readonly members: readonly Member[];
  readonly rows: readonly Row[];
  /** Keys of members that its bundle trusts beside those of logs and witnesses: shown before it is accepted. */
  readonly keys?: readonly Row[];
  /** How many members must answer so that anything is confirmed, and how many there are; null where that is not a number. */
  readonly quorum?: Quorum | null;
  /** For kinds whose members register a desk by a key of its own. */
  readonly clientKey?: ClientKey;
  /** Opens the port. Nothing is sent until the port is used. */
  open(secrets: Secrets): Port;
  /** Asks each member for its health. Never throws because of what a member does. */
  health(secrets: Secrets): Promise<readonly ChainHealth[]>;
  /** Tries it step by step, for kinds that can. Nothing of it is recorded. Throws only defects. */
  test?(secrets: Secrets, asked: TestRequest, tell?: TellSteps): Promise<readonly TestStep[]>;
}

/** What a desk states about itself when it asks to be registered. */
export interface Applicant {
  readonly logKey: VerifierKey;
  readonly organisation: string;
}

/** One kind of connection. */
export interface ConnectionKind {
  readonly kind: string;
  /** The operator in a sentence, for instance “consortium”. */
  readonly title: Bilingual;
  /** Reads a connection file of this kind. Throws `malformed`, `too-large` or `newer-version`. */
  read(bytes: Uint8Array): Connection;
  /** Makes the file with which a desk asks to be registered; null for kinds without registrations. */
  readonly registration: ((applicant: Applicant) => Uint8Array) | null;
  /** Makes a connection file of what an operator hands out; undefined for kinds whose operators write that file themselves. */
  readonly foreign?: ForeignImport;
}

/** The kinds of connections that a program knows. */
export interface ConnectionKinds {
  readonly all: readonly ConnectionKind[];
  of(kind: string): ConnectionKind | null;
}

/** A table of kinds. */
export function connectionKinds(all: readonly ConnectionKind[]): ConnectionKinds {
  const table = new Map(all.map((one) => [one.kind, one]));
  if (table.size !== all.length) throw new RangeError('a kind of connection stands twice');
  return { all, of: (kind) => table.get(kind) ?? null };
}

/** `kind:id`, the unique name of a connection within a desk: in jobs, confirmations and settings. */
export function nameOf({ kind, id }: Pick<Connection, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

/** The name in `Secrets` of what a connection keeps there under a short name of its kind: `kind:id:what`. */
export function secretName(connection: Pick<Connection, 'kind' | 'id'>, what: string): string {
  return `${nameOf(connection)}:${what}`;
}

/** The bundle's entry for the chain or authority; undefined when there is none, as for a witness. */
export function chainOf({ kind, id, trust }: Connection): TrustedChain | undefined {
  return trust.chains.find((chain) => chain.kind === kind && chain.id === id);
}

/**
 * Reads a connection file: canonical JSON with its `kind`. Throws `not-supported` for a kind that the table does not
 * have, `malformed` when its bundle does not name the file's chain, and the errors of the kind's own reader.
 */
export function readConnection(bytes: Uint8Array, kinds: ConnectionKinds): Connection {
  const named = (parseCanonical(bytes) as { readonly kind?: unknown } | null)?.kind;
  if (typeof named !== 'string') throw new NotaryError('malformed', 'a connection file names its kind');
  const kind = kinds.of(named);
  if (!kind) throw new NotaryError('not-supported', `connections of kind ${named} are not known to this program`);
  const connection = kind.read(bytes);
  if (!connection.witness && !chainOf(connection))
    throw new NotaryError('malformed', `the trust bundle does not name ${nameOf(connection)}`);
  return connection;
}
