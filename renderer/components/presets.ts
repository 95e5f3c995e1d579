/** The presets of the window: ours, and those that the clerk has saved. */
import { type OwnPreset, PRESET_NAMES, withheldFor } from '../../core/handover/presets.ts';

/** Whether two lists have the same names, in whatever order. */
export const sameNames = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name) => b.includes(name));

/** The preset that withholds exactly these facts, by its name; null when none does. */
export function presetOf(withhold: readonly string[], own: readonly OwnPreset[]): string | null {
  const names = [...own.map(({ name }) => name), ...PRESET_NAMES];
  return names.find((name) => sameNames(withheldFor(name, own) ?? [], withhold)) ?? null;
}
