/**
 * The checks that only a dossier has, each for itself: so many items, their totals, what is laid open of some, whether those
 * were drawn as it says, whether a record is in it, and what it shares with another. None of them throws because of what is in
 * the files. docs/certificate-format/dossiers.md, "Checks".
 */
import type { Crypto } from '../crypto.ts';
import { isAbsent } from '../dossier/absence.ts';
import { compareLists } from '../dossier/compare.ts';
import { type DrawnSample, type ItemLists, type Openings, readItemsFile, readOpeningsFile } from '../dossier/files.ts';
import {
  ITEM_LISTS,
  type Item,
  type ItemList,
  type ItemListName,
  ItemTree,
  isInOrder,
  type ListRoot,
} from '../dossier/items.ts';
import { drawSample } from '../dossier/sample.ts';
import { type CommitmentSums, commitmentSums, readTotals, wrongTotals } from '../dossier/totals.ts';
import { errorCode, NotaryError } from '../errors.ts';
import { fromHex, toHex } from '../formats/bytes.ts';
import { readOrNull } from '../formats/decoder.ts';
import { type CertificateFiles, DOSSIER_FILE_NAMES, type EvidenceSet, parseEvidenceSet } from '../formats/evidence.ts';
import { leafHash } from '../log/merkle.ts';
import type { AnyFacts } from '../records/facts.ts';
import type { AskedReport, DossierReport, PoolsReport } from './dossier-report.ts';
import { absent, type Checked, failed, passed } from './evidence-checks.ts';
import { ALTERED, belongs, isLaidOpen, openedItem } from './opened-items.ts';
import type { CheckName, Report } from './report.ts';

const PARTS = ['items', 'openings'] as const;

/** What is asked about a dossier beside its certificate. */
export interface DossierQuestions {
  /** Leaf hashes (hex) of records that may be in it. */
  readonly asked?: readonly string[];
  /** The certificate of another dossier to compare with, and what to call it. */
  readonly other?: { readonly name: string; readonly files: CertificateFiles };
  /** Lists that came as files of their own, for those that the certificate does not carry. */
  readonly beside?: CertificateFiles['dossier'];
  /** The sums of a list's commitments, where they are known already; throws as `commitmentSums` does. */
  readonly sums?: ListSums;
}

/** The sums of the commitments of one of the lists. */
export type ListSums = (name: ItemListName, list: readonly Item[]) => CommitmentSums;

/** Who verifies, and how. */
export interface DossierRules {
  /** Verifies a certificate for itself, without a document. */
  readonly judge: (files: CertificateFiles) => Report;
  readonly crypto: Crypto;
}

/** The checks in their order, and what to report; null for a record that is no dossier. */
export interface CheckedDossier {
  readonly checks: readonly (readonly [CheckName, Omit<Checked<unknown>, 'value'>])[];
  readonly report: DossierReport;
}

/** The counts and roots of both lists. */
type Lists = { readonly [N in ItemListName]: ListRoot };

const notRun = (reason: Checked<never>['reason'], detail: string): Checked<never> => ({
  state: 'not-run',
  reason,
  detail,
  value: null,
});

/** Makes the checks; `facts` are the disclosed ones, null where they are not those of the record. */
export function checkDossier(
  { record, files }: Pick<EvidenceSet, 'record' | 'files'>,
  facts: AnyFacts | null,
  { asked = [], other, beside = {}, sums = (_, list) => commitmentSums(list) }: DossierQuestions,
  rules: DossierRules,
): CheckedDossier | null {
  const { items: list, credits } = record;
  if (!list || !credits) return null;
  const { crypto, judge } = rules;
  const roots: Lists = { items: rootOf(list), credits: rootOf(credits) };
  // what a certificate carries itself counts before what lies beside it
  const lists = { ...beside, ...files.dossier };
  const items = checkItems(lists.items, { items: list, credits }, crypto);
  const read = readOpenings(lists.openings);
  const openings = checkOpenings(read, roots, judge, crypto);
  const membership = checkMembership(asked, items, read.value, roots, crypto);
  const pools = checkPools(items, other, judge, crypto);
  const leaf = leafHash(files.record, crypto);
  return {
    checks: [
      ['items', items],
      ['totals', checkTotals(facts, items, sums)],
      ['openings', openings],
      ['sample', checkSample(read, openings.value ?? [], leaf, list.count, crypto)],
      ['membership', membership],
      ['pools', pools],
    ],
    report: {
      beside: PARTS.filter((part) => beside[part] && !files.dossier?.[part]).map((part) => DOSSIER_FILE_NAMES[part]),
      counts: { items: list.count, credits: credits.count },
      listed: items.state === 'passed',
      withoutAmount:
        items.value && ITEM_LISTS.flatMap((name) => items.value?.[name] ?? []).filter(([, c]) => c === null).length,
      opened: openings.value ?? [],
      sample: read.value?.sample ?? null,
      asked: membership.value ?? [],
      pools: pools.value,
    },
  };
}

