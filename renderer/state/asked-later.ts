import { useEffect, useEffectEvent } from 'react';

/** Milliseconds until a choice is taken for what is meant: who types changes several things in a row. */
const PATIENCE = 250;

/**
 * Asks for every choice that stands for a moment; null asks nothing. `isWanted` is false once another choice was made: its answer is
 * dropped then.
 */
export function useAskedLater(choice: string | null, ask: (isWanted: () => boolean) => Promise<void>): void {
  const asking = useEffectEvent(ask);
  useEffect(() => {
    if (choice === null) return;
    let wanted = true;
    const timer = setTimeout(() => void asking(() => wanted), PATIENCE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [choice]);
}
