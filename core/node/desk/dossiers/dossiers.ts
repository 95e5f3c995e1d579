/**
 * Dossiers of a desk: made from its records, shown, opened for others, drawn from, compared. What opens an amount is kept with the
 * record of the dossier from the moment it is made, so that nothing is ever sealed that cannot be opened.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DossierItem } from '../../../dossier/kept.ts';
import { type MadeDossier, makeDossier } from '../../../dossier/make.ts';
import { blindText } from '../../../dossier/pedersen.ts';
import type { TapeMapping } from '../../../dossier/tape/columns.ts';
import type { TapeTrouble } from '../../../dossier/tape/match.ts';
import { dossierTemplate } from '../../../dossier/templates/templates.ts';
import { NotaryError } from '../../../errors.ts';
import { toHex } from '../../../formats/bytes.ts';
import type { Json } from '../../../formats/canonical.ts';
import { hexText, readOrNull } from '../../../formats/decoder.ts';
import type { Notary } from '../../../notary.ts';
import type { Random } from '../../../ports.ts';
import type { Condition, DossierRule } from '../../../records/dossier.ts';
import { cleanText, type Facts } from '../../../records/facts.ts';
import { DOSSIER } from '../../../records/index.ts';
import { typedDate } from '../../../records/typed-facts.ts';
import type { Language } from '../../../words/types.ts';
import type { DoctorPool } from '../../doctor/pool.ts';
import type { SqliteStore } from '../../store/sqlite-store.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { Certificates } from '../handover/certificates.ts';
import type { CertifyResult } from '../types.ts';
import { type Chosen, chosenByFilter, chosenByIds, matchedRows } from './members.ts';
import { shownFiles } from './shown.ts';
import { rememberedMapping, rememberMapping } from './tape-memory.ts';
import type { DossierMade, DossierShows, DossierSource, DossierWish, TapePreview } from './types.ts';
import { changeOf, dossierRecord } from './view.ts';

/** What `Dossiers` is made of. */
export interface DossiersOptions {
  readonly store: SqliteStore;
  readonly notary: Notary;
  readonly doctor: Pick<DoctorPool, 'tape'>;
  readonly random: Random;
  readonly certificates: Pick<Certificates, 'certify'>;
  language(): Language;
  /** Called when a dossier was made. */
  onChange(): void;
}

/** See the head of this file. */
export class Dossiers {
  readonly #options: DossiersOptions;

  constructor(options: DossiersOptions) {
    this.#options = options;
  }

  /** What a tape says, and which of its rows could be taken. Throws what `readTape` throws. */
  async preview(path: string, mapping: TapeMapping = {}): Promise<TapePreview> {
    const { store, doctor } = this.#options;
    const tape = await doctor.tape(path, { ...rememberedMapping(store.settings()), ...mapping });
    const { found, troubles } = matchedRows(tape, store.dossiers);
    return { heads: tape.heads, columns: tape.columns, rows: tape.rows.length, found: found.length, troubles };
  }

