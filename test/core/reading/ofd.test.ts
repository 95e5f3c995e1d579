/** Invoices in OFD files: what each source gives, what happens when they disagree, and the peculiarities of real files. */
import { describe, expect, it } from 'vitest';
import { universalInflater } from '../../../core/documents/inflate.ts';
import { readOfdInvoices } from '../../../core/documents/reading/ofd.ts';
import type { Reading } from '../../../core/documents/reading/reading.ts';
import { concat, utf8 } from '../../../core/formats/bytes.ts';
import { outcome } from '../support/outcome.ts';
import {
  attachment,
  INVOICES,
  type InvoiceText,
  invoiceParts,
  type OfdDraft,
  ofdOf,
  type Parts,
  qrText,
} from './support/ofd-maker.ts';

const { legacy, digital } = INVOICES;
const read = (parts: Parts) => readOfdInvoices(ofdOf(parts), universalInflater);

/** The one invoice in a file. */
function one(parts: Parts): Reading {
  const [reading, ...others] = read(parts);
  expect(others).toEqual([]);
  if (!reading) throw new Error('no invoice');
  return reading;
}

const drafted = (draft: OfdDraft, invoice: InvoiceText = legacy) => one(invoiceParts(invoice, draft));
const notes = (reading: Reading, code: string) =>
  reading.notes.flatMap((note) => (note.code === code ? [note.detail] : []));

/** All facts of `legacy`. */
const FACTS = {
  kind: 'invoice',
  scheme: 'cn-legacy',
  code: '011002100311',
  number: '01234567',
  date: '2026-03-04',
  seller: '示例科技有限公司',
  sellerId: '91110000MA00000001',
  buyer: '样例商贸（上海）有限公司',
  buyerId: '91310000MA00000002',
  parties: ['示例科技有限公司', '样例商贸（上海）有限公司'],
  money: { amount: '1060.00', currency: 'CNY' },
  net: '1000.00',
  tax: '60.00',
};

describe('each source alone', () => {
  it.each<[string, OfdDraft]>([
    ['attachment', { custom: null, tag: null }],
    ['tag', { custom: null, attached: null }],
    ['custom', { tag: null, attached: null }],
  ])('%s gives all facts', (source, draft) => {
    const reading = drafted(draft);
    expect(reading.facts).toEqual(FACTS);
    expect(reading.places.number).toMatch(new RegExp(`^ofd:${source}( ofd:qr)?$`));
    expect(reading.conflicts).toEqual([]);
  });

  it('reads the invoice whose number stands alone', () => {
    const reading = drafted({}, digital);
    expect(reading.facts).toMatchObject({
      scheme: 'cn-20',
      number: digital.number,
      money: { amount: '4449.00', currency: 'CNY' },
    });
    expect(reading.facts).not.toHaveProperty('code');
    expect(reading.places.money).toContain('ofd:qr');
  });
});

