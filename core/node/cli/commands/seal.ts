import type { ChainEntry } from '../../desk/types.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withDesk } from '../context.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { errorLine } from '../print.ts';
import type { Command } from './command.ts';

/** Seconds for `--wait` without a number. */
const PATIENCE = 120;

/**
 * `seal [--wait [SECONDS]] [--include-warned]`: seals the waiting records; with `--wait` returns once they are anchored. Nothing to seal
 * is not an error.
 */
export const seal: Command = {
  options: { wait: { type: 'boolean' }, 'include-warned': { type: 'boolean' } },
  run: (context) => {
    const patience = waitSeconds(context);
    return withDesk(context, async (desk) => {
      if (context.args.flag('include-warned')) await desk.confirm(desk.heldBack(), true);
      const { sealed, damaged } = await desk.seal();
      const held = desk.heldBack();
      const anchored = patience === null ? null : await desk.anchored(patience * 1000);
      const { checkpoint } = desk.status();
      const { texts } = context;
      const line = sealed === 0 ? texts.nothingToSeal : texts.sealDone({ sealed, size: checkpoint?.size ?? 0 });
      const chains = desk.chains.list();
      const problems = chains.flatMap(({ name, required, problem }) =>
        problem ? [{ chain: name, required, ...problem }] : [],
      );
      answer(context, { sealed, held, damaged, checkpoint, ...(anchored === null ? {} : { anchored }), problems }, [
        line,
      ]);
      if (held.length > 0) remark(context, texts.heldBack(held.length));
      if (anchored === false) remark(context, texts.notAnchored);
      if (anchored && checkpoint) remark(context, anchoredBy(texts, chains));
      for (const id of damaged)
        remark(context, errorLine(context.words, { code: 'home-damaged', message: '', details: { id } }));
      for (const problem of problems) remark(context, `${problem.chain}: ${errorLine(context.words, problem)}`);
      if (damaged.length > 0) return EXIT.stopped;
      if (problems.some(({ code, required }) => required && exitCodeOf(code) === EXIT.stopped)) return EXIT.stopped;
      return anchored === false ? EXIT.pending : EXIT.ok;
    });
  },
};

/** What is waited for no more: the chains that are required, or nothing but the desk itself. */
function anchoredBy(texts: Context['texts'], chains: readonly ChainEntry[]): string {
  if (chains.length === 0) return texts.nothingRequired;
  return chains.some(({ enabled, required }) => enabled && required) ? texts.anchored : texts.onlyOptional;
}

/** The number after `--wait`, if any; null without `--wait`. */
function waitSeconds({ args }: Context): number | null {
  const [typed, ...more] = args.rest;
  if (more.length > 0 || (typed !== undefined && !args.flag('wait')))
    throw usage('form', { form: 'seal [--wait [SECONDS]] [--include-warned]' });
  if (!args.flag('wait')) return null;
  if (typed !== undefined && !/^\d{1,6}$/.test(typed)) throw usage('not-a-number', { option: '--wait' });
  return typed === undefined ? PATIENCE : Number(typed);
}