const rootOf = ({ count, root }: ItemList): ListRoot => ({ count, root: fromHex(root) });

/** Reads a file; one that a newer program made is not judged, and any other that cannot be read was altered. */
function readFile<T>(bytes: Uint8Array, read: (bytes: Uint8Array) => T): Checked<T> {
  try {
    return passed('', read(bytes));
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return errorCode(error) === 'newer-version'
      ? notRun('newer-version', error.message)
      : failed(errorCode(error) === 'too-large' ? 'too-large' : 'damaged', error.message);
  }
}

/** The items are so many, and lead to the roots, as the record has it; they are in order, and no record is there twice. */
export function checkItems(
  bytes: Uint8Array | undefined,
  lists: Readonly<Record<ItemListName, ItemList>>,
  crypto: Crypto,
): Checked<ItemLists> {
  if (!bytes) return notRun('items-not-shown', 'items.json is not there');
  const read = readFile(bytes, readItemsFile);
  const given = read.value;
  if (!given) return read;
  for (const name of ITEM_LISTS) {
    const root = toHex(new ItemTree(given[name], crypto).root());
    const { count, root: wanted } = lists[name];
    if (given[name].length !== count || root !== wanted)
      return failed('items-differ', `${name}: ${given[name].length} with root ${root}; record: ${count}, ${wanted}`);
  }
  const leaves = new Set(given.items.map(([leaf]) => leaf));
  const twice = given.credits.find(([leaf]) => leaves.has(leaf));
  if (twice || !isInOrder(given.items) || !isInOrder(given.credits))
    return failed('items-disorder', 'the record commits to items that are not in order, or are there twice');
  return passed(
    `${lists.items.count} items and ${lists.credits.count} credit notes lead to the roots of the record`,
    given,
  );
}

/** The commitments of the items add up to the totals that the record states. */
function checkTotals(facts: AnyFacts | null, items: Checked<ItemLists>, sums: ListSums): Checked<null> {
  if (!facts) return notRun('not-reached', 'the disclosed facts are not those of the record');
  if (facts.totals === undefined) return notRun('totals-withheld', 'the totals are withheld');
  const totals = readOrNull(readTotals, facts.totals);
  if (!totals) return absent('no totals are stated');
  if (!items.value)
    return notRun(items.state === 'failed' ? 'not-reached' : 'items-not-shown', 'there is no list of items to add up');
  for (const name of ITEM_LISTS) {
    const wrong = wrongOrDamaged(() => wrongTotals(totals[name], sums(name, items.value?.[name] ?? [])));
    if (wrong !== null) return failed('totals-differ', `${name}: ${wrong}`);
  }
  const said = ITEM_LISTS.flatMap((name) =>
    totals[name].map((one) => `${name}: ${one.currency} ${one.amount} in ${one.count}`),
  );
  return passed(said.join('; ') || 'no amounts', null);
}

function wrongOrDamaged(find: () => string | null): string | null {
  try {
    return find();
  } catch (error) {
    if (errorCode(error) === 'malformed') return (error as NotaryError).message;
    throw error;
  }
}

function readOpenings(bytes: Uint8Array | undefined): Checked<Openings> {
  return bytes ? readFile(bytes, readOpeningsFile) : absent('openings.json is not there');
}

/** Each opened item belongs to the dossier; its amount opens the commitment, and is that of its record where that is shown. */
function checkOpenings(
  read: Checked<Openings>,
  lists: Lists,
  judge: DossierRules['judge'],
  crypto: Crypto,
): Checked<DossierReport['opened']> {
  if (!read.value) return read as Checked<never>;
  if (read.value.openings.length === 0) return absent('no item is laid open');
  const opened = read.value.openings.map((one) => openedItem(one, lists[one.list], judge, crypto));
  const places = (some: typeof opened) => some.map(({ list, index }) => `${list} ${index}`).join(', ');
  const wrong = opened.filter(({ holds }) => !holds);
  const others = opened.filter(({ amountState }) => amountState === 'differs');
  if (wrong.length > 0)
    return { ...failed('opening-differs', `not what the dossier commits to: ${places(wrong)}`), value: opened };
  if (others.length > 0)
    return { ...failed('amount-differs', `the record states another amount: ${places(others)}`), value: opened };
  return passed(`${opened.length} items belong to the dossier`, opened);
}

/** The opened items are exactly those that the seed draws, and nothing of them stays hidden. */
function checkSample(
  read: Checked<Openings>,
  found: DossierReport['opened'],
  leaf: Uint8Array,
  count: number,
  crypto: Crypto,
): Checked<null> {
  const sample = read.value?.sample;
  if (!sample)
    return read.state === 'failed' ? notRun('not-reached', 'openings.json cannot be read') : absent('no sample');
  const detail = `${sample.size} of ${count}`;
  const opened = found.filter(({ list }) => list === 'items');
  if (!isDrawn(sample, count, leaf, new Set(opened.map(({ index }) => index)), crypto))
    return failed('sample-differs', `${detail}: other items than the seed draws`);
  const places = (some: typeof opened) => some.map(({ index }) => `items ${index}`).join(', ');
  const wrong = opened.filter(({ holds, amountState }) => !holds || amountState === 'differs');
  if (wrong.length > 0) return notRun('not-reached', `drawn, and not right: ${places(wrong)}`);
  const hidden = opened.filter((one) => !isLaidOpen(one));
  if (hidden.length > 0) return notRun('sample-hidden', `drawn, and not laid open: ${places(hidden)}`);
  return passed(detail, null);
}

