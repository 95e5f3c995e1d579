/** The command line's own texts; verdicts, checks, errors and facts come from core/words/. */
import type { CustodyCheckName } from '../../../log/custody.ts';
import type { JournalEvent } from '../../../log/journal.ts';
import type { MemoryStatus } from '../../desk/types.ts';
import type { TimelineEntry } from '../../store/query.ts';
import type { SentState } from '../../store/sent-types.ts';

/** The texts of the command line in one language. */
export interface Texts {
  readonly help: string;
  readonly askPassphrase: string;
  readonly askNewPassphrase: string;
  readonly askAgain: string;
  readonly notTheSame: string;
  initDone(p: { home: string; holder: string }): string;
  readonly recoveryCode: string;
  readonly recoveryHint: string;
  readonly protection: Readonly<Record<'keychain' | 'passphrase' | 'file', string>>;
  readonly fingerprint: string;
  readonly checkCode: string;
  readonly issuerCode: string;
  trustKnown(name: string): string;
  progress(p: { done: number; files: number; percent: number }): string;
  /** Recorded files that are still looked into. */
  partsLeft(count: number): string;
  readonly recorded: string;
  readonly existing: string;
  addDone(p: { recorded: number; existing: number; failed: number }): string;
  /** Files that are invoices, and were read. */
  addRead(count: number): string;
  /** Files for which something is suggested. */
  addSuggested(count: number): string;
  readonly addNext: string;
  readonly noFiles: string;
  leftOut(count: number, names: string): string;
  unusedColumns(heads: string): string;
  unmatchedRows(files: string): string;
  /** How many rows or cells of a table were not used; all files may have been recorded. */
  refusedCells(count: number): string;
  readonly tableCurrency: string;
  tableRow(p: { table: string; row: number }): string;
  sealDone(p: { sealed: number; size: number }): string;
  readonly testNetwork: string;
  readonly switchedOff: string;
  readonly optional: string;
  readonly chainNone: string;
  readonly chainDemo: string;
  chainChanged(p: { readonly name: string; readonly to: 'on' | 'off' | 'removed' }): string;
  readonly askKeyPassword: string;
  readonly chainKey: string;
  readonly chainRegister: string;
  readonly anchored: string;
  readonly nothingRequired: string;
  readonly onlyOptional: string;
  readonly notAnchored: string;
  readonly nothingToSeal: string;
  heldBack(count: number): string;
  folderReadable(folder: string): string;
  readonly holder: string;
  readonly home: string;
  readonly checkpoint: string;
  checkpointAt(p: { size: number; time: string; root: string }): string;
  readonly noCheckpoint: string;
  /** What is remembered of this desk's signatures outside of its home. */
  readonly memory: string;
  memorySince(time: string): string;
  readonly memoryStates: Readonly<Record<MemoryStatus['state'], string>>;
  readonly records: string;
  waiting(count: number): string;
  readonly noRecords: string;
  more(count: number): string;
  edited(id: string): string;
  suggestionsTaken(p: { id: string; count: number }): string;
  /** Records with suggestions that were not taken. */
  suggestionsLeft(ids: string): string;
  withdrawn(id: string): string;
  readonly withdrawnHere: string;
  readonly state: string;
  readonly size: string;
  readonly time: string;
  readonly path: string;
  readonly gone: string;
  readonly supersedes: string;
  readonly supersededBy: string;
  readonly sameInvoice: string;
  readonly perhapsSameInvoice: string;
  readonly takenBackBy: string;
  /** A fact that the file states otherwise, or whose places disagree. */
  fileSays(values: string): string;
  /** Places of the file that disagree about a fact, each with its value. */
  placesDisagree(p: { name: string; values: string }): string;
  readonly certificateNumbers: string;
  leaf(p: { number: number; size: number; index: number }): string;
  readonly timeline: string;
  readonly timelineKinds: Readonly<Record<TimelineEntry['kind'], string>>;
  certifyProgress(p: { done: number; total: number }): string;
  certifyDone(p: { made: number; failed: number; folder: string }): string;
  readonly nothingToCertify: string;
  readonly nothingToFinish: string;
  readonly chain: string;
  chainLast(last: { size: number; time: string } | null): string;
  queue(count: number): string;
  readonly shareDone: string;
  readonly nothingSent: string;
  readonly sentStates: Readonly<Record<SentState, string>>;
  replacementDue(p: { readonly name: string; readonly ids: string }): string;
  readonly packDone: string;
  packProgress(p: { readonly done: number; readonly total: number }): string;
  readonly journalEvents: Readonly<Record<JournalEvent, string>>;
  /** Names of programs that appear in the journal. */
  readonly programs: Readonly<Record<string, string>>;
  readonly custodyChecks: Readonly<Record<CustodyCheckName, string>>;
  readonly certificate: string;
  readonly document: string;
  readonly facts: string;
  readonly withheld: string;
  alsoWithheld(names: string): string;
  readonly signers: string;
  readonly noTime: string;
  readonly checks: string;
  readonly next: string;
  readonly deviceTime: string;
  readonly notAccepted: string;
  knownRecord(id: string): string;
  readonly trustNone: string;
  readonly own: string;
  readonly compared: string;
  readonly notCompared: string;
  trustAdded(p: { name: string; code: string; fingerprint: string }): readonly string[];
  trustLookAlike(one: string, other: string): string;
  trustMixedName(name: string): string;
  readonly trustManyNames: string;
  readonly trustCompare: string;
  readonly trustNowCompared: string;
  trustRemoved(name: string): string;
  trustExported(p: { path: string; code: string; fingerprint: string }): readonly string[];
  readonly demo: DemoTexts;
}

/** Texts of `demo`. */
export interface DemoTexts {
  readonly intro: string;
  readonly holder: string;
  readonly operator: string;
  readonly documents: Readonly<
    Record<'contract' | 'invoice' | 'scan', { readonly file: string; readonly title: string }>
  >;
  readonly obtained: string;
  readonly home: string;
  added(file: string): string;
  sealed(p: { count: number; root: string }): string;
  certified(file: string): string;
  readonly right: string;
  readonly wrong: string;
  altered(p: { from: string; to: string }): string;
  readonly asExpected: string;
  readonly notAsExpected: string;
  where(folder: string): string;
  check(command: string): string;
}
