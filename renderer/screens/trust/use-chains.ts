import { useCallback, useEffect, useState } from 'react';
import type { ApiError, ChainEntry, ChainHealth } from '../../../electron/api.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { useNotaryEvent } from '../../state/events.ts';

/** The chains of this desk; null until they are known. */
export function useChains() {
  const [chains, setChains] = useState<readonly ChainEntry[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const load = useCallback(async () => {
    try {
      setChains(await call(notary.chains()));
      setError(null);
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  }, []);
  useEffect(() => void load(), [load]);
  useNotaryEvent('trust', () => void load());
  useNotaryEvent('records', () => void load());
  return { chains, error, load };
}

/** How a chain's members answer now; null while they are asked. */
export function useHealth(name: string) {
  const [health, setHealth] = useState<readonly ChainHealth[] | null>(null);
  const ask = useCallback(async () => {
    setHealth(null);
    try {
      setHealth(await call(notary.chainHealth(name)));
    } catch {
      setHealth([]); // every member is then shown as unreachable
    }
  }, [name]);
  useEffect(() => void ask(), [ask]);
  return { health, ask };
}
