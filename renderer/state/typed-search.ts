import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';

/** Typing triggers a query only after this pause (ms). */
const PAUSE = 180;

/** Text of a search field; the filter follows after a pause, trimmed. */
export function useTypedSearch<Filter extends { readonly search: string }>(
  setFilter: Dispatch<SetStateAction<Filter>>,
): [typed: string, type: (search: string) => void] {
  const [typed, type] = useState('');
  useEffect(() => {
    const search = typed.trim();
    const timer = setTimeout(() => setFilter((now) => (now.search === search ? now : { ...now, search })), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, setFilter]);
  return [typed, type];
}
