/**
 * Threads for dossiers: one for each long piece of work, which is ended to cancel it, and one for whoever reads, which stays.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NotaryError } from '../../../errors.ts';
import { RECORD_KINDS, type RecordKind } from '../../../records/index.ts';
import type { SqliteStore } from '../../store/sqlite-store.ts';
import { errorOf } from '../../system/fault.ts';
import { Thread } from '../../system/thread.ts';
import { workerUrl } from '../../system/worker-url.ts';
import { contentsOf } from './contents.ts';
import { doWork, type WorkAnswer, type WorkAsk, type WorkName } from './work.ts';
import type { DossierPart, DossierReply, DossierRequest, DossierThreadData } from './worker.ts';

const SCRIPT = workerUrl(import.meta.url, './worker.ts', './dossier-worker.js');

/** MB of JavaScript values in one thread: 131,072 items, or the rows of the longest tape, take some 400. */
const HEAP_MB = 2048;

/** What threads for dossiers need. */
export interface DossierThreadsOptions extends DossierThreadData {
  /** The desk's own store, where work cannot go to a thread. */
  readonly store: SqliteStore;
  /** Kinds of records. Others than those of this program contain functions, which no thread is sent: the work is done here then. */
  readonly kinds?: readonly RecordKind[] | undefined;
}

/** How a piece of work is followed. */
export interface Following {
  /** Ends the work, which is `cancelled` then. */
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

type AnyThread = Thread<DossierRequest, DossierReply, DossierPart>;

/** See the head of this file. */
export class DossierThreads {
  readonly #options: DossierThreadsOptions;
  readonly #running = new Set<AnyThread>();
  readonly #reading: AnyThread;
  /** Threads whose work is over, as long as they still end: they have the home open. */
  readonly #ending = new Set<Promise<void>>();

  constructor(options: DossierThreadsOptions) {
    this.#options = options;
    this.#reading = this.#thread();
  }

  /** Does a piece of work in a thread of its own. Rejects with its errors, and with `cancelled`. */
  async run<K extends WorkName>(name: K, ask: WorkAsk<K>, following: Following = {}): Promise<WorkAnswer<K>> {
    notAborted(following);
    if (this.#isHere) return await this.#here(name, ask, following);
    const thread = this.#thread();
    const { signal, onProgress } = following;
    const stop = () => this.#ends(thread.end(cancelled()));
    this.#running.add(thread);
    signal?.addEventListener('abort', stop);
    try {
      return await asked(thread, name, ask, ([done, total]) => onProgress?.(done, total));
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#running.delete(thread);
      this.#ends(thread.close());
    }
  }

  /** Does a piece of work that takes no long in the thread for reading. Rejects with its errors. */
  async read<K extends WorkName>(name: K, ask: WorkAsk<K>): Promise<WorkAnswer<K>> {
    return this.#isHere ? await this.#here(name, ask, {}) : await asked(this.#reading, name, ask);
  }

  /** Ends all of them, also those that were ended already: afterwards none has the home open. What runs is `cancelled`. */
  async close(): Promise<void> {
    await Promise.all([this.#reading, ...this.#running].map((thread) => thread.close()));
    await Promise.all(this.#ending);
  }

  #ends(ending: Promise<void>): void {
    this.#ending.add(ending);
    void ending.finally(() => this.#ending.delete(ending));
  }

  #thread(): AnyThread {
    const { database, origin } = this.#options;
    const data = (): DossierThreadData => ({ database, origin });
    return new Thread({ script: SCRIPT, name: 'dossier', data, heapMb: HEAP_MB });
  }

  get #isHere(): boolean {
    return (this.#options.kinds ?? RECORD_KINDS) !== RECORD_KINDS;
  }

  async #here<K extends WorkName>(name: K, ask: WorkAsk<K>, following: Following): Promise<WorkAnswer<K>> {
    // whoever waits for an answer sees that it is being made
    await nextTurn();
    notAborted(following);
    const { store } = this.#options;
    const progress = (done: number, total: number) => following.onProgress?.(done, total);
    return await doWork(name, ask, { store, contents: (id) => contentsOf(id, store), progress });
  }
}

async function asked<K extends WorkName>(
  thread: AnyThread,
  name: K,
  ask: WorkAsk<K>,
  onPart?: (part: DossierPart) => void,
): Promise<WorkAnswer<K>> {
  const reply = await thread.run({ name, ask } as DossierRequest, onPart);
  if ('fault' in reply) throw errorOf(reply.fault);
  // the name says what is answered
  return reply.value as WorkAnswer<K>;
}

const cancelled = () => new NotaryError('cancelled', 'cancelled');

function notAborted({ signal }: Following): void {
  if (signal?.aborted) throw cancelled();
}
