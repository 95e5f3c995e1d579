/**
 * A member's witness that states two checkpoints of a log and is then shown another history, in a process of its own that dies
 * where it is told to. What was answered is told on stdout once it would have left the machine, and not before.
 */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TestLog } from '../../../member/support/consortium.ts';
import { type Fault, install } from '../../../node/crash/faults.ts';
import { Member, said } from './member.ts';

/** What the process is given. */
export interface Life {
  readonly folder: string;
  readonly fault: Fault | null;
}

/** One answer. */
export interface Answered {
  readonly size: number;
  readonly fork: boolean;
  readonly said: string;
}

export const NUMBER = 240;
/** The log at a size, and another history of it, which leaves it after two. */
export const honest = (size: number) => new TestLog(NUMBER).grow(size);
export const forked = (size: number) => new TestLog(NUMBER).grow(2).grow(size - 2, 'other');

/** One request. */
interface Request {
  readonly size: number;
  readonly old: number;
  readonly fork: boolean;
}

/** The three requests, in their order. */
export const REQUESTS: readonly [Request, Request, Request] = [
  { size: 3, old: 0, fork: false },
  { size: 5, old: 3, fork: false },
  { size: 5, old: 5, fork: true },
];

/** Asks one of them. */
export async function ask(member: Member, { size, old, fork }: Request): Promise<string> {
  const log = fork ? forked(size) : honest(size);
  const { asked } = member.accept(log).node.commit(log);
  return said(await member.ask(asked, { old, proof: old === 0 || old === size ? [] : log.proof(old) }));
}

async function live({ folder, fault }: Life): Promise<void> {
  const member = new Member(folder);
  if (fault) install(fault);
  for (const request of REQUESTS) {
    const answered: Answered = { ...request, said: await ask(member, request) };
    writeSync(1, `${JSON.stringify(answered)}\n`);
  }
}

export const killedFile = fileURLToPath(import.meta.url);
if (process.argv[1] === killedFile) await live(JSON.parse(process.argv[2] ?? '') as Life);