/** Whether these places among so many items are exactly those that the seed draws of a dossier with this leaf hash. */
export function isDrawn(
  { seed, size }: DrawnSample,
  count: number,
  leaf: Uint8Array,
  places: ReadonlySet<number>,
  crypto: Pick<Crypto, 'sha256'>,
): boolean {
  if (size > count || places.size !== size) return false;
  return drawSample(size, count, { leaf, seed }, crypto).every((index) => places.has(index));
}

/** Whether each record that was asked about, or is said to be missing, is in the dossier. */
function checkMembership(
  asked: readonly string[],
  listed: Checked<ItemLists>,
  openings: Openings | null,
  lists: Lists,
  crypto: Crypto,
): Checked<DossierReport['asked']> {
  const absences = openings?.absences ?? [];
  const leaves = [...new Set([...asked, ...absences.map(({ leaf }) => leaf)])];
  if (leaves.length === 0) return absent('no record was asked about');
  const shownAbsent = new Set<string>();
  for (const one of absences) {
    const holds = ITEM_LISTS.every((name) => isAbsent(one.leaf, one.lists[name], lists[name], crypto));
    if (!holds) return failed('absence-differs', `not shown to be missing: ${one.leaf}`);
    shownAbsent.add(one.leaf);
  }
  // where the list is wrong, no part of it answers
  if (listed.state === 'failed') return notRun('not-reached', 'the items are not those of the record, or in disorder');
  const items = listed.value;
  const places = items && ITEM_LISTS.flatMap((name) => items[name].map(([leaf]) => [leaf, name] as const));
  const shown = places ?? (openings?.openings ?? []).flatMap(belonging(lists, crypto));
  const known = new Map<string, ItemListName>(shown);
  const found = leaves.map((leaf): AskedReport => {
    const isKnown = items !== null || shownAbsent.has(leaf);
    return { leaf, found: known.get(leaf) ?? (isKnown ? 'none' : null) };
  });
  const detail = found.map(({ leaf, found: where }) => `${leaf}: ${where ?? 'not shown'}`).join(', ');
  if (found.some((one) => one.found === null)) return { ...notRun('items-not-shown', detail), value: found };
  const inside = found.filter((one) => one.found !== 'none').length;
  const reason = inside === 0 ? 'not-in-pool' : inside === found.length ? 'in-pool' : 'ok';
  return { ...passed(detail, found), reason };
}

/** The leaf hashes of opened items that are in the dossier. */
const belonging =
  (lists: Lists, crypto: Crypto) =>
  ({ list, proof }: Openings['openings'][number]): (readonly [string, ItemListName])[] =>
    belongs(lists[list], proof, crypto) ? [[proof.item[0], list]] : [];

/** The records that two dossiers share, if the items of both are at hand. */
function checkPools(
  items: Checked<ItemLists>,
  other: DossierQuestions['other'],
  judge: DossierRules['judge'],
  crypto: Crypto,
): Checked<PoolsReport> {
  if (!other) return absent('no other dossier to compare with');
  if (!items.value)
    return notRun(items.state === 'failed' ? 'not-reached' : 'items-not-shown', 'the items of this one');
  const { verdict } = judge(other.files);
  if (ALTERED.includes(verdict)) return notRun('other-pool', `${other.name}: ${verdict}`);
  const theirs = itemsOf(other.files, crypto);
  if (!theirs.value) return notRun('other-pool', `${other.name}: ${theirs.detail}`);
  const { shared, onlyFirst, onlySecond } = compareLists(allOf(items.value), allOf(theirs.value));
  const report = {
    name: other.name,
    verdict,
    shared,
    onlyThis: onlyFirst.length,
    onlyOther: onlySecond.length,
  };
  const detail = `${other.name}: ${shared.length} shared, ${onlyFirst.length} only here, ${onlySecond.length} only there`;
  return { ...passed(detail, report), reason: shared.length === 0 ? 'pools-apart' : 'pools-share' };
}

function itemsOf(files: CertificateFiles, crypto: Crypto): Checked<ItemLists> {
  try {
    const { items, credits } = parseEvidenceSet(files, crypto).record;
    return items && credits
      ? checkItems(files.dossier?.items, { items, credits }, crypto)
      : notRun('other-pool', 'not a dossier');
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return notRun('other-pool', error.message);
  }
}

/** Both lists as one; no record is in both. */
const allOf = ({ items, credits }: ItemLists): readonly Item[] =>
  [...items, ...credits].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
