/** Words of page template 2 for what organisations of a chain read in their ledgers. */
import { type Words, words } from '../drawing/words.ts';

/** Labels and what to know about the names. */
export const LEDGER_TEXTS = {
  chaincode: words('链码', 'Chaincode'),
  endorsers: words(
    '名称引自签名方的证书。区块本身不证明交易有效，故由机构另行签署其账本所载；密钥归谁所有、须有几家，以可信的信任名单为准。',
    "Names are the certificates' own. A block alone does not prove its transaction valid, so these keys signed what their ledgers hold; a trust bundle says whose they are and how many are enough.",
  ),
} as const satisfies Record<string, Words>;

/** Who signed, and who ordered the block. */
export const ENDORSED = {
  counted: (readers: number, ordered: Words): Words =>
    words(
      `${readers} 个密钥签署其账本载有此项；${ordered.zh}`,
      `${readers === 1 ? 'one key' : `${readers} keys`} signed that the ledger holds it; ${ordered.en}`,
    ),
  several: (count: number): Words =>
    words(
      `${count} 个排序节点签署了区块`,
      count === 1 ? 'one orderer signed the block' : `${count} orderers signed the block`,
    ),
  one: words('仅一个排序节点签署了区块', 'one orderer alone signed the block'),
} as const;

/** The sentence at the head of the page, like those in words.ts. */
export function byLedgersSentence(what: Words, chain: Words, count: number, caveat: Words): Words {
  return words(
    `据 ${count} 个密钥的签名，${chain.zh}的账本载有出具方的日志，其中记有${what.zh}；签名不含时间；${caveat.zh}。`,
    `By the signatures of ${count === 1 ? 'one key' : `${count} keys`}, the ledger of ${chain.en} holds the issuer's log, which holds ${what.en}; the signatures give no time; ${caveat.en}.`,
  );
}

const NOTHING = words('', '');
/** All of them, without what is put into them. */
export const LEDGER_WORDS: readonly Words[] = [
  ...Object.values(LEDGER_TEXTS),
  ...[1, 2].flatMap((count) => [ENDORSED.several(count), ENDORSED.counted(count, ENDORSED.one)]),
  byLedgersSentence(NOTHING, NOTHING, 0, NOTHING),
];
