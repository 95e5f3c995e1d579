/** What a report says of a dossier's items. */
import type { DrawnSample } from '../dossier/files.ts';
import type { ItemListName } from '../dossier/items.ts';
import type { AnyFacts } from '../records/facts.ts';
import type { Verdict } from './verdicts.ts';

/**
 * What is known of an opened item's amount: the one that its record states (`same`), another (`differs`), laid open but not
 * compared with a record (`not-compared`), not laid open (`hidden`), or there is none that the dossier counts (`none`).
 */
export type AmountState = 'same' | 'differs' | 'not-compared' | 'hidden' | 'none';

/** An item that was laid open. */
export interface OpenedReport {
  readonly list: ItemListName;
  /** Its place in the list, from 0. */
  readonly index: number;
  /** Leaf hash of its record, hex. */
  readonly leaf: string;
  readonly currency: string | null;
  /** The amount that opens its commitment; null when that was not laid open. */
  readonly amount: string | null;
  readonly amountState: AmountState;
  /** False when it does not belong to the dossier, or what is said of it does not hold. */
  readonly holds: boolean;
  /** The verdict on the certificate of the record, which is a matter of its own; null when that was not shown. */
  readonly record: { readonly verdict: Verdict; readonly id: string | null; readonly facts: AnyFacts } | null;
}

/** Whether a record is in the dossier. */
export interface AskedReport {
  /** Leaf hash, hex. */
  readonly leaf: string;
  /** The list that it is in, `none`, or null when that was not shown. */
  readonly found: ItemListName | 'none' | null;
}

/** Two dossiers beside one another. */
export interface PoolsReport {
  /** What the caller calls the other. */
  readonly name: string;
  /** The verdict on its certificate. */
  readonly verdict: Verdict;
  /** Leaf hashes of the records in both, hex, in order; items and credits together. */
  readonly shared: readonly string[];
  readonly onlyThis: number;
  readonly onlyOther: number;
}

/** All of it. Nothing in it says that no record was left out of the rule: nobody can see that from a dossier. */
export interface DossierReport {
  /** The lists that lay beside the certificate, and not in it. */
  readonly beside: readonly ('items.json' | 'openings.json')[];
  /** As the record commits to them. */
  readonly counts: { readonly [N in ItemListName]: number };
  /** True when all items were given and are those of the record. */
  readonly listed: boolean;
  /** How many of them have no amount, and are in no total; null when they are not listed. */
  readonly withoutAmount: number | null;
  readonly opened: readonly OpenedReport[];
  readonly sample: DrawnSample | null;
  readonly asked: readonly AskedReport[];
  readonly pools: PoolsReport | null;
}
