/** Which step of a trade a record is: by its kind, else by what others refer to it as. */
import type { Stage, TraceRecord } from './types.ts';

/** The step that a link's word says the named record is; words that say nothing of it are absent. */
const OF_LINK: Readonly<Record<string, Stage>> = {
  order: 'order',
  contract: 'contract',
  despatch: 'delivery',
  delivery: 'delivery',
  receipt: 'receipt',
  invoice: 'invoice',
  'credit-of': 'invoice',
  payment: 'payment',
};

const OF_RECORD_KIND: Readonly<Record<string, Stage>> = {
  invoice: 'invoice',
  delivery: 'delivery',
  payment: 'payment',
  'warehouse-receipt': 'receipt',
};

/** What the holder calls the document, where that is one of the words with a name. */
const OF_FACT: Readonly<Record<string, Stage>> = {
  order: 'order',
  contract: 'contract',
  invoice: 'invoice',
  receipt: 'receipt',
  statement: 'payment',
};

/** The step of a record; `named` are the words under which others refer to it. */
export function stageOf(record: TraceRecord | null, named: readonly string[]): Stage {
  const linked = named.map((rel) => OF_LINK[rel]).find((stage) => stage !== undefined);
  if (record === null) return linked ?? 'other';
  const { kind } = record.facts;
  const stated = typeof kind === 'string' && Object.hasOwn(OF_FACT, kind) ? OF_FACT[kind] : undefined;
  return OF_RECORD_KIND[record.kind] ?? linked ?? stated ?? 'other';
}
