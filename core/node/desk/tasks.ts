/** Long-running work of a desk, which can be cancelled, and which closing the desk waits for. */

/** What a task does, named in errors and progress. */
export type TaskKind = 'certify' | 'verify' | 'box' | 'pack' | 'dossier' | 'trace' | 'trace-file';
/** What the window can cancel. */
export const CANCELLABLE = ['intake', 'certify', 'verify', 'box', 'pack', 'dossier', 'trace'] as const;
/** One of them. */
export type Cancellable = (typeof CANCELLABLE)[number];

interface Task {
  readonly what: TaskKind;
  readonly abort: AbortController;
}

/** The running tasks of a desk. */
export class Tasks {
  readonly #running = new Map<Promise<unknown>, Task>();

  /** Starts work and returns its result. */
  run<T>(what: TaskKind, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    const task = work(abort.signal);
    const forget = () => void this.#running.delete(task);
    this.#running.set(task, { what, abort });
    task.then(forget, forget);
    return task;
  }

  /** Whether any of these runs. */
  runs(...kinds: readonly TaskKind[]): boolean {
    return [...this.#running.values()].some(({ what }) => kinds.includes(what));
  }

  /** Asks the running tasks to stop. */
  cancel(what: TaskKind): void {
    for (const task of this.#running.values()) if (task.what === what) task.abort.abort();
  }

  /** Stops everything; resolves when nothing runs any more. */
  async stop(): Promise<void> {
    for (const { abort } of this.#running.values()) abort.abort();
    await Promise.allSettled(this.#running.keys());
  }
}
