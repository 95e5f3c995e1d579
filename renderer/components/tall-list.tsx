import { type ReactNode, useRef, useState } from 'react';

interface Props<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly rowHeight: number;
  /** Rows that are seen at once. */
  readonly rows: number;
  keyOf(item: T): string;
  render(item: T): ReactNode;
}

/** A list of any length with rows of one height, of which only what can be seen is drawn. */
export function TallList<T>({ label, items, rowHeight, rows, keyOf, render }: Props<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), items.length - rows) - 3);
  const height = Math.min(items.length, rows) * rowHeight;
  return (
    <section
      ref={box}
      className="tall-list"
      aria-label={label}
      // a list that scrolls can be reached by keyboard
      tabIndex={items.length > rows ? 0 : undefined}
      style={{ height }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <ul style={{ height: items.length * rowHeight }}>
        {items.slice(first, first + rows + 6).map((item, i) => (
          <li
            key={keyOf(item)}
            aria-posinset={first + i + 1}
            aria-setsize={items.length}
            style={{ height: rowHeight, transform: `translateY(${(first + i) * rowHeight}px)` }}
          >
            {render(item)}
          </li>
        ))}
      </ul>
    </section>
  );
}
