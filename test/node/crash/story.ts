/** A desk's story with a death in it, told again to the end. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type OnFinished, testFolder } from '../support/folder.ts';
import type { Fault } from './faults.ts';
import { auditCertificates, auditHome, type Ended, makeDocuments, run } from './run.ts';
import { live, type Script, type Told } from './script.ts';

/** A home that is not there yet, with its documents. Each death is two processes, and all of them run at once. */
export function newScript(onFinished: OnFinished, withCertificates = false): Script {
  const folder = testFolder(onFinished);
  const certificates = withCertificates ? join(folder, 'certificates') : null;
  if (certificates) mkdirSync(certificates);
  return { home: join(folder, 'home'), documents: makeDocuments(join(folder, 'documents')), certificates, fault: null };
}

/** The steps that went wrong. */
export const failures = (told: readonly Told[]) => told.filter(({ kind }) => kind === 'failed');

/** Tells the story to its end without a fault, and looks at everything. */
export async function finish(script: Script, before: readonly Ended[]): Promise<void> {
  const last: Told[] = [];
  await live(script, (told) => last.push(told));
  expect(failures(last)).toEqual([]);
  const told = [...before.flatMap((ended) => ended.told), ...last];
  await auditHome(script.home, told);
  if (script.certificates) auditCertificates(script.certificates, told);
}

/** The desk dies there, and loses nothing and does nothing twice. */
export async function dies(fault: Fault, onFinished: OnFinished): Promise<void> {
  const script = newScript(onFinished);
  const killed = await run({ ...script, fault });
  expect(killed.signal).toBe('SIGKILL');
  await finish(script, [killed]);
}

/** It dies while it writes certificates, and leaves whole ones only. */
export async function diesCertifying(fault: Fault, onFinished: OnFinished): Promise<void> {
  const script = newScript(onFinished, true);
  const killed = await run({ ...script, fault });
  expect(killed.signal).toBe('SIGKILL');
  if (script.certificates) auditCertificates(script.certificates, killed.told);
  await finish(script, [killed]);
  expect(readdirSync(script.certificates ?? '').filter((name) => name.endsWith('.pdf'))).toHaveLength(6);
}