  /**
   * Makes a dossier; its record then waits to be sealed like any other. Throws `bad-input` for one of nothing, `not-found`,
   * `wrong-state` for a record that is not sealed, and what a tape throws. A tape with trouble is not taken unless rows are
   * to be skipped: then the answer has no record.
   */
  async make(wish: DossierWish): Promise<DossierMade> {
    const { store, notary, onChange } = this.#options;
    const facts = this.#factsOf(wish);
    if (wish.supersedes !== null) dossierRecord(wish.supersedes, store);
    // whoever waits for an answer sees that it is being made
    await nextTurn();
    // from here to the storing nothing else runs: a record that is erased meanwhile must not leave its scalar behind
    const { chosen, troubles } = await this.#chosen(wish.source);
    if (chosen === null) return { ...NOTHING, troubles };
    if (chosen.length === 0)
      throw new NotaryError('bad-input', 'no record would be in this dossier', { reason: 'empty-dossier' });
    const made = makeDossier(chosen, this.#options.random, nodeCrypto);
    const [added] = notary.add([
      {
        kind: DOSSIER.key,
        digest: null,
        size: null,
        fields: made.fields as unknown as { readonly [name: string]: Json },
        path: null,
        facts: { ...facts, totals: made.totals as unknown as Json },
        supersedes: wish.supersedes,
        lists: keptLists(made, chosen),
      },
    ]);
    onChange();
    const record = added?.record.id ?? null;
    return {
      record,
      items: made.fields.items.count,
      credits: made.fields.credits.count,
      totals: made.totals,
      troubles,
      change: record === null ? null : changeOf(record, wish.supersedes, store.dossiers),
    };
  }

  /**
   * Writes the certificate of a dossier with what it shows: from the certificates of opened records the same facts are withheld.
   * Throws `not-found`, `bad-input` and `wrong-state`.
   */
  certify(id: string, shows: DossierShows, withhold: readonly string[], folder: string): Promise<CertifyResult> {
    const { store, notary, certificates } = this.#options;
    dossierRecord(id, store);
    const evidence = (record: string) => notary.evidence(record, withhold, false);
    const beside = shownFiles(id, shows, { get: (one) => store.get(one), dossiers: store.dossiers, evidence });
    return certificates.certify([id], withhold, folder, [], false, () => beside);
  }

  /** Identifiers of obligors for reports: the same as ever for the same one, and not to be turned back without this home. */
  pseudonyms(): (key: string) => string {
    const { store, random } = this.#options;
    const known = readOrNull(SECRET, store.settings()[SECRET_SETTING]);
    const secret = known ?? toHex(random(32));
    if (known === null) store.putSettings({ [SECRET_SETTING]: secret });
    return (key) => `O-${nodeCrypto.sha256OfText(`notary-desk/obligor/v1\0${secret}${key}`).slice(0, 20)}`;
  }

  async #chosen(source: DossierSource): Promise<{
    readonly chosen: readonly Chosen[] | null;
    readonly troubles: readonly TapeTrouble[];
  }> {
    const { store, doctor } = this.#options;
    if (source.from === 'ids') return { chosen: chosenByIds(source.ids, store.dossiers), troubles: [] };
    if (source.from === 'filter') return { chosen: chosenByFilter(source.filter, store.dossiers), troubles: [] };
    const remembered = rememberedMapping(store.settings());
    const tape = await doctor.tape(source.path, { ...remembered, ...source.mapping });
    const { found, troubles } = matchedRows(tape, store.dossiers);
    if (troubles.length > 0 && !source.skip) return { chosen: null, troubles };
    store.putSettings(rememberMapping(remembered, tape.mapping));
    const ids = found.map(({ record }) => record);
    return { chosen: chosenByIds(ids, store.dossiers), troubles };
  }

  /** What the record states, cleaned; what nobody said is that of the template. */
  #factsOf(wish: DossierWish): Partial<Facts> & { readonly rule: Json } {
    const { title, number, note, date, cutOff: typedCutOff, source } = wish;
    const template = wish.template === null ? null : dossierTemplate(wish.template);
    const said = template?.words[this.#options.language()];
    const clean = (name: string, typed: string | null) => (typed === null ? null : cleanText(name, typed));
    const lines = (wish.words ?? said?.rule ?? []).flatMap((line) => cleanText('rule', line) ?? []);
    const cutOff = typedCutOff === null ? null : typedDate(typedCutOff);
    const filter: readonly Condition[] | null = source.from === 'filter' ? source.filter : null;
    const rule: DossierRule | null = lines.length === 0 ? null : { v: 1, words: lines, cutOff, filter };
    return {
      title: clean('title', title) ?? said?.name ?? null,
      kind: said?.kind ?? null,
      number: clean('number', number),
      note: clean('note', note),
      date: date === null ? null : typedDate(date),
      rule: rule as unknown as Json,
    };
  }
}

const SECRET_SETTING = 'obligorSecret';
const SECRET = hexText(64, '32 bytes in hex');

const NOTHING = { record: null, items: 0, credits: 0, totals: null, change: null } as const;

/** The lists as they are kept, with the scalars that open them. */
function keptLists({ lists }: MadeDossier, chosen: readonly Chosen[]) {
  const records = new Map(chosen.map(({ leaf, record }) => [leaf, record]));
  const kept = ({ tree, openings }: MadeDossier['lists']['items']) =>
    tree.items.map(([leaf, commitment, currency], i): DossierItem => {
      const opening = openings[i] ?? null;
      const blind = opening === null ? null : blindText(opening.blind);
      return { leaf, commitment, currency, blind, record: records.get(leaf) ?? null };
    });
  return { items: kept(lists.items), credits: kept(lists.credits) };
}
