import { useEffect, useEffectEvent } from 'react';
import type { NotaryEvent } from '../../electron/api.ts';
import { notary } from '../bridge.ts';

export type EventOf<K extends NotaryEvent['kind']> = Extract<NotaryEvent, { readonly kind: K }>;

const isKind = <K extends NotaryEvent['kind']>(event: NotaryEvent, kind: K): event is EventOf<K> => event.kind === kind;

/** Calls `listener` for every event of one kind while the component is shown. */
export function useNotaryEvent<K extends NotaryEvent['kind']>(kind: K, listener: (event: EventOf<K>) => void): void {
  const latest = useEffectEvent(listener);
  useEffect(
    () =>
      notary.onEvent((event) => {
        if (isKind(event, kind)) latest(event);
      }),
    [kind],
  );
}
