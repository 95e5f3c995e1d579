/** What a certificate of a dossier may state of its items: what the attached files show, and only if all of it holds. */
import type { Crypto } from '../crypto.ts';
import { isAbsent } from '../dossier/absence.ts';
import { type Openings, readOpeningsFile } from '../dossier/files.ts';
import { ITEM_LISTS, type ItemList, type ItemListName, type ListRoot } from '../dossier/items.ts';
import { NotaryError } from '../errors.ts';
import { fromHex } from '../formats/bytes.ts';
import { DOSSIER_FILE_NAMES, type EvidenceFiles, type EvidenceSet } from '../formats/evidence.ts';
import { leafHash } from '../log/merkle.ts';
import { checkItems, isDrawn } from '../verification/dossier-checks.ts';
import { openedItem } from '../verification/opened-items.ts';
import { verify } from '../verification/verify.ts';

/** What is shown beside the proof. */
export interface DossierStatement {
  /** Names of the attached files beside the three. */
  readonly files: readonly string[];
  /** Whether all items are attached, and are those of the record. */
  readonly listed: boolean;
  /** Items that are laid open, list by list in their order. */
  readonly opened: readonly OpenedStatement[];
  /** Records that are shown to be missing. */
  readonly absent: number;
  readonly sample: { readonly seed: string; readonly size: number } | null;
}

/** An item that is laid open. */
export interface OpenedStatement {
  readonly list: ItemListName;
  /** From 0. */
  readonly index: number;
  /** What its record is called: number and title, or the beginning of its leaf hash. */
  readonly name: string;
  readonly date: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
}

type Lists = { readonly [N in ItemListName]: ListRoot };

function fail(what: string): never {
  throw new NotaryError('malformed', `no certificate: ${what}`);
}

/**
 * What the files of a dossier show; null for any other record. The sums are left to whoever verifies: the page says how. Throws
 * `malformed` when any of it does not hold.
 */
export function dossierShown({ record, files }: EvidenceSet, crypto: Crypto): DossierStatement | null {
  const { items, credits } = record;
  if (!items || !credits) return null;
  const shown = files.dossier ?? {};
  if (shown.items && checkItems(shown.items, { items, credits }, crypto).value === null)
    fail('items.json is not that of the record');
  const openings = shown.openings ? readOpeningsFile(shown.openings) : NOTHING;
  const roots: Lists = { items: rootOf(items), credits: rootOf(credits) };
  for (const { leaf, lists } of openings.absences)
    if (!ITEM_LISTS.every((name) => isAbsent(leaf, lists[name], roots[name], crypto))) fail(`${leaf} may be there`);
  const places = new Set(openings.openings.filter(({ list }) => list === 'items').map(({ proof }) => proof.index));
  const { sample } = openings;
  if (sample && !isDrawn(sample, items.count, leafHash(files.record, crypto), places, crypto))
    fail('other items are laid open than the seed draws');
  const parts = (['items', 'openings'] as const).filter((part) => shown[part] !== undefined);
  return {
    files: parts.map((part) => DOSSIER_FILE_NAMES[part]),
    listed: shown.items !== undefined,
    opened: openings.openings.map((one) => openedStatement(one, roots, crypto)),
    absent: openings.absences.length,
    sample,
  };
}

const NOTHING: Openings = { openings: [], absences: [], sample: null };
const rootOf = ({ count, root }: ItemList): ListRoot => ({ count, root: fromHex(root) });

function openedStatement(item: Openings['openings'][number], roots: Lists, crypto: Crypto): OpenedStatement {
  // whose word the certificate of an item is worth, is for whoever verifies
  const judge = (files: EvidenceFiles) => verify(files, { trust: [], document: null, page: NO_PAGE, crypto });
  const { list, index, leaf, amount, amountState, currency, record, holds } = openedItem(
    item,
    roots[item.list],
    judge,
    crypto,
  );
  if (!holds || amountState === 'differs') fail(`${list} ${index} is not what the dossier commits to`);
  const { number = null, title = null, date = null } = record?.facts ?? {};
  const names = [number, title].filter((one) => one !== null);
  return { list, index, name: names.length > 0 ? names.join('  ') : `${leaf.slice(0, 16)}…`, date, amount, currency };
}

const NO_PAGE = { state: 'not-run', reason: 'no-fonts' } as const;