describe('several sources', () => {
  it('that agree are all named', () => {
    const reading = drafted({});
    expect(reading).toMatchObject({ reader: 'cn-einvoice-ofd', v: 1, facts: FACTS, conflicts: [], suggestions: [] });
    expect(reading.places.number).toBe('ofd:attachment ofd:tag ofd:custom ofd:qr');
    expect(reading.places.net).toBe('ofd:attachment ofd:tag ofd:custom ofd:qr');
    expect(reading.places.seller).toBe('ofd:attachment ofd:tag ofd:custom');
    expect(reading.places.parties).toBe('ofd:attachment ofd:tag ofd:custom');
  });

  it.each<[string, keyof InvoiceText, string, string]>([
    ['number', 'number', '01234568', 'number'],
    ['date', 'date', '2026年03月05日', 'date'],
    ['amount', 'gross', '10600.00', 'money'],
    ['seller', 'sellerId', '91110000MA00000009', 'sellerId'],
  ])('that disagree about the %s give no fact, and show what each says', (_, field, other, name) => {
    for (const draft of [
      { custom: { ...legacy, [field]: other } },
      { tag: { ...legacy, [field]: other } },
      { attached: attachment({ ...legacy, [field]: other }, { qr: '' }) },
    ]) {
      const { facts, conflicts } = drafted(draft);
      expect(facts).not.toHaveProperty(name);
      expect(conflicts.map((conflict) => conflict.name)).toEqual([name]);
      expect(conflicts[0]?.values).toHaveLength(2);
    }
  });

  it('states no scheme for a number in doubt, and no parties for a buyer in doubt', () => {
    expect(drafted({ custom: { ...legacy, number: '01234568' } }).facts).not.toHaveProperty('scheme');
    const otherQr = attachment(legacy, { qr: qrText({ ...legacy, number: '01234568' }) });
    expect(drafted({ attached: otherQr }).facts).not.toHaveProperty('scheme');
    expect(drafted({ custom: { ...legacy, buyer: '别的公司' } }).facts).not.toHaveProperty('parties');
  });

  it('of which one is empty, or writes the amount as pages show it, agree', () => {
    const custom = {
      number: ' 01234567 ',
      net: '￥1,000.00',
      gross: '¥ 1060.00',
      date: '2026-03-04',
      buyerId: '9131 0000 MA00000002',
    };
    const reading = drafted({ custom });
    expect(reading.facts).toEqual(FACTS);
    expect(reading.places.net).toContain('ofd:custom');
  });
});

describe('an amount', () => {
  const alone = (gross: string) => {
    const attached = attachment({ ...digital, gross, net: '', tax: '' }, { qr: '' });
    return drafted({ custom: null, tag: null, attached }, digital);
  };

  it.each(['10²', '9①', '⒈⒌', '１００.00', '1，000.00', '100.00元'])(
    'written as %s is refused, not made one',
    (gross) => {
      const reading = alone(gross);
      expect(reading.facts).not.toHaveProperty('money');
      expect(notes(reading, 'value-refused')).toEqual([`ofd:attachment: ${gross}`]);
    },
  );

  it.each([
    ['￥1,060.00', '1060.00'],
    ['¥-1,060.00', '-1060.00'],
    ['- ￥ 1060.00', '-1060.00'],
  ])('written as %s is %s', (gross, amount) => {
    expect(alone(gross).facts.money).toEqual({ amount, currency: 'CNY' });
  });
});

describe('the QR code', () => {
  it('that says otherwise is a conflict', () => {
    const { facts, conflicts } = drafted({
      attached: attachment(legacy, { qr: qrText({ ...legacy, net: '9000.00' }) }),
    });
    expect(facts).not.toHaveProperty('net');
    expect(conflicts[0]?.values.map(({ place }) => place)).toEqual(['ofd:attachment ofd:tag ofd:custom', 'ofd:qr']);
  });

  it('suggests what nothing else states', () => {
    const bare = { ...legacy, date: '', net: '' };
    const { facts, suggestions } = one(
      invoiceParts(bare, { tag: null, attached: attachment(bare, { qr: qrText(legacy) }) }),
    );
    expect(facts).not.toHaveProperty('date');
    expect(suggestions).toEqual([
      { name: 'date', place: 'ofd:qr', value: '2026-03-04' },
      { name: 'net', place: 'ofd:qr', value: '1000.00' },
    ]);
  });

  it('with a checksum of another text is altered', () => {
    const altered = qrText(legacy).replace('1000.00', '1000.01');
    expect(notes(drafted({ attached: attachment(legacy, { qr: altered }) }), 'qr-altered')).toEqual([altered]);
    expect(notes(drafted({}), 'qr-altered')).toEqual([]);
  });

  it('that is a picture only is not read, with a word', () => {
    const codes = drafted({ attached: attachment(legacy, { qr: 'iVBORw0KGgo=' }) }).notes.map(({ code }) => code);
    expect(codes).toContain('qr-not-read');
    expect(drafted({}).notes.map(({ code }) => code)).not.toContain('qr-not-read');
  });
});

