/** What is attached to a mail, beside what Python's `email` finds in it: the same bytes, whatever the mail is made of. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { Allowance } from '../../core/documents/box/limits.ts';
import { readEml } from '../../core/node/box/mail.ts';
import { type MailPlan, mailOf, mailPlans } from './mail/plans.ts';
import { pythonParts } from './mail/python.ts';
import { needs } from './pdf-programs.ts';

const work = mkdtempSync(join(tmpdir(), 'mail-python-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Mails by the hundred are given to one run of Python. */
async function compare(plans: readonly MailPlan[]): Promise<void> {
  const folder = join(work, String(plans.length));
  mkdirSync(folder, { recursive: true });
  const mails = plans.map(mailOf);
  const paths = mails.map((bytes, i) => {
    const path = join(folder, `${i}.eml`);
    writeFileSync(path, bytes);
    return path;
  });
  const theirs = await pythonParts(paths);
  for (const [i, mail] of mails.entries()) {
    const ours = await readEml(mail, Allowance.of(mail.length));
    const named = (theirs[i] ?? []).filter(([, name]) => name !== null);
    const shown = { plan: plans[i], mail: mail.toString('latin1') };
    expect(
      ours.map(({ name, bytes }) => [name, bytes && sha256(bytes)]),
      JSON.stringify(shown),
    ).toEqual(named.map(([, name, digest]) => [name, digest]));
    // the sender's own bytes, and not only what both make of them
    if (plans[i]?.intact)
      expect(named.map(([, , digest]) => digest)).toEqual(plans[i].files.map(({ bytes }) => sha256(bytes)));
  }
}

it('gives the bytes that Python gives', async (context) => {
  needs(context, 'python3');
  await compare(fc.sample(mailPlans, { numRuns: process.env.NOTARY_LONG ? 20_000 : 600, seed: 20261129 }));
});
