/** Which records come into a dossier: from a selection, a filter, or the rows of a tape. */
import type { Member } from '../../../dossier/make.ts';
import { assetOf } from '../../../dossier/tables/asset.ts';
import {
  matchTape,
  type TapeMatch,
  type TapeRecord,
  type TapeRow,
  type TapeTrouble,
} from '../../../dossier/tape/match.ts';
import { meets } from '../../../dossier/templates/filter.ts';
import { NotaryError } from '../../../errors.ts';
import type { Condition } from '../../../records/dossier.ts';
import { isMoney } from '../../../records/facts.ts';
import { DOSSIER } from '../../../records/index.ts';
import { isCredit } from '../../../trace/match/roles.ts';
import type { Candidate, DossierItems } from '../../store/dossiers.ts';
import type { RecordQuery, StoredPage } from '../../store/query.ts';
import type { ListFilter, RecordSource } from './types.ts';

/** A record that was chosen, as the dossier commits to it. */
export interface Chosen extends Member {
  readonly record: string;
}

type Records = Pick<DossierItems, 'candidates' | 'all' | 'certificates'>;

/** The store, as far as records are chosen from it. */
export interface ChoosingStore {
  readonly dossiers: Records;
  query(query: RecordQuery): StoredPage;
  sameState<T>(work: () => T): T;
}

/** Records of the desk, or those that the rows of a tape name; `skip` leaves out rows with trouble. */
export type ReadySource =
  | RecordSource
  | { readonly from: 'rows'; readonly rows: readonly TapeRow[]; readonly skip: boolean };

/** What was chosen; null where a tape has rows with trouble that are not skipped. */
export interface Choice {
  readonly chosen: readonly Chosen[] | null;
  readonly troubles: readonly TapeTrouble[];
}

/**
 * The records of a source at one moment: what is added or sealed meanwhile moves no row from one page to another. Throws what
 * choosing them throws.
 */
export function chosenFrom(source: ReadySource, store: ChoosingStore): Choice {
  return store.sameState(() => chosenNow(source, store));
}

function chosenNow(source: ReadySource, store: ChoosingStore): Choice {
  const { dossiers } = store;
  switch (source.from) {
    case 'ids':
      return { chosen: chosenByIds(source.ids, dossiers), troubles: [] };
    case 'filter':
      return { chosen: chosenByFilter(source.filter, dossiers), troubles: [] };
    case 'list':
      return { chosen: chosenByList(source.filter, store), troubles: [] };
    case 'rows': {
      const { found, troubles } = matchedRows(source.rows, dossiers);
      if (troubles.length > 0 && !source.skip) return { chosen: null, troubles };
      const ids = found.map(({ record }) => record);
      return { chosen: chosenByIds(ids, dossiers), troubles };
    }
  }
}

const isSealed = ({ state, leaf }: Candidate) => (state === 'sealed' || state === 'anchored') && leaf !== null;

/** These records. Throws `not-found`, or `wrong-state` for one that is not sealed, or was erased. */
export function chosenByIds(ids: readonly string[], records: Records): readonly Chosen[] {
  const wanted = [...new Set(ids)];
  const found = records.candidates(wanted);
  const known = new Set(found.map(({ id }) => id));
  const missing = wanted.find((id) => !known.has(id));
  if (missing !== undefined) throw new NotaryError('not-found', `no record ${missing}`, { id: missing });
  const unsealed = found.find((one) => !isSealed(one));
  if (unsealed) {
    const { id, state } = unsealed;
    throw new NotaryError('wrong-state', `record ${id} is ${state}: only sealed records can be in a dossier`, { id });
  }
  return found.map(chosen);
}

/** Whether a record that nobody named comes in: sealed, and neither replaced nor a dossier itself. */
const comesIn = (one: Candidate) => !one.damaged && !one.replaced && one.kind !== DOSSIER.key && isSealed(one);

/** Every such record that meets the conditions. */
export function chosenByFilter(filter: readonly Condition[], records: Records): readonly Chosen[] {
  const found: Chosen[] = [];
  for (const one of records.all()) if (comesIn(one) && meets(one.facts, filter)) found.push(chosen(one));
  return found;
}

/** Records of a list that are read together. */
const PAGE = 500;

/** Every such record of a list. */
function chosenByList(filter: ListFilter, store: ChoosingStore): readonly Chosen[] {
  const ids: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = store.query({ ...filter, offset, limit: PAGE });
    for (const { id, damaged } of rows) if (!damaged) ids.push(id);
    if (rows.length < PAGE) break;
  }
  return store.dossiers.candidates(ids).filter(comesIn).map(chosen);
}

/** What the rows of a tape name. */
export function matchedRows(rows: readonly TapeRow[], records: Records): TapeMatch {
  const certificates = records.certificates();
  const known: TapeRecord[] = [];
  for (const one of records.all())
    if (one.kind !== DOSSIER.key) known.push(tapeRecord(one, certificates.get(one.seq) ?? []));
  return matchTape(rows, known);
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);

function tapeRecord({ id, state, replaced, sha256, facts }: Candidate, certificates: readonly string[]): TapeRecord {
  const { amount, currency } = assetOf(id, facts);
  return {
    record: id,
    state,
    replaced,
    digest: sha256,
    number: facts.number,
    code: textOf(facts.code),
    sellers: [textOf(facts.seller), textOf(facts.sellerId)].filter((one) => one !== null),
    certificates,
    amount,
    currency,
  };
}

/** What takes back an invoice stands in the second list. */
function chosen({ id, leaf, facts }: Candidate): Chosen {
  const money = isMoney(facts.money) ? facts.money : null;
  return { record: id, leaf: leaf ?? '', list: isCredit(facts) ? 'credits' : 'items', money };
}
