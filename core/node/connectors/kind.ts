/**
 * What a kind of connection is: a chain whose members confirm checkpoints, or a time-stamping authority. A desk knows it by
 * a connection file; everything that window, command line and store need is told as data. Chains: docs/architecture.md,
 * "Adding a chain".
 */

import { NotaryError } from '../../errors.ts';
import { parseCanonical } from '../../formats/canonical.ts';
import type { VerifierKey } from '../../formats/note.ts';
import type { TrustBundle } from '../../formats/trust.ts';
import type { TrustedChain } from '../../formats/trusted.ts';
import type { ChainConnector, Timestamper } from '../../ports.ts';
import type { Language } from '../../words/words.ts';
import type { ChainHealth } from './health.ts';

/** Words that a kind brings along, so that nobody else has to know it. */
export type Bilingual = Readonly<Record<Language, string>>;

/** A line about a connection, for people. */
export interface Row {
  readonly label: Bilingual;
  readonly value: string;
  /** `code` is read character by character: an id, an address. */
  readonly form: 'text' | 'code';
}

/** A node or service that answers, under the name that the file calls it. */
export interface Member {
  readonly organisation: string;
  readonly url: string;
}

/** The port behind a connection. Its name is `nameOf` the connection. */
export type Port =
  | { readonly is: 'chain'; readonly connector: ChainConnector }
  | { readonly is: 'timestamp'; readonly timestamper: Timestamper };

/** Client keys and tokens of this home, by name. */
export interface Secrets {
  /** Null when there is none of this name. */
  read(name: string): Uint8Array | null;
}

/** One chain or authority, as its connection file describes it. */
export interface Connection {
  readonly kind: string;
  readonly id: string;
  /** The bundle that is accepted with the file; one of its chains is of this kind and id. */
  readonly trust: TrustBundle;
  readonly members: readonly Member[];
  readonly rows: readonly Row[];
  /** Opens the port. Nothing is sent before the port is used. */
  open(secrets: Secrets): Port;
  /** How each member answers now. Never throws for what a member does. */
  health(secrets: Secrets): Promise<readonly ChainHealth[]>;
}

/** What a desk tells of itself where it asks to be registered. */
export interface Applicant {
  readonly logKey: VerifierKey;
  readonly organisation: string;
}

/** One kind of connection. */
export interface ConnectionKind {
  readonly kind: string;
  /** What stands behind it: “consortium”, in a sentence. */
  readonly title: Bilingual;
  /** Reads a connection file of this kind. Throws `malformed`, `too-large` or `newer-version`. */
  read(bytes: Uint8Array): Connection;
  /** The file by which a desk asks to be registered; null where nobody is. */
  readonly registration: ((applicant: Applicant) => Uint8Array) | null;
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

/** `kind:id`, which names a connection among all of a desk: in jobs, confirmations and settings. */
export function nameOf({ kind, id }: Pick<Connection, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

/** What the bundle pins of the chain or authority; undefined when it does not name it. */
export function chainOf({ kind, id, trust }: Connection): TrustedChain | undefined {
  return trust.chains.find((chain) => chain.kind === kind && chain.id === id);
}

/**
 * Reads a connection file: canonical JSON with its `kind`. Throws `not-supported` for a kind that the table does not have,
 * `malformed` when the bundle in it does not name what the file is about, and what the kind's own reader throws.
 */
export function readConnection(bytes: Uint8Array, kinds: ConnectionKinds): Connection {
  const named = (parseCanonical(bytes) as { readonly kind?: unknown } | null)?.kind;
  if (typeof named !== 'string') throw new NotaryError('malformed', 'a connection file names its kind');
  const kind = kinds.of(named);
  if (!kind) throw new NotaryError('not-supported', `connections of kind ${named} are not known to this program`);
  const connection = kind.read(bytes);
  if (!chainOf(connection)) throw new NotaryError('malformed', `the trust bundle does not name ${nameOf(connection)}`);
  return connection;
}
