/** With a log of a million leaves, the three attachments of an anchored record stay within 8 KiB at four members, names included. */
import { expect, test } from 'vitest';
import { attachmentSize } from './support/size.ts';

test.each([
  [4, 8192],
  [7, 9216],
])('%d members: the attachments together', (count, most) => {
  const { total } = attachmentSize(count);
  expect(total).toBeLessThanOrEqual(most);
});
