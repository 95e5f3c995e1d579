import { useEffect, useState } from 'react';
import type { StandingName } from '../../../core/records/standing.ts';
import { asApiError } from '../../bridge.ts';
import { useNotaryEvent } from '../../state/events.ts';
import { useNotices } from '../../state/notices.tsx';
import { EVERYTHING, recordPage, useThrottled } from '../../state/record-pages.ts';
import type { SealedBatch } from '../../state/sealed.tsx';

/** What the records of a batch share: confirmed only if somebody else confirmed all of them. */
export type BatchStanding = Extract<StandingName, 'own' | 'waiting' | 'confirmed'>;

const MOST = 500;

/** The first record that nobody else has confirmed decides; what was erased says nothing. */
async function standingOfAll(ids: readonly string[]): Promise<BatchStanding> {
  let found: BatchStanding = 'own';
  for (let offset = 0; ; offset += MOST) {
    const { rows, total } = await recordPage({ ...EVERYTHING, ids }, offset, MOST);
    for (const { standing } of rows) {
      if (standing.is === 'erased') continue;
      if (standing.is === 'waiting') return 'waiting';
      if (standing.is !== 'confirmed') return 'own';
      found = 'confirmed';
    }
    if (rows.length === 0 || offset + rows.length >= total) return found;
  }
}

/** On whose word each batch stands, kept up to date until all of it is confirmed; `own` is what is known at once. */
export function useBatchStandings(batches: readonly SealedBatch[]): (batch: SealedBatch) => BatchStanding {
  const { tell } = useNotices();
  const [found, setFound] = useState<ReadonlyMap<SealedBatch, BatchStanding>>(new Map());
  const read = async () => {
    for (const batch of batches) {
      if (found.get(batch) === 'confirmed') continue;
      const standing = await standingOfAll(batch.ids);
      setFound((now) => new Map([...now, [batch, standing]]));
    }
  };
  const soon = useThrottled(() => void read().catch((thrown: unknown) => tell(asApiError(thrown))));
  useNotaryEvent('records', soon);
  useEffect(() => soon(), [soon, batches]);
  return (batch) => found.get(batch) ?? 'own';
}
