import { usage } from '../../arguments.ts';

/** The one id of an action. Throws `usage`. */
export function onlyId(rest: readonly string[], action: string): string {
  const [id, ...more] = rest;
  if (id === undefined || more.length > 0) throw usage('needs-one-id', { command: `dossier ${action}` });
  return id;
}
