/** Which records come into a dossier: from a selection, a filter, or the rows of a tape. */
import type { Member } from '../../../dossier/make.ts';
import { assetOf } from '../../../dossier/tables/asset.ts';
import { matchTape, type TapeMatch, type TapeRecord } from '../../../dossier/tape/match.ts';
import { meets } from '../../../dossier/templates/filter.ts';
import { NotaryError } from '../../../errors.ts';
import type { Condition } from '../../../records/dossier.ts';
import { isMoney } from '../../../records/facts.ts';
import { DOSSIER } from '../../../records/index.ts';
import { isCredit } from '../../../trace/match/roles.ts';
import type { Candidate, DossierItems } from '../../store/dossiers.ts';
import type { Tape } from '../../table/tape.ts';

/** A record that was chosen, as the dossier commits to it. */
export interface Chosen extends Member {
  readonly record: string;
}

type Records = Pick<DossierItems, 'candidates' | 'all' | 'certificates'>;

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

/** Every sealed record that meets the conditions and is neither replaced nor a dossier itself. */
export function chosenByFilter(filter: readonly Condition[], records: Records): readonly Chosen[] {
  const found: Chosen[] = [];
  for (const one of records.all())
    if (!one.damaged && !one.replaced && one.kind !== DOSSIER.key && isSealed(one) && meets(one.facts, filter))
      found.push(chosen(one));
  return found;
}

/** What the rows of a tape name. */
export function matchedRows({ rows }: Pick<Tape, 'rows'>, records: Records): TapeMatch {
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
