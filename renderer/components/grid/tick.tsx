import { useEffect, useRef } from 'react';

interface Props {
  readonly label: string;
  readonly checked: boolean;
  readonly mixed?: boolean;
  readonly tabIndex?: number;
  onChange(): void;
}

/** A checkbox of a list; `mixed` is the third state of "select all". */
export function Tick({ label, checked, mixed = false, tabIndex, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = mixed;
  }, [mixed]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="tick"
      aria-label={label}
      checked={checked}
      tabIndex={tabIndex}
      onChange={onChange}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
