/** Page template 1, frozen: what stands where. Reads from top to bottom as the page does. */
import { toGroups } from '../../formats/bytes.ts';
import { ATTACHMENT_NAMES } from '../../formats/evidence.ts';
import type { Modules } from '../../paper/symbols.ts';
import { DOCUMENT } from '../../records/index.ts';
import type { NotaryRecord } from '../../records/record.ts';
import { type Canvas, PAGE } from '../drawing/canvas.ts';
import { BLACK, both, Flow, GREY, INK, MARGIN, type Row, SIZE, span, WIDTH } from '../drawing/flow.ts';
import type { Colour, GlyphBook, Span } from '../drawing/typeset.ts';
import { bothZones, moneyText, readableNumber, thousands } from '../drawing/values.ts';
import type { Words } from '../drawing/words.ts';
import type { ChainStatement, Statement, WitnessStatement } from '../statement.ts';
import { noRowsFor } from '../template.ts';
import { codePages } from './paper.ts';
import {
  COMMAND_NOTE,
  COMMANDS,
  FACT_WORDS,
  FOOT,
  HEADINGS,
  KINDS,
  LABELS,
  PROVES,
  PROVES_SELF,
  STEPS,
  TEXTS,
} from './words.ts';

/** What this template has rows for: records of documents, and anchors that show a block. */
export interface Drawable extends Omit<Statement, 'anchors' | 'record'> {
  readonly record: NotaryRecord & Required<Pick<NotaryRecord, 'digest' | 'size'>>;
  readonly anchors: readonly ChainStatement[];
}

/** The statement, if there are rows for all of it. Throws `newer-version`. */
export function drawable(statement: Statement): Drawable {
  const { record, kind, anchors } = statement;
  const { digest, size } = record;
  if (kind.key !== DOCUMENT.key || !digest || size === undefined)
    return noRowsFor(`records of the kind ${kind.key}`, statement);
  const blocks = anchors.map((anchor) =>
    anchor.shows === 'block' ? anchor : noRowsFor(`anchors of kind ${anchor.kind}`, statement),
  );
  return { ...statement, record: { ...record, digest, size }, anchors: blocks };
}

const BAND: Colour = [0.93, 0.93, 0.91];
const AMBER: Colour = [0.58, 0.34, 0];

const mono = (text: string, size: number = SIZE.mono) => span(text, 'mono', size);
const grouped = (hex: string, size: number = SIZE.mono) => mono(toGroups(hex, 8), size);
const note = (words: Words) => both(words, SIZE.note, GREY);
const strong = (text: string) => span(text, 'bold', SIZE.value, BLACK);
const row = (label: Words, ...value: Span[]): Row => ({ label, value: [value] });
const withheldRow = (label: Words) => row(label, ...both(TEXTS.withheld, SIZE.value, GREY));

/** Draws the whole certificate, with the codes of its proof on pages of their own, and gives its pages. */
export function layOut(statement: Drawable, book: GlyphBook, codes: readonly Modules[] = []): Canvas {
  const flow = new Flow(book, 'flat');
  head(flow, statement);
  if (statement.pending) provisionalBand(flow, statement);
  file(flow, statement);
  stated(flow, statement);
  times(flow, statement);
  vouchers(flow, statement);
  checkpoint(flow, statement);
  explanations(flow, statement);
  attached(flow, statement);
  codePages(flow, statement, codes);
  feet(flow, statement);
  return flow.canvas;
}

function head(flow: Flow, { pending, number, record }: Statement): void {
  const title = pending ? HEADINGS.provisionalTitle : HEADINGS.title;
  const top = flow.y;
  flow.canvas.tagged('H1', () => {
    flow.put(flow.lines([span(title.zh, 'bold', 23, INK)], WIDTH), MARGIN, 27);
    flow.put(flow.lines([span(title.en, 'bold', 10.5, GREY)], WIDTH), MARGIN, 14);
  });
  const bottom = flow.y;
  flow.y = top + 2;
  flow.right([...both(LABELS.number, 8, GREY), span('  '), span(readableNumber(number), 'bold', 12, INK)], 19);
  flow.right([...both(LABELS.record, 7, GREY), span('  '), mono(record.id, 7.4)], 12);
  flow.y = bottom + 5;
  flow.canvas.artifact(() => flow.canvas.box(MARGIN, flow.y, WIDTH, 1.6, INK));
  flow.y += 3;
}

function provisionalBand(flow: Flow, { pending }: Statement): void {
  if (!pending) return;
  flow.y += 6;
  flow.canvas.artifact(() => {
    flow.canvas.box(MARGIN, flow.y, WIDTH, 42, BAND);
    flow.canvas.box(MARGIN, flow.y, 5, 42, AMBER);
  });
  flow.y += 5;
  const inside = WIDTH - 24;
  const chain = `${pending.chain.kind} ${pending.chain.id}`;
  const title = [span(`${HEADINGS.provisional.zh}  `, 'bold', 10.5), span(HEADINGS.provisional.en, 'bold', 8.5)];
  flow.sentence(title, MARGIN + 14, inside, 15);
  const waiting = [...both(TEXTS.pendingChain, 8), span('  '), mono(chain, 8)];
  const deadline = [...both(TEXTS.deadline, 8), span('  '), span(bothZones(pending.deadline), 'regular', 8)];
  flow.sentence([...waiting, span('    '), ...both(TEXTS.replaced, 8)], MARGIN + 14, inside, 10.5);
  flow.sentence(deadline, MARGIN + 14, inside, 10.5);
  flow.y += 3;
}

