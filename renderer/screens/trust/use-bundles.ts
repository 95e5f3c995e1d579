import { useCallback, useEffect, useState } from 'react';
import type { ApiError, DamagedTrust, TrustEntry } from '../../../electron/api.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { useNotaryEvent } from '../../state/events.ts';

/** The accepted bundles, the desk's own first, and those that are damaged. */
export function useBundles() {
  const [entries, setEntries] = useState<readonly TrustEntry[] | null>(null);
  const [damaged, setDamaged] = useState<readonly DamagedTrust[]>([]);
  const [error, setError] = useState<ApiError | null>(null);
  const load = useCallback(async () => {
    try {
      const [found, unread] = await Promise.all([call(notary.trust()), call(notary.trustDamaged())]);
      setEntries([...found].sort((a, b) => Number(b.own) - Number(a.own)));
      setDamaged(unread);
      setError(null);
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  }, []);
  useEffect(() => {
    void load();
  }, [load]);
  useNotaryEvent('trust', () => void load());
  return { entries, damaged, error, load };
}
