/** The facts that a certificate withholds, as the command line says it. */
import { FACT_NAMES, type FactName } from '../../facts.ts';
import type { Desk } from '../desk.ts';
import { type Arguments, usage } from './arguments.ts';

/** Options of the commands that make certificates. */
export const WITHHOLD_OPTIONS = {
  withhold: { type: 'string', multiple: true },
  disclose: { type: 'string', multiple: true },
} as const;

/** What is withheld of a desk's certificates. */
export type Withheld = (desk: Pick<Desk, 'status'>) => readonly FactName[];

/**
 * What the settings withhold and `--withhold` adds, without what `--disclose` names: naming one fact must not lay
 * another one open. Throws `usage`, before the desk is opened.
 */
export function typedWithheld(args: Arguments): Withheld {
  const [more, less] = [factNames(args, 'withhold'), factNames(args, 'disclose')];
  return (desk) => {
    const all = new Set([...desk.status().settings.withhold, ...more]);
    return FACT_NAMES.filter((name) => all.has(name) && !less.includes(name));
  };
}

function factNames(args: Arguments, option: keyof typeof WITHHOLD_OPTIONS): readonly FactName[] {
  const names = args.texts(option).flatMap((list) => list.split(','));
  return names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const known = FACT_NAMES.find((fact) => fact === name);
      if (!known) throw usage(`--${option}: ${name} is not one of ${FACT_NAMES.join(', ')}`);
      return known;
    });
}
