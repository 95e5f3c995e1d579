/** A record whose document was read: what somebody stated stands, under its salt; what is read is named; nothing else is touched. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../core/documents/reading/reading.ts';
import { NotaryError } from '../../core/errors.ts';
import type { Json } from '../../core/formats/canonical.ts';
import { Notary } from '../../core/notary.ts';
import type { LookedInto } from '../../core/records/completing.ts';
import type { AnyFacts } from '../../core/records/facts.ts';
import { INVOICE } from '../../core/records/profiles/index.ts';
import { readFactIn } from '../../core/records/profiles/read.ts';
import { factsIn } from '../../core/records/record.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { FakeClock, FakeKeys, fakeRandom } from '../fakes/ports.ts';
import { logSigner, witnessSigner } from './support/keys.ts';

const store = new MemoryStore();
const notary = new Notary({
  store,
  keys: new FakeKeys(logSigner('desk'), witnessSigner('witness')),
  clock: new FakeClock('2026-11-24T09:00:00.000Z'),
  random: fakeRandom('completing'),
  connectors: [],
  deskFacts: () => ({ holder: 'Somebody', software: 'Notary Desk 0' }),
});

const READ = {
  number: 'R-1',
  date: '2026-03-14',
  money: { amount: '119.00', currency: 'EUR' },
  parties: ['Seller GmbH', 'Buyer SA'],
  kind: 'invoice',
  scheme: 'en16931',
  seller: 'Seller GmbH',
  net: '100.00',
  tax: '19.00',
} as const;

const reading = (facts: Readonly<Record<string, Json>> = READ, more: Partial<Reading> = {}): Reading => ({
  reader: 'ubl-2.1',
  v: 1,
  profile: 'invoice',
  facts,
  places: {},
  suggestions: [],
  conflicts: [],
  references: [],
  notes: [],
  ...more,
});

let made = 0;
/** A record that states these facts. */
function recorded(facts: AnyFacts) {
  made += 1;
  const digest = { sha256: made.toString(16).padStart(64, '0') };
  const [added] = notary.add([
    { digest, size: made, path: null, facts: { fileName: 'a.xml', ...facts }, supersedes: null },
  ]);
  if (!added) throw new Error('nothing was added');
  return added.record;
}

type Recorded = ReturnType<typeof recorded>;
const unstated = ({ disclosures }: Recorded) =>
  Object.fromEntries(disclosures.flatMap(([salt, name, value]) => (value === null ? [[name, salt]] : [])));

function complete(record: Recorded, found: Partial<LookedInto>) {
  const [warnings = []] = notary.complete([
    { id: record.id, unstated: unstated(record), parts: null, readings: [], seen: [], unread: null, ...found },
  ]);
  const after = notary.record(record.id);
  return { after, facts: factsIn(after.disclosures), warnings: warnings.map(({ code, detail }) => [code, detail]) };
}

const stated = fc.record(
  {
    number: fc.constantFrom('R-1', 'typed'),
    date: fc.constantFrom('2026-03-14', '2020-01-01'),
    money: fc.constantFrom(READ.money, { amount: '5', currency: 'USD' }),
    parties: fc.constantFrom([...READ.parties], ['Another']),
    title: fc.constant('a title'),
    note: fc.constant('a note'),
  },
  { requiredKeys: [] },
);
const names = Object.keys(READ);
const readFacts = fc
  .subarray(names)
  .map((some) => Object.fromEntries(Object.entries(READ).filter(([n]) => some.includes(n))));

