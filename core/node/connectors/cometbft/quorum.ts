/** How many members must sign, by the newest epoch that a consortium file names. */
import { readEpochs } from '../../../anchors/cometbft/epochs.ts';
import { quorumOf } from '../../../anchors/cometbft/validators.ts';
import { type ConsortiumFile, chainOf } from '../../cometbft/consortium-file.ts';

/** Null where members have different powers: then no number of them says it. */
export function quorumOfFile(file: ConsortiumFile): { readonly need: number; readonly all: number } | null {
  const members = readEpochs(chainOf(file).epochs).at(-1)?.members ?? [];
  const isEqual = members.every(({ power }) => power === members[0]?.power);
  return members.length > 0 && isEqual ? { need: quorumOf(members.length), all: members.length } : null;
}
