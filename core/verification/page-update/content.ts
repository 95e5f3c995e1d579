/**
 * The drawing of an appearance (ISO 32000-1 section 7.8.2). A form is clipped to its box by a graphics state that wraps
 * it; viewers differ when its contents restore more states than they saved; in some the drawing then leaves the box.
 */
import { CHARACTER_CLASS, REGULAR } from '../../formats/attachments/syntax.ts';
import { latin1 } from '../../formats/bytes.ts';
import { refuse } from './refuse.ts';

const code = (char: string) => char.charCodeAt(0);
const [OPEN, CLOSE, BACKSLASH, PERCENT, LESS, GREATER, SLASH] = [...'()\\%<>/'].map(code);

/** The offset after a string that begins at `at`. */
function behindString(data: Uint8Array, at: number): number {
  let open = 0;
  for (let i = at; i < data.length; i++) {
    const byte = data[i];
    if (byte === BACKSLASH) i++;
    else if (byte === OPEN) open++;
    else if (byte === CLOSE && --open === 0) return i + 1;
  }
  return refuse('an appearance with a string that has no end');
}

function behindHex(data: Uint8Array, at: number): number {
  if (data[at + 1] === LESS) return at + 2;
  const end = data.indexOf(GREATER as number, at);
  return end < 0 ? refuse('an appearance with a string that has no end') : end + 1;
}

function behindComment(data: Uint8Array, at: number): number {
  let i = at;
  while (i < data.length && data[i] !== 0x0a && data[i] !== 0x0d) i++;
  return i;
}

function behindWord(data: Uint8Array, at: number): number {
  let i = at + 1;
  while (i < data.length && CHARACTER_CLASS[data[i] as number] === REGULAR) i++;
  return i;
}

/** Every operator and every operand that is neither a string nor a name, in order. */
function* words(data: Uint8Array): Generator<string> {
  for (let at = 0; at < data.length; ) {
    const byte = data[at];
    if (byte === OPEN) at = behindString(data, at);
    else if (byte === LESS) at = behindHex(data, at);
    else if (byte === PERCENT) at = behindComment(data, at);
    else if (byte !== SLASH && CHARACTER_CLASS[byte as number] !== REGULAR) at++;
    else {
      const end = behindWord(data, at);
      if (byte !== SLASH) yield latin1(data, at, end);
      at = end;
    }
  }
}

/** Refuses contents that do not restore exactly the graphics states that they saved, and inline images. */
export function checkContents(data: Uint8Array): void {
  let saved = 0;
  for (const word of words(data)) {
    if (word === 'q') saved++;
    else if (word === 'Q') saved--;
    // some viewers read `1Q` as a number and an operator
    else if (/[qQ]|BI/.test(word)) refuse('an appearance with a picture or an unknown operator in its contents');
    if (saved < 0) break;
  }
  if (saved !== 0) refuse('an appearance that does not keep to itself');
}
