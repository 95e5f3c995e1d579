import { createContext, type ReactNode, use, useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';

export const PLACES = ['notarize', 'records', 'verify', 'trust', 'settings'] as const;
export type Place = (typeof PLACES)[number];

/** What a place should do on arrival. */
export type Intent =
  | { readonly do: 'files'; readonly paths: readonly string[] }
  | { readonly do: 'choose' }
  | { readonly do: 'search' }
  /** Shows these records only. */
  | { readonly do: 'only'; readonly ids: readonly string[] }
  | { readonly do: 'record'; readonly id: string };

interface Navigation {
  readonly place: Place;
  readonly intent: Intent | null;
  go(place: Place, intent?: Intent): void;
  taken(): void;
}

const NavigationContext = createContext<Navigation | null>(null);

/** Keeps where the window is. */
export function NavigationProvider({ children }: { readonly children: ReactNode }) {
  const [at, setAt] = useState<{ place: Place; intent: Intent | null }>({ place: 'notarize', intent: null });
  const go = useCallback((place: Place, intent?: Intent) => setAt({ place, intent: intent ?? null }), []);
  const taken = useCallback(() => setAt((now) => ({ ...now, intent: null })), []);
  const navigation = useMemo(() => ({ ...at, go, taken }), [at, go, taken]);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === null) throw new Error('useNavigation outside of NavigationProvider');
  return navigation;
}

/** Hands an intent for this place to it, once. */
export function useIntent(place: Place, handle: (intent: Intent) => void): void {
  const navigation = useNavigation();
  const intent = navigation.place === place ? navigation.intent : null;
  const latest = useEffectEvent((found: Intent) => {
    navigation.taken();
    handle(found);
  });
  useEffect(() => {
    if (intent !== null) latest(intent);
  }, [intent]);
}
