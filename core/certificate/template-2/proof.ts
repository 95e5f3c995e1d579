/** What was signed, on a page of template 2: the times, who vouches, and the state of the log. */
import { both, type Flow, span } from '../drawing/flow.ts';
import { bothZones, thousands } from '../drawing/values.ts';
import type { Words } from '../drawing/words.ts';
import type { Statement, WitnessStatement } from '../statement.ts';
import { anchorRows } from './anchors.ts';
import { grouped, mono, note, row, strong, twoByTwo } from './rows.ts';
import { HEADINGS, LABELS, TEXTS } from './words.ts';

/** Every time with its source; what is not carried is said. */
export function times(flow: Flow, statement: Statement): void {
  const { record, witnesses, anchors } = statement;
  flow.heading(HEADINGS.times);
  anchorRows(flow, statement, 'time');
  for (const witness of witnesses)
    flow.row({ ...row(LABELS.witnessTime, strong(bothZones(witness.time))), note: note(timeSource(witness)) });
  if (witnesses.length === 0) flow.row(row(LABELS.witnessTime, ...both(TEXTS.noneCarried)));
  const clock = record.clock === 'synchronised' ? TEXTS.synchronised : TEXTS.clockUnknown;
  flow.row({ ...row(LABELS.deviceTime, span(bothZones(record.time))), note: note(clock) });
  const missing = (['block', 'timestamp'] as const).filter((sort) => !anchors.some(({ shows }) => shows === sort));
  const labels = { block: LABELS.chainTime, timestamp: LABELS.timestamp };
  twoByTwo(
    flow,
    missing.map((sort) => row(labels[sort], ...both(TEXTS.noneCarried))),
  );
}

const timeSource = (witness: WitnessStatement) => (witness.own ? TEXTS.ownWitnessTime : TEXTS.otherWitnessTime);

/** Who signed, in the words of the page, and what that means. */
interface Vouching {
  /** Every signature is the desk's own. */
  readonly alone: boolean;
  readonly who: Words;
  readonly meaning: readonly Words[];
}

/** Anchors say most; without them the witnesses count. */
export function vouching({ witnesses, anchors }: Statement): Vouching {
  const shown = new Set(anchors.map(({ shows }) => shows));
  const [block, stamp] = [shown.has('block'), shown.has('timestamp')];
  const { chainMembers, authorities, chainAndAuthorities } = HEADINGS;
  if (block && stamp)
    return { alone: false, who: chainAndAuthorities, meaning: [TEXTS.chainMembers, TEXTS.authorities] };
  if (block) return { alone: false, who: chainMembers, meaning: [TEXTS.chainMembers] };
  if (stamp) return { alone: false, who: authorities, meaning: [TEXTS.authorities] };
  return witnesses.every((witness) => witness.own)
    ? { alone: true, who: HEADINGS.onlyIssuer, meaning: [TEXTS.onlyIssuer] }
    : { alone: false, who: HEADINGS.unknownSigners, meaning: [TEXTS.unknownSigners] };
}

/** Who vouches, and by which keys. */
export function vouchers(flow: Flow, statement: Statement): void {
  const { who, meaning } = vouching(statement);
  flow.heading(HEADINGS.vouchers);
  flow.row({
    ...row(LABELS.vouchers, strong(`${who.zh}  `), span(who.en, 'bold', 7.8)),
    note: meaning.flatMap((one) => [...note(one), span(' ')]),
  });
  anchorRows(flow, statement, 'voucher');
  const advice = statement.logKey.first ? TEXTS.compareKey : TEXTS.laterKey;
  flow.row({ ...row(LABELS.logKey, grouped(statement.logKey.fingerprint)), note: note(advice) });
  for (const witness of statement.witnesses) {
    const label = witness.own ? LABELS.ownWitness : LABELS.otherWitness;
    flow.row({
      ...row(label, grouped(witness.fingerprint)),
      ...(witness.own ? {} : { note: [mono(witness.name, 7)] }),
    });
  }
}

/** Where the record stands in the log, and where that state of the log was anchored. */
export function checkpoint(flow: Flow, statement: Statement): void {
  const { origin, index, size, leafHash, root, record, anchors } = statement;
  flow.heading(HEADINGS.checkpoint);
  flow.row(row(LABELS.origin, mono(origin)));
  const heights = anchors.flatMap((anchor) =>
    anchor.shows === 'block' ? [row(LABELS.height, span(thousands(String(anchor.height))))] : [],
  );
  const leaf = row(LABELS.leaf, span(`${thousands(String(index))} / ${thousands(String(size))}`));
  twoByTwo(flow, [leaf, ...heights]);
  flow.row(row(LABELS.leafHash, grouped(leafHash)));
  flow.row(row(LABELS.root, grouped(root)));
  anchorRows(flow, statement, 'place');
  if (record.supersedes) flow.row(row(LABELS.supersedes, mono(record.supersedes)));
}