describe('the attachment', () => {
  it.each<[string, readonly [string, string]]>([
    ['in the folder of the list', ['original_invoice.xml', 'Doc_0/Attachs/original_invoice.xml']],
    ['in the folder of the document', ['Other/invoice.xml', 'Doc_0/Other/invoice.xml']],
    ['at an absolute place', ['/Data/invoice.xml', 'Data/invoice.xml']],
    ['behind a dot and a backslash', ['.\\original_invoice.xml', 'Doc_0/Attachs/original_invoice.xml']],
  ])('is found %s', (_, location) => {
    expect(drafted({ location, tag: null, custom: null }).facts).toEqual(FACTS);
  });

  it('that could be either of two parts is read as both', () => {
    const parts = {
      ...invoiceParts(legacy, { tag: null, custom: null }),
      'Doc_0/original_invoice.xml': attachment({ ...legacy, gross: '9.00' }),
    };
    expect(one(parts).conflicts.map(({ name }) => name)).toEqual(['money']);
  });

  it('is refused when its location leads upwards', () => {
    const parts = invoiceParts(legacy, { location: ['../../invoice.xml', 'invoice.xml'] });
    expect(outcome(() => read(parts))).toBe('malformed');
  });

  it('that is missing, or is something else, is left out with a word', () => {
    const missing = drafted({ location: ['gone.xml', 'elsewhere.xml'] });
    expect(notes(missing, 'left-out')).toContain('ofd:attachment gone.xml: not in the file');
    const picture = drafted({ location: ['a.png', 'Doc_0/Attachs/a.png'], attached: 'no picture' });
    expect(notes(picture, 'left-out')).toContain('ofd:attachment Doc_0/Attachs/a.png');
    expect(picture.facts).toEqual(FACTS);
  });

  it('of a red invoice names the one that it takes back', () => {
    const note = '对应正数发票代码:011002100311号码:00000017';
    const red = drafted({ attached: attachment(legacy, { note }) });
    expect(red.references).toEqual([
      { rel: 'credit-of', number: '011002100311 00000017', basis: 'ofd:attachment', date: null },
    ]);
    expect(red.facts).toMatchObject({ credits: '011002100311 00000017' });
  });
});

describe('the data of a voucher', () => {
  const XBRL =
    '<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:v="http://xbrl.mof.gov.cn/taxonomy/2023-12-31/v"><v:X>1</v:X></xbrl>';
  const attached = { location: ['voucher.xml', 'Doc_0/Attachs/voucher.xml'], attached: XBRL } as const;

  it('beside what is read is left out with a word', () => {
    const found = drafted(attached);
    expect(found.facts).toEqual(FACTS);
    expect(notes(found, 'left-out')).toContain('ofd:attachment Doc_0/Attachs/voucher.xml');
  });

  it('alone is found and not read, which is said', () => {
    const alone = invoiceParts(legacy, { ...attached, tag: null, custom: null });
    expect(() => read(alone)).toThrow(expect.objectContaining({ code: 'malformed', details: { reason: 'voucher' } }));
    const other = { ...alone, 'Doc_0/Attachs/voucher.xml': XBRL.replace('mof.gov.cn', 'example.org') };
    expect(read(other)).toEqual([]);
  });
});

