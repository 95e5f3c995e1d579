import { useState } from 'react';
import { asApiError } from '../bridge.ts';
import { useNotices } from './notices.tsx';

/** Does what takes long; whoever cancels it is told so in place, and any other error is shown. */
export function useLongWork() {
  const { fail } = useNotices();
  const [working, setWorking] = useState(false);
  const [cancelled, setCancelled] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setWorking(true);
    setCancelled(false);
    try {
      await work();
    } catch (thrown) {
      if (asApiError(thrown).code === 'cancelled') setCancelled(true);
      else fail(thrown);
    } finally {
      setWorking(false);
    }
  };
  return { working, cancelled, run };
}
