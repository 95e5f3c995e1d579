/** Checks a box and prints how many files were read each time that more were, then stays: for a test that kills it. */
import { checkBox } from '../../../core/node/box/index.ts';
import { TRUST } from './box.ts';

const [folder, workFolder] = process.argv.slice(2) as [string, string];
await checkBox([folder], {
  trust: TRUST,
  workFolder,
  threads: 2,
  onProgress: ({ filesDone }) => process.stdout.write(`${filesDone}\n`),
});
// the work file is open and not let go: whoever waits kills it here
setInterval(() => {}, 1000);
