/** The desk's settings as stored, and their allowed values. */
import { NotaryError } from '../../errors.ts';
import type { Json } from '../../formats/canonical.ts';
import {
  accepts,
  boolean,
  type Decoder,
  integer,
  list,
  nullable,
  object,
  oneOf,
  readOrNull,
  text,
} from '../../formats/decoder.ts';
import { OWN_PRESETS, type OwnPreset } from '../../handover/presets.ts';
import { isCreditCode, isIdCard, isMistypedId, isPersonal, plainId } from '../../records/credit-code.ts';
import { CURRENCY_CODES } from '../../records/currency-codes.ts';
import { cleanText } from '../../records/facts.ts';
import { allFactNames, RECORD_KINDS, type RecordKind } from '../../records/index.ts';
import { LANGUAGES } from '../../words/words.ts';
import { damaged } from '../store/damage.ts';
import type { Holder, Settings, ShownTo } from './types.ts';

/** The settings of a new desk. */
export const DEFAULT_SETTINGS: Settings = {
  language: 'zh',
  theme: 'system',
  sealAfterRecords: 1000,
  sealAfterSeconds: 300,
  sealsItself: true,
  onlyConfirmed: false,
  operator: null,
  currency: null,
  withhold: [],
  lastWithheld: null,
  presets: [],
  shownTo: [],
  paper: false,
  checker: null,
  fingerprints: true,
  exportFolder: null,
};

type Decoders = { readonly [N in keyof Settings]-?: Decoder<Settings[N]> };

const TEXT = 10_000;
/** How many recipients' last choices are remembered. */
const SHOWN_TO = 1_000;

const presetName = text(2 * OWN_PRESETS.name);

const decodersOf = (kinds: readonly RecordKind[]): Decoders => {
  const names = allFactNames(kinds);
  const someFacts = list(oneOf(...names), 10 * names.length);
  return {
    language: oneOf(...LANGUAGES),
    theme: oneOf('system', 'light', 'dark'),
    sealAfterRecords: integer(1, 1_000_000),
    sealAfterSeconds: integer(1, 31_536_000),
    sealsItself: boolean,
    onlyConfirmed: boolean,
    operator: nullable(text(TEXT)),
    currency: nullable(oneOf(...CURRENCY_CODES)),
    withhold: someFacts,
    lastWithheld: nullable(someFacts),
    presets: list(object<OwnPreset>({ name: presetName, shown: someFacts }), OWN_PRESETS.most),
    shownTo: list(
      object<ShownTo>({ recipient: text(TEXT), preset: nullable(presetName), withhold: someFacts }),
      SHOWN_TO,
    ),
    paper: boolean,
    checker: nullable(text(TEXT)),
    fingerprints: boolean,
    exportFolder: nullable(text(TEXT)),
  };
};

const known = new WeakMap<readonly RecordKind[], Decoders>();

/** Made once for each table, because settings are read all the time. */
function decodersFor(kinds: readonly RecordKind[]): Decoders {
  const decoders = known.get(kinds) ?? decodersOf(kinds);
  known.set(kinds, decoders);
  return decoders;
}

/** What a person decided about what is published or sealed: no default may take its place. */
const DECISIONS = ['withhold', 'onlyConfirmed', 'sealsItself'] as const;
type Decision = (typeof DECISIONS)[number];

/** The stored decisions that cannot be read, the holder among them: nothing is sealed or handed over until they can. */
export function damagedDecisions(stored: Stored, kinds = RECORD_KINDS): readonly (Decision | 'holder')[] {
  const decoders = decodersFor(kinds);
  const unread = DECISIONS.filter((name) => isStored(stored, name) && !accepts(decoders[name], stored[name]));
  return isStored(stored, 'holder') && readHolderSetting(stored) === null ? [...unread, 'holder'] : unread;
}

/** Throws `home-damaged` with the first `setting` of `damagedDecisions`, and for a home without a holder. */
export function checkDecisions(stored: Stored, kinds = RECORD_KINDS): void {
  const unread = damagedDecisions(stored, kinds);
  const [setting = readHolderSetting(stored) === null ? 'holder' : undefined] = unread;
  if (setting !== undefined) throw damaged({ setting }, 'what was decided cannot be read');
}