describe('tags', () => {
  const broken = (change: (parts: Record<string, string>) => void) => {
    const parts = { ...invoiceParts(legacy, { custom: null, attached: null }) } as Record<string, string>;
    change(parts);
    return one(parts);
  };

  it('that point to nothing give nothing, with a word', () => {
    const reading = broken((parts) => {
      parts['Doc_0/Tags/CustomTag.xml'] = parts['Doc_0/Tags/CustomTag.xml']?.replace('>64</', '>9999</') ?? '';
    });
    expect(notes(reading, 'left-out')).toContain('ofd:tag SellerName');
    expect(reading.facts).not.toHaveProperty('seller');
  });

  it('that point to a page whose ID two have give nothing', () => {
    const reading = broken((parts) => {
      parts['Doc_0/Document.xml'] =
        parts['Doc_0/Document.xml']?.replace('</ofd:Pages>', '<ofd:Page ID="1" BaseLoc="Other.xml"/></ofd:Pages>') ??
        '';
      parts['OFD.xml'] = invoiceParts(legacy)['OFD.xml'] as string;
    });
    expect(notes(reading, 'left-out')).toContain('ofd:tag InvoiceNo');
    expect(reading.places.number).toBe('ofd:custom');
  });

  it('that point to two texts of one ID give nothing', () => {
    const reading = broken((parts) => {
      parts['Doc_0/Tpls/Tpl_0/Content.xml'] =
        parts['Doc_0/Tpls/Tpl_0/Content.xml']?.replace(
          '</ofd:Layer>',
          '<ofd:TextObject ID="61"><ofd:TextCode>1</ofd:TextCode></ofd:TextObject></ofd:Layer>',
        ) ?? '';
    });
    expect(notes(reading, 'left-out')).toContain('ofd:tag InvoiceCode');
  });
});

describe('a file', () => {
  it('with several documents gives an invoice for each', () => {
    const parts = { ...invoiceParts(legacy) } as Record<string, string>;
    const entrance = parts['OFD.xml'] ?? '';
    const [body = ''] = /<ofd:DocBody>[\s\S]*<\/ofd:DocBody>/.exec(entrance) ?? [];
    parts['OFD.xml'] = entrance.replace('</ofd:OFD>', `${body}</ofd:OFD>`);
    expect(read(parts).map(({ facts }) => facts.number)).toEqual(['01234567', '01234567']);
  });

  it('that is no invoice gives none', () => {
    expect(read(invoiceParts(legacy, { custom: null, tag: null, attached: null }))).toEqual([]);
  });

  it.each<[string, Uint8Array]>([
    ['text', utf8('OFD.xml')],
    ['another archive', ofdOf({ 'word/document.xml': '<w/>' })],
    ['an archive with an OFD file in a folder', ofdOf({ 'a/OFD.xml': '<w/>' })],
    ['nothing', new Uint8Array(0)],
  ])('that is %s gives none', (_, bytes) => {
    expect(readOfdInvoices(bytes, universalInflater)).toEqual([]);
  });

  it('is the same packed', () => {
    expect(readOfdInvoices(ofdOf(invoiceParts(legacy), 6), universalInflater)).toEqual(read(invoiceParts(legacy)));
  });

  it('does not depend on the prefix, nor on the namespace', () => {
    const parts = Object.fromEntries(
      Object.entries(invoiceParts(legacy)).map(([path, text]) => [
        path,
        String(text)
          .replaceAll('ofd:', 'o:')
          .replaceAll('xmlns:ofd', 'xmlns:o')
          .replaceAll('ofdspec.org/2016', 'ofdspec.org'),
      ]),
    );
    expect(one(parts).facts).toEqual(FACTS);
  });

  it.each<[string, (parts: Parts) => Parts, string]>([
    ['a broken OFD.xml', (parts) => ({ ...parts, 'OFD.xml': '<ofd:OFD>' }), 'malformed'],
    ['a document that is not there', ({ 'Doc_0/Document.xml': _, ...parts }) => parts, 'malformed'],
    [
      'a document type',
      (parts) => ({ ...parts, 'OFD.xml': `<!DOCTYPE a [<!ENTITY b "c">]>${parts['OFD.xml']}` }),
      'malformed',
    ],
    [
      'too many parts',
      (parts) => ({ ...parts, ...Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`r/${i}`, 'x'])) }),
      'too-large',
    ],
  ])('with %s is refused', (_, change, code) => {
    expect(outcome(() => read(change(invoiceParts(legacy))))).toBe(code);
  });

  it('that is cut off is refused, not taken for something else', () => {
    const bytes = ofdOf(invoiceParts(legacy));
    expect(outcome(() => readOfdInvoices(bytes.subarray(0, -30), universalInflater))).toBe('malformed');
    expect(outcome(() => readOfdInvoices(concat(bytes, bytes), universalInflater))).toBe('malformed');
  });
});
