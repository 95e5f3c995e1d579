/** The rows of anchors on a page of template 2, by what they show. */
import { toGroups } from '../../formats/bytes.ts';
import { both, type Flow, GREY, SIZE, span } from '../drawing/flow.ts';
import type { Colour, Span } from '../drawing/typeset.ts';
import { bothZones } from '../drawing/values.ts';
import type { ChainStatement, StampStatement, Statement } from '../statement.ts';
import { grouped, mono, note, row, strong } from './rows.ts';
import { LABELS, TEXTS } from './words.ts';

const AMBER: Colour = [0.58, 0.34, 0];

/** Where an anchor of one sort stands on the page: among the times, with those who vouch, and with the log's state. */
interface AnchorRows<A> {
  time(flow: Flow, anchor: A): void;
  voucher(flow: Flow, anchor: A): void;
  place(flow: Flow, anchor: A): void;
}

const BLOCK: AnchorRows<ChainStatement> = {
  time(flow, { time }) {
    if (time) flow.row({ ...row(LABELS.chainTime, strong(bothZones(time))), note: note(TEXTS.chainTime) });
  },
  voucher(flow, anchor) {
    flow.row({ ...row(LABELS.members, ...quorum(anchor)), note: signers(anchor) });
    if (anchor.registeredAs) flow.row(row(LABELS.registeredAs, span(`“${anchor.registeredAs}”`)));
  },
  place(flow, { kind, chain, block, transaction }) {
    const test = chain.startsWith(TEST_CHAIN)
      ? [span('  '), ...both(TEXTS.testNetwork, SIZE.value, AMBER, 'bold')]
      : [];
    flow.row(row(LABELS.chain, mono(`${kind} ${chain}`), ...test));
    flow.row(row(LABELS.block, grouped(block)));
    if (transaction) flow.row(row(LABELS.transaction, grouped(transaction)));
  },
};

const TIMESTAMP: AnchorRows<StampStatement> = {
  time(flow, { time, accuracy }) {
    const within = accuracy === null ? [] : [span('  ·  ', 'regular', SIZE.note, GREY), ...note(accurateTo(accuracy))];
    flow.row({ ...row(LABELS.timestamp, strong(bothZones(time))), note: [...note(TEXTS.stampTime), ...within] });
  },
  voucher(flow, { authority }) {
    const key = grouped(authority.fingerprint.slice(0, 16), 7);
    flow.row(row(LABELS.authority, strong(`“${authority.name}”  `), key));
  },
  place(flow, { kind, token, serial, policy }) {
    const text = (value: string): Span => mono(`  ${value}   `, 7);
    flow.row({
      ...row(LABELS.token, grouped(token)),
      note: [mono(`${kind}   `, 7), ...note(TEXTS.serial), text(serial), ...note(TEXTS.policy), text(policy)],
    });
  },
};

/** Ids of chains that are no consortium's but for trying out begin so. */
const TEST_CHAIN = 'demo-';

/** `4 of 4 signed, 3 needed`. */
function quorum({ quorum: { have, need, all } }: ChainStatement): Span[] {
  const zh = `${TEXTS.signed.zh} ${have}，${TEXTS.ofAll.zh} ${all}，${TEXTS.needed.zh} ${need}`;
  const en = `${have} ${TEXTS.ofAll.en} ${all} ${TEXTS.signed.en}, ${need} ${TEXTS.needed.en}`;
  return [strong(`${zh}  `), span(en, 'bold', 7.8)];
}

/** The first 16 digits of each key's fingerprint; whole keys stand in the attached evidence. */
const signers = ({ signers }: ChainStatement): Span[] =>
  signers.flatMap(({ name, fingerprint }, i) => [
    ...(name === null ? [] : [span(`“${name}” `, 'regular', 7.5)]),
    mono(`${toGroups(fingerprint.slice(0, 16), 8)}${i + 1 < signers.length ? '   ' : ''}`, 7),
  ]);

/** `accurate to 0.5 s`, of microseconds. */
function accurateTo(microseconds: number) {
  const seconds = String(microseconds / 1e6);
  return {
    zh: `${TEXTS.accuracy.zh} ${seconds} ${TEXTS.seconds.zh}`,
    en: `${TEXTS.accuracy.en} ${seconds} ${TEXTS.seconds.en}`,
  };
}

/** Draws the rows of every anchor in one of the three places. */
export function anchorRows(flow: Flow, { anchors }: Statement, place: keyof AnchorRows<never>): void {
  for (const anchor of anchors)
    if (anchor.shows === 'block') BLOCK[place](flow, anchor);
    else TIMESTAMP[place](flow, anchor);
}
