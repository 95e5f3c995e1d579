import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';

/** Typing is followed by a question only after a pause (ms). */
const PAUSE = 180;

/** What stands in a search field: the filter follows it after a pause, without the space around it. */
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
