/** The program of a reader's process under Node. */
import type { Serializable } from 'node:child_process';
import { readFor } from './apart.ts';
import type { DoctorRequest } from './worker.ts';

const [script] = process.argv.slice(2);
readFor(
  {
    post: (reply) => process.send?.(reply as unknown as Serializable),
    onRequest: (listener) => process.on('message', (request) => listener(request as DoctorRequest)),
    onClose: (listener) => process.on('disconnect', listener),
  },
  script === undefined ? undefined : new URL(script),
);
