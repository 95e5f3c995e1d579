/**
 * What takes long where a dossier has 100,000 items, each piece as a function of what is asked and of the store: so it can run in a
 * thread (`worker.ts`), and nothing waits for it. Nothing is written here.
 */
import type { DossierLists } from '../../../dossier/kept.ts';
import { type MadeDossier, makeDossier } from '../../../dossier/make.ts';
import { blindText } from '../../../dossier/pedersen.ts';
import type { TapeRow, TapeTrouble } from '../../../dossier/tape/match.ts';
import { NotaryError } from '../../../errors.ts';
import type { CertificateFiles, EvidenceFiles } from '../../../formats/evidence.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { systemRandom } from '../../system/random.ts';
import { type Chosen, chosenFrom, matchedRows, type ReadySource } from './members.ts';
import { READING_WORK, type ReadingTools } from './reading-work.ts';
import { shownFiles } from './shown.ts';
import type { DossierShows } from './types.ts';
import { changeOf } from './view.ts';

/** What a piece of work has beside its question. */
export interface WorkTools extends ReadingTools {
  /** Called as it goes on. */
  progress(done: number, total: number): void;
}

/** A dossier that is made and not stored. */
export interface UnstoredDossier extends Pick<MadeDossier, 'fields' | 'totals'> {
  readonly lists: DossierLists;
}

/** Of how many items progress is told once. */
const STEP = 200;

const MAKING_WORK = {
  /** Chooses the records and commits to them; null where a tape has rows that name none. Throws `bad-input` for one of nothing. */
  make(
    source: ReadySource,
    { store, progress }: WorkTools,
  ): { readonly made: UnstoredDossier | null; readonly troubles: readonly TapeTrouble[] } {
    const { chosen, troubles } = chosenFrom(source, store);
    if (chosen === null) return { made: null, troubles };
    if (chosen.length === 0)
      throw new NotaryError('bad-input', 'no record would be in this dossier', { reason: 'empty-dossier' });
    let done = 0;
    const onItem = () => {
      if (done % STEP === 0) progress(done, chosen.length);
      done += 1;
    };
    const made = makeDossier(chosen, systemRandom(), nodeCrypto, onItem);
    const { fields, totals } = made;
    return { made: { fields, totals, lists: keptLists(made, chosen) }, troubles };
  },

  /** Which rows of a tape could be taken. */
  preview(
    rows: readonly TapeRow[],
    { store }: WorkTools,
  ): { readonly found: number; readonly troubles: readonly TapeTrouble[] } {
    const { found, troubles } = matchedRows(rows, store.dossiers);
    return { found: found.length, troubles };
  },

  /** What a certificate shows beside its proof; `evidence` has the certificate of each record that is opened. */
  shown({ id, shows, evidence }: ShownAsk, { store }: WorkTools): Pick<CertificateFiles, 'dossier'> {
    const evidenceOf = (record: string) => {
      const files = evidence.get(record);
      if (!files) throw new NotaryError('not-found', `no certificate of ${record}`, { id: record });
      return files;
    };
    return shownFiles(id, shows, { get: (one) => store.get(one), dossiers: store.dossiers, evidence: evidenceOf });
  },

  /** What came and went since the one that a dossier replaces. */
  change({ id, supersedes }: { readonly id: string; readonly supersedes: string | null }, { store }: WorkTools) {
    return changeOf(id, supersedes, store.dossiers);
  },
};

/** What `shown` is asked. */
export interface ShownAsk {
  readonly id: string;
  readonly shows: DossierShows;
  readonly evidence: ReadonlyMap<string, EvidenceFiles>;
}

/** The pieces of work. */
export const DOSSIER_WORK = { ...MAKING_WORK, ...READING_WORK };

/** Names of the pieces of work, with what each is asked and answers. */
export type WorkName = keyof typeof DOSSIER_WORK;
export type WorkAsk<K extends WorkName> = Parameters<(typeof DOSSIER_WORK)[K]>[0];
export type WorkAnswer<K extends WorkName> = Awaited<ReturnType<(typeof DOSSIER_WORK)[K]>>;

/** Does one of them. */
export async function doWork<K extends WorkName>(name: K, ask: WorkAsk<K>, tools: WorkTools): Promise<WorkAnswer<K>> {
  // the name says what is asked and answered
  const work = DOSSIER_WORK[name] as unknown as (ask: WorkAsk<K>, tools: WorkTools) => WorkAnswer<K>;
  return await work(ask, tools);
}

/** The lists as they are kept, with the scalars that open them. */
function keptLists({ lists }: MadeDossier, chosen: readonly Chosen[]): DossierLists {
  const records = new Map(chosen.map(({ leaf, record }) => [leaf, record]));
  const kept = ({ tree, openings }: MadeDossier['lists']['items']) =>
    tree.items.map(([leaf, commitment, currency], i) => {
      const opening = openings[i] ?? null;
      const blind = opening === null ? null : blindText(opening.blind);
      return { leaf, commitment, currency, blind, record: records.get(leaf) ?? null };
    });
  return { items: kept(lists.items), credits: kept(lists.credits) };
}
