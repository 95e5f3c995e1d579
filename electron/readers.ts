/** The main process's side of the reader processes, which only it can start. */
import type { MessageChannelMain, UtilityProcess } from 'electron';
import type { FromHost, ToHost } from './host/messages.ts';

/** The functions of Electron that are needed. */
export interface ReaderTools {
  spawn(): Pick<UtilityProcess, 'postMessage' | 'once' | 'kill'>;
  channel(): Pick<MessageChannelMain, 'port1' | 'port2'>;
}

/** Their owner: the desk's process. */
export interface ReaderOwner {
  postMessage(message: ToHost, ports?: Electron.MessagePortMain[]): void;
}

export class Readers {
  readonly #tools: ReaderTools;
  readonly #running = new Map<number, Pick<UtilityProcess, 'kill'>>();

  constructor(tools: ReaderTools) {
    this.#tools = tools;
  }

  /** Handles a request of the desk's process. */
  hear(owner: ReaderOwner, { id, do: wish }: Extract<FromHost, { kind: 'reader' }>): void {
    if (wish === 'end') this.#running.get(id)?.kill();
    else this.#start(owner, id);
  }

  /** Ends all of them, because their owner is gone. */
  endAll(): void {
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const one of running) one.kill();
  }

  #start(owner: ReaderOwner, id: number): void {
    const started = this.#tools.spawn();
    const { port1, port2 } = this.#tools.channel();
    this.#running.set(id, started);
    started.once('exit', () => {
      // ignores requests of a desk that is gone
      if (!this.#running.delete(id)) return;
      owner.postMessage({ kind: 'reader', id, is: 'gone' });
    });
    started.postMessage(null, [port1]);
    owner.postMessage({ kind: 'reader', id, is: 'started' }, [port2]);
  }
}
