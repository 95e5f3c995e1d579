/** Reads codes out of pictures on a thread, which is ended when one picture takes too long. */
import { Worker } from 'node:worker_threads';
import type { PaperPart } from '../../paper/parts.ts';
import { type FilePath, fsPath } from '../files.ts';
import { workerUrl } from '../worker-url.ts';
import type { PictureReply, PictureRequest } from './worker.ts';

const WORKER_URL = workerUrl(import.meta.url, './worker.ts', './paper-worker.js');

/** Milliseconds for one file: a scan takes one or two seconds, forty pages of it take forty times as long. */
export const PICTURE_TIME = 120_000;
/** MB of JavaScript values; the bytes of pictures are bounded apart. */
const HEAP_MB = 256;

/** One thread, started with the first picture. */
export class PictureReader {
  readonly #time: number;
  #worker: Worker | null = null;
  #next = 1;

  constructor(time: number = PICTURE_TIME) {
    this.#time = time;
  }

  /** Our parts in a picture, one file at a time. Empty when it shows none or could not be read in time. Never rejects. */
  read(path: FilePath, signal?: AbortSignal): Promise<readonly PaperPart[]> {
    const worker = this.#started();
    const request: PictureRequest = { id: this.#next++, path: fsPath(path) };
    return new Promise((resolve) => {
      const end = (parts: readonly PaperPart[], alive: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
        worker.off('message', onMessage).off('error', stop).off('exit', stop);
        if (!alive) this.#end();
        resolve(parts);
      };
      const stop = () => end([], false);
      const onMessage = (reply: PictureReply) => {
        if (reply.id === request.id) end(reply.parts, true);
      };
      const timer = setTimeout(stop, this.#time);
      signal?.addEventListener('abort', stop, { once: true });
      worker.on('message', onMessage);
      worker.once('error', stop);
      worker.once('exit', stop);
      worker.postMessage(request);
    });
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#end();
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(WORKER_URL, {
      execArgv: [],
      name: 'paper',
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    // it may still die of what it was ended in
    worker.on('error', () => {});
    this.#worker = worker;
    return worker;
  }
}
