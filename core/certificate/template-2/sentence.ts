/** The sentence at the head of a page of template 2: what was there, since when, by whose signatures; one form a state. */

import { isTestChain } from '../../anchors/test-chain.ts';
import { toGroups } from '../../formats/bytes.ts';
import { both, english, type Flow, INK, MARGIN, SIZE, span, WIDTH } from '../drawing/flow.ts';
import type { Colour, Line, Span } from '../drawing/typeset.ts';
import { localTime, utcTime } from '../drawing/values.ts';
import { type Words, words } from '../drawing/words.ts';
import type { ChainStatement, LedgerStatement, SeenStatement, StampStatement, Statement } from '../statement.ts';
import { byLedgersSentence } from './ledger-words.ts';
import { quotable } from './names.ts';
import { SEEN_SENTENCE } from './seen-words.ts';
import { CAVEAT, HEADINGS, SENTENCE } from './words.ts';

const BAND: Colour = [0.945, 0.95, 0.955];
const AMBER: Colour = [0.58, 0.34, 0];
const EDGE = 4;
const INSIDE = 14;
const PADDING = 7;

/** A time and what belongs to it stay on one line. */
const together = (text: string) => text.replaceAll(' ', '\u00a0');
const timeWords = (instant: string): Words => words(together(localTime(instant)), together(utcTime(instant)));

/** The bytes that a record speaks of, as the sentence names them. */
export function namedFile({ record, facts }: Statement): Words {
  const file = facts.fileName ? SENTENCE.file(quotable(facts.fileName)) : SENTENCE.unnamedFile;
  if (!record.digest) return file;
  const digest = SENTENCE.digest(together(toGroups(record.digest.sha256.slice(0, 16), 8)));
  return words(file.zh + digest.zh, file.en + digest.en);
}

type Anchor = Statement['anchors'][number];

const isTest = (anchor: Anchor): boolean =>
  (anchor.shows === 'block' || anchor.shows === 'endorsed') && isTestChain(anchor.chain);

/** Which anchor the sentence is about: one of a chain, else a time stamp, else one that says no time; tests come last. */
function rank(anchor: Anchor): number {
  if (anchor.shows === 'timestamp') return 1;
  return (isTest(anchor) ? 3 : 0) + (anchor.time === null ? 2 : 0);
}

/** Those of one rank all say a time, or none does. */
const timeOf = ({ time }: Anchor): number => (time === null ? 0 : Date.parse(time));

/** The anchor that says most, and of several such the earliest. */
const foremost = (anchors: readonly Anchor[]): Anchor | undefined =>
  [...anchors].sort((a, b) => rank(a) - rank(b) || timeOf(a) - timeOf(b))[0];

/** How a chain is called, and how the sentence ends for it. */
function chainWords(anchor: ChainStatement | LedgerStatement): readonly [chain: Words, caveat: Words] {
  const name = quotable(anchor.chain);
  return isTest(anchor) ? [SENTENCE.testChain(name), CAVEAT.test] : [SENTENCE.chain(name), CAVEAT.keys];
}

function byBlock(what: Words, block: ChainStatement): Words {
  const { members, signers, time } = block;
  const [chain, caveat] = chainWords(block);
  const counts = { have: signers.length, all: members };
  if (time === null) return SENTENCE.untimedMembers(what, chain, counts, caveat);
  return SENTENCE.members(what, chain, counts, timeWords(time), caveat);
}

function byStamp(what: Words, { authority, time, accuracy }: StampStatement): Words {
  const within = accuracy === null ? words('', '') : SENTENCE.accuracy(String(accuracy / 1e6));
  const at = timeWords(time);
  return SENTENCE.stamp(what, quotable(authority.name), words(at.zh + within.zh, at.en + within.en));
}

function byLedgers(what: Words, anchor: LedgerStatement): Words {
  const [chain, caveat] = chainWords(anchor);
  return byLedgersSentence(what, chain, anchor.readers.length, caveat);
}

/** The witnesses' names are in their keys, and how many members there are is not in the anchor: both are left to a bundle. */
function bySeen(what: Words, { chain, signers, time }: SeenStatement): Words {
  const ledger = quotable(chain);
  // who states no time says nothing about one
  const count = (time === null ? signers : signers.filter((one) => one.time !== null)).length;
  const caveat = count === 1 ? CAVEAT.key : CAVEAT.keys;
  if (time === null) return SEEN_SENTENCE.untimedSeen(what, ledger, count, caveat);
  return SEEN_SENTENCE.seen(what, ledger, count, timeWords(time), caveat);
}

function byAnchor(what: Words, anchor: Anchor): Words {
  if (anchor.shows === 'block') return byBlock(what, anchor);
  if (anchor.shows === 'endorsed') return byLedgers(what, anchor);
  return anchor.shows === 'observation' ? bySeen(what, anchor) : byStamp(what, anchor);
}

