/** What a certificate of a dossier shows beside its proof: the files `items.json` and `openings.json`. */
import { absenceOf } from '../../../dossier/absence.ts';
import { itemsFile, type OpenedItem, type Openings, openingsFile, type ShownAbsence } from '../../../dossier/files.ts';
import { ITEM_LISTS, type ItemListName, ItemTree } from '../../../dossier/items.ts';
import { amountInList } from '../../../dossier/make.ts';
import { readBlind } from '../../../dossier/pedersen.ts';
import { NotaryError } from '../../../errors.ts';
import { fromHex, toHex } from '../../../formats/bytes.ts';
import {
  type CertificateFiles,
  disclosedFacts,
  type EvidenceFiles,
  parseEvidenceSet,
} from '../../../formats/evidence.ts';
import { leafHash } from '../../../log/merkle.ts';
import type { StoredRecord } from '../../../ports.ts';
import { isMoney } from '../../../records/facts.ts';
import { isDrawn } from '../../../verification/dossier-checks.ts';
import type { StoredItem } from '../../store/dossiers.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { DossierShows } from './types.ts';
import { asItems, type DossierRecords, listOf } from './view.ts';

/** What making the files needs. */
export interface ShownDependencies extends DossierRecords {
  /** The certificate of a record in the dossier, with what is withheld from it. */
  evidence(id: string): EvidenceFiles;
}

/** One list with its tree. */
interface List {
  readonly items: readonly StoredItem[];
  readonly tree: ItemTree;
}

/**
 * The files; none where nothing is asked for. Throws `not-found` for a record that is not in the dossier but should be opened,
 * and `bad-input` for one that is in it but should be shown to be missing.
 */
export function shownFiles(
  id: string,
  shows: DossierShows,
  dependencies: ShownDependencies,
): Pick<CertificateFiles, 'dossier'> {
  const { open, absent, sample } = shows;
  const stored = dependencies.dossiers.of(id);
  const lists = Object.fromEntries(
    ITEM_LISTS.map((name) => {
      const items = listOf(stored, name);
      return [name, { items, tree: new ItemTree(asItems(items), nodeCrypto) }];
    }),
  ) as Record<ItemListName, List>;
  const hasOpenings = open.length > 0 || absent.length > 0 || sample !== null;
  const dossier = {
    ...(shows.items ? { items: itemsFile({ items: lists.items.tree.items, credits: lists.credits.tree.items }) } : {}),
    ...(hasOpenings
      ? { openings: openingsFile(drawnOnly(id, openingsOf(lists, shows, dependencies), lists, dependencies)) }
      : {}),
  };
  return Object.keys(dossier).length === 0 ? {} : { dossier };
}

/** The openings as they are. Throws `bad-input` where they are said to be a sample, and the seed draws other items. */
function drawnOnly(
  id: string,
  openings: Openings,
  lists: Readonly<Record<ItemListName, List>>,
  { get }: ShownDependencies,
): Openings {
  const { sample } = openings;
  if (sample === null) return openings;
  const places = new Set(openings.openings.filter(({ list }) => list === 'items').map(({ proof }) => proof.index));
  const leaf = fromHex(leafOf(id, get(id)));
  if (!isDrawn(sample, lists.items.items.length, leaf, places, nodeCrypto))
    throw new NotaryError('bad-input', `the seed draws other items of ${id}`, { id, reason: 'not-drawn' });
  return openings;
}

function openingsOf(
  lists: Readonly<Record<ItemListName, List>>,
  { open, absent, sample }: DossierShows,
  dependencies: ShownDependencies,
): Openings {
  const places = new Map<string, readonly [ItemListName, number]>();
  for (const name of ITEM_LISTS)
    for (const [place, { record }] of lists[name].items.entries())
      if (record !== null) places.set(record, [name, place]);
  return {
    openings: [...new Set(open)].map((record) => {
      const at = places.get(record);
      if (!at) throw new NotaryError('not-found', `record ${record} is not in the dossier`, { id: record });
      return opened(record, at, lists, dependencies);
    }),
    absences: [...new Set(absent)].map((record) => missing(record, lists, dependencies)),
    sample,
  };
}

/** An item with its amount, as far as that can be opened, and the certificate of its record. */
function opened(
  record: string,
  [list, place]: readonly [ItemListName, number],
  lists: Readonly<Record<ItemListName, List>>,
  dependencies: ShownDependencies,
): OpenedItem {
  const { tree, items } = lists[list];
  // of a record that was erased nothing but its item is left
  const isErased = dependencies.get(record)?.state === 'erased';
  const certificate = isErased ? null : dependencies.evidence(record);
  // an amount that the certificate withholds is not given away beside it
  const money = certificate && disclosedFacts(parseEvidenceSet(certificate, nodeCrypto)).facts.money;
  const blind = items[place]?.blind ?? null;
  const opening =
    blind !== null && isMoney(money) ? { amount: amountInList(money, list), blind: readBlind(blind, 'blind') } : null;
  return { list, proof: tree.proof(place), opening, certificate };
}

function missing(
  record: string,
  lists: Readonly<Record<ItemListName, List>>,
  dependencies: ShownDependencies,
): ShownAbsence {
  const leaf = leafOf(record, dependencies.get(record));
  const shown = ITEM_LISTS.map((name) => [name, absenceOf(leaf, lists[name].tree)] as const);
  if (shown.some(([, absence]) => absence === null))
    throw new NotaryError('bad-input', `record ${record} is in the dossier`, { id: record, reason: 'in-dossier' });
  return { leaf, lists: Object.fromEntries(shown) as ShownAbsence['lists'] };
}

function leafOf(id: string, record: StoredRecord | null): string {
  if (!record) throw new NotaryError('not-found', `no record ${id}`, { id });
  if (!record.leaf || record.leaf.bytes.length === 0)
    throw new NotaryError('wrong-state', `record ${id} is ${record.state}: only a sealed one can be looked for`, {
      id,
    });
  return toHex(leafHash(record.leaf.bytes, nodeCrypto));
}
