/** A process that looks into files, as its owner sees it. */
import type { DoctorReply, DoctorRequest } from './worker.ts';

/** How one is started depends on where the desk runs. */
export interface ReaderProcess {
  post(request: DoctorRequest): void;
  onReply(listener: (reply: DoctorReply) => void): void;
  /** Called once, when the process is gone, whatever ended it. */
  onExit(listener: () => void): void;
  /** Ends it at once. */
  kill(): void;
  /** Whether its owner's event loop stays alive because of it. */
  hold(needed: boolean): void;
}

/** Starts a reader process. */
export type StartReader = () => ReaderProcess;