function file(flow: Flow, { record, facts, withheld }: Drawable): void {
  flow.heading(HEADINGS.file);
  if (facts.fileName) flow.row(row(LABELS.fileName, strong(facts.fileName)));
  if (withheld.includes('fileName')) flow.row(withheldRow(LABELS.fileName));
  flow.row(row(LABELS.digest, grouped(record.digest.sha256, 8.7)));
  if (record.digest.sm3) flow.row(row(LABELS.sm3, grouped(record.digest.sm3, 8.7)));
  const size = row(LABELS.size, span(`${thousands(String(record.size))} `), ...both(TEXTS.bytes));
  if (facts.pages == null) flow.row(size);
  else flow.pair(size, row(LABELS.pages, span(thousands(String(facts.pages)))));
}

function times(flow: Flow, { record, witnesses, anchors }: Drawable): void {
  flow.heading(HEADINGS.times);
  for (const { timeTemplate1: time } of anchors)
    if (time) flow.row({ ...row(LABELS.chainTime, strong(bothZones(time))), note: note(TEXTS.chainTime) });
  for (const witness of witnesses)
    flow.row({ ...row(LABELS.witnessTime, strong(bothZones(witness.time))), note: note(timeSource(witness)) });
  if (witnesses.length === 0) flow.row(row(LABELS.witnessTime, ...both(TEXTS.noneCarried)));
  const clock = record.clock === 'synchronised' ? TEXTS.synchronised : TEXTS.clockUnknown;
  flow.row({ ...row(LABELS.deviceTime, span(bothZones(record.time))), note: note(clock) });
  const timestamp = row(LABELS.timestamp, ...both(TEXTS.noneCarried));
  if (anchors.length > 0) flow.row(timestamp);
  else flow.pair(row(LABELS.chainTime, ...both(TEXTS.noneCarried)), timestamp);
}

const timeSource = (witness: WitnessStatement) => (witness.own ? TEXTS.ownWitnessTime : TEXTS.otherWitnessTime);

/** Who signed, in the words of the page; `alone` when every signature is the desk's own. */
function vouching({ witnesses, anchors }: Drawable): { alone: boolean; who: Words; meaning: Words } {
  if (anchors.length > 0) return { alone: false, who: HEADINGS.chainMembers, meaning: TEXTS.chainMembers };
  const alone = witnesses.every((witness) => witness.own);
  return alone
    ? { alone, who: HEADINGS.onlyIssuer, meaning: TEXTS.onlyIssuer }
    : { alone, who: HEADINGS.unknownSigners, meaning: TEXTS.unknownSigners };
}

