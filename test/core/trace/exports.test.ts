/** What a trace says to programs that read EPCIS or PROV: what the records say, and nothing more. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import { epcisOf, eventHash } from '../../../core/trace/epcis.ts';
import { traceOf } from '../../../core/trace/graph.ts';
import { digestName } from '../../../core/trace/names.ts';
import { provOf } from '../../../core/trace/prov.ts';
import { contract, delivery, invoice, leaf, order, record, TRADE } from './support/records.ts';

const NOW = '2026-12-01T00:00:00.000Z';
const trace = traceOf(TRADE, order.key);

describe('EPCIS 2.0', () => {
  const { eventList } = epcisOf(trace, NOW, nobleCrypto).epcisBody;

  it('has an event for each sealed record, and none for one that waits', () => {
    expect(eventList.map((event) => event['notary:record'])).toEqual(
      [order, contract, delivery, invoice].map(({ key }) => digestName(key)),
    );
  });

  it('names documents by digests, with the type that CBV has for them, or one of our own', () => {
    expect(eventList[3]?.bizTransactionList).toEqual([
      { type: 'inv', bizTransaction: digestName(leaf('INV-9')) },
      { type: 'urn:x-notary-desk:contract', bizTransaction: digestName(leaf('HT-1')) },
      { type: 'desadv', bizTransaction: digestName(leaf('DN-5')) },
    ]);
  });

  it('keeps the own date, the clock of intake and the anchored time apart', () => {
    expect(eventList[0]).toMatchObject({
      eventTime: '2026-11-20T08:00:00.000Z',
      'notary:documentDate': '2026-11-01',
      'notary:noLaterThan': '2026-11-20T09:00:00.000Z',
      'notary:confirmedBy': 'others',
    });
  });

  it('says of no verdict of an earlier day that others confirm it', () => {
    const remembered = { ...delivery, checked: '2026-11-22T02:00:00.000Z' };
    const found = traceOf([order, remembered], order.key);
    const [own, partner] = epcisOf(found, NOW, nobleCrypto).epcisBody.eventList;
    expect(own).toHaveProperty(['notary:confirmedBy'], 'others');
    expect(partner).not.toHaveProperty(['notary:confirmedBy']);
    expect(provOf(found).entity[`leaf:${delivery.key}`]).not.toHaveProperty(['notary:confirmedBy']);
  });

  it('names no people and no amounts', () => {
    expect(JSON.stringify(eventList)).not.toMatch(/采购合同|128000/);
  });

  it('the id is the hash of the event, whatever the order of its members', () => {
    const [event] = eventList;
    if (!event) throw new Error('no event');
    const { eventID, ...rest } = event;
    expect(eventHash(Object.fromEntries(Object.entries(rest).reverse()), nobleCrypto)).toBe(eventID);
    expect(eventHash({ ...rest, action: 'ADD' }, nobleCrypto)).not.toBe(eventID);
  });
});

describe('PROV-JSON', () => {
  const prov = provOf(traceOf([...TRADE.slice(0, 4), record('PO-8', { place: 30, supersedes: 'PO-7' })], null));

  it('has an entity for each sealed record and for what links name, attributed to its log', () => {
    expect(Object.keys(prov.entity)).toEqual(
      ['PO-7', 'DN-5', 'INV-9', 'PO-8', 'HT-1'].map((name) => `leaf:${leaf(name)}`),
    );
    expect(Object.keys(prov.agent)).toHaveLength(2);
    expect(Object.keys(prov.wasAttributedTo)).toHaveLength(4);
  });

  it('a link says influence and no more; a new version is a revision', () => {
    expect(Object.values(prov.wasInfluencedBy).map((one) => [one['notary:rel'], one['notary:state']])).toEqual([
      ['order', 'holds'],
      ['contract', 'not-shown'],
      ['delivery', 'holds'],
    ]);
    expect(Object.values(prov.wasDerivedFrom)).toMatchObject([
      { 'prov:generatedEntity': `leaf:${leaf('PO-8')}`, 'prov:usedEntity': `leaf:${leaf('PO-7')}` },
    ]);
  });
});
