/** A thread that answers like the doctor's, except for files whose name says what goes wrong. */
import { parentPort } from 'node:worker_threads';
import type { DoctorReply, DoctorRequest } from '../../../core/node/doctor/worker.ts';

const tell = (reply: DoctorReply) => parentPort?.postMessage(reply);
const hoard: string[][] = [];

parentPort?.on('message', (request: DoctorRequest) => {
  const path = String(request.do === 'table' || request.do === 'tape' ? request.path : request.file.path);
  if (path === 'hang') for (;;);
  if (path === 'surroundings' && process.env.NOTARY_PASSPHRASE !== undefined) process.exit(4);
  if (path === 'exit') process.exit(3);
  if (path === 'throw') throw new Error('a defect');
  if (path === 'hog') for (let i = 0; ; i++) hoard.push(Array.from({ length: 1000 }, () => `${i}`.repeat(20)));
  if (request.do === 'diagnose') tell({ is: 'findings', findings: [] });
  else tell({ is: 'looked-into', parts: null, readings: [], unread: null, inside: null, changed: path === 'changed' });
});
tell({ is: 'ready' });
