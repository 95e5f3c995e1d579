/** Entry of a process that reads files for the desk: it gets a port and nothing else. */
import { readFor } from '../core/node/doctor/apart.ts';
import type { DoctorRequest } from '../core/node/doctor/worker.ts';

process.parentPort.once('message', ({ ports: [port] }) => {
  if (!port) process.exit(1);
  readFor({
    post: (reply) => port.postMessage(reply),
    onRequest: (listener) => port.on('message', ({ data }) => listener(data as DoctorRequest)),
    onClose: (listener) => port.on('close', listener),
  });
  port.start();
});
