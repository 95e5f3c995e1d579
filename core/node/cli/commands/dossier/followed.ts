import type { Desk } from '../../../desk/desk.ts';
import type { DossierProgress } from '../../../desk/dossiers/types.ts';
import { type Context, progress, withDesk } from '../../context.ts';
import { dossierTextsFor } from '../../texts/dossier.ts';

/** The open desk for what takes long with a dossier: Ctrl-C cancels it, and a terminal says how far it is. */
export function withFollowedDesk<T>(context: Context, work: (desk: Desk) => Promise<T>): Promise<T> {
  const { progress: line } = dossierTextsFor(context.language);
  const told = (at: DossierProgress) => progress(context, at.running ? line(at) : '');
  return withDesk(
    context,
    (desk) => {
      context.signal.addEventListener('abort', () => desk.cancel('dossier'));
      return work(desk);
    },
    {
      emit: (event) => {
        if (event.kind === 'dossier') told(event.progress);
      },
    },
  );
}
