/** What the heads of pool tapes meant before: remembered, so that the same table is understood the next time. */
import { readMapping, TAPE_LIMITS, type TapeMapping } from '../../../dossier/tape/columns.ts';
import type { Json } from '../../../formats/canonical.ts';
import { readOrNull } from '../../../formats/decoder.ts';

const SETTING = 'tapeColumns';

/** The remembered meanings of heads; none where they cannot be read. */
export function rememberedMapping(settings: Readonly<Record<string, Json>>): TapeMapping {
  return readOrNull(readMapping, settings[SETTING]) ?? {};
}

/** The setting with more meanings; the oldest go where there are too many. */
export function rememberMapping(known: TapeMapping, more: TapeMapping): Readonly<Record<string, Json>> {
  const kept = Object.entries(known).filter(([head]) => !Object.hasOwn(more, head));
  const all = [...kept, ...Object.entries(more)];
  return { [SETTING]: Object.fromEntries(all.slice(-TAPE_LIMITS.columns)) };
}
