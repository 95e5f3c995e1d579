import { type Custody, type CustodyCheck, checkCustody, parseCustody } from '../../../log/custody.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { readSmallFile } from '../../system/small-file.ts';
import { usage } from '../arguments.ts';
import { answer, type Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { localTime } from '../print.ts';
import type { Command } from './command.ts';

/** The exit code of `verify` for a tampered certificate. */
const ALTERED = 21;

/** `custody FILE.json`: checks a chain of custody; needs no home. */
export const custody: Command = {
  options: {},
  async run(context) {
    const [file, ...more] = context.args.rest;
    if (file === undefined || more.length > 0) throw usage('needs-custody', { command: 'custody' });
    const read = parseCustody(readSmallFile(file), nodeCrypto);
    const checks = checkCustody(read, nodeCrypto);
    const { record, journal } = read;
    const entries = read.entries.map(({ entry, opened }) => ({ ...entry, detail: opened?.[1] ?? null }));
    answer(context, { record, journal, checks, entries }, lines(context, read, checks));
    return checks.some(({ state }) => state === 'failed') ? ALTERED : EXIT.ok;
  },
};

function lines(
  { words, texts, language }: Context,
  { record, entries }: Custody,
  checks: readonly CustodyCheck[],
): string[] {
  return [
    record,
    ...entries.map(({ entry, opened }) => {
      const { operator = null, program = null } = opened?.[1] ?? {};
      const named =
        typeof program === 'string' && Object.hasOwn(texts.programs, program) ? texts.programs[program] : program;
      const who = [operator, named].filter((one) => one !== null).join(', ');
      return `  ${localTime(entry.time)}  ${texts.journalEvents[entry.event]}  ${who}`;
    }),
    // details of checks (figures and names) are in English in every language
    ...checks.map(
      ({ name, state, detail }) =>
        `  ${words.checkStates[state]}  ${texts.custodyChecks[name]}${language === 'en' || state === 'failed' ? `  (${detail})` : ''}`,
    ),
  ];
}