describe('a record whose document was read', () => {
  it('keeps every fact that was stated, under its salt, and names exactly those that are as they were read', () => {
    fc.assert(
      fc.property(stated, readFacts, (typed, facts) => {
        const record = recorded(typed);
        const { after, facts: now } = complete(record, { readings: [reading(facts)] });
        expect(after.kind).toBe('invoice');
        const salted = new Map(after.disclosures.map((disclosure) => [disclosure[1], disclosure]));
        for (const disclosure of record.disclosures.filter(([, , value]) => value !== null))
          expect(salted.get(disclosure[1])).toEqual(disclosure);
        for (const name of readFactIn(now)?.names ?? []) expect(now[name]).toEqual(facts[name as keyof typeof facts]);
        for (const [name, value] of Object.entries(facts))
          if (readFactIn(now)?.names.includes(name) !== true) expect(now[name]).not.toEqual(value);
        for (const disclosure of after.disclosures) INVOICE.readDisclosure(disclosure, 'fact');
        expect(after.disclosures.map(([, name]) => name)).toEqual(INVOICE.names);
      }),
    );
  });

  it('takes no fact that the desk states, and none that a verifier refuses, whatever a reader says', () => {
    const lies = {
      holder: 'Another',
      software: 'x',
      note: 'x',
      fingerprints: {},
      links: [],
      read: {},
      receivable: 'x',
    };
    const { facts } = complete(recorded({}), { readings: [reading({ ...READ, ...lies, date: '2026-02-30', due: 7 })] });
    expect(facts).toMatchObject({ holder: 'Somebody', software: 'Notary Desk 0', note: null, receivable: null });
    expect(facts).toMatchObject({ fingerprints: null, links: null, date: null, due: null, number: 'R-1' });
  });

  it('is not filled in where somebody cleared a fact meanwhile', () => {
    const record = recorded({});
    const before = unstated(record);
    notary.edit(record.id, { number: null });
    expect(complete(record, { unstated: before, readings: [reading()] }).facts).toMatchObject({
      number: null,
      date: READ.date,
    });
  });

  it('stays a document where the file holds several, or nobody could read it, and says so', () => {
    const several = complete(recorded({}), { readings: [reading(), reading({ ...READ, number: 'R-2' })] });
    expect([several.after.kind, several.warnings]).toEqual(['document', [['several-invoices', '2']]]);
    expect(several.facts.number).toBeNull();
    const unread = complete(recorded({}), { unread: 'time' });
    expect([unread.after.kind, unread.warnings]).toEqual(['document', [['not-read', 'time']]]);
  });

  it('says what readers noted, each code once, without repeating what the file says', () => {
    const notes = [
      { code: 'value-refused', detail: 'xml:BT-2: 31.2.2026' },
      { code: 'value-refused', detail: 'xml:BT-9: soon' },
      { code: 'signature-not-checked', detail: '' },
      { code: 'seal-broken', detail: '' },
      { code: 'seal-good', detail: 'somebody' },
    ] as const;
    const { warnings, after } = complete(recorded({}), { readings: [reading({ number: `noted ${made}` }, { notes })] });
    expect(warnings).toEqual([
      ['value-refused', 'xml:BT-2, xml:BT-9'],
      ['signature-not-checked', ''],
      ['seal-broken', ''],
    ]);
    expect(after.held).toBe(true);
  });

  it('finds the Chinese invoice that it takes back by code and number, also where it has a number of 20 digits itself', () => {
    const blue = { scheme: 'cn-legacy', code: '033002000211', number: '83089647' };
    complete(recorded({}), { readings: [reading(blue)] });
    const credits = `${blue.code} ${blue.number}`;
    const red = [
      { scheme: 'cn-legacy', code: '033002000211', number: '83089650', credits },
      { scheme: 'cn-20', number: '24332000000048542163', credits },
    ];
    const said = red.map((facts) => complete(recorded({}), { readings: [reading(facts)] }).warnings);
    expect(said.map((warnings) => warnings.map(([code]) => code))).toEqual([['takes-back'], ['takes-back']]);
  });

  it('is told to differ from what its page or QR code shows, and waits for a decision', () => {
    const seen = [
      { name: 'number', place: 'qr', value: 'R-1', doubtful: false },
      { name: 'net', place: 'page', value: '1.00', doubtful: false },
    ] as const;
    const number = `shown ${made}`;
    const { after, warnings } = complete(recorded({}), { readings: [reading({ ...READ, number })], seen });
    expect(warnings).toEqual([['page-says-otherwise', 'number, net']]);
    expect([after.held, factsIn(after.disclosures).number]).toEqual([true, number]);
    notary.edit(after.id, { note: 'looked at it' });
    expect(store.seen(after.id)).toEqual(seen);
    expect(notary.record(after.id).held).toBe(true);
  });

  it('is completed beside a damaged record of the same invoice', () => {
    const facts = { scheme: 'cn-20', number: '24112000000048542163' };
    const { after: old } = complete(recorded({}), { readings: [reading(facts)] });
    const record = recorded({});
    const get = store.get;
    store.get = (id) => {
      if (id === old.id) throw new NotaryError('home-damaged', 'a damaged record', { id });
      return get.call(store, id);
    };
    const { after, warnings } = complete(record, { readings: [reading(facts)] });
    store.get = get;
    expect([after.kind, warnings]).toEqual(['invoice', [['same-invoice', String(old.seq)]]]);
  });

  it('is sealed with what was read, and not changed any more', () => {
    const record = recorded({});
    notary.withdraw(record.id, 'no longer');
    const { after, warnings } = complete(record, { readings: [reading()] });
    expect([after.kind, warnings]).toEqual(['document', []]);
  });
});

describe('a document on which an invoice is only seen', () => {
  const code = (number: string, doubtful = false) =>
    Object.entries({ kind: 'invoice', scheme: 'cn-20', number }).map(
      ([name, value]) => ({ name, value, place: 'qr', doubtful }) as const,
    );

  it('stays a document of which nothing is filled in, and keeps what was seen', () => {
    const { after, facts, warnings } = complete(recorded({}), { seen: code('26112000000000000101') });
    expect([after.kind, facts.number, facts.kind, warnings]).toEqual(['document', null, null, []]);
    expect(after.disclosures.map(([, , value]) => JSON.stringify(value)).join()).not.toContain('26112000000000000101');
    expect(store.seen(after.id)).toEqual(code('26112000000000000101'));
  });

  it('may be the same as another that is seen or read: said, and no reason to wait', () => {
    const number = '26112000000000000102';
    const first = complete(recorded({}), { seen: code(number) });
    const second = complete(recorded({}), { seen: code(number) });
    const third = complete(recorded({}), { readings: [reading({ scheme: 'cn-20', number })] });
    const same = (...records: readonly Recorded[]) =>
      records.map(({ seq }) => ['perhaps-same-invoice', String(seq)] as const);
    expect([first, second, third].map(({ warnings }) => warnings)).toEqual([
      [],
      same(first.after),
      same(first.after, second.after),
    ]);
    expect([second, third].map(({ after }) => after.held)).toEqual([false, false]);
  });

  it('whose code was altered or misread is told so', () => {
    const { warnings } = complete(recorded({}), { seen: code('26112000000000000103', true) });
    expect(warnings).toEqual([['code-altered', '']]);
  });

  it('keeps nothing that a fact cannot hold', () => {
    const seen = [{ name: 'date', place: 'page', value: 'soon', doubtful: false }] as const;
    expect(store.seen(complete(recorded({}), { seen }).after.id)).toEqual([]);
  });
});
