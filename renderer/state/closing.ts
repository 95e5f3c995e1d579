import { useCallback, useState } from 'react';

/** Closes a dialog in two steps, so that the focus returns to what opened it: first it is hidden, then unmounted. */
export function useClosing(onClosed: () => void): {
  readonly open: boolean;
  readonly afterClose: () => void;
  close(): void;
} {
  const [open, setOpen] = useState(true);
  const close = useCallback(() => setOpen(false), []);
  return { open, afterClose: onClosed, close };
}
