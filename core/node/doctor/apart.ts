/**
 * The inside of a reader's process: a thread that reads, and beside it only what passes messages on. So memory has a bound
 * wherever the process was started, a thread that takes the whole process with it takes nothing else, and a process whose
 * owner is gone ends though its thread is busy.
 */
import { startWorker } from '../system/thread.ts';
import { workerUrl } from '../system/worker-url.ts';
import type { DoctorReply, DoctorRequest } from './worker.ts';

const WORKER_URL = workerUrl(import.meta.url, './worker.ts', './doctor-worker.js');

/** MB of JavaScript values; the bytes outside of them are bounded by the readers. */
const HEAP = { heapMb: 192, youngHeapMb: 32 } as const;

/** The way to the process that asks. */
export interface OwnerPort {
  post(reply: DoctorReply): void;
  onRequest(listener: (request: DoctorRequest) => void): void;
  /** Called when there is nobody left to answer to. */
  onClose(listener: () => void): void;
}

/** Looks into files for whoever is at the other end, until one of the two is gone. */
export function readFor(owner: OwnerPort, script: URL = WORKER_URL): void {
  const thread = startWorker({ script, name: 'doctor', ...HEAP });
  thread.on('message', (reply: DoctorReply) => owner.post(reply));
  thread.on('error', () => {}); // followed by exit
  thread.on('exit', () => process.exit(1));
  owner.onRequest((request) => thread.postMessage(request));
  owner.onClose(() => process.exit(0));
}
