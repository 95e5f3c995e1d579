/**
 * What recipients of a sort see on certificates: for each kind of record the facts that are shown, as data. What is not named
 * here is withheld, also facts of kinds that come later. docs/disclosure.md says why.
 */
import type { FactName } from '../records/facts.ts';
import { allFactNames, RECORD_KINDS, type RecordKind } from '../records/index.ts';
import type { ProfileFactName, ProfileName } from '../records/profiles/facts.ts';

/** Sorts of recipients. */
export const PRESET_NAMES = ['bank', 'auditor', 'court', 'counterparty'] as const;
/** One of them. */
export type PresetName = (typeof PRESET_NAMES)[number];

interface Preset {
  /** Facts that every document may have. */
  readonly document: readonly FactName[];
  /** Facts of its own that a profile has beside them. */
  readonly profiles: Readonly<Record<ProfileName, readonly ProfileFactName[]>>;
}

/** The holder, the deal, and what a program needs to read the file again. */
const DEAL = [
  ...['holder', 'holderIdMasked', 'title', 'fileName', 'kind', 'number', 'parties', 'date', 'money'],
  ...['pages', 'software', 'fingerprints'],
] as const satisfies readonly FactName[];

const INVOICE = [
  ...['scheme', 'code', 'seller', 'sellerId', 'buyer', 'buyerId', 'net', 'tax', 'due', 'credits', 'read'],
] as const satisfies readonly ProfileFactName[];
const DELIVERY = ['sender', 'receiver', 'goods', 'quantity', 'unit', 'carrier', 'read'] as const;
const PAYMENT = ['payer', 'payee', 'reference', 'read'] as const;
const STORED = ['keeper', 'depositor', 'goods', 'quality', 'quantity', 'unit', 'place', 'validUntil', 'read'] as const;

const EVERY_PROFILE: Preset['profiles'] = {
  invoice: [...INVOICE, 'receivable'],
  delivery: DELIVERY,
  payment: PAYMENT,
  'warehouse-receipt': [...STORED, 'keeperId', 'goodsTitle'],
};

/** What a dossier has of its own: without it nobody knows what is in the pool. */
const DOSSIER: readonly string[] = ['rule', 'totals'];

/** By the sort of recipient. */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  bank: { document: [...DEAL, 'holderId', 'links'], profiles: EVERY_PROFILE },
  auditor: { document: [...DEAL, 'operator', 'obtained', 'note', 'links'], profiles: EVERY_PROFILE },
  court: { document: [...DEAL, 'holderId', 'operator', 'obtained', 'links'], profiles: EVERY_PROFILE },
  counterparty: {
    document: DEAL,
    profiles: { invoice: INVOICE, delivery: DELIVERY, payment: PAYMENT, 'warehouse-receipt': STORED },
  },
};

/** Facts that a preset shows of records of whatever kind: a name means the same in every kind. */
export function shownBy(preset: PresetName): ReadonlySet<string> {
  const { document, profiles } = PRESETS[preset];
  return new Set<string>([...document, ...Object.values(profiles).flat(), ...DOSSIER]);
}

/** A preset that a clerk has saved: the names of facts that it shows. */
export interface OwnPreset {
  readonly name: string;
  readonly shown: readonly string[];
}

/** Bounds of what a clerk saves. */
export const OWN_PRESETS = { most: 50, name: 60 } as const;

/** What is withheld where only these facts are shown. */
export function withheldBut(
  shown: ReadonlySet<string>,
  kinds: readonly RecordKind[] = RECORD_KINDS,
): readonly string[] {
  return allFactNames(kinds).filter((name) => !shown.has(name));
}

/**
 * What is withheld for this recipient: one of the presets, or one of those that a clerk has saved, whose names are asked
 * first. Null when there is none of this name.
 */
export function withheldFor(
  name: string,
  own: readonly OwnPreset[],
  kinds: readonly RecordKind[] = RECORD_KINDS,
): readonly string[] | null {
  const saved = own.find((one) => one.name === name);
  if (saved) return withheldBut(new Set(saved.shown), kinds);
  const preset = PRESET_NAMES.find((one) => one === name);
  return preset ? withheldBut(shownBy(preset), kinds) : null;
}
