/**
 * Makes files for others from the records of a home, and dies where it is told to; run as a process of its own. Prints a
 * line once each file's step has returned.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Desk } from '../../../core/node/desk/desk.ts';
import { EVERYTHING } from '../support/query.ts';
import { type Fault, install } from './faults.ts';

/** Which steps are taken, where their files go, and where it ends. */
export interface Publishing {
  readonly home: string;
  readonly folder: string;
  readonly steps: readonly ('certify' | 'share' | 'pack')[];
  readonly fault: Fault | null;
}

export const RECIPIENT = { name: 'Court', address: null } as const;

/** The files that a share and a pack become. */
export const archives = (folder: string) => ({ share: join(folder, 'share.zip'), pack: join(folder, 'pack.zip') });

export const publishFile = fileURLToPath(import.meta.url);

async function publish({ home, folder, steps }: Publishing): Promise<void> {
  const desk = await Desk.open({ home, version: '0.0.0', oldRuntime: false, program: 'crash test' });
  const ids = desk.records(EVERYTHING).rows.map(({ id }) => id);
  const common = { ids, withhold: [], recipients: [RECIPIENT] };
  const { share, pack } = archives(folder);
  for (const step of steps) {
    if (step === 'certify') await desk.certificates.certify(ids, [], folder, [RECIPIENT]);
    else if (step === 'share') await desk.certificates.share({ ...common, parts: [], path: share });
    else await desk.packs.pack({ ...common, documents: false, trust: [], path: pack });
    writeSync(1, `${step}\n`);
  }
  await desk.close();
}

if (process.argv[1] === publishFile) {
  const wish = JSON.parse(process.argv[2] ?? '{}') as Publishing;
  if (wish.fault) install(wish.fault);
  await publish(wish);
}
