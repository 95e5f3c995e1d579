/** Records of several trades, each called by its order: of every three one fits, one differs, and in one a payment is missing. */
import { allFacts } from '../../../core/records/facts.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { sampleRow } from './sample.ts';

const [SELLER, BUYER] = ['杭州示例贸易有限公司', '上海样本科技股份有限公司'];
const LONG_NUMBER = 'PO-2026-SHANGHAI-PUDONG-WAREHOUSE-EXTENSION-0000003-REV-B';

/** Rows from number `first` on; `title` names the order that a document belongs to. */
export function tradeRows(first: number, trades: number): readonly RecordRow[] {
  return Array.from({ length: trades }, (_, at) => documentsOf(at + 1)).flatMap((documents, trade) =>
    documents.map(
      ({ kind, facts }, i): RecordRow => ({
        ...sampleRow(first + trade * 6 + i, 'anchored'),
        ...{ kind, facts: { ...allFacts({}), ...facts } as RecordRow['facts'] },
      }),
    ),
  );
}

function documentsOf(trade: number) {
  const order = trade % 3 === 0 ? LONG_NUMBER : `PO-${trade}`;
  const money = (amount: string) => ({ amount, currency: 'CNY' });
  const invoiced = money(trade % 3 === 2 ? '11300.5' : '1130');
  const bought = { seller: SELLER, buyer: BUYER, scheme: 'cn-20', date: '2026-11-20', money: invoiced };
  const sent = { sender: SELLER, receiver: BUYER, date: '2026-11-18' };
  const goods = { goods: '钢卷', quantity: '12', unit: '吨' };
  const contract = { parties: [SELLER, BUYER], date: '2026-11-01', money: money('1130') };
  const paid = { payer: BUYER, payee: SELLER, date: '2026-11-25', money: invoiced };
  const number = String(26332000000000000000n + BigInt(trade));
  const all = [
    { kind: 'document', facts: { ...contract, kind: 'order', number: order, title: order } },
    { kind: 'document', facts: { ...contract, kind: 'contract', number: `HT-${trade}`, title: order } },
    { kind: 'delivery', facts: { ...sent, ...goods, number: `DN-${trade}`, title: order } },
    { kind: 'warehouse-receipt', facts: { ...goods, date: '2026-11-19', number: `WR-${trade}`, title: order } },
    { kind: 'invoice', facts: { ...bought, number, title: order } },
    { kind: 'payment', facts: { ...paid, number: `ZF-${trade}`, title: order } },
  ];
  return trade % 3 === 0 ? all.slice(0, 5) : all;
}

/** Which of them name one another: each its order. */
export function connectedRows(rows: readonly RecordRow[]): readonly (readonly [string, string])[] {
  return rows.flatMap(({ id, facts: { title, number } }) => {
    const order = rows.find((one) => one.facts.number === title);
    return order && number !== title ? [[id, order.id] as const] : [];
  });
}
