/** Which addresses are taken (RFC 5322 section 3.4.1, RFC 6532, RFC 5321 section 4.5.3.1). */
import { describe, expect, test } from 'vitest';
import { isAddress, recipientText, typedRecipient } from '../../core/handover/recipient.ts';

describe('a mail address', () => {
  test.each([
    'wang@example.com',
    'a.b+tag@mail.example.co',
    "o'brien@example.ie",
    '王敏@例子.公司',
    'x@localhost',
    'a_b-c@xn--fsqu00a.xn--55qx5d',
    `${'a'.repeat(64)}@x.example`,
  ])('%s', (address) => expect(isAddress(address)).toBe(true));

  test.each([
    '',
    'a',
    '@x.example',
    'a@',
    'a@x.example&attach=/etc/passwd',
    'a@x.example?subject=b',
    'a@x.example,b@y.example',
    'a@x.example\r\nBcc: b@y.example',
    'a@x.example\0',
    'a b@x.example',
    'a@x_y.example',
    'a@.example',
    'a@x.example.',
    'a..b@x.example',
    '"a b"@x.example',
    'a@[127.0.0.1]',
    `${'a'.repeat(65)}@x.example`,
    `a@${'x'.repeat(64)}.example`,
  ])('not %j', (address) => expect(isAddress(address)).toBe(false));
});

test('a recipient is read back as it was written', () => {
  for (const typed of ['王敏 <wang@example.com>', 'wang@example.com', '王敏'])
    expect(recipientText(typedRecipient(typed))).toBe(typed);
});
