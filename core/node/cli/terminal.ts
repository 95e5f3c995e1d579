/**
 * Output to a terminal. Names, facts and errors are untrusted: a line end in them must not start a new line, and escape
 * sequences must have no effect. All output goes through here; a test ensures that nothing else is written.
 */
import { visible } from '../../formats/plain-text.ts';

/** Lines for people, one output line each, whatever they contain. */
export function terminalLines(lines: readonly string[]): string {
  return lines.map((line) => `${visible(line)}\n`).join('');
}

const HIDDEN_IN_JSON = /[\u007f-\u009f]|\p{Cf}|\p{Zl}|\p{Zp}/gu;

/** JSON for programs, with the same values, equally harmless on a terminal. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(HIDDEN_IN_JSON, (char) =>
    Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  );
}