function vouchers(flow: Flow, statement: Drawable): void {
  const { who, meaning } = vouching(statement);
  flow.heading(HEADINGS.vouchers);
  flow.row({ ...row(LABELS.vouchers, strong(`${who.zh}  `), span(who.en, 'bold', 7.8)), note: note(meaning) });
  for (const anchor of statement.anchors) {
    flow.row({ ...row(LABELS.members, ...quorum(anchor)), note: signers(anchor) });
    if (anchor.registeredAs) flow.row(row(LABELS.registeredAs, span(`“${anchor.registeredAs}”`)));
  }
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

function stated(flow: Flow, { facts, withheld }: Statement): void {
  flow.heading(HEADINGS.stated);
  if (facts.holder) flow.row(row(LABELS.holder, strong(`“${facts.holder}”`), span(' '), ...note(TEXTS.callsItself)));
  if (withheld.includes('holder')) flow.row(withheldRow(LABELS.holder));
  const id = facts.holderId ?? facts.holderIdMasked;
  const text = (label: Words, value: string | null | undefined) => (value ? row(label, span(value)) : null);
  twoByTwo(flow, [text(LABELS.holderId, id), text(LABELS.operator, facts.operator)]);
  flow.rows([text(LABELS.title, facts.title)]);
  const kind = facts.kind && Object.hasOwn(KINDS, facts.kind) ? (KINDS[facts.kind] ?? null) : null;
  twoByTwo(flow, [
    kind ? row(LABELS.kind, ...both(kind)) : text(LABELS.kind, facts.kind),
    text(LABELS.docNumber, facts.number),
    text(LABELS.date, facts.date),
    facts.money ? row(LABELS.money, strong(moneyText(facts.money))) : null,
  ]);
  if (facts.parties) flow.row({ label: LABELS.parties, value: facts.parties.map((party) => [span(party ?? '')]) });
  flow.rows([text(LABELS.obtained, facts.obtained), text(LABELS.note, facts.note)]);
  const empty = Object.keys(FACT_WORDS).filter((name) => isEmpty(facts, withheld, name));
  if (empty.length > 0) flow.row(row(TEXTS.none, ...nameList(empty)));
}

/** Names a clerk could have filled in and did not. */
function isEmpty(facts: Statement['facts'], withheld: Statement['withheld'], name: string): boolean {
  const filledByClerk = [
    'holder',
    'operator',
    'title',
    'kind',
    'number',
    'parties',
    'date',
    'money',
    'obtained',
    'note',
  ];
  return (
    filledByClerk.includes(name) && !(withheld as readonly string[]).includes(name) && facts[name as 'note'] === null
  );
}

const nameList = (names: readonly string[]): Span[] =>
  names.flatMap((name, i) => [
    ...(i > 0 ? [span('、', 'regular', 8, GREY)] : []),
    ...both(FACT_WORDS[name] ?? { zh: name, en: '' }, 8),
  ]);

/** Rows that are there, two in a line. */
function twoByTwo(flow: Flow, rows: readonly (Row | null)[]): void {
  const present = rows.filter((candidate) => candidate !== null);
  for (let i = 0; i < present.length; i += 2) {
    const [left, next] = [present[i], present[i + 1]];
    if (left && next) flow.pair(left, next);
    else if (left) flow.row(left);
  }
}

/** Ids of chains that are no consortium's but for trying out begin so. */
const TEST_CHAIN = 'demo-';

function chain(flow: Flow, { kind, chain: id, block, transaction }: ChainStatement): void {
  const test = id.startsWith(TEST_CHAIN) ? [span('  '), ...both(TEXTS.testNetwork, SIZE.value, AMBER, 'bold')] : [];
  flow.row(row(LABELS.chain, mono(`${kind} ${id}`), ...test));
  flow.row(row(LABELS.block, grouped(block)));
  if (transaction) flow.row(row(LABELS.transaction, grouped(transaction)));
}

function checkpoint(flow: Flow, { origin, index, size, leafHash, root, record, anchors }: Drawable): void {
  flow.heading(HEADINGS.checkpoint);
  flow.row(row(LABELS.origin, mono(origin)));
  const heights = anchors.map(({ height }) => row(LABELS.height, span(thousands(String(height)))));
  const leaf = row(LABELS.leaf, span(`${thousands(String(index))} / ${thousands(String(size))}`));
  twoByTwo(flow, [leaf, ...heights]);
  flow.row(row(LABELS.leafHash, grouped(leafHash)));
  flow.row(row(LABELS.root, grouped(root)));
  for (const anchor of anchors) chain(flow, anchor);
  if (record.supersedes) flow.row(row(LABELS.supersedes, mono(record.supersedes)));
}

const COMMAND_LEADING = 9.4;

function explanations(flow: Flow, statement: Drawable): void {
  const check = (x: number, width: number) => {
    flow.heading(HEADINGS.check, x, width);
    STEPS.forEach((step, i) => {
      flow.twice(step, `${i + 1}`, x, width);
    });
    flow.y += 2;
    const height = COMMANDS.length * COMMAND_LEADING + 5;
    flow.canvas.artifact(() => flow.canvas.box(x, flow.y, width, height, BAND));
    flow.y += 2.5;
    for (const command of COMMANDS) flow.sentence([mono(command, 6.9)], x + 5, width - 10, COMMAND_LEADING);
    flow.y += 3.5;
    flow.sentence(both(COMMAND_NOTE, 7.2, GREY), x, width, 9.4);
  };
  const proves = (x: number, width: number) => {
    flow.heading(HEADINGS.proves, x, width);
    for (const words of vouching(statement).alone ? [...PROVES, PROVES_SELF] : PROVES) flow.twice(words, '–', x, width);
  };
  flow.columns([check, proves], 150);
}

function attached(flow: Flow, { withheld, facts }: Statement): void {
  flow.heading(HEADINGS.attached);
  const names = Object.values(ATTACHMENT_NAMES).join('   ');
  flow.row(row(LABELS.attachments, mono(names)));
  flow.row(row(LABELS.withheld, ...(withheld.length > 0 ? nameList(withheld) : both(TEXTS.allDisclosed, 8))));
  if (facts.software) flow.row(row(LABELS.software, span(facts.software, 'regular', 8)));
}

function feet(flow: Flow, { number, template }: Statement): void {
  const { canvas } = flow;
  const baseline = PAGE.height - 26;
  for (let page = 0; page < canvas.pageCount; page++) {
    canvas.turnTo(page);
    const text = (spans: readonly Span[]) => flow.lines(spans, WIDTH)[0] ?? { glyphs: [], width: 0 };
    const left = text([...both(LABELS.number, 7, GREY), span(` ${readableNumber(number)}`, 'bold', 7.4, INK)]);
    const middle = text(both(FOOT.page(page + 1, canvas.pageCount), 7, GREY));
    const end = text(both(FOOT.template(template), 7, GREY));
    canvas.artifact(() => {
      canvas.box(MARGIN, baseline - 13, WIDTH, 0.6, INK);
      canvas.line(left, MARGIN, baseline);
      canvas.line(middle, (PAGE.width - middle.width) / 2, baseline);
      canvas.line(end, MARGIN + WIDTH - end.width, baseline);
    });
  }
}
