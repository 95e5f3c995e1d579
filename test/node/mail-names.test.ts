/** Names of attachments as programs write them, with and against the rules; each file comes out, under its name. */
import { describe, expect, it } from 'vitest';
import { readEml } from '../../core/node/box/mail.ts';

const FILE = Buffer.from('%PDF-1.4 \r\n\xff end', 'latin1');
const BASE64 = FILE.toString('base64');

/** A mail of one attachment with these fields; its bytes one a character. */
const mailWith = (fields: string, body = `Content-Transfer-Encoding: base64\r\n\r\n${BASE64}`) =>
  `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nletter\r\n--b\r\n${fields}\r\n${body}\r\n--b--\r\n`;
const read = async (mail: string) => {
  const files = await readEml(Buffer.from(mail, 'latin1'), { take() {} } as unknown as Parameters<typeof readEml>[1]);
  return files.map(({ name, bytes, error }) => [name, bytes?.equals(FILE) ? 'its bytes' : (error?.message ?? 'other')]);
};
const disposition = (text: string) => `Content-Type: application/pdf\r\nContent-Disposition: ${text}`;
const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const word = (charset: string, bytes: string) => disposition(`attachment; filename="=?${charset}?B?${bytes}?="`);

describe('the name of an attachment', () => {
  it.each([
    ['a comment behind it', disposition('attachment; filename="a.pdf" (the contract)'), 'a.pdf'],
    ['comments behind it', disposition('attachment; filename="a.pdf" (b) (c)'), 'a.pdf'],
    ['comments before it', disposition('attachment (x); (b) filename="a.pdf"'), 'a.pdf'],
    ['brackets in it', disposition('attachment; filename="a (1).pdf"'), 'a (1).pdf'],
    ['brackets, and no quotes', disposition('attachment; filename=a (1).pdf'), 'a (1).pdf'],
    ['quotes that nobody escaped', disposition('attachment; filename="a "b".pdf"'), 'a "b".pdf'],
    [
      'an empty one beside it',
      'Content-Type: application/pdf; name="a.pdf"\r\nContent-Disposition: attachment; filename=""',
      'a.pdf',
    ],
    ['no disposition before it', 'Content-Type: text/html\r\nContent-Disposition: filename="a.html"', 'a.html'],
    ['pieces in another order', disposition("attachment; filename*1*=%8C.pdf; filename*0*=UTF-8''%E5%90"), '同.pdf'],
    ['Windows 936', disposition("attachment; filename*=windows-936''%BA%CF%CD%AC.pdf"), '合同.pdf'],
    ['CP932', word('cp932', 'jKmQz4+RLnBkZg=='), '見積書.pdf'],
    ['CP949', word('cp949', 'sOi+4LytLnBkZg=='), '계약서.pdf'],
    ['UHC', word('UHC', 'sOi+4LytLnBkZg=='), '계약서.pdf'],
    ['CP950', word('cp950', 'plis+a7RLnBkZg=='), '合約書.pdf'],
    ['raw UTF-8', disposition(`attachment; filename="${latin1('合同.pdf')}"`), '合同.pdf'],
    ['raw GBK', disposition('attachment; filename="\xba\xcf\xcd\xac.pdf"'), '合同.pdf'],
    ['raw Latin-1', disposition('attachment; filename="r\xe9sum\xe9.pdf"'), 'résumé.pdf'],
  ])('with %s', async (_, fields, name) => {
    expect(await read(mailWith(fields))).toEqual([[name, 'its bytes']]);
  });

  it.each([
    ['in pieces', 'boundary*0=a;\r\n boundary*1="b=c"', 'ab=c'],
    ['encoded', "boundary*=us-ascii''a%3Db", 'a=b'],
    ['with a comment', 'boundary="ab" (x)', 'ab'],
    ['with comments and no quotes', 'boundary=ab (x) (y)', 'ab'],
    ['behind a comment', '(x) boundary=ab', 'ab'],
    ['with brackets of its own', 'boundary="a(b)" (x)', 'a(b)'],
    ['like an encoded word', 'boundary="=?utf-8?Q?x?="', '=?utf-8?Q?x?='],
  ])('behind a boundary written %s', async (_, parameter, line) => {
    const mail = mailWith(disposition('attachment; filename="a.pdf"'))
      .replace('boundary="b"', parameter)
      .replaceAll('--b', `--${line}`);
    expect(await read(mail)).toEqual([['a.pdf', 'its bytes']]);
  });

  it('in a letter, written by uuencode in Base64', async () => {
    const lines = `begin-base64 644 a.pdf\r\n${BASE64.slice(0, 8)}\r\n${BASE64.slice(8)}\r\n====`;
    expect(await read(`MIME-Version: 1.0\r\n\r\nSee below.\r\n${lines}\r\n`)).toEqual([['a.pdf', 'its bytes']]);
    expect(await read(`MIME-Version: 1.0\r\n\r\n${lines.slice(0, -4)}no end\r\n`)).toEqual([]);
  });
});
