/** What was signed, on a page of template 2: who signed, the times, and the state of the log. */
import { checkCode } from '../../formats/check-code.ts';
import { both, type Flow, GREY, SIZE, span } from '../drawing/flow.ts';
import { type Column, drawTable, type TableRow } from '../drawing/table.ts';
import { bothZones, thousands } from '../drawing/values.ts';
import type { Words } from '../drawing/words.ts';
import type { Statement, WitnessStatement } from '../statement.ts';
import { anchorMeanings, anchorRows, anchorSigners } from './anchors.ts';
import { grouped, mono, named, note, row, shortKey, timeCell, twoByTwo } from './rows.ts';
import { ENTRY, HEADINGS, LABELS, TEXTS } from './words.ts';

const COLUMNS: readonly Column[] = [
  { head: LABELS.signer, width: 184 },
  { head: LABELS.key, width: 98 },
  { head: LABELS.signedAt, width: 221 },
];

/** Height of the last two sections without anchors, in points. */
const EXPERTS = 175;

/** True when every signature is the desk's own. */
export const isAlone = ({ witnesses, anchors }: Statement): boolean =>
  anchors.length === 0 && witnesses.every(({ own }) => own);

/** What to know about those who signed. */
export const signerNotes = (statement: Statement): readonly Words[] => [
  ...(isAlone(statement) ? [TEXTS.onlyIssuer] : []),
  ...(statement.witnesses.some(({ own }) => !own) ? [TEXTS.unknownSigners] : []),
  ...anchorMeanings(statement),
];

const witnessRow = ({ own, name, fingerprint, time, algorithm }: WitnessStatement): TableRow => [
  [
    ...(own
      ? both(LABELS.ownWitness, SIZE.small)
      : [named(name), span('  '), ...both(LABELS.otherWitness, SIZE.note, GREY)]),
    ...(algorithm === null ? [] : [span('  '), mono(algorithm, SIZE.note)]),
  ],
  [shortKey(fingerprint)],
  timeCell(time),
];

/** Everybody who signed, with key and time, and what these names are worth. */
export function signers(flow: Flow, statement: Statement): void {
  const { logKey, witnesses } = statement;
  flow.heading(HEADINGS.vouchers);
  const log: TableRow = [
    both(LABELS.log, SIZE.small),
    [shortKey(logKey.fingerprint)],
    both(TEXTS.noTime, SIZE.small, GREY),
  ];
  drawTable(flow, COLUMNS, [log, ...witnesses.map(witnessRow), ...anchorSigners(statement)]);
  flow.y += 2;
  for (const words of [...signerNotes(statement), TEXTS.shortKeys])
    flow.sentence(note(words), undefined, undefined, 9.6);
  flow.y += 2;
  const advice = logKey.first ? TEXTS.compareKey : TEXTS.laterKey;
  flow.row(row(LABELS.logKey, grouped(logKey.fingerprint)));
  flow.row({ ...row(LABELS.checkCode, mono(checkCode(logKey.fingerprint))), note: note(advice) });
}

/** Every time that is not in the table of signers, with its source; what is not carried is said. */
export function times(flow: Flow, statement: Statement): void {
  const { record, witnesses, anchors } = statement;
  flow.heading(HEADINGS.times);
  anchorRows(flow, statement, 'time');
  const clock = record.clock === 'synchronised' ? TEXTS.synchronised : TEXTS.clockUnknown;
  flow.row({ ...row(LABELS.deviceTime, span(bothZones(record.time))), note: note(clock) });
  const shown = new Set(anchors.flatMap(({ shows, time }) => (time === null ? [] : [shows])));
  const missing: readonly Words[] = [
    ...(witnesses.length > 0 ? [] : [LABELS.witnessTime]),
    ...(shown.has('block') || shown.has('observation') ? [] : [LABELS.chainTime]),
    ...(shown.has('timestamp') ? [] : [LABELS.timestamp]),
  ];
  twoByTwo(
    flow,
    missing.map((label) => row(label, ...both(TEXTS.noneCarried))),
  );
}

/** Where the record stands in the log, and where that state of the log was anchored. */
export function checkpoint(flow: Flow, statement: Statement): void {
  const { origin, index, size, leafHash, root, record, anchors } = statement;
  // what experts need stands together, on a page of its own where this one has no room for all of it
  flow.ensure(EXPERTS + 50 * anchors.length);
  flow.heading(HEADINGS.checkpoint);
  flow.row(row(LABELS.origin, mono(origin)));
  const place = ENTRY.place(thousands(String(index + 1)), thousands(String(size)));
  flow.row(row(LABELS.entry, ...both(place), span('   '), ...note(ENTRY.index(String(index)))));
  const heights = anchors.flatMap((anchor) =>
    anchor.shows === 'timestamp' ? [] : [row(LABELS.height, span(thousands(String(anchor.height))))],
  );
  twoByTwo(flow, heights);
  flow.row(row(LABELS.leafHash, grouped(leafHash)));
  flow.row(row(LABELS.root, grouped(root)));
  anchorRows(flow, statement, 'place');
  if (record.supersedes) flow.row(row(LABELS.supersedes, mono(record.supersedes)));
}
