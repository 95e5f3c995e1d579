/** Records of a made-up trade: an order, its contract, a delivery by somebody else, an invoice and its payment. */
import { nobleCrypto } from '../../../../core/crypto.ts';
import { toHex, utf8 } from '../../../../core/formats/bytes.ts';
import type { TraceLink, TraceRecord } from '../../../../core/trace/types.ts';

/** A leaf hash from a name. */
export const leaf = (name: string): string => toHex(nobleCrypto.sha256(utf8(name)));

export const OWN = `desk/${'1'.repeat(64)}`;
export const PARTNER = `desk/${'2'.repeat(64)}`;

/** A record called by a name, which is the number of its document too. */
export function record(name: string, changes: Partial<TraceRecord> = {}): TraceRecord {
  return {
    log: changes.origin ?? OWN,
    key: leaf(name),
    id: name,
    origin: OWN,
    place: 0,
    kind: 'document',
    facts: { number: name, date: '2026-11-01' },
    recorded: '2026-11-20T08:00:00.000Z',
    proven: null,
    supersedes: null,
    links: [],
    verdict: null,
    checked: null,
    erased: false,
    ...changes,
  };
}

/** A link to a record by its name. */
export const link = (rel: string, name: string, origin = OWN): TraceLink => ({
  rel,
  to: leaf(name),
  origin,
  basis: 'typed',
});

const confirmed = (time: string) => ({ time, by: 'others' }) as const;

export const order = record('PO-7', {
  place: 3,
  facts: { number: 'PO-7', kind: 'order', date: '2026-11-01' },
  proven: confirmed('2026-11-20T09:00:00.000Z'),
});
export const contract = record('HT-1', {
  place: 4,
  facts: { number: 'HT-1', title: '采购合同', kind: 'contract', date: '2026-11-03' },
  links: [link('order', 'PO-7')],
  proven: confirmed('2026-11-20T09:00:00.000Z'),
});
export const delivery = record('DN-5', {
  origin: PARTNER,
  place: 900,
  kind: 'delivery',
  facts: { number: 'DN-5', date: '2026-11-10' },
  links: [link('order', 'PO-7')],
  recorded: '2026-11-21T08:00:00.000Z',
  proven: confirmed('2026-11-21T09:00:00.000Z'),
  verdict: 'proven',
});
export const invoice = record('INV-9', {
  place: 8,
  kind: 'invoice',
  facts: { number: 'INV-9', date: '2026-11-12', money: { amount: '128000.00', currency: 'CNY' } },
  links: [link('contract', 'HT-1'), link('delivery', 'DN-5', PARTNER)],
  recorded: '2026-11-22T08:00:00.000Z',
  proven: confirmed('2026-11-22T09:00:00.000Z'),
});
export const payment = record('PAY-2', {
  place: null,
  kind: 'payment',
  facts: { number: 'PAY-2', date: '2026-11-15' },
  links: [link('invoice', 'INV-9')],
  recorded: '2026-11-23T08:00:00.000Z',
});

/** All of them, in no order. */
export const TRADE: readonly TraceRecord[] = [payment, invoice, order, delivery, contract];
