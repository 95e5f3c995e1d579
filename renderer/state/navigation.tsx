import { createContext, type ReactNode, use, useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';

export const SCREENS = ['notarize', 'records', 'verify', 'trust', 'settings'] as const;
export type Screen = (typeof SCREENS)[number];

/** What a screen should do on arrival. */
export type Intent =
  | { readonly do: 'files'; readonly paths: readonly string[] }
  | { readonly do: 'choose' }
  | { readonly do: 'search' }
  /** Shows these records only. */
  | { readonly do: 'only'; readonly ids: readonly string[] }
  | { readonly do: 'record'; readonly id: string };

interface Navigation {
  readonly screen: Screen;
  readonly intent: Intent | null;
  go(screen: Screen, intent?: Intent): void;
  taken(): void;
}

const NavigationContext = createContext<Navigation | null>(null);

/** Keeps the current place of the window. */
export function NavigationProvider({ children }: { readonly children: ReactNode }) {
  const [at, setAt] = useState<{ screen: Screen; intent: Intent | null }>({ screen: 'notarize', intent: null });
  const go = useCallback((screen: Screen, intent?: Intent) => setAt({ screen, intent: intent ?? null }), []);
  const taken = useCallback(() => setAt((now) => ({ ...now, intent: null })), []);
  const navigation = useMemo(() => ({ ...at, go, taken }), [at, go, taken]);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === null) throw new Error('useNavigation outside of NavigationProvider');
  return navigation;
}

/** Passes an intent to its place, once. */
export function useIntent(screen: Screen, handle: (intent: Intent) => void): void {
  const navigation = useNavigation();
  const intent = navigation.screen === screen ? navigation.intent : null;
  const latest = useEffectEvent((found: Intent) => {
    navigation.taken();
    handle(found);
  });
  useEffect(() => {
    if (intent !== null) latest(intent);
  }, [intent]);
}
