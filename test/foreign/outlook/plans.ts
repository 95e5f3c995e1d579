/** Mails as Outlook saves them: in UTF-16 or in a code page, with files, attached mails and links. */
import fc from 'fast-check';

interface Named {
  /** PidTagDisplayName, PidTagAttachFilename (8.3) and PidTagAttachLongFilename. */
  readonly display: string | null;
  readonly short: string | null;
  readonly long: string | null;
}

/** The file is `bytes` (in hexadecimal), `times` over. */
export type AttachmentPlan = Named &
  ({ readonly bytes: string; readonly times: number } | { readonly mail: OutlookPlan } | { readonly link: string });

export interface OutlookPlan {
  /** Windows code page of all texts; null for UTF-16. */
  readonly codepage: number | null;
  readonly subject: string;
  readonly attachments: readonly AttachmentPlan[];
}

/** Names that each code page can say. */
const SAYS: Readonly<Record<number, readonly string[]>> = {
  936: ['合同.pdf', '发票清单 2026.xlsx', 'plain.txt'],
  950: ['契約.pdf', '發票.docx', 'plain.txt'],
  932: ['契約書.pdf', 'ファイル.txt'],
  949: ['계약서.pdf', 'plain.txt'],
  1252: ['Übersicht.pdf', 'reçu – n° 5.txt', 'a.b'],
  1251: ['договор.pdf', 'plain.txt'],
  65001: ['合同 ☃.pdf', 'é.txt'],
};
const UTF16 = [
  '合同.pdf',
  'a.do',
  '𠮷.txt',
  'a name of many words that goes on and on and on and on.pdf',
  '\u00a0.txt',
  'x',
];

/** Around the borders of sectors: 64 bytes in the mini stream, 512 above 4,096 bytes. */
const filePlans = fc.record({
  bytes: fc.uint8Array({ minLength: 1, maxLength: 3 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  times: fc.oneof(fc.constantFrom(0, 1, 64, 65, 512, 1365, 1366, 2048, 4095, 4096, 4097, 70_000), fc.nat(9000)),
});

function attachmentPlans(codepage: number | null, depth: number): fc.Arbitrary<AttachmentPlan> {
  const names = fc.constantFrom(...(codepage === null ? UTF16 : (SAYS[codepage] ?? [])));
  const named = fc.record({
    display: fc.option(names),
    short: fc.option(fc.constantFrom('A~1.PDF', 'B.TXT')),
    long: fc.option(names, { freq: 3 }),
  });
  const what: fc.Arbitrary<object>[] = [filePlans, filePlans, fc.constant({ link: 'https://files.example/1' })];
  if (depth > 0) what.push(mailPlans(codepage, depth - 1).map((mail) => ({ mail })));
  return fc.tuple(named, fc.oneof(...what)).map(([name, rest]) => ({ ...name, ...rest }) as AttachmentPlan);
}

/** The texts of an attached mail are in the code page of the mail around it, as Outlook writes them. */
function mailPlans(codepage: number | null, depth: number): fc.Arbitrary<OutlookPlan> {
  return fc
    .array(attachmentPlans(codepage, depth), { maxLength: 4 })
    .map((attachments) => ({ codepage, subject: 'subject', attachments }));
}

export const outlookPlans: fc.Arbitrary<OutlookPlan> = fc
  .oneof(fc.constant(null), fc.constantFrom(...Object.keys(SAYS).map(Number)))
  .chain((codepage) => mailPlans(codepage, 2));
