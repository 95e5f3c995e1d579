import {
  certificatesIn,
  everyLinkHolds,
  isContradictory,
  type TracePackReport,
} from '../../../core/trace/certified.ts';
import { traceWords } from '../../../core/trace/words.ts';
import type { Language } from '../../../electron/api.ts';

/** How a trace pack fares as a whole. */
export interface PackWords {
  readonly is: 'whole' | 'wholeHolds' | 'wholeOpen' | 'wholeDiffers';
  readonly sentence: string;
  readonly remarks: readonly string[];
}

/** Whether all is known to hold; without any link there is nothing to say that of. */
function stateOf(pack: TracePackReport): PackWords['is'] {
  if (isContradictory(pack)) return 'wholeDiffers';
  if (!everyLinkHolds(pack)) return 'wholeOpen';
  return pack.trace.edges.length > 0 ? 'wholeHolds' : 'whole';
}

/** What is said of a trace pack before its records. */
export function packWords(pack: TracePackReport, language: Language): PackWords {
  const words = traceWords(language);
  const { contents, links, trace } = pack;
  const { holds } = links;
  const counts = { records: certificatesIn(trace), links: trace.edges.length, holds, notShown: links['not-shown'] };
  return {
    is: stateOf(pack),
    sentence: words.summary(counts),
    remarks: [
      ...contents.map(({ code, file }) => words.contents[code](file)),
      `${contents.length === 0 ? words.packAgrees : words.packDiffers} ${words.contentsOnly}`,
    ],
  };
}
