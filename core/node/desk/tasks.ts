/** Work of a desk that takes a while, can be cancelled, and is waited for when the desk closes. */

export type TaskKind = 'certify' | 'verify' | 'box' | 'pack';

interface Task {
  readonly what: TaskKind;
  readonly abort: AbortController;
}

export class Tasks {
  readonly #running = new Map<Promise<unknown>, Task>();

  /** Starts work and gives what comes of it. */
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

  /** Asks what runs to stop. */
  cancel(what: TaskKind): void {
    for (const task of this.#running.values()) if (task.what === what) task.abort.abort();
  }

  /** Stops everything; resolves when nothing runs any more. */
  async stop(): Promise<void> {
    for (const { abort } of this.#running.values()) abort.abort();
    await Promise.allSettled(this.#running.keys());
  }
}
