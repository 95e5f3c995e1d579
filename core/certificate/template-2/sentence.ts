/** The sentence at the head of a page of template 2: what was there, since when, by whose signatures; one form a state. */
import { toGroups } from '../../formats/bytes.ts';
import { both, english, type Flow, INK, MARGIN, SIZE, span, WIDTH } from '../drawing/flow.ts';
import type { Colour, Line, Span } from '../drawing/typeset.ts';
import { localTime, utcTime } from '../drawing/values.ts';
import { type Words, words } from '../drawing/words.ts';
import type { ChainStatement, StampStatement, Statement } from '../statement.ts';
import { isTestChain } from './anchors.ts';
import { HEADINGS, SENTENCE } from './words.ts';

const BAND: Colour = [0.945, 0.95, 0.955];
const AMBER: Colour = [0.58, 0.34, 0];
const EDGE = 4;
const INSIDE = 14;
const PADDING = 7;

/** A time and what belongs to it stay on one line. */
const together = (text: string) => text.replaceAll(' ', '\u00a0');
const timeWords = (instant: string): Words => words(together(localTime(instant)), together(utcTime(instant)));

/** Names of hundreds of characters would hide the sentence; they stand whole below. */
const LONGEST = 60;

/** The name, or its beginning and end. */
export function shortened(name: string): string {
  const characters = [...name];
  const half = (LONGEST - 2) / 2;
  return characters.length > LONGEST
    ? `${characters.slice(0, half).join('')}……${characters.slice(-half).join('')}`
    : name;
}

/** The bytes that a record speaks of, as the sentence names them. */
export function namedFile({ record, facts }: Statement): Words {
  const file = facts.fileName ? SENTENCE.file(shortened(facts.fileName)) : SENTENCE.unnamedFile;
  if (!record.digest) return file;
  const digest = SENTENCE.digest(together(toGroups(record.digest.sha256.slice(0, 16), 8)));
  return words(file.zh + digest.zh, file.en + digest.en);
}

const earliest = <A extends { readonly time: string | null }>(anchors: readonly A[]): A | undefined =>
  [...anchors].sort((a, b) => Date.parse(a.time ?? '') - Date.parse(b.time ?? ''))[0];

function byBlock(what: Words, block: ChainStatement): readonly Words[] {
  const { chain, members, signers, time } = block;
  const test = isTestChain(chain);
  return [
    SENTENCE.members(
      what,
      test ? SENTENCE.testChain(chain) : SENTENCE.chain(chain),
      { have: signers.length, all: members },
      timeWords(time ?? ''),
    ),
    ...(test ? [SENTENCE.test] : []),
  ];
}

function byStamp(what: Words, { authority, time, accuracy }: StampStatement): Words {
  const within = accuracy === null ? words('', '') : SENTENCE.accuracy(String(accuracy / 1e6));
  const at = timeWords(time);
  return SENTENCE.stamp(what, shortened(authority.name), words(at.zh + within.zh, at.en + within.en));
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

function said(statement: Statement, what: Words): Said {
  const { anchors, facts, pending } = statement;
  const blocks = anchors.filter((anchor) => anchor.shows === 'block');
  const block = earliest(blocks.filter(({ time }) => time !== null));
  const stamp = earliest(anchors.filter((anchor) => anchor.shows === 'timestamp'));
  const main = block ? byBlock(what, block) : [stamp ? byStamp(what, stamp) : byWitnesses(what, statement)];
  const registered = blocks.find(({ registeredAs }) => registeredAs !== null)?.registeredAs;
  return {
    quoted: [...main, ...(facts.holder ? [SENTENCE.holder(shortened(facts.holder))] : [])],
    added: [
      ...(registered ? [SENTENCE.registered(shortened(registered))] : []),
      ...(anchors.length > 1 ? [SENTENCE.more] : []),
      ...(pending ? [SENTENCE.awaited(`${pending.chain.kind} ${pending.chain.id}`, timeWords(pending.deadline))] : []),
    ],
  };
}

const inChinese = (sentences: readonly Words[]) => sentences.map(({ zh }) => zh).join('');
const inEnglish = (sentences: readonly Words[]) => sentences.map(({ en }) => en).join(' ');

/** Lines of nearly the same length, as few as there have to be: no word stands alone on the last one. */
function balanced(flow: Flow, spans: readonly Span[], width: number): readonly Line[] {
  const { length } = flow.lines(spans, width);
  let [least, most] = [width / 2, width];
  for (let i = 0; i < 8; i++) {
    const middle = (least + most) / 2;
    if (flow.lines(spans, middle).length > length) least = middle;
    else most = middle;
  }
  return flow.lines(spans, most);
}

/** Lines with their leading, and the space above them. */
type Part = readonly [lines: readonly Line[], leading: number, above: number];

function partsOf(flow: Flow, statement: Statement, what: Words): readonly Part[] {
  const width = WIDTH - 2 * INSIDE;
  const { quoted, added } = said(statement, what);
  const awaited = statement.anchors.length > 0 ? HEADINGS.furtherAwaited : HEADINGS.provisional;
  const title: Part = [flow.lines(both(awaited, 10, AMBER, 'bold'), width), 14, 0];
  const parts: readonly Part[] = [
    ...(statement.pending ? [title] : []),
    [balanced(flow, [span(inChinese(quoted), 'regular', 10.6, INK)], width), 15.2, 0],
    [balanced(flow, [english(inEnglish(quoted), 'regular', 8)], width), 10.6, 1],
  ];
  if (added.length === 0) return parts;
  return [
    ...parts,
    [balanced(flow, [span(inChinese(added), 'regular', SIZE.small)], width), 11, 4],
    [balanced(flow, [english(inEnglish(added), 'regular', SIZE.labelEnglish)], width), 9, 0],
  ];
}

/** True when somebody who is no witness of unknown hands and no test network signed, and nothing is awaited. */
const isConfirmed = ({ anchors, pending }: Statement): boolean =>
  pending === null && anchors.some((anchor) => anchor.shows === 'timestamp' || !isTestChain(anchor.chain));

/** Draws the sentence on a band of its own; its edge is amber until the record is confirmed. */
export function quotable(flow: Flow, statement: Statement, what: Words): void {
  const parts = partsOf(flow, statement, what);
  const height = parts.reduce((sum, [lines, leading, above]) => sum + lines.length * leading + above, 2 * PADDING);
  flow.y += 5;
  flow.canvas.artifact(() => {
    flow.canvas.box(MARGIN, flow.y, WIDTH, height, BAND);
    flow.canvas.box(MARGIN, flow.y, EDGE, height, isConfirmed(statement) ? INK : AMBER);
  });
  flow.y += PADDING;
  for (const [lines, leading, above] of parts) {
    flow.y += above;
    flow.canvas.tagged('P', () => flow.put(lines, MARGIN + INSIDE, leading));
  }
  flow.y += PADDING;
}
