/** What anchors say on a page of template 2, by what they show. */
import type { BlockSigner, Endorser, ObservationSigner } from '../../anchors/kind.ts';
import { isTestChain } from '../../anchors/test-chain.ts';
import { both, type Flow, GREY, SIZE, span } from '../drawing/flow.ts';
import type { TableRow } from '../drawing/table.ts';
import type { Colour, Span } from '../drawing/typeset.ts';
import { bothZones } from '../drawing/values.ts';
import type { Words } from '../drawing/words.ts';
import type { ChainStatement, LedgerStatement, SeenStatement, StampStatement, Statement } from '../statement.ts';
import { ENDORSED, LEDGER_TEXTS } from './ledger-words.ts';
import { grouped, mono, named, note, row, shortKey, strong, timeCell } from './rows.ts';
import { stated } from './seen-words.ts';
import { LABELS, QUORUM, TEXTS } from './words.ts';

const AMBER: Colour = [0.58, 0.34, 0];

/** Where an anchor of one sort stands on the page: among the times, with those who signed, and with the log's state. */
interface AnchorRows<A> {
  time(flow: Flow, anchor: A): void;
  /** Rows of the table of signers. */
  signers(anchor: A): readonly TableRow[];
  /** What to know about those names. */
  readonly meaning: Words;
  place(flow: Flow, anchor: A): void;
}

const BLOCK: AnchorRows<ChainStatement> = {
  time(flow, { time }) {
    if (time) flow.row({ ...row(LABELS.chainTime, strong(bothZones(time))), note: note(TEXTS.chainTime) });
  },
  signers: (anchor) => [[chainCell(anchor)], ...anchor.signers.map(member)],
  meaning: TEXTS.chainMembers,
  place(flow, { kind, chain, block, transaction, registeredAs }) {
    flow.row(row(LABELS.chain, mono(`${kind} ${chain}`), ...testNetwork(chain)));
    if (registeredAs) flow.row(row(LABELS.registeredAs, span(`“${registeredAs}”`)));
    flow.row(row(LABELS.block, grouped(block)));
    if (transaction) flow.row(row(LABELS.transaction, grouped(transaction)));
  },
};

const testNetwork = (chain: string): Span[] =>
  isTestChain(chain) ? [span('  '), ...both(TEXTS.testNetwork, SIZE.value, AMBER, 'bold')] : [];

/** Above the members of a chain: which chain it is and how many of them signed. */
function chainCell({ kind, chain, members, quorum: { have, need, all } }: ChainStatement): Span[] {
  const counted = (all === members ? QUORUM.members : QUORUM.votes)(have, all, need);
  return [
    ...both(LABELS.chain, SIZE.small),
    mono(` ${kind} ${chain}`, 7.4),
    ...testNetwork(chain),
    span('   '),
    ...both(counted, SIZE.small),
  ];
}

const member = ({ name, fingerprint, time }: BlockSigner): TableRow => [
  name === null ? both(TEXTS.noName, SIZE.small, GREY) : [named(name)],
  [shortKey(fingerprint)],
  timeCell(time),
];

const ENDORSEMENTS: AnchorRows<LedgerStatement> = {
  time() {
    // nothing that is signed states one
  },
  signers: (anchor) => [[ledgerCell(anchor)], ...anchor.readers.map(reader)],
  meaning: LEDGER_TEXTS.endorsers,
  place(flow, { kind, chain, chaincode, block, transaction }) {
    flow.row(row(LABELS.chain, mono(`${kind} ${chain}`), ...testNetwork(chain)));
    flow.row(row(LEDGER_TEXTS.chaincode, mono(chaincode)));
    flow.row(row(LABELS.block, grouped(block)));
    flow.row(row(LABELS.transaction, grouped(transaction)));
  },
};

/** Above the organisations: which chain it is, how many of them read the entry there, and who ordered the block. */
function ledgerCell({ kind, chain, readers, orderers }: LedgerStatement): Span[] {
  const ordered = orderers.by === 'one' ? ENDORSED.one : ENDORSED.several(orderers.count);
  return [
    ...both(LABELS.chain, SIZE.small),
    mono(` ${kind} ${chain}`, 7.4),
    ...testNetwork(chain),
    span('   '),
    ...both(ENDORSED.counted(readers.length, ordered), SIZE.small),
  ];
}

