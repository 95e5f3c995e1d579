/** With a log of a million leaves, the three attachments of an anchored record stay within 8 KiB at seven members, names included. */
import { expect, test } from 'vitest';
import { attachmentSize } from './support/size.ts';

test.each([4, 7])('%d members: the attachments together', (count) => {
  const carried = attachmentSize(count);
  expect(carried.total).toBeLessThanOrEqual(8192);
  expect(carried.anchor).toBeLessThan(0.82 * attachmentSize(count, true, true).anchor);
});
