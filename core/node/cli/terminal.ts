/**
 * What reaches a terminal. Names, facts and errors come from strangers: a line end in one must not begin a line, and no
 * escape sequence in it may act. Every line goes through here; a test holds that nothing else is written.
 */
import { visible } from '../../formats/plain-text.ts';

/** Lines for people, one for each, whatever stands in them. */
export function terminalLines(lines: readonly string[]): string {
  return lines.map((line) => `${visible(line)}\n`).join('');
}

const HIDDEN_IN_JSON = /[\u007f-\u009f]|\p{Cf}|\p{Zl}|\p{Zp}/gu;

/** JSON for programs, with the same values, that does nothing to a terminal either. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(HIDDEN_IN_JSON, (char) =>
    Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  );
}
