/** Processes that look into files: the desk's process asks the main process for them, and each has a port of its own. */
import { EventEmitter } from 'node:events';
import type { MessagePortMain } from 'electron';
import { describe, expect, test } from 'vitest';
import type { DoctorReply, DoctorRequest } from '../../core/node/doctor/worker.ts';
import type { FromHost, ToHost } from '../../electron/host/messages.ts';
import { ReaderLinks } from '../../electron/host/reader-links.ts';
import { Readers } from '../../electron/readers.ts';

/** One end of a fake channel; what it is given arrives at the other end. */
class FakePort extends EventEmitter {
  other: FakePort | null = null;
  start() {}
  postMessage(data: unknown): void {
    this.other?.emit('message', { data });
  }
}

class FakeProcess extends EventEmitter {
  port: FakePort | null = null;
  killed = false;
  postMessage(_: unknown, [port]: readonly unknown[] = []): void {
    this.port = port as FakePort;
  }
  kill(): boolean {
    this.killed = true;
    this.emit('exit', 1);
    return true;
  }
}

function channel() {
  const [port1, port2] = [new FakePort(), new FakePort()];
  [port1.other, port2.other] = [port2, port1];
  return { port1, port2 } as unknown as { port1: MessagePortMain; port2: MessagePortMain };
}

/** Both sides without a process between them. */
function desk() {
  const processes: FakeProcess[] = [];
  const readers = new Readers({
    spawn() {
      const made = new FakeProcess();
      processes.push(made);
      return made as FakeProcess & { once: never };
    },
    channel,
  });
  const owner = {
    postMessage(message: ToHost, ports: readonly unknown[] = []): void {
      if (message.kind === 'reader') links.hear(message, ports[0] as FakePort & { on: never });
    },
  };
  const links: ReaderLinks = new ReaderLinks((message: Extract<FromHost, { kind: 'reader' }>) =>
    readers.hear(owner, message),
  );
  return { processes, readers, links };
}

const REQUEST: DoctorRequest = { do: 'look-into', file: { path: '/a.pdf', sha256: '00' }, parts: true };

describe('a reader', () => {
  test('is asked and answers through its own port', () => {
    const { links, processes } = desk();
    const heard: DoctorReply[] = [];
    const [one, two] = [links.start(), links.start()];
    one.onReply((reply) => heard.push(reply));
    two.onReply(() => expect.unreachable());
    const asked: unknown[] = [];
    processes[0]?.port?.on('message', ({ data }) => asked.push(data));
    processes[0]?.port?.postMessage({ is: 'ready' });
    one.post(REQUEST);
    expect(asked).toEqual([REQUEST]);
    expect(heard).toEqual([{ is: 'ready' }]);
  });

  test('is ended when it is asked to be, and who waits hears that it is gone', () => {
    const { links, processes } = desk();
    const gone: string[] = [];
    const [one, two] = [links.start(), links.start()];
    one.onExit(() => gone.push('one'));
    two.onExit(() => gone.push('two'));
    two.kill();
    expect(processes.map(({ killed }) => killed)).toEqual([false, true]);
    processes[0]?.emit('exit', 5);
    expect(gone).toEqual(['two', 'one']);
    one.kill();
    expect(processes[0]?.killed).toBe(false);
  });

  test('does not outlive the desk that asked for it, and a dead desk is told nothing', () => {
    const { links, processes, readers } = desk();
    links.start().onExit(() => expect.unreachable());
    links.start();
    readers.endAll();
    expect(processes.every(({ killed }) => killed)).toBe(true);
  });
});
