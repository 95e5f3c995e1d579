/**
 * Stands in for `vitest` when the tests of core run in a browser: the same files, vitest's own `expect`, and just as
 * much of `describe` and `it` as they use. Bundled by core-in-chromium.test.ts.
 */
import { chai, customMatchers, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

export const expect = (value: unknown, message?: string) => chai.expect(value, message);
Object.assign(expect, chai.expect);
(chai.expect as unknown as { extend(expect: object, matchers: object): void }).extend(expect, customMatchers);

type Body = (...args: unknown[]) => unknown;

/** How one test ended. */
export interface Outcome {
  readonly name: string;
  /** Null when it passed. */
  readonly error: string | null;
}

interface Waiting {
  readonly name: string;
  readonly run: () => unknown;
}

const waiting: Waiting[] = [];
let path: readonly string[] = [];

function suite(name: string, body: Body, ...args: unknown[]): void {
  const outer = path;
  path = [...outer, name];
  body(...args);
  path = outer;
}

function add(name: string, body: Body, ...args: unknown[]): void {
  waiting.push({ name: [...path, name].join(' > '), run: () => body(...args) });
}

/** `%s`, `%i`, `%j` in turn, or `$member` of an object. */
function title(template: string, row: readonly unknown[], index: number): string {
  const rest = [...row];
  const [first] = row;
  return template
    .replace(/%[sijdo]/g, (form) => (form === '%j' ? JSON.stringify(rest.shift()) : String(rest.shift())))
    .replace(/\$(\w+)/g, (_, name) => String((first as Record<string, unknown> | undefined)?.[name]))
    .concat(` #${index}`);
}

type Declare = (name: string, body: Body, ...args: unknown[]) => void;

function each(declare: Declare) {
  return (table: readonly unknown[]) =>
    (name: string, ...bodyWithOptions: unknown[]) => {
      const body = bodyWithOptions.find((one) => typeof one === 'function') as Body;
      for (const [index, entry] of table.entries()) {
        const row = Array.isArray(entry) ? entry : [entry];
        declare(title(name, row, index), body, ...row);
      }
    };
}

export const describe = Object.assign((name: string, body: Body) => suite(name, body), { each: each(suite) });
function declare(name: string, ...bodyWithOptions: unknown[]): void {
  add(name, bodyWithOptions.find((one) => typeof one === 'function') as Body);
}

export const it = Object.assign(declare, {
  each: each(add),
  runIf: (condition: boolean) => (condition ? declare : () => {}),
});
export const test = it;

/** Runs what was declared, one after another. */
export async function runAll(): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, run } of waiting) {
    try {
      await run();
      outcomes.push({ name, error: null });
    } catch (error) {
      outcomes.push({ name, error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) });
    }
  }
  return outcomes;
}
