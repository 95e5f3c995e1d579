/**
 * The arguments after `notary`: the command, its options and positional arguments. Anything not understood is `usage`
 * (64).
 */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { NotaryError } from '../../errors.ts';

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

/** The command's name and the other arguments; the name is null when only options were given. */
export function splitCommand(args: readonly string[]): { readonly name: string | null; readonly args: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: GLOBAL_OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const first = tokens.find((token) => token.kind === 'positional');
  if (!first) return { name: null, args: [...args] };
  return { name: first.value, args: args.filter((_, i) => i !== first.index) };
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
    // Node's message continues with advice about positional arguments
    throw usage(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

/** The error for a command line that cannot be understood. */
export function usage(message: string): NotaryError {
  return new NotaryError('usage', message);
}
