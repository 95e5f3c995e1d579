/** The facts that a certificate withholds, as given on the command line. */
import { PRESET_NAMES, withheldBut, withheldFor } from '../../handover/presets.ts';
import { allFactNames, factLabel, type RecordKind } from '../../records/index.ts';
import { elementPlace } from '../../records/withholding.ts';
import type { Desk } from '../desk/desk.ts';
import { type Arguments, usage } from './arguments.ts';
import { type Context, remark } from './context.ts';

/** Options of the commands that make certificates. */
export const WITHHOLD_OPTIONS = {
  for: { type: 'string' },
  show: { type: 'string', multiple: true },
  withhold: { type: 'string', multiple: true },
  disclose: { type: 'string', multiple: true },
} as const;

/** The withheld facts of a desk's certificates. Throws `usage` for a recipient that the desk does not know. */
export type Withheld = (desk: Pick<Desk, 'status'>) => readonly string[];

/**
 * What is withheld: what `--for` names, all but the facts of `--show`, or what the settings say; with that the facts, or
 * elements of lists, of `--withhold`, without those of `--disclose`: naming one fact must not disclose another. Throws `usage`,
 * before the desk is opened.
 */
export function typedWithheld({ args, kinds }: Pick<Context, 'args' | 'kinds'>): Withheld {
  const known = allFactNames(kinds.records);
  const [more, less] = [withheldNames(args, known), factNames(args, 'disclose', known)];
  const [recipient, shown] = [args.text('for'), args.has('show') ? factNames(args, 'show', known) : null];
  if (recipient !== null && shown !== null) throw usage('needs-choice', { command: '--for', known: '--for, --show' });
  const elements = more.filter((named) => elementPlace(named) !== null);
  return (desk) => {
    const base = baseOf(desk, recipient, shown, kinds.records);
    const all = new Set([...base, ...more]);
    return [...known.filter((name) => all.has(name) && !less.includes(name)), ...elements];
  };
}

function baseOf(
  desk: Pick<Desk, 'status'>,
  recipient: string | null,
  shown: readonly string[] | null,
  kinds: readonly RecordKind[],
): readonly string[] {
  const { settings } = desk.status();
  if (shown !== null) return withheldBut(new Set(shown), kinds);
  if (recipient === null) return settings.withhold;
  const found = withheldFor(recipient, settings.presets, kinds);
  const known = [...PRESET_NAMES, ...settings.presets.map(({ name }) => name)].join(', ');
  if (found === null) throw usage('not-one-of', { option: '--for', value: recipient, known });
  return found;
}

/** What facts and elements of lists are called, one after another. */
export function withheldText({ words, kinds }: Pick<Context, 'words' | 'kinds'>, names: readonly string[]): string {
  const label = (name: string) =>
    factLabel(name, words.language, kinds.records.find((kind) => kind.names.includes(name)) ?? null);
  return words.names(
    names.map((named) => {
      const place = elementPlace(named);
      return place === null ? label(named) : words.element({ label: label(place.name), place: place.index + 1 });
    }),
  );
}

/** Says what is withheld besides, because it repeats what is withheld. Returns the names of these facts. */
export async function sayAlsoWithheld(
  context: Context,
  desk: Pick<Desk, 'certificates'>,
  ids: readonly string[],
  withhold: readonly string[],
): Promise<readonly string[]> {
  const names = await desk.certificates.alsoWithheld(ids, withhold);
  if (names.length > 0) remark(context, context.texts.alsoWithheld(withheldText(context, names)));
  return names;
}

const typedNames = (args: Arguments, option: keyof typeof WITHHOLD_OPTIONS): readonly string[] =>
  args
    .texts(option)
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');

function checkKnown(option: string, typed: string, name: string, known: readonly string[]): void {
  if (!known.includes(name))
    throw usage('not-one-of', { option: `--${option}`, value: typed, known: known.join(', ') });
}

function factNames(args: Arguments, option: 'disclose' | 'show', known: readonly string[]): readonly string[] {
  const names = typedNames(args, option);
  for (const name of names) checkKnown(option, name, name, known);
  return names;
}

/** Facts, and elements of lists. */
function withheldNames(args: Arguments, known: readonly string[]): readonly string[] {
  const names = typedNames(args, 'withhold');
  for (const name of names) checkKnown('withhold', name, elementPlace(name)?.name ?? name, known);
  return names;
}
