import { createContext, type ReactNode, use, useCallback, useRef } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => {});

/** A polite live region for things shown elsewhere: progress, results, places. */
export function AnnounceProvider({ children }: { readonly children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null);
  const announce = useCallback((text: string) => {
    if (region.current !== null) region.current.textContent = text;
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div ref={region} role="status" aria-live="polite" className="unseen" />
    </AnnounceContext>
  );
}

/** Announces a sentence to screen readers. */
export function useAnnounce(): (text: string) => void {
  return use(AnnounceContext);
}
