/** With a log of a million leaves, the three attachments of an anchored record stay within 8 KiB. */
import { expect, test } from 'vitest';
import { attachmentSize } from './support/size.ts';

test.each([
  [4, 8192],
  [7, 8192],
])('%d members: the attachments together', (count, most) => {
  const { total, anchor } = attachmentSize(count);
  expect(anchor).toBeLessThan(total / 2);
  console.info(`${count} members: ${total} bytes, of which the anchor ${anchor}`);
  expect(total).toBeLessThanOrEqual(most);
});
