/** How the chains and witnesses of a trust bundle stand in a certificate, in lines: one wording for window, terminal, page and paper. */
import type { PolicyReport } from '../verification/policy-report.ts';
import { timeText } from './format.ts';
import type { Phrases } from './types.ts';

/** One line; `counts` where it is about what counts towards `proven`. */
export interface PolicyLine {
  readonly counts: boolean;
  readonly text: string;
}

/** What is needed, how much of it there is, and who stands and who does not. */
export interface PolicyWords {
  readonly needed: string;
  readonly found: string;
  readonly lines: readonly PolicyLine[];
}

/** So many that are missing are named. */
const MOST_NAMED = 10;

/** True where a policy asks for more than one voice of one sort, so that it has to be said which of them stand. */
export function hasSeveral({ chains, witnesses }: PolicyReport): boolean {
  const isMixed = chains.need > 0 && witnesses.need > 0;
  return isMixed || (chains.need > 0 && chains.all > 1);
}

/** The lines of a policy; `at` writes a time. */
export function policyWords(
  { trust, names, quote }: Pick<Phrases, 'trust' | 'names' | 'quote'>,
  { chains, witnesses, parts }: PolicyReport,
  at: (time: string) => string,
): PolicyWords {
  const called = ({ as, name }: PolicyReport['parts'][number]) => trust.part({ as, name: quote(name) });
  const lines = parts.flatMap((part): readonly PolicyLine[] => {
    if (part.state === 'missing') return [];
    const time = part.time === null ? null : at(part.time);
    return [{ counts: part.state === 'stands', text: trust.states[part.state]({ part: called(part), time }) }];
  });
  const missing = parts.filter(({ state }) => state === 'missing').map(called);
  const [named, more] = [missing.slice(0, MOST_NAMED), Math.max(0, missing.length - MOST_NAMED)];
  return {
    needed: trust.needed({ chains, witnesses }),
    found: trust.found({ chains, witnesses }),
    lines: [
      ...lines.filter(({ counts }) => counts),
      ...lines.filter(({ counts }) => !counts),
      ...(named.length > 0 ? [{ counts: false, text: trust.missing({ names: names(named), more }) }] : []),
    ],
  };
}

/** The same with times in a zone. */
export function policyLines(phrases: Pick<Phrases, 'trust' | 'names' | 'quote'>, policy: PolicyReport, offset: number) {
  return policyWords(phrases, policy, (time) => timeText(time, offset));
}
