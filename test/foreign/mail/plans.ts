/** Mails as different programs write them, and as bad luck leaves them: what is in one, and its bytes. */
import fc from 'fast-check';

/** How one file is attached. */
interface FilePlan {
  readonly name: string;
  readonly bytes: Buffer;
  readonly type: string;
  readonly encoding: 'base64' | 'quoted-printable' | '7bit' | '8bit' | 'binary' | 'x-uuencode' | '';
  readonly disposition: 'attachment' | 'inline' | '';
  readonly spoiled: boolean;
}

/** A mail. */
export interface MailPlan {
  readonly files: readonly FilePlan[];
  readonly newline: '\r\n' | '\n';
  readonly nested: 'mixed' | 'alternative' | 'related' | null;
  readonly boundary: string;
  readonly padding: string;
  readonly preamble: boolean;
  readonly cut: boolean;
  /** Every file comes out as it was. */
  readonly intact: boolean;
}

const lines = fc
  .array(
    fc.constantFrom(
      'a',
      '',
      '<x/>',
      '-- ',
      '--',
      '=3D',
      '=',
      'From here',
      '.',
      '客户',
      'é',
      ' lead',
      'trail ',
      'begin it',
    ),
    { maxLength: 8 },
  )
  .chain((texts) => fc.constantFrom('\n', '\r\n', '\r').map((end) => Buffer.from(texts.join(end))));
