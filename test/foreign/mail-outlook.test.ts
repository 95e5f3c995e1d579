/** What is attached to a mail that Outlook saved, beside what extract-msg finds in it, whose writer also made the file. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Allowance } from '../../core/documents/box/limits.ts';
import { readMsg } from '../../core/node/box/outlook.ts';
import { type AttachmentPlan, type OutlookPlan, outlookPlans } from './outlook/plans.ts';
import { inFolder } from './pdf-programs.ts';
import { pythonWith } from './python-package.ts';

const PROGRAM = fileURLToPath(new URL('outlook/make.py', import.meta.url));

/** Name, and SHA-256 of a file, attachments of a mail, or null for what is not in the mail. */
type Found = readonly [name: string | null, content: string | null | readonly Found[]];

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function ours(mail: Buffer): Promise<readonly Found[]> {
  const attachments = await readMsg(mail, Allowance.of(mail.length));
  return Promise.all(
    attachments.map(async ({ name, bytes }): Promise<Found> => {
      if (bytes === null) return [name, null];
      return [name, name.endsWith('.msg') ? await ours(Buffer.from(bytes)) : sha256(bytes)];
    }),
  );
}

function planned(attachment: AttachmentPlan, i: number): Found {
  const name = attachment.long ?? attachment.short ?? attachment.display ?? `attachment-${i + 1}`;
  if ('mail' in attachment) return [`${name}.msg`, attachment.mail.attachments.map(planned)];
  if ('link' in attachment) return [name, null];
  return [name, sha256(Buffer.from(attachment.bytes.repeat(attachment.times), 'hex'))];
}

/** Without the names that only we give: an ending for attached mails, and a name for what has none. */
const asTheirs = (found: Found, plan: AttachmentPlan): Found => [
  plan.long ?? plan.short ?? null,
  'mail' in plan
    ? (found[1] as readonly Found[]).map((one, i) => asTheirs(one, plan.mail.attachments[i] as AttachmentPlan))
    : found[1],
];

it('gives the names and bytes that extract-msg gives, and those that were put in', async (context) => {
  const python = pythonWith(context, 'extract-msg==0.57.0');
  const plans: readonly OutlookPlan[] = fc.sample(outlookPlans, {
    numRuns: process.env.NOTARY_LONG ? 5000 : 300,
    seed: 20261130,
  });
  await inFolder(async (folder) => {
    const run = spawnSync(python, [PROGRAM, folder], { input: JSON.stringify(plans), maxBuffer: 1 << 28 });
    expect(run.stderr.toString()).toBe('');
    const theirs = JSON.parse(run.stdout.toString()) as readonly (readonly Found[])[];
    expect(theirs.length).toBe(plans.length);
    for (const [i, plan] of plans.entries()) {
      const found = await ours(readFileSync(join(folder, `${i}.msg`)));
      const what = `mail ${i}: ${JSON.stringify(plan)}`;
      expect(found, what).toEqual(plan.attachments.map(planned));
      expect(
        found.map((one, k) => asTheirs(one, plan.attachments[k] as AttachmentPlan)),
        what,
      ).toEqual(theirs[i]);
    }
  });
});
