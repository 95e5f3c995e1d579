/** Reads codes out of pictures on a thread, which is ended when one picture takes too long. */
import { NotaryError } from '../../errors.ts';
import { type FilePath, fsPath } from '../system/files.ts';
import { Thread } from '../system/thread.ts';
import { workerUrl } from '../system/worker-url.ts';
import type { PictureReply, PictureRequest } from './worker.ts';

const SCRIPT = workerUrl(import.meta.url, './worker.ts', './paper-worker.js');

/** Milliseconds for one file: a scan takes one or two seconds, forty pages of it take forty times as long. */
export const PICTURE_TIME = 120_000;
const HEAP_MB = 256;

/** Our fragments in a picture, and the format of one that is not read. */
export type SeenPicture = Pick<PictureReply, 'fragments' | 'unread'>;

/** One thread, started with the first picture. */
export class PictureReader {
  readonly #time: number;
  readonly #thread = new Thread<PictureRequest, PictureReply>({ script: SCRIPT, name: 'paper', heapMb: HEAP_MB });

  constructor(time: number = PICTURE_TIME) {
    this.#time = time;
  }

  /**
   * Our fragments in a picture; files are read one at a time. Empty when there are none or the picture could not be read in
   * time. Never rejects.
   */
  async read(path: FilePath, signal?: AbortSignal): Promise<SeenPicture> {
    const stop = () => void this.#thread.end(new NotaryError('cancelled', 'a picture was given up'));
    const timer = setTimeout(stop, this.#time);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await this.#thread.run({ path: fsPath(path) });
    } catch {
      return { fragments: [], unread: null };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#thread.close();
  }
}
