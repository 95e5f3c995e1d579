import { type RefObject, useCallback, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';

export const ROW_HEIGHT = 40;
const HEAD_HEIGHT = 40;
/** Rows kept beyond both edges, so that scrolling does not show gaps. */
const OVERSCAN = 6;

export interface GridWindow {
  readonly from: number;
  readonly to: number;
  onScroll(): void;
  /** Scrolls so that a row can be seen whole. */
  reveal(row: number): void;
  readonly rowsPerPage: number;
  /** What columns have for themselves, in px. */
  readonly width: number;
}

/** Which rows of a long list are on the screen. */
export function useWindow(
  box: RefObject<HTMLDivElement | null>,
  count: number,
  onVisible: (from: number, to: number) => void,
): GridWindow {
  const [view, setView] = useState({ top: 0, height: 600, width: 1000 });
  const measure = useCallback(() => {
    const element = box.current;
    if (element !== null) setView({ top: element.scrollTop, height: element.clientHeight, width: element.clientWidth });
  }, [box]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, measure]);

  const rowsPerPage = Math.max(1, Math.floor((view.height - HEAD_HEIGHT) / ROW_HEIGHT));
  const first = Math.max(0, Math.min(count - 1, Math.floor(view.top / ROW_HEIGHT)));
  const from = Math.max(0, first - OVERSCAN);
  const to = Math.max(0, Math.min(count - 1, first + rowsPerPage + OVERSCAN));
  const tell = useEffectEvent(onVisible);
  useEffect(() => tell(from, to), [from, to]);

  const reveal = useCallback(
    (row: number) => {
      const element = box.current;
      if (element === null) return;
      const top = row * ROW_HEIGHT;
      const space = element.clientHeight - HEAD_HEIGHT - ROW_HEIGHT;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top > element.scrollTop + space) element.scrollTop = top - space;
    },
    [box],
  );
  return { from, to, onScroll: measure, reveal, rowsPerPage, width: view.width };
}
