/** The check `facts`: facts that the issuer says were read from the document are compared with what readers find in it. */
import type { ReaderVersion } from '../documents/reading/reading.ts';
import type { Json } from '../formats/canonical.ts';
import type { AnyFacts } from '../records/facts.ts';
import { isSameValue, type ReadFact, readFactIn } from '../records/profiles/read.ts';
import type { DifferingFact, DocumentReading, FoundFacts, ReadAgain } from './reading.ts';
import type { CheckReason, CheckState, Report } from './report.ts';

/** The result of the check; `read` is null where nothing is said to have been read. */
export interface CheckedFacts {
  readonly state: CheckState;
  readonly reason: CheckReason;
  readonly detail: string;
  readonly read: ReadAgain | null;
}

const noFacts = (state: CheckState, reason: CheckReason, detail: string): CheckedFacts => ({
  state,
  reason,
  detail,
  read: null,
});

/**
 * `facts` are the disclosed ones, null when they are not those of the record; `names` those of its kind. `document` is how
 * the check of that name ended: only the very document that was recorded can be read again.
 */
export function checkReadFacts(
  facts: AnyFacts | null,
  names: readonly string[],
  document: CheckState,
  reading: DocumentReading = { state: 'not-run', reason: 'unread' },
): CheckedFacts {
  if (facts === null) return noFacts('not-run', 'not-reached', 'the disclosed facts are not those of the record');
  if (!names.includes('read') || facts.read === null)
    return noFacts('absent', 'none', 'no fact is said to be read from the document');
  const read = readFactIn(facts);
  if (read === null) return noFacts('not-run', 'facts-withheld', 'what was read from the document is withheld');
  const shown = { ...read, names: read.names.filter((name) => facts[name] !== undefined) };
  const { state, reason, differing = [] } = readAgain(facts, shown, document, reading);
  return { state, reason, detail: detailOf(read, shown, differing), read: { ...shown, differing } };
}

interface Outcome extends Pick<CheckedFacts, 'state' | 'reason'> {
  readonly differing?: readonly DifferingFact[];
}

const notRun = (reason: CheckReason): Outcome => ({ state: 'not-run', reason });

function readAgain(facts: AnyFacts, read: ReadFact, document: CheckState, reading: DocumentReading): Outcome {
  if (read.names.length === 0) return notRun('facts-withheld');
  if (document === 'failed') return notRun('not-reached');
  if (document !== 'passed') return notRun('no-document');
  if (reading.state === 'not-run') return notRun(`facts-${reading.reason}`);
  const isReader = ({ reader, v }: ReaderVersion) => reader === read.reader && v === read.v;
  if (!reading.readers.some(isReader)) return notRun('facts-unknown-reader');
  const differing = leastDiffering(facts, read.names, reading.found.filter(isReader));
  return differing.length === 0
    ? { state: 'passed', reason: 'ok' }
    : { state: 'failed', reason: 'facts-differ', differing };
}

/** Of several invoices in one file the record speaks of the one that fits best. */
function leastDiffering(
  facts: AnyFacts,
  names: readonly string[],
  found: readonly FoundFacts[],
): readonly DifferingFact[] {
  const all = (found.length === 0 ? [{ facts: {} }] : found).map((one) => differingFrom(facts, names, one.facts));
  return all.reduce((best, next) => (next.length < best.length ? next : best));
}

function differingFrom(
  facts: AnyFacts,
  names: readonly string[],
  found: FoundFacts['facts'],
): readonly DifferingFact[] {
  return names.flatMap((name) => {
    const [stated = null, again = null] = [facts[name], Object.hasOwn(found, name) ? found[name] : null];
    return agrees(stated, again) ? [] : [{ name, stated, found: again }];
  });
}

/** Whether both are the same, as far as the elements of a list are disclosed; how many they are always is. */
function agrees(stated: Json, found: Json): boolean {
  if (!Array.isArray(stated) || !Array.isArray(found) || stated.length !== found.length)
    return isSameValue(stated, found);
  return stated.every((element, index) => element === null || isSameValue(element, found[index]));
}

function detailOf(read: ReadFact, shown: ReadFact, differing: readonly DifferingFact[]): string {
  const by = `${read.reader}, version ${read.v}: ${shown.names.join(', ') || 'no fact that is shown'}`;
  const hidden = read.names.length - shown.names.length;
  const withheld = hidden === 0 ? '' : `; ${hidden} withheld`;
  const otherwise = differing.map(
    ({ name, stated, found }) => `; ${name}: record ${JSON.stringify(stated)}, document ${JSON.stringify(found)}`,
  );
  return by + withheld + otherwise.join('');
}

/** What is known of a fact that the issuer says it read: whether it was read again, and is the same. */
export type ReadState = 'same' | 'differs' | 'unread';

/** The state of this fact in a report; null for one that is not said to be read from the document. */
export function readStateOf(name: string, { read, checks }: Pick<Report, 'read' | 'checks'>): ReadState | null {
  if (!read?.names.includes(name)) return null;
  if (read.differing.some((one) => one.name === name)) return 'differs';
  const state = checks.find((check) => check.name === 'facts')?.state;
  return state === 'passed' || state === 'failed' ? 'same' : 'unread';
}
