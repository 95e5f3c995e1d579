/** The desk's side of the reader processes: started by the main process, each connected by its own port. */
import type { ReaderProcess } from '../../core/node/doctor/process.ts';
import type { DoctorReply } from '../../core/node/doctor/worker.ts';
import type { ChannelPort, FromHost, ToHost } from './messages.ts';

type Send = (message: Extract<FromHost, { kind: 'reader' }>) => void;

interface Link {
  port: ChannelPort | null;
  reply(reply: DoctorReply): void;
  exit(): void;
}

export class ReaderLinks {
  readonly #send: Send;
  readonly #links = new Map<number, Link>();
  #last = 0;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Requests a process. */
  readonly start = (): ReaderProcess => {
    this.#last += 1;
    const id = this.#last;
    const link: Link = { port: null, reply: () => {}, exit: () => {} };
    this.#links.set(id, link);
    this.#send({ kind: 'reader', id, do: 'start' });
    return {
      // it gets no request before its ready message, which arrives through the port
      post: (request) => link.port?.postMessage(request),
      onReply: (listener) => {
        link.reply = listener;
      },
      onExit: (listener) => {
        link.exit = listener;
      },
      kill: () => this.#send({ kind: 'reader', id, do: 'end' }),
      // this process runs until it is told to stop
      hold: () => {},
    };
  };

  /** Handles a message of the main process about one of them. */
  hear(message: Extract<ToHost, { kind: 'reader' }>, port: ChannelPort | undefined): void {
    const link = this.#links.get(message.id);
    if (message.is === 'gone') {
      this.#links.delete(message.id);
      link?.exit();
    } else if (link && port) {
      link.port = port;
      // sent by a program of ours
      port.on('message', ({ data }) => link.reply(data as DoctorReply));
      port.start();
    }
  }
}
