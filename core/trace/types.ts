/**
 * A trace (溯源): the records that hang together by links, whoever recorded them. A link names the leaf hash of the record
 * that it refers to, so the record that carries it was made later: nobody can name a hash before what is hashed exists.
 * docs/certificate-format/trace.md.
 */
import type { AnyFacts } from '../records/facts.ts';
import type { Verdict } from '../verification/report.ts';

/** One link of a record. */
export interface TraceLink {
  /** What the named record is to this one: one word of the closed list of links. */
  readonly rel: string;
  /** Key of the named record: the hash of its leaf, hex; for one that waits to be sealed, its id. */
  readonly to: string;
  /** Origin of the log that the link says the named leaf is in. */
  readonly origin: string;
  /** Where the link is from: `typed`, or a place in the document. */
  readonly basis: string;
}

/** Until when a record existed at the latest, and on whose word. */
export interface ProvenTime {
  /** RFC 3339. */
  readonly time: string;
  /** `others`: signers that are not controlled by the issuer; `issuer`: nobody else says so. */
  readonly by: 'others' | 'issuer';
}

/** A record as a trace knows it: one of the desk's own, or that of a certificate. */
export interface TraceRecord {
  /** Hash of the leaf, hex; the id while it waits to be sealed. */
  readonly key: string;
  readonly id: string;
  /** Origin of its log. */
  readonly origin: string;
  /**
   * Equal only in records that are known to be of one log: `logOf`. Anybody can sign under the origin of somebody else, so the
   * origin alone does not say it.
   */
  readonly log: string;
  /** Index of the leaf in that log; null while it waits. */
  readonly place: number | null;
  /** Key of the kind of record. */
  readonly kind: string;
  /** Disclosed facts. */
  readonly facts: AnyFacts;
  /** The device's clock at intake, RFC 3339. */
  readonly recorded: string;
  readonly proven: ProvenTime | null;
  /** Id of the record of the same log that it replaces. */
  readonly supersedes: string | null;
  /** Its links; `withheld` where its certificate does not show them, `unknown` for those of a later version. */
  readonly links: readonly TraceLink[] | 'withheld' | 'unknown';
  /** The verdict on its certificate; null for a record of the desk itself. */
  readonly verdict: Verdict | null;
  /** When that verdict was reached, RFC 3339, if it is one that the desk remembers; null for one reached now. */
  readonly checked: string | null;
  /** Whether the desk has erased it: then it can no longer issue a certificate of it. */
  readonly erased: boolean;
}

/** Steps of a trade, in their order; a trace is drawn with a lane for each. */
export const STAGES = ['order', 'contract', 'delivery', 'receipt', 'invoice', 'payment', 'other'] as const;
/** One of the steps. */
export type Stage = (typeof STAGES)[number];

/** A record, or what a link names and nobody has shown. */
export interface TraceNode {
  readonly key: string;
  readonly stage: Stage;
  /** Null for what is named and not shown. */
  readonly record: TraceRecord | null;
}

/**
 * What became of a link. `holds`: the named record is here, and in the log that the link names. `not-shown`: no record here
 * has that leaf. `other-log`: one has it, in another log than the link says. `against-log`: it stands later in the same log
 * than the record that names it. `unsound`: one of the two certificates does not hold. `waiting`: one of the two is not
 * sealed yet.
 */
export const LINK_STATES = ['holds', 'not-shown', 'other-log', 'against-log', 'unsound', 'waiting'] as const;
/** One of the states. */
export type LinkState = (typeof LINK_STATES)[number];

/** A link of the trace. */
export interface TraceEdge {
  /** The record that carries the link. */
  readonly from: string;
  /** The one that it names. */
  readonly to: string;
  readonly rel: string;
  readonly basis: string;
  readonly state: LinkState;
  /**
   * What shows that the named record was there first: `log`: it stands before the other in one log; `link`: only that the
   * other names it; null where nothing does.
   */
  readonly order: 'log' | 'link' | null;
  /** Whether others confirmed the named record before the one that names it; null where they confirmed not both. */
  readonly confirmed: 'earlier' | 'same' | 'later' | null;
  /** How the documents' own dates stand, which are only stated; null where one has none. */
  readonly dates: 'earlier' | 'same' | 'later' | null;
}

/** What a reader of a trace should know beside its links. */
export const TRACE_FINDINGS = [
  'not-shown', // a link leads to nothing here
  'other-log', // a link names another log than the record is in
  'against-log', // a link names a record that stands later in the same log
  'unsound', // a certificate does not hold
  'links-withheld', // a certificate does not show its links
  'links-unknown', // a record has links that this program does not understand
  'confirmed-later', // what a link names was confirmed later than what names it
  'dates-reversed', // what a link names is dated later than what names it
  'replaced', // a record was replaced; the newest version is named
  'circle', // records refer to one another
  'cut', // there is more than a trace holds
] as const;
/** One of the codes. */
export type TraceFindingCode = (typeof TRACE_FINDINGS)[number];

/** One finding. */
export interface TraceFinding {
  readonly code: TraceFindingCode;
  /** The record it is about; null for the whole trace. */
  readonly key: string | null;
  /** The other record: what a link names, or the newest version. */
  readonly other: string | null;
  /** The word of the link, if it is about one. */
  readonly rel: string | null;
}

/** A whole trace. */
export interface Trace {
  /** Key of the record from which it was followed; null where none is named. */
  readonly start: string | null;
  /** In the order of `inOrder`: what is named before what names it, the order of the log within one. */
  readonly nodes: readonly TraceNode[];
  /** In the order of the nodes that carry them. */
  readonly edges: readonly TraceEdge[];
  readonly findings: readonly TraceFinding[];
}

/** Most records and links in one trace. */
export const TRACE_BOUNDS = { nodes: 5_000, edges: 20_000 } as const;
