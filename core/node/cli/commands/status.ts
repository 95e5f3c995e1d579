import { checkCode } from '../../../formats/check-code.ts';
import { RECORD_STATES } from '../../../ports.ts';
import { groupedHex } from '../../../words/words.ts';
import type { ChainEntry, DeskStatus, MemoryStatus } from '../../desk/types.ts';
import { answer, type Context, remark, withClock } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { errorLine, localTime } from '../print.ts';
import type { Command } from './command.ts';

/** `status`: works while the window has the home open. `locked`: the keys open with a secret only. */
export const status: Command = {
  options: {},
  async run(context) {
    const [state, chains] = await withClock(context, (view) => [view.status(null, null), view.chains()] as const);
    const locked = state.keyProtection !== 'file';
    answer(context, { ...state, locked, chains }, [
      ...lines(context, state),
      ...chains.map((one) => chainLine(context, one)),
    ]);
    if (state.problem) remark(context, errorLine(context.words, state.problem));
    return EXIT.ok;
  },
};

function lines({ words, texts }: Context, status: DeskStatus): readonly string[] {
  const { counts, checkpoint, memory, keyProtection, fingerprint } = status;
  const states = RECORD_STATES.filter((name) => counts[name] > 0);
  return [
    `${texts.holder}: ${status.holder?.name}`,
    `${texts.home}: ${status.home}`,
    ...(fingerprint === null ? [] : [`${texts.checkCode}: ${checkCode(fingerprint)}`]),
    `${texts.fingerprint}: ${groupedHex(fingerprint ?? '')}`,
    texts.protection[keyProtection ?? 'file'],
    `${texts.records}: ${states.map((name) => `${words.states[name]} ${counts[name]}`).join(' · ') || '0'}`,
    texts.waiting(status.waiting),
    ...(counts.sealed > 0 ? [texts.queue(counts.sealed)] : []),
    `${texts.checkpoint}: ${
      checkpoint ? texts.checkpointAt({ ...checkpoint, time: localTime(checkpoint.time) }) : texts.noCheckpoint
    }`,
    ...(memory === null ? [] : [`${texts.memory}: ${memoryText(texts, memory)}`]),
  ];
}

function memoryText(texts: Context['texts'], { state, since, file }: MemoryStatus): string {
  return `${since === null ? texts.memoryStates[state] : texts.memorySince(localTime(since))} (${file})`;
}

function chainLine({ texts }: Context, { name, enabled, last }: ChainEntry): string {
  const time = last?.time ? localTime(last.time) : '';
  const confirmed = texts.chainLast(last && { size: last.size, time });
  return `${texts.chain}: ${name}${enabled ? '' : ` (${texts.switchedOff})`}, ${confirmed}`;
}
