/** How far long work is: types only, without anything of Node, because the window gets them as they are. */
import type { Warning } from '../../documents/warnings.ts';
import type { Fault } from './fault.ts';

/** How far the reading of files is that are verified. */
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
  /** File name as records have it. */
  readonly file: string;
  readonly path: string;
  readonly size: number;
  /** Bytes hashed. */
  readonly done: number;
  readonly state: 'waiting' | 'hashing' | 'recorded' | 'existing' | 'failed' | 'cancelled' | 'leftOut';
  readonly recordId: string | null;
  readonly sha256: string | null;
  readonly error: Fault | null;
  /** What will disappoint later; complete once the file is done. It stops nothing. */
  readonly warnings: readonly Warning[];
}

/** How far an intake is. Only the items that changed since the last one are in `items`. */
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
  readonly secondsLeft: number | null;
  readonly items: readonly IntakeItem[];
}
