/** Whether a certificate that is made now is the one that was issued then. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ANCHOR_KINDS } from '../../../core/anchors/index.ts';
import { formSubject, wholeAnchor } from '../../../core/anchors/kind.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { readAttachments } from '../../../core/formats/attachments/index.ts';
import { fromUtf8 } from '../../../core/formats/bytes.ts';
import { parseProof } from '../../../core/formats/checkpoint.ts';
import type { Anchor } from '../../../core/formats/evidence.ts';
import type { Disclosure } from '../../../core/records/record.ts';
import type { Report } from '../../../core/verification/report.ts';
import { vector } from './vectors.ts';

/** The evidence of a certificate with its page apart, and each anchor in whole. */
function parts(pdf: Uint8Array) {
  const { record, evidence, proof } = readAttachments(pdf).files;
  const { page, anchors, ...rest } = JSON.parse(fromUtf8(evidence)) as {
    readonly page: { readonly template: number };
    readonly disclosures: readonly Disclosure[];
    readonly anchors: readonly Anchor[];
  };
  const { checkpoint, note } = parseProof(proof);
  const subject = formSubject(checkpoint, note);
  const whole = anchors.map((anchor) => wholeAnchor(anchor, subject, ANCHOR_KINDS, nobleCrypto)?.anchor);
  const files = { record: fromUtf8(record), proof: fromUtf8(proof), rest: { ...rest, anchors: whole } };
  return { template: page.template, kinds: anchors.map(({ kind }) => kind), files };
}

/**
 * Holds a certificate made now against an issued one: the evidence says the same, and in the same template every byte is
 * the same. A later version may draw new certificates by a later template; those that were issued are compared by the check `page`.
 */
export function expectIssued(made: Uint8Array, name: string): void {
  const issued = readFileSync(vector('certificates', `${name}.pdf`));
  const [now, then] = [parts(made), parts(issued)];
  expect(saidNow(now.files, then.files)).toEqual(then.files);
  // in template 2 every anchor that 0.1.0 wrote is carried in its short form
  if (now.template > 1) expect(now.kinds).toEqual(then.kinds.map((kind) => `${kind}-2`));
  if (now.template === then.template) expect(issued.equals(made)).toBe(true);
}

type Files = ReturnType<typeof parts>['files'];

/**
 * 0.1.0 withheld the id of a holder who has none; since 0.2.0 a certificate says that there is none. Nothing else that a
 * certificate of a record states may be another.
 */
function saidNow(now: Files, then: Files): Files {
  const stated = (files: Files, name: string) => files.rest.disclosures.find((one) => one[1] === name);
  if (stated(then, 'holderId') !== undefined || stated(now, 'holderId')?.[2] !== null) return now;
  const disclosures = now.rest.disclosures.filter(([, name]) => name !== 'holderId');
  return { ...now, rest: { ...now.rest, disclosures } };
}

/** Names of the checks that failed. */
export function failed(report: Report | null | undefined): readonly string[] {
  return (report?.checks ?? []).filter(({ state }) => state === 'failed').map(({ name }) => name);
}
