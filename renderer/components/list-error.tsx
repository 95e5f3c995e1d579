import { useEffect, useRef } from 'react';
import type { ApiError } from '../../electron/api.ts';
import { useDesk } from '../state/desk.tsx';
import { isSameProblem } from '../state/same-problem.ts';
import { ErrorNote } from './error-note.tsx';

interface Props {
  readonly error: ApiError;
  onRetry(): void;
}

/** Why a list cannot be read; not said again where it stands above every screen, and tried again when that is gone. */
export function ListError({ error, onRetry }: Props) {
  const standing = useDesk().status?.problem ?? null;
  const isSaid = isSameProblem(error, standing);
  const was = useRef(isSaid);
  useEffect(() => {
    if (was.current && !isSaid) onRetry();
    was.current = isSaid;
  }, [isSaid, onRetry]);
  return isSaid ? null : <ErrorNote error={error} onRetry={onRetry} />;
}
