/**
 * The arguments after `notary`: the command, its options and positional arguments. Anything not understood is `usage`
 * (64).
 */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { NotaryError } from '../../errors.ts';
import { type UsageDetails, type UsageReason, usageText } from './texts/usage.ts';

/** Options that every command takes. */
export const GLOBAL_OPTIONS = {
  home: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/** Options of one command. */
export type OptionShapes = ParseArgsOptionsConfig;

type Value = string | boolean | (string | boolean)[] | undefined;

/** Options and positionals of one call. */
export class Arguments {
  readonly rest: readonly string[];
  readonly #values: Readonly<Record<string, Value>>;

  constructor(values: Readonly<Record<string, Value>>, rest: readonly string[]) {
    this.#values = values;
    this.rest = rest;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string): string | null {
    const value = this.#values[name];
    return typeof value === 'string' ? value : null;
  }

  texts(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }
}

/** A command line before its options are judged. */
interface Split {
  /** The command's name; null when only options were given. */
  readonly name: string | null;
  /** The other arguments. */
  readonly args: string[];
  /** What says in which language its errors are reported. */
  readonly lang: string | null;
  readonly home: string | null;
}

/** The command's name and the other arguments. */
export function splitCommand(args: readonly string[]): Split {
  const { tokens, values } = parseArgs({
    args: [...args],
    options: GLOBAL_OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const first = tokens.find((token) => token.kind === 'positional');
  const typed = (value: unknown) => (typeof value === 'string' ? value : null);
  const said = { lang: typed(values.lang), home: typed(values.home) };
  if (!first) return { name: null, args: [...args], ...said };
  return { name: first.value, args: args.filter((_, i) => i !== first.index), ...said };
}

/** Reads options strictly. Throws `usage`. */
export function readArguments(args: readonly string[], options: OptionShapes): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...GLOBAL_OPTIONS, ...options },
      strict: true,
      allowPositionals: true,
    });
    return new Arguments(values, positionals);
  } catch (error) {
    throw notUnderstood(error);
  }
}

/** Node's error for options, which names the option in quotes and then gives advice about positional arguments. */
function notUnderstood(error: unknown): NotaryError {
  const { code, message = String(error) } = error as NodeJS.ErrnoException;
  const [value = ''] = message.split('. ');
  const option = /'(?:-\w, )?(-[^' ]*)/.exec(value)?.[1];
  if (option === undefined) return usage('unreadable', { value });
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return usage('unknown-option', { option });
  return usage(value.includes('does not take') ? 'option-with-value' : 'option-without-value', { option });
}

/** The error for a command line that cannot be understood. */
export function usage(reason: UsageReason, details: UsageDetails = {}): NotaryError {
  const said = { reason, ...details };
  return new NotaryError('usage', usageText('en', said) ?? reason, said);
}
