/** DER as certificates and seals have it; everything but the one encoding of a value is refused. */
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex, utf8 } from '../../core/formats/bytes.ts';
import {
  bitsOf,
  derOf,
  membersOf,
  oidOf,
  readDer,
  smallIntegerOf,
  TAG,
  textOf,
  timeOf,
} from '../../core/formats/der.ts';
import { outcome } from './support/outcome.ts';

const value = (hex: string) => readDer(fromHex(hex));
const shown = (tag: number, text: string) => readDer(derOf(tag, utf8(text)));

describe('a value', () => {
  it.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])('of %i bytes is read as it is written', (length) => {
    const content = new Uint8Array(length).fill(7);
    const read = readDer(derOf(TAG.octets, content));
    expect([read.tag, toHex(read.content)]).toEqual([TAG.octets, toHex(content)]);
  });

  it.each([
    ['nothing', ''],
    ['no length', '04'],
    ['cut short', '040201'],
    ['bytes behind', '04010100'],
    ['an indefinite length', '3080040101' + '0000'],
    ['a long length that could be short', '04810101'],
    ['a length with a zero in front', '0482' + '0001' + '01'],
    ['a length of five bytes', '048500000000010' + '1'],
    ['a length beyond the bytes', '0484ffffffff'],
    ['a tag of several bytes', '1f8101' + '0101'],
  ])('that has %s is malformed', (_, hex) => {
    expect(outcome(() => readDer(fromHex(hex)))).toBe('malformed');
  });
});

describe('members', () => {
  it('are read in order, each with all of its bytes', () => {
    const members = membersOf(value('3006020101040102'));
    expect(members.map(({ whole }) => toHex(whole))).toEqual(['020101', '040102']);
  });

  it('are refused beyond 4096, in another tag, and where there is no value', () => {
    const many = derOf(TAG.sequence, ...Array.from({ length: 4097 }, () => fromHex('0500')));
    expect(outcome(() => membersOf(readDer(many)))).toBe('malformed');
    expect(outcome(() => membersOf(value('3100')))).toBe('malformed');
    expect(outcome(() => membersOf(undefined))).toBe('malformed');
    expect(outcome(() => membersOf(value('3003020201')))).toBe('malformed');
  });
});

describe('values of a type', () => {
  it.each([
    ['060a2a811ccf550601040202', '1.2.156.10197.6.1.4.2.2'],
    ['06082a811ccf55018375', '1.2.156.10197.1.501'],
    ['0603550403', '2.5.4.3'],
    ['0603883703', '2.999.3'],
  ])('OBJECT IDENTIFIER %s is %s', (hex, oid) => {
    expect(oidOf(value(hex))).toBe(oid);
  });

  it.each(['0600', '06022a81', '06092affffffffffffff7f', '020101'])('refuses %s as an identifier', (hex) => {
    expect(outcome(() => oidOf(value(hex)))).toBe('malformed');
  });

  it('reads small integers, and no others', () => {
    expect(smallIntegerOf(value('020104'))).toBe(4);
    for (const hex of ['0200', '020180', '02020100', '040104'])
      expect(outcome(() => smallIntegerOf(value(hex)))).toBe('malformed');
  });

  it('reads bit strings of whole bytes', () => {
    expect(toHex(bitsOf(value('03030001ff')))).toBe('01ff');
    for (const hex of ['0300', '030201ff', '040101']) expect(outcome(() => bitsOf(value(hex)))).toBe('malformed');
  });

  it('reads every kind of text', () => {
    expect(textOf(shown(TAG.utf8, '税务'))).toBe('税务');
    expect(textOf(shown(TAG.printable, 'CN'))).toBe('CN');
    expect(textOf(value('1e047a0e52a1'))).toBe('税务');
    expect(outcome(() => textOf(readDer(derOf(TAG.utf8, fromHex('ff')))))).toBe('malformed');
    expect(outcome(() => textOf(value('1e017a')))).toBe('malformed');
    expect(outcome(() => textOf(value('0500')))).toBe('malformed');
  });

  it.each<[number, string, string]>([
    [TAG.generalizedTime, '20200723130907Z', '2020-07-23T13:09:07.000Z'],
    [TAG.generalizedTime, '20200723130907.763Z', '2020-07-23T13:09:07.000Z'],
    [TAG.utcTime, '200229000000Z', '2020-02-29T00:00:00.000Z'],
    [TAG.utcTime, '2002290000Z', '2020-02-29T00:00:00.000Z'],
    [TAG.utcTime, '500101000000Z', '1950-01-01T00:00:00.000Z'],
  ])('time %i %s is %s', (tag, text, iso) => {
    expect(new Date(timeOf(shown(tag, text))).toISOString()).toBe(iso);
  });

  it.each<[number, string]>([
    [TAG.generalizedTime, '20200723130907'], // a local time of no place
    [TAG.generalizedTime, '20200723130907+0800'],
    [TAG.generalizedTime, '20210229000000Z'],
    [TAG.generalizedTime, '20200723250000Z'],
    [TAG.generalizedTime, '20200723136100Z'],
    [TAG.generalizedTime, '00000101000000Z'],
    [TAG.utcTime, '20200723130907Z'],
    [TAG.utf8, '20200723130907Z'],
  ])('refuses the time %i %s', (tag, text) => {
    expect(outcome(() => timeOf(shown(tag, text)))).toBe('malformed');
  });
});

it('joins members to a value', () => {
  expect(toHex(derOf(TAG.sequence, fromHex('020101'), fromHex('0500')))).toBe(
    toHex(concat(fromHex('3005'), fromHex('0201010500'))),
  );
});