/** Witnesses: others if there are any, else the issuer's own. The last of their times holds whichever of them is believed. */
function byWitnesses(what: Words, { witnesses, record }: Statement): Words {
  const others = witnesses.filter(({ own }) => !own);
  const times = (others.length > 0 ? others : witnesses).map(({ time }) => time).sort();
  const last = times.at(-1);
  if (last === undefined) return SENTENCE.untimed(what, timeWords(record.time));
  if (others.length > 0) return SENTENCE.strangers(what, others.length, timeWords(last));
  return SENTENCE.issuer(what, timeWords(last));
}

/** What may be quoted, and what is added in smaller type. */
interface Said {
  readonly quoted: readonly Words[];
  readonly added: readonly Words[];
}

/** Anchors that are no test's: only these add anything to the sentence. */
const realOnes = ({ anchors }: Statement): readonly Anchor[] => anchors.filter((anchor) => !isTest(anchor));

/** What chains have the issuer registered as, by the first that says it. */
function registration(anchors: readonly Anchor[]): readonly Words[] {
  for (const anchor of anchors)
    if (anchor.shows === 'block' && anchor.registeredAs)
      return [SENTENCE.registered(quotable(anchor.chain), quotable(anchor.registeredAs))];
  return [];
}

/** What the sentence on `what` says. */
export function said(statement: Statement, what: Words): Said {
  const { facts, pending } = statement;
  const main = foremost(statement.anchors);
  const real = realOnes(statement);
  return {
    quoted: [
      main ? byAnchor(what, main) : byWitnesses(what, statement),
      ...(facts.holder ? [SENTENCE.holder(quotable(facts.holder))] : []),
    ],
    added: [
      ...registration(real),
      ...(real.length > 1 ? [SENTENCE.more] : []),
      ...(pending ? [SENTENCE.awaited(`${pending.chain.kind} ${pending.chain.id}`, timeWords(pending.deadline))] : []),
    ],
  };
}

const inChinese = (sentences: readonly Words[]) => sentences.map(({ zh }) => zh).join('');
const inEnglish = (sentences: readonly Words[]) => sentences.map(({ en }) => en).join(' ');

/** Lines of nearly the same length, as few as there have to be: no word stands alone on the last one. */
function balanced(flow: Flow, spans: readonly Span[], width: number): readonly Line[] {
  const glyphs = flow.glyphs(spans);
  const { length } = flow.linesOf(glyphs, width);
  let [least, most] = [width / 2, width];
  for (let i = 0; i < 8; i++) {
    const middle = (least + most) / 2;
    if (flow.linesOf(glyphs, middle).length > length) least = middle;
    else most = middle;
  }
  return flow.linesOf(glyphs, most);
}

/** Lines with their leading, and the space above them. */
type Part = readonly [lines: readonly Line[], leading: number, above: number];

function partsOf(flow: Flow, statement: Statement, what: Words): readonly Part[] {
  const width = WIDTH - 2 * INSIDE;
  const { quoted, added } = said(statement, what);
  const awaited = realOnes(statement).length > 0 ? HEADINGS.furtherAwaited : HEADINGS.provisional;
  const title: Part = [flow.lines(both(awaited, 10, AMBER, 'bold'), width), 14, 0];
  const parts: readonly Part[] = [
    ...(statement.pending ? [title] : []),
    [balanced(flow, [span(inChinese(quoted), 'regular', 10, INK)], width), 14.2, 0],
    [balanced(flow, [english(inEnglish(quoted), 'regular', 8)], width), 10.6, 1],
  ];
  if (added.length === 0) return parts;
  return [
    ...parts,
    [balanced(flow, [span(inChinese(added), 'regular', SIZE.small)], width), 11, 4],
    [balanced(flow, [english(inEnglish(added), 'regular', SIZE.labelEnglish)], width), 9, 0],
  ];
}

/** True when an anchor that is no test's is attached and nothing is awaited: not that anybody has to believe it. */
export const isAnchored = (statement: Statement): boolean =>
  statement.pending === null && realOnes(statement).length > 0;

/** Draws the sentence on a band of its own; its edge is amber until an anchor is attached. */
export function sentence(flow: Flow, statement: Statement, what: Words): void {
  const parts = partsOf(flow, statement, what);
  const height = parts.reduce((sum, [lines, leading, above]) => sum + lines.length * leading + above, 2 * PADDING);
  flow.y += 5;
  flow.canvas.artifact(() => {
    flow.canvas.box(MARGIN, flow.y, WIDTH, height, BAND);
    flow.canvas.box(MARGIN, flow.y, EDGE, height, isAnchored(statement) ? INK : AMBER);
  });
  flow.y += PADDING;
  for (const [lines, leading, above] of parts) {
    flow.y += above;
    flow.canvas.tagged('P', () => flow.put(lines, MARGIN + INSIDE, leading));
  }
  flow.y += PADDING;
}
