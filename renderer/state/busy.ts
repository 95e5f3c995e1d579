import { useCallback, useState } from 'react';
import { useNotices } from './notices.tsx';

/** Runs an action, with a busy flag, and shows errors; true when it succeeded. */
export function useBusy(): { readonly busy: boolean; run(work: () => Promise<void>): Promise<boolean> } {
  const [busy, setBusy] = useState(false);
  const { fail } = useNotices();
  const run = useCallback(
    async (work: () => Promise<void>) => {
      setBusy(true);
      try {
        await work();
        return true;
      } catch (thrown) {
        fail(thrown);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [fail],
  );
  return { busy, run };
}
