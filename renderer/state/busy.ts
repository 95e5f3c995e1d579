import { useCallback, useState } from 'react';
import { useNotices } from './notices.tsx';

/** Runs one thing at a time, says while it runs, and shows what goes wrong; true when it went well. */
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
