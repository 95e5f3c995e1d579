/**
 * What became of a transaction, by what the members' own nodes say. An answer proves nothing: blocks carry no signature. So one
 * that does not fit together is set aside and named, two that contradict each other are a fork, and only what more members say
 * than may be dishonest is believed.
 */
import { toBase58 } from '../../../anchors/jdchain/base58.ts';
import { encode } from '../../../anchors/jdchain/binary.ts';
import { BLOCK_BODY, type LedgerBlock, TRANSACTION_STATE } from '../../../anchors/jdchain/contracts.ts';
import { equal, toHex } from '../../../formats/bytes.ts';
import type { Recorded as RecordedTransaction } from '../../jdchain/answers.ts';

/** A block whose hash is that of its content. */
export type Block = LedgerBlock & { readonly hash: Uint8Array };

/** A transaction in a block, by one node. */
export interface Recorded extends RecordedTransaction {
  readonly block: Block;
}

/** A member and a block that it tells. */
export interface Told {
  readonly organisation: string;
  readonly height: number;
  readonly hash: Uint8Array;
}

/** What one member's own node says of a transaction. */
export type Said = { readonly organisation: string } & (
  | { readonly says: 'recorded'; readonly recorded: Recorded }
  | { readonly says: 'unknown' }
  /** It did not answer, or what it answered does not fit together. */
  | { readonly says: 'nothing' }
);

/** What is to be made of all answers. */
export type Fate =
  /** In a block by which enough members stand. */
  | { readonly is: 'recorded'; readonly recorded: Recorded; readonly by: readonly string[] }
  /** Enough members answer and do not know it. It may still come. */
  | { readonly is: 'absent' }
  /** Members tell different blocks. */
  | { readonly is: 'forked'; readonly told: readonly Told[] }
  /** Too few answers to know. */
  | { readonly is: 'unclear' };

/** How many members must say the same: one more than may be dishonest among so many (f of 3f + 1). */
export const believable = (members: number): number => Math.floor((members - 1) / 3) + 1;

/** The bytes of a recorded block's content, as the anchor carries them. */
export function blockBytes({ block }: Pick<Recorded, 'block'>): Uint8Array {
  const { hash: _, ...body } = block;
  return encode(BLOCK_BODY, body);
}

/** True when it was carried out. That it is in a block does not say so. */
export const isSuccess = ({ state }: Pick<Recorded, 'state'>): boolean => state === TRANSACTION_STATE.SUCCESS;

const storyOf = ({ block, height, state }: Recorded) => `${toHex(block.hash)} ${height} ${state}`;

/** What became of a transaction. `members` is the number of all of them, whether asked or not. */
export function fateOf(said: readonly Said[], members: number): Fate {
  const found = said.flatMap((one) => (one.says === 'recorded' ? [one] : []));
  if (new Set(found.map(({ recorded }) => storyOf(recorded))).size > 1)
    return { is: 'forked', told: found.map(toldBy) };
  const [first] = found;
  const need = believable(members);
  if (first && found.length >= need)
    return { is: 'recorded', recorded: first.recorded, by: found.map(({ organisation }) => organisation) };
  const unknown = said.filter(({ says }) => says === 'unknown');
  return { is: !first && unknown.length >= need ? 'absent' : 'unclear' };
}

/** The block of a recorded transaction, as its member tells it. */
export function toldBy({
  organisation,
  recorded: { height, block },
}: {
  readonly organisation: string;
  readonly recorded: Pick<Recorded, 'height' | 'block'>;
}): Told {
  return { organisation, height, hash: block.hash };
}

/** A fork, where two members tell different blocks of one height. One that only is behind tells no other block. */
export function forkOf(one: Told, other: Told): Fate | null {
  return one.height === other.height && !equal(one.hash, other.hash) ? { is: 'forked', told: [one, other] } : null;
}

/** Who tells which block, for people. */
export function toldText(told: readonly Told[]): string {
  return told.map(({ organisation, height, hash }) => `${organisation}: ${height} ${toBase58(hash)}`).join('; ');
}
