/**
 * The code inside a reader process: one thread reads, the main thread only passes messages on. So memory is bounded
 * however the process was started, a crash of the thread affects nothing outside the process, and the process ends when
 * its owner is gone even if its thread is busy.
 */
import { startWorker } from '../system/thread.ts';
import { workerUrl } from '../system/worker-url.ts';
import type { DoctorReply, DoctorRequest } from './worker.ts';

const WORKER_URL = workerUrl(import.meta.url, './worker.ts', './doctor-worker.js');

/** MB of JavaScript values; the memory of byte arrays is bounded by the readers. */
const HEAP = { heapMb: 192, youngHeapMb: 32 } as const;

/** The channel to the process that asks. */
export interface OwnerPort {
  post(reply: DoctorReply): void;
  onRequest(listener: (request: DoctorRequest) => void): void;
  /** Called when the asking process is gone. */
  onClose(listener: () => void): void;
}

/** Reads files for the process at the other end, until either is gone. */
export function readFor(owner: OwnerPort, script: URL = WORKER_URL): void {
  const thread = startWorker({ script, name: 'doctor', ...HEAP });
  thread.on('message', (reply: DoctorReply) => owner.post(reply));
  thread.on('error', () => {}); // followed by exit
  thread.on('exit', () => process.exit(1));
  owner.onRequest((request) => thread.postMessage(request));
  owner.onClose(() => process.exit(0));
}
