import { main } from './fabric/main.ts';
import { runMain } from './lib/project.ts';

await runMain(() => main(process.argv.slice(2)));
