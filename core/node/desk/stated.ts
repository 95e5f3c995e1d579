/** Facts that the desk itself states in every record that it makes. */
import { isPersonal } from '../../records/credit-code.ts';
import { type Facts, maskId } from '../../records/facts.ts';
import type { Holder, Settings } from './types.ts';

/** The desk's own facts, kept while thousands of records are made from them. */
export class StatedFacts {
  readonly #desk: { readonly holder: Holder; readonly settings: Settings };
  readonly #version: string;
  #facts: Partial<Facts> | null = null;

  constructor(desk: { readonly holder: Holder; readonly settings: Settings }, version: string) {
    this.#desk = desk;
    this.#version = version;
  }

  /** Throws `home-damaged` where the holder cannot be read. */
  get facts(): Partial<Facts> {
    this.#facts ??= statedFacts(this.#desk.holder, this.#desk.settings, this.#version);
    return this.#facts;
  }

  /** The holder or the settings have changed. */
  forget(): void {
    this.#facts = null;
  }
}

/** Holder, ids, operator, software. */
function statedFacts(holder: Holder, settings: Settings, version: string): Partial<Facts> {
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
