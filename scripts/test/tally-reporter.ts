import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { type NotRun, slowestOf, type Tally } from './tally.ts';

/** The variable that names the file for the tally. */
export const tallyVariable = 'NOTARY_TEST_TALLY';

/**
 * Writes the {@link Tally} of a Vitest run as JSON. Besides tests it counts failures outside tests: a file that could
 * not be loaded, a hook that threw, an error outside of all tests.
 */
export class TallyReporter implements Reporter {
  #root = '';

  onInit(vitest: Vitest): void {
    this.#root = vitest.config.root;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { readonly message: string }[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const results = tests.map((test) => ({ test, result: test.result() }));
    const name = (test: TestCase): string => `${this.#file(test.module)} > ${test.fullName}`;
    const tally: Tally = {
      passed: results.filter(({ result }) => result.state === 'passed').length,
      failed: [
        ...results.filter(({ result }) => result.state === 'failed').map(({ test }) => name(test)),
        ...modules.flatMap((module) => this.#broken(module)),
        ...unhandled.map((error) => `error outside of all tests: ${error.message}`),
      ],
      notRun: results.flatMap(({ test, result }): NotRun[] => {
        if (result.state === 'pending') return [{ name: name(test), reason: 'the run ended before it' }];
        if (result.state !== 'skipped') return [];
        return [{ name: name(test), reason: result.note ?? 'skipped without a reason' }];
      }),
      slowest: slowestOf(
        tests.map((test) => ({ name: name(test), seconds: (test.diagnostic()?.duration ?? 0) / 1000 })),
      ),
    };
    writeFileSync(process.env[tallyVariable] ?? '', JSON.stringify(tally));
  }

  #broken(module: TestModule): string[] {
    const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
    const own = module.errors().length > 0 ? [this.#file(module)] : [];
    return [...own, ...suites.map((suite) => `${this.#file(module)} > ${suite.fullName}`)];
  }

  #file(module: TestModule): string {
    return module.moduleId.startsWith(this.#root) ? module.moduleId.slice(this.#root.length + 1) : module.moduleId;
  }
}

// Vitest loads a reporter by its default export
export default TallyReporter;
