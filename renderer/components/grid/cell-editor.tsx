import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react';

/** Where to go after a cell was saved. */
export type EditorExit = 'stay' | 'down' | 'next' | 'previous';

interface Props {
  readonly label: string;
  /** The present value as text. */
  readonly present: string;
  /** What was typed to open the field, in place of the present value. */
  readonly begun: string | null;
  readonly placeholder?: string | undefined;
  readonly suggestions?: readonly string[] | undefined;
  /** Returns why it is not allowed, or null. */
  save(typed: string): string | null;
  leave(exit: EditorExit): void;
}

function exitOf(event: KeyboardEvent): EditorExit | null {
  if (event.key === 'Enter') return 'down';
  if (event.key === 'Tab') return event.shiftKey ? 'previous' : 'next';
  return null;
}

/** A text field in place of a cell. Enter and Tab save, Escape cancels, clicking elsewhere saves. */
export function CellEditor({ label, present, begun, placeholder, suggestions, save, leave }: Props) {
  const [typed, setTyped] = useState(begun ?? present);
  const [wrong, setWrong] = useState<string | null>(null);
  const left = useRef(false);
  const id = useId();
  const finish = (exit: EditorExit) => {
    const problem = typed === present ? null : save(typed);
    setWrong(problem);
    if (problem !== null) return;
    left.current = true;
    leave(exit);
  };
  // its row has gone from the screen while somebody typed: the row that was meant gets it
  const gone = useEffectEvent(() => {
    if (!left.current && typed !== present) save(typed);
  });
  useEffect(() => () => gone(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    // the key belongs to the input method: it takes or leaves what it has composed
    if (event.nativeEvent.isComposing) return;
    const exit = exitOf(event);
    if (exit !== null) {
      event.preventDefault();
      finish(exit);
    } else if (event.key === 'Escape') {
      left.current = true;
      leave('stay');
    }
  };
  return (
    <span className="cell-editor">
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        aria-label={label}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : `${id}-wrong`}
        list={suggestions === undefined ? undefined : `${id}-list`}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (!left.current) finish('stay');
        }}
      />
      {suggestions !== undefined && (
        <datalist id={`${id}-list`}>
          {suggestions.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
      {wrong !== null && (
        <span id={`${id}-wrong`} role="alert" className="cell-wrong">
          {wrong}
        </span>
      )}
    </span>
  );
}
