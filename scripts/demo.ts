import { runCommandLine } from './lib/cli.ts';
import { runMain } from './lib/project.ts';

await runMain(() => runCommandLine(['demo', ...process.argv.slice(2)]));
