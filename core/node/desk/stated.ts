/** Facts that the desk itself states in every record that it makes. */
import { isPersonal } from '../../records/credit-code.ts';
import { type Facts, maskId } from '../../records/facts.ts';
import type { Holder, Settings } from './types.ts';

/** The desk's own facts: holder, ids, operator, software. */
export function statedFacts(holder: Holder, settings: Settings, version: string): Partial<Facts> {
  const { name, creditCode } = holder;
  return {
    holder: name,
    holderId: creditCode,
    // what is public needs no mask
    holderIdMasked: creditCode !== null && isPersonal(creditCode) ? maskId(creditCode) : null,
    operator: settings.operator ?? holder.operator,
    software: `Notary Desk ${version}`,
  };
}
