/** A member's witness that is killed at every step of stating and of refusing: it never contradicts what it has said. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../node/crash/faults.ts';
import { scratch } from '../../node/support/cli.ts';
import { type Answered, ask, forked, killedFile, type Life, REQUESTS } from './support/killed.ts';
import { Member, said } from './support/member.ts';

const root = scratch('member-witness-killed-');

function run(life: Life): Promise<{ readonly answers: readonly Answered[]; readonly signal: string | null }> {
  const child = spawn(process.execPath, [killedFile, JSON.stringify(life)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, signal) => {
      const answers = out.split('\n').slice(0, -1);
      resolve({ answers: answers.map((line) => JSON.parse(line) as Answered), signal });
    });
  });
}

/** What a witness that begins again over this folder says about another history of the log at this size. */
async function aboutFork(folder: string, size: number): Promise<string> {
  const log = forked(size);
  const member = new Member(folder).accept(log);
  return said(await member.ask(member.node.commit(log).asked));
}

const step = (at: Fault['at'], how: Fault['do'], when: Fault['when'], match: string, nth: number): Fault => ({
  do: how,
  when,
  at,
  match,
  nth,
});
/** Writing and renaming the file of each statement, and that of the fork; how many answers have left by then. */
const STEPS: readonly (readonly [string, Fault, number])[] = [
  ...([1, 2] as const).flatMap((nth): (readonly [string, Fault, number])[] => [
    [`before statement ${nth} is written`, step('write', 'kill', 'before', '"statement":', nth), nth - 1],
    [`when half of statement ${nth} is written`, step('write', 'tear', 'before', '"statement":', nth), nth - 1],
    [`after statement ${nth} is written`, step('write', 'kill', 'after', '"statement":', nth), nth - 1],
    [`before statement ${nth} has its name`, step('rename', 'kill', 'before', '.json', nth), nth - 1],
    [
      `after statement ${nth} has its name, before it is answered`,
      step('rename', 'kill', 'after', '.json', nth),
      nth - 1,
    ],
  ]),
  ['before the fork is written', step('write', 'kill', 'before', '"second":', 1), 2],
  ['when half of the fork is written', step('write', 'tear', 'before', '"second":', 1), 2],
  ['after the fork has its name', step('rename', 'kill', 'after', '.fork', 1), 2],
];

describe('a witness that is killed', () => {
  it('is one that states two checkpoints and refuses the third when it lives', async () => {
    const folder = mkdtempSync(join(root, 'k-'));
    const { answers, signal } = await run({ folder, fault: null });
    expect({ said: answers.map((one) => one.said), signal }).toEqual({
      said: ['200', '200', 'log-fork'],
      signal: null,
    });
  });

  it.each(STEPS)('%s', async (_, fault, left) => {
    const folder = mkdtempSync(join(root, 'k-'));
    const { answers, signal } = await run({ folder, fault });
    expect({ left: answers.length, signal }).toEqual({ left, signal: 'SIGKILL' });
    // what has left is remembered: another history of that size is refused, as a fork unless more was stored meanwhile
    const last = answers.at(-1);
    if (last) expect(await aboutFork(mkdtempCopy(folder), last.size)).toMatch(/^(?:log-fork|other-size 5)$/);
    // whatever was stored, it goes on from there and says the same as one that was never killed
    const member = new Member(folder);
    const known = readdirSync(folder).some((name) => name.endsWith('.fork'));
    if (!known) await goOn(member);
    for (const request of REQUESTS.filter(({ fork }) => fork)) expect(await ask(member, request)).toBe('log-fork');
  });
});

/** A copy, so that what is asked of it leaves the folder as it was. */
function mkdtempCopy(folder: string): string {
  const copy = mkdtempSync(join(root, 'c-'));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Both checkpoints are stated, from whatever size is known. */
async function goOn(member: Member): Promise<void> {
  const [first, second] = REQUESTS;
  const answer = await ask(member, first);
  expect(['200', 'other-size 3', 'other-size 5']).toContain(answer);
  expect(await ask(member, answer === 'other-size 5' ? { ...second, old: 5 } : second)).toBe('200');
}
