import { runCommandLine } from './lib/cli.ts';
import { runMain } from './lib/project.ts';

await runMain(() => runCommandLine(process.argv.slice(2)));