const ended = lines.chain((bytes) =>
  fc.constantFrom('', '\n', '\r\n', '\r', '\n\n', ' ').map((end) => Buffer.concat([bytes, Buffer.from(end)])),
);
const contents = fc.oneof(
  ended,
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

const filePlans: fc.Arbitrary<FilePlan> = fc.record({
  name: fc.constantFrom('a.pdf', 'list.csv', 'invoice.xml', 'terms.txt', 'two words.bin', 'a;b.txt'),
  bytes: contents,
  type: fc.constantFrom('application/pdf', 'text/plain', 'text/csv', 'text/xml', 'text/html', 'image/png'),
  encoding: fc.constantFrom('base64', 'quoted-printable', '7bit', '8bit', 'binary', 'x-uuencode', ''),
  disposition: fc.constantFrom('attachment', 'inline', ''),
  spoiled: fc.boolean(),
});

/** Mails of all kinds. */
export const mailPlans: fc.Arbitrary<MailPlan> = fc
  .record({
    files: fc.array(filePlans, { minLength: 1, maxLength: 5 }),
    newline: fc.constantFrom<'\r\n' | '\n'>('\r\n', '\n'),
    nested: fc.constantFrom<MailPlan['nested']>('mixed', 'alternative', 'related', null),
    boundary: fc.constantFrom('b', '=_Part_1', "it's (one)?", 'a.b+c'),
    padding: fc.constantFrom('', ' ', '\t '),
    preamble: fc.boolean(),
    cut: fc.boolean(),
  })
  .map((plan) => {
    // a picture among related parts belongs to the letter
    const files = plan.files.map((file) => {
      const isPicture = plan.nested === 'related' && file.type === 'image/png' && file.disposition !== 'attachment';
      return isPicture ? { ...file, type: 'application/pdf' } : file;
    });
    return {
      ...plan,
      files,
      intact: !plan.cut && files.every((file) => !file.spoiled && !runsInto(file, plan.newline)),
    };
  });

/** A carriage return at the end and the line feed of the boundary cannot be told from a line end of two characters. */
function runsInto({ encoding, bytes }: FilePlan, newline: string): boolean {
  return !/^(base64|quoted|x-uu)/.test(encoding) && bytes.at(-1) === 13 && newline === '\n';
}

/** The bytes of a mail. */
export function mailOf(plan: MailPlan): Buffer {
  const { newline, boundary } = plan;
  const head = ['From: a@example.org', 'Subject: x', 'MIME-Version: 1.0'];
  const letter = part(['Content-Type: text/plain; charset=utf-8'], Buffer.from('see attached'), newline);
  const parts = [letter, ...plan.files.map((file) => attachment(file, newline))];
  const inner = plan.nested && multipart(plan.nested, `${boundary}-inner`, parts.slice(0, 2), plan, false);
  const outer = inner ? [inner, ...parts.slice(2)] : parts;
  return Buffer.concat([Buffer.from(head.join(newline) + newline), multipart('mixed', boundary, outer, plan, true)]);
}

function part(fields: readonly string[], body: Buffer, newline: string): Buffer {
  return Buffer.concat([Buffer.from(fields.map((field) => field + newline).join('') + newline), body]);
}

function multipart(kind: string, boundary: string, parts: readonly Buffer[], plan: MailPlan, isOuter: boolean): Buffer {
  const { newline, padding } = plan;
  const open = Buffer.from(`${newline}--${boundary}${padding}${newline}`);
  const close = Buffer.from(plan.cut && isOuter ? '' : `${newline}--${boundary}--${padding}${newline}`);
  const preamble = plan.preamble ? `This is a mail of several parts.${newline}` : '';
  const between = parts.flatMap((one, i) => (i === 0 ? [one] : [open, one]));
  const first = Buffer.from(`${preamble}--${boundary}${padding}${newline}`);
  const epilogue = Buffer.from(plan.preamble && close.length > 0 ? `the end${newline}` : '');
  const body = Buffer.concat([first, ...between, close, epilogue]);
  return part([`Content-Type: multipart/${kind};${newline} boundary="${boundary}"`], body, newline);
}

function attachment(file: FilePlan, newline: string): Buffer {
  const { name, type, disposition, encoding } = file;
  const fields = [
    disposition === '' ? `Content-Type: ${type}; name="${name}"` : `Content-Type: ${type}`,
    ...(disposition === '' ? [] : [`Content-Disposition: ${disposition};${newline} filename="${name}"`]),
    ...(encoding === '' ? [] : [`Content-Transfer-Encoding: ${encoding}`]),
  ];
  return part(fields, encoded(file, newline), newline);
}

function encoded({ bytes, encoding, spoiled, name }: FilePlan, newline: string): Buffer {
  if (encoding === 'base64') {
    const text = bytes.toString('base64').replace(/.{60}/g, `$&${newline}`);
    return Buffer.from(spoiled ? `${text.slice(0, 8)}! *${text.slice(8)}${newline}` : text);
  }
  if (encoding === 'quoted-printable') return Buffer.from(quotedPrintable(bytes, newline, spoiled), 'latin1');
  if (encoding === 'x-uuencode') return Buffer.from(uuencoded(bytes, name, newline, spoiled), 'latin1');
  return bytes;
}

function quotedPrintable(bytes: Buffer, newline: string, spoiled: boolean): string {
  const escaped = [...bytes].map((byte, i) => {
    const char = String.fromCharCode(byte);
    const hex = byte.toString(16).padStart(2, '0');
    const shown = /[!-<>-~]/.test(char) ? char : `=${i % 2 ? hex : hex.toUpperCase()}`;
    return i % 20 === 19 ? `${shown}=${newline}` : shown;
  });
  return spoiled ? `${escaped.join('')}=zz==` : escaped.join('');
}

function uuencoded(bytes: Buffer, name: string, newline: string, spoiled: boolean): string {
  const char = (value: number) => (value === 0 ? '`' : String.fromCharCode(value + 32));
  const out = [`begin 644 ${name}`];
  for (let at = 0; at < bytes.length; at += 45) {
    const line = bytes.subarray(at, at + 45);
    let text = char(line.length);
    for (let i = 0; i < line.length; i += 3) {
      const [a = 0, b = 0, c = 0] = line.subarray(i, i + 3);
      text += [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63].map(char).join('');
    }
    out.push(spoiled ? text.replace(/`+$/, '') : text);
  }
  return `${[...out, '`', 'end'].join(newline)}${newline}`;
}
