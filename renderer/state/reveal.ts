import { useCallback } from 'react';
import { call, notary } from '../bridge.ts';
import { useNotices } from './notices.tsx';

/** Shows a file in its folder. */
export function useReveal(): (path: string) => void {
  const { fail } = useNotices();
  return useCallback((path) => void call(notary.act({ do: 'reveal', path })).catch(fail), [fail]);
}
