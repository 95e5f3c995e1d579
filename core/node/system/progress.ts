/** Progress of long work: types only and nothing of Node, because the window uses them directly. */
import type { Warning } from '../../documents/warnings.ts';
import type { Fault } from './fault.ts';

/** Progress of reading files to verify. */
export interface VerifyProgress {
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
}

/** One file of an intake. */
export interface IntakeItem {
  /** Number in this intake, from 0. */
  readonly index: number;
  /** File name as stated in records. */
  readonly file: string;
  readonly path: string;
  readonly size: number;
  /** Bytes hashed. */
  readonly done: number;
  readonly state: 'waiting' | 'hashing' | 'recorded' | 'existing' | 'failed' | 'cancelled' | 'leftOut';
  readonly recordId: string | null;
  readonly sha256: string | null;
  readonly error: Fault | null;
  /** Warnings about the file; complete once the intake is done. They never stop it. */
  readonly warnings: readonly Warning[];
}

/** Progress of an intake. `items` holds only items that changed since the last event. */
export interface IntakeProgress {
  readonly intake: number;
  readonly running: boolean;
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
  readonly failed: number;
  readonly existing: number;
  /** Left by systems and programs, and no documents. */
  readonly leftOut: number;
  /** Recorded files whose parts are still to be read. */
  readonly partsLeft: number;
  readonly secondsLeft: number | null;
  readonly items: readonly IntakeItem[];
}
