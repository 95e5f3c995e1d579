import { EventEmitter } from 'node:events';
import type { HostProcess } from '../../electron/desk-client.ts';
import type { FromHost, HostedDesk, ToHost } from '../../electron/host/messages.ts';
import { type DeskSurroundings, serveDesk } from '../../electron/host/serve.ts';

/** A desk's process without a process: both ends of the port here, every message cloned as a real one would be. */
export class FakeHost extends EventEmitter implements HostProcess {
  readonly #toHost = new EventEmitter();
  killed = false;

  constructor(open: (surroundings: DeskSurroundings) => Promise<HostedDesk>) {
    super();
    const port = {
      send: (message: FromHost) => setImmediate(() => this.emit('message', structuredClone(message))),
      onMessage: (listener: (message: ToHost) => void) => this.#toHost.on('message', listener),
      leave: () => this.end(0),
    };
    serveDesk(port, open);
  }

  postMessage(message: ToHost): void {
    const clone = structuredClone(message);
    setImmediate(() => this.#toHost.emit('message', clone));
  }

  kill(): boolean {
    this.killed = true;
    this.end(-1);
    return true;
  }

  /** Ends as a process does. */
  end(code: number): void {
    this.#toHost.removeAllListeners();
    setImmediate(() => this.emit('exit', code));
  }
}