const reader = ({ name, fingerprint }: Endorser): TableRow => [
  [named(name)],
  [shortKey(fingerprint)],
  both(TEXTS.noTime, SIZE.small, GREY),
];

const OBSERVATION: AnchorRows<SeenStatement> = {
  time(flow, { time }) {
    if (time) flow.row({ ...row(LABELS.seenTime, strong(bothZones(time))), note: note(TEXTS.seenTime) });
  },
  signers: (anchor) => [[seenCell(anchor)], ...anchor.signers.map(seer)],
  meaning: TEXTS.seenMembers,
  place(flow, { kind, chain, block, transaction, entry, submittedBy, passedOnBy }) {
    flow.row(row(LABELS.ledger, mono(`${kind} ${chain}`)));
    flow.row(row(LABELS.block, mono(block)));
    flow.row(row(LABELS.transaction, mono(transaction)));
    flow.row(row(LABELS.entryIn, mono(`${entry.account}  ${entry.key}`, 7)));
    flow.row(row(LABELS.submitted, shortKey(submittedBy)));
    if (passedOnBy) flow.row({ ...row(LABELS.passedOn, shortKey(passedOnBy)), note: note(TEXTS.passedOn) });
  },
};

/** Above the witnesses of a ledger: which one it is, and what they state. */
const seenCell = ({ kind, chain, signers }: SeenStatement): Span[] => [
  ...both(LABELS.ledger, SIZE.small),
  mono(` ${kind} ${chain}   `, 7.4),
  ...both(stated(signers.length), SIZE.small),
];

const seer = ({ name, fingerprint, time }: ObservationSigner): TableRow => [
  [named(name), span('  '), ...both(LABELS.otherWitness, SIZE.note, GREY)],
  [shortKey(fingerprint)],
  time === null ? both(TEXTS.noTime, SIZE.small, GREY) : timeCell(time),
];

const TIMESTAMP: AnchorRows<StampStatement> = {
  time(flow, { time, accuracy }) {
    const within = accuracy === null ? [] : [span('  ·  ', 'regular', SIZE.note, GREY), ...note(accurateTo(accuracy))];
    flow.row({ ...row(LABELS.timestamp, strong(bothZones(time))), note: [...note(TEXTS.stampTime), ...within] });
  },
  signers: ({ authority, time }) => [
    [
      [named(authority.name), span('  '), ...both(LABELS.authority, SIZE.note, GREY)],
      [shortKey(authority.fingerprint)],
      timeCell(time),
    ],
  ],
  meaning: TEXTS.authorities,
  place(flow, { kind, token, serial, policy }) {
    const text = (value: string): Span => mono(`  ${value}   `, 7);
    flow.row({
      ...row(LABELS.token, grouped(token)),
      note: [mono(`${kind}   `, 7), ...note(TEXTS.serial), text(serial), ...note(TEXTS.policy), text(policy)],
    });
  },
};

/** `accurate to 0.5 s`, of microseconds. */
function accurateTo(microseconds: number): Words {
  const seconds = String(microseconds / 1e6);
  return {
    zh: `${TEXTS.accuracy.zh} ${seconds} ${TEXTS.seconds.zh}`,
    en: `${TEXTS.accuracy.en} ${seconds} ${TEXTS.seconds.en}`,
  };
}

type Anchor = Statement['anchors'][number];

const ROWS: { readonly [K in Anchor['shows']]: AnchorRows<Extract<Anchor, { readonly shows: K }>> } = {
  block: BLOCK,
  endorsed: ENDORSEMENTS,
  observation: OBSERVATION,
  timestamp: TIMESTAMP,
};

/** The rows for what an anchor shows: the entry of the table is the one for the anchor's own type. */
const rowsOf = (anchor: Anchor) => ROWS[anchor.shows] as AnchorRows<Anchor>;

/** Draws the rows of every anchor in one of two places. */
export function anchorRows(flow: Flow, { anchors }: Statement, place: 'time' | 'place'): void {
  for (const anchor of anchors) rowsOf(anchor)[place](flow, anchor);
}

/** Those who signed for anchors. */
export const anchorSigners = ({ anchors }: Statement): readonly TableRow[] =>
  anchors.flatMap((anchor) => rowsOf(anchor).signers(anchor));

/** What to know about the names of anchors, each once. */
export const anchorMeanings = ({ anchors }: Statement): readonly Words[] => [
  ...new Set(anchors.map((anchor) => rowsOf(anchor).meaning)),
];
