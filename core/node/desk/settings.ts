/** The desk's settings as the store keeps them, and what they may be. */
import { z } from 'zod';
import { NotaryError } from '../../errors.ts';
import type { Json } from '../../formats/canonical.ts';
import { cleanText } from '../../records/facts.ts';
import { allFactNames, RECORD_KINDS, type RecordKind } from '../../records/index.ts';
import type { Holder, Settings } from './types.ts';

export const DEFAULT_SETTINGS: Settings = {
  language: 'zh',
  theme: 'system',
  sealAfterRecords: 1000,
  sealAfterSeconds: 300,
  onlyConfirmed: false,
  operator: null,
  // the masked one is shown in its place
  withhold: ['holderId'],
  paper: false,
  fingerprints: true,
  exportFolder: null,
};

const shapeOf = (kinds: readonly RecordKind[]) =>
  z.strictObject({
    language: z.enum(['zh', 'en']),
    theme: z.enum(['system', 'light', 'dark']),
    sealAfterRecords: z.int().min(1).max(1_000_000),
    sealAfterSeconds: z.int().min(1).max(31_536_000),
    onlyConfirmed: z.boolean(),
    operator: z.string().nullable(),
    withhold: z.array(z.enum(allFactNames(kinds))),
    paper: z.boolean(),
    fingerprints: z.boolean(),
    exportFolder: z.string().nullable(),
  });

const shapes = new WeakMap<readonly RecordKind[], ReturnType<typeof shapeOf>>();

/** Made once for a table: settings are asked for all the time. */
function shapeFor(kinds: readonly RecordKind[]): ReturnType<typeof shapeOf> {
  const shape = shapes.get(kinds) ?? shapeOf(kinds);
  shapes.set(kinds, shape);
  return shape;
}

/** A stored value that this version cannot use counts as not set: settings are no reason not to open a desk. */
export function readSettings(stored: Readonly<Record<string, Json>>, kinds = RECORD_KINDS): Settings {
  const read = Object.entries(shapeFor(kinds).shape).flatMap(([name, part]) => {
    const value = part.safeParse(stored[name]);
    return value.success ? [[name, value.data]] : [];
  });
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(read) };
}

/** Checks a change before it is stored. Throws `bad-input`. */
export function checkSettings(change: Partial<Settings>, kinds = RECORD_KINDS): Readonly<Record<string, Json>> {
  const parsed = shapeFor(kinds).partial().safeParse(change);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new NotaryError('bad-input', `settings: ${issue?.path.join('.')}: ${issue?.message}`, { reason: 'setting' });
  }
  const { operator, ...rest } = parsed.data;
  return JSON.parse(
    JSON.stringify(operator ? { ...rest, operator: cleanText('operator', operator) } : parsed.data),
  ) as Readonly<Record<string, Json>>;
}

const holderShape = z.strictObject({
  name: z.string(),
  creditCode: z.string().nullable(),
  operator: z.string().nullable(),
});

/** Who the holder is, null before the first run. */
export function readHolderSetting(stored: Readonly<Record<string, Json>>): Holder | null {
  return holderShape.safeParse(stored.holder).data ?? null;
}

/** The holder as typed at the first run, cleaned. Throws `bad-input`. */
export function checkHolder(holder: Holder): Holder {
  const name = cleanText('holder', holder.name);
  if (name === null)
    throw new NotaryError('bad-input', 'holder: a name is needed', { fact: 'holder', reason: 'empty' });
  return {
    name,
    creditCode: cleanText('holderId', holder.creditCode ?? ''),
    operator: cleanText('operator', holder.operator ?? ''),
  };
}
