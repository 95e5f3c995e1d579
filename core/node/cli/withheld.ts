/** The facts that a certificate withholds, as given on the command line. */
import { allFactNames, factLabel } from '../../records/index.ts';
import type { Desk } from '../desk/desk.ts';
import { type Arguments, usage } from './arguments.ts';
import { type Context, remark } from './context.ts';

/** Options of the commands that make certificates. */
export const WITHHOLD_OPTIONS = {
  withhold: { type: 'string', multiple: true },
  disclose: { type: 'string', multiple: true },
} as const;

/** The withheld facts of a desk's certificates. */
export type Withheld = (desk: Pick<Desk, 'status'>) => readonly string[];

/**
 * The facts named in the settings and in `--withhold`, except those in `--disclose`: naming one fact must not disclose
 * another. Throws `usage`, before the desk is opened.
 */
export function typedWithheld({ args, kinds }: Pick<Context, 'args' | 'kinds'>): Withheld {
  const known = allFactNames(kinds.records);
  const [more, less] = [factNames(args, 'withhold', known), factNames(args, 'disclose', known)];
  return (desk) => {
    const all = new Set([...desk.status().settings.withhold, ...more]);
    return known.filter((name) => all.has(name) && !less.includes(name));
  };
}

/** Says what is withheld besides, because it repeats what is withheld. Returns the names of these facts. */
export function sayAlsoWithheld(
  context: Context,
  desk: Pick<Desk, 'certificates'>,
  ids: readonly string[],
  withhold: readonly string[],
): readonly string[] {
  const { words, texts, kinds } = context;
  const names = desk.certificates.alsoWithheld(ids, withhold);
  const label = (name: string) =>
    factLabel(name, words.language, kinds.records.find((kind) => kind.names.includes(name)) ?? null);
  if (names.length > 0) remark(context, texts.alsoWithheld(words.names(names.map(label))));
  return names;
}

function factNames(
  args: Arguments,
  option: keyof typeof WITHHOLD_OPTIONS,
  known: readonly string[],
): readonly string[] {
  const names = args.texts(option).flatMap((list) => list.split(','));
  return names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      if (!known.includes(name))
        throw usage('not-one-of', { option: `--${option}`, value: name, known: known.join(', ') });
      return name;
    });
}
