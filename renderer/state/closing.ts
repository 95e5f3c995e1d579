import { useCallback, useState } from 'react';

/** A dialog that goes in two steps, so that the focus comes back to what opened it: it closes, then it is let go. */
export function useClosing(onClosed: () => void): {
  readonly open: boolean;
  readonly afterClose: () => void;
  close(): void;
} {
  const [open, setOpen] = useState(true);
  const close = useCallback(() => setOpen(false), []);
  return { open, afterClose: onClosed, close };
}