type Stored = Readonly<Record<string, Json>>;

const isStored = (stored: Stored, name: string) => Object.hasOwn(stored, name);

/**
 * A stored value that this version cannot use counts as not set: settings must not prevent opening a desk. A decision that
 * cannot be read counts as the strictest one, and `checkDecisions` refuses what depends on it.
 */
export function readSettings(stored: Stored, kinds = RECORD_KINDS): Settings {
  const usable = Object.entries<Decoder<unknown>>(decodersFor(kinds)).filter(([name, decoder]) =>
    accepts(decoder, stored[name]),
  );
  const withhold = withheldOf(readHolderSetting(stored));
  return {
    ...DEFAULT_SETTINGS,
    withhold,
    ...Object.fromEntries(usable.map(([name]) => [name, stored[name]])),
    ...strictest(stored, kinds),
  };
}

/** What takes the place of damaged decisions. What is withheld by default depends on who the holder is. */
function strictest(stored: Stored, kinds: readonly RecordKind[]): Partial<Settings> {
  const unread = damagedDecisions(stored, kinds);
  if (unread.length === 0) return {};
  const all = unread.includes('withhold') || (unread.includes('holder') && !isStored(stored, 'withhold'));
  return {
    sealsItself: false,
    ...(unread.includes('onlyConfirmed') ? { onlyConfirmed: true } : {}),
    ...(all ? { withhold: allFactNames(kinds) } : {}),
  };
}

/** A person's id is withheld unless somebody says otherwise: the masked one is shown in its place. A credit code is public. */
const withheldOf = (holder: Holder | null) => (isPersonal(holder?.creditCode ?? null) ? ['holderId'] : []);

/** Checks a change before it is stored. Throws `bad-input`. */
export function checkSettings(change: Partial<Settings>, kinds = RECORD_KINDS): Readonly<Record<string, Json>> {
  const decoders = decodersFor(kinds);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const read = readChange(object<Partial<Settings>>(decoders, Object.keys(decoders) as (keyof Settings)[]), given);
  const operator = read.operator ? { operator: cleanText('operator', read.operator) } : {};
  const checker = typeof read.checker === 'string' ? { checker: cleanText('checker', read.checker) } : {};
  return JSON.parse(JSON.stringify({ ...read, ...operator, ...checker })) as Readonly<Record<string, Json>>;
}

function readChange<T>(decoder: Decoder<T>, given: unknown): T {
  try {
    return decoder(given, 'settings');
  } catch (error) {
    const message = error instanceof Error ? error.message : 'settings';
    throw new NotaryError('bad-input', message, { reason: 'setting' }, error);
  }
}

const holderShape = object<Holder>({
  name: text(TEXT),
  creditCode: nullable(text(TEXT)),
  operator: nullable(text(TEXT)),
});

/** Who the holder is, null before the first run. */
export function readHolderSetting(stored: Readonly<Record<string, Json>>): Holder | null {
  return readHolder(stored.holder);
}

/** A stored holder; null for what is none. */
export function readHolder(stored: unknown): Holder | null {
  return readOrNull(holderShape, stored);
}

/** The holder as typed at the first run, cleaned. Throws `bad-input`. */
export function checkHolder(holder: Holder): Holder {
  const name = cleanText('holder', holder.name);
  if (name === null)
    throw new NotaryError('bad-input', 'holder: a name is needed', { fact: 'holder', reason: 'empty' });
  return {
    name,
    creditCode: checkedId(holder.creditCode ?? ''),
    operator: cleanText('operator', holder.operator ?? ''),
  };
}

/** An id of the holder, in its plain form where it has a check character. Throws `bad-input` when that does not fit. */
function checkedId(typed: string): string | null {
  if (isMistypedId(typed))
    throw new NotaryError('bad-input', 'holderId: the check character does not fit', {
      fact: 'holderId',
      reason: 'check-character',
    });
  const plain = plainId(typed);
  return isCreditCode(plain) || isIdCard(plain) ? plain : cleanText('holderId', typed);
}
