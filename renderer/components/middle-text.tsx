import { visible } from '../../core/formats/plain-text.ts';

/** Half-width characters at the end of a text that stay when it is cut; a Chinese one counts twice. */
const TAIL = 14;

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Cuts a text in front of its last characters. Signs that people see as one stay together. */
export function splitTail(text: string): readonly [head: string, tail: string] {
  const signs = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );
  let width = 0;
  let at = signs.length;
  while (at > 0) {
    width += wide.test(signs[at - 1] ?? '') ? 2 : 1;
    if (width > TAIL) break;
    at -= 1;
  }
  return [signs.slice(0, at).join(''), signs.slice(at).join('')];
}

interface Props {
  readonly text: string;
  /** Shown when the mouse rests on it; the text itself unless something else is said. */
  readonly title?: string;
}

/**
 * One line that is cut in its middle where there is too little room: names and numbers of one kind begin alike and differ
 * at their ends.
 */
export function MiddleText({ text: given, title = visible(given) }: Props) {
  const text = visible(given);
  const [head, tail] = splitTail(text);
  return (
    <span className="middle" title={title.split('\n').map(visible).join('\n')}>
      {/* read, found and copied whole; what is seen are the two halves, which the style sheet writes */}
      <span className="middle-whole">{text}</span>
      {head !== '' && <bdi aria-hidden="true" className="middle-head" data-text={head} />}
      <bdi aria-hidden="true" className="middle-tail" data-text={tail} />
    </span>
  );
}
