import { useEffect, useEffectEvent } from 'react';
import type { NotaryEvent } from '../../electron/api.ts';
import { notary } from '../bridge.ts';

type Kind = NotaryEvent['kind'];
export type EventOf<K extends Kind> = Extract<NotaryEvent, { readonly kind: K }>;
type Listener = (event: NotaryEvent) => void;

/** Events that nobody would request again: they are queued until the part of the window that handles them is shown. */
const KEPT: readonly Kind[] = ['open', 'problem', 'navigate'];

const listeners = new Map<Kind, Set<Listener>>();
let waiting: readonly NotaryEvent[] = [];

notary.onEvent((event) => {
  const interested = listeners.get(event.kind);
  if (interested && interested.size > 0) for (const listener of interested) listener(event);
  else if (KEPT.includes(event.kind)) waiting = [...waiting, event];
});

function listen(kind: Kind, listener: Listener): () => void {
  const interested = listeners.get(kind) ?? new Set();
  listeners.set(kind, interested.add(listener));
  const missed = waiting.filter((event) => event.kind === kind);
  waiting = waiting.filter((event) => event.kind !== kind);
  for (const event of missed) listener(event);
  return () => interested.delete(listener);
}

/** Has everything that is on the screen asked for again. */
export function askAllAgain(): void {
  for (const kind of ['records', 'trust'] as const)
    for (const listener of listeners.get(kind) ?? []) listener({ kind });
}

const isKind = <K extends Kind>(event: NotaryEvent, kind: K): event is EventOf<K> => event.kind === kind;

/** Calls `listener` for every event of one kind while the component is shown. */
export function useNotaryEvent<K extends Kind>(kind: K, listener: (event: EventOf<K>) => void): void {
  const latest = useEffectEvent(listener);
  useEffect(
    () =>
      listen(kind, (event) => {
        if (isKind(event, kind)) latest(event);
      }),
    [kind],
  );
}
