/** Entry of the process that hosts the desk: no windows, no page, only core/node and a port. */
import { DeskService } from '../core/node/desk/service.ts';
import { hostedDesk } from './host/answers.ts';
import type { ToHost } from './host/messages.ts';
import { serveDesk } from './host/serve.ts';

const { parentPort } = process;

serveDesk(
  {
    send: (message) => parentPort.postMessage(message),
    onMessage: (listener) => {
      parentPort.on('message', ({ data, ports: [port] }) => listener(data as ToHost, port));
    },
    leave: () => process.exit(0),
  },
  async ({ options, ...surroundings }) =>
    hostedDesk(await DeskService.open({ ...options, ...surroundings, program: 'window' })),
);
