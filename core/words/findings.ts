/** Helpers for texts of findings. */

/** `1, 3-5`: rising numbers with runs joined; empty for anything that is not a list. */
export function numbersText(value: unknown): string {
  const numbers = Array.isArray(value) ? (value as readonly number[]) : [];
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}
