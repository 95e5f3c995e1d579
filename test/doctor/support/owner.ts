/** Asks a reader for something that never ends, and tells the number of its process. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DoctorReply } from '../../../core/node/doctor/worker.ts';

const child = fork(
  fileURLToPath(new URL('../../../core/node/doctor/child.ts', import.meta.url)),
  [new URL('./bad-worker.ts', import.meta.url).href],
  { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
);
child.on('message', (reply) => {
  if ((reply as unknown as DoctorReply).is !== 'ready') return;
  child.send({ do: 'look-into', file: { path: 'hang', sha256: '' }, parts: true });
  process.send?.(child.pid);
});
