/** What a played desk begins with. */
import type { Suggestion } from '../../../core/documents/reading/suggestion.ts';
import type { ErrorCode } from '../../../core/errors.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import type { DeskAccess, Settings } from '../../../electron/api.ts';

/** What the played desk begins with. */
export interface Scenario {
  readonly language: 'zh' | 'en';
  readonly theme: Settings['theme'];
  readonly ready: boolean;
  /** Sealed and other finished records. */
  readonly records: number;
  /** Records that wait to be sealed. */
  readonly waiting: number;
  readonly onlyConfirmed: boolean;
  /** How many of the finished records were exported before they were confirmed. */
  readonly provisional: number;
  readonly problem: ErrorCode | null;
  /** Whether a check of a case box was cut off before this start. */
  readonly cutOff: boolean;
  /** Certificates that were sent to somebody. */
  readonly sent: number;
  /** The ways to its keys. */
  readonly ways: DeskAccess['ways'];
  /** Files that an intake takes in a tenth of a second. */
  readonly speed: number;
  readonly damagedTrust?: string; // the name of an accepted bundle that is damaged
  readonly dossier?: number; // items of a sealed dossier beside the other records
  readonly behind?: boolean; // the last record that waits refers to the one before it, which waits for a person
  readonly trades?: number; // trades beside the other records, each told by its order
  readonly trace?: number; // records in every trace; a small trade by default
  readonly connects?: string; // what is picked to connect: a consortium file by default, `.vkey` leaves something open
  readonly hostile?: boolean; // the bundle that is picked has such names
  readonly suggests?: readonly Suggestion[]; // what is suggested for each record that waits
  readonly fileSays?: Readonly<Record<string, Json>>; // facts that the file of each record states
  /** A PDF, base64. */
  readonly certificate: string;
}
