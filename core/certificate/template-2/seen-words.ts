/** Words of page template 2 about transactions that witnesses of a ledger's members have seen. None says that anything is final. */
import { type Words, words } from '../drawing/words.ts';

/** Labels of rows. */
export const SEEN_LABELS = {
  ledger: words('账本', 'Ledger'),
  seenTime: words('声明时间', 'Time of statements'),
  entryIn: words('数据账户与键', 'Account and key'),
  submitted: words('提交者密钥', 'Submitted by'),
  passedOn: words('转交网关密钥', 'Passed on by'),
} as const satisfies Record<string, Words>;

/** What there is to know about them. */
export const SEEN_TEXTS = {
  seenTime: words(
    '见证方各声明中最晚的时间，签名已核验',
    "the last time in the witnesses' statements, whose signatures were verified",
  ),
  seenMembers: words(
    '见证方名称引自其密钥；是否为账本成员、共有多少成员，以可信的信任名单为准。',
    "Witnesses' names are those in their keys; a trust bundle, not this page, says whether they are members' and how many members there are.",
  ),
  passedOn: words(
    '仅表明网关转交了该交易，不表明已上链。',
    'Shows that a gateway passed the transaction on, not that it was committed.',
  ),
} as const satisfies Record<string, Words>;

/** What the witnesses state, above their names. */
export const stated = (count: number): Words =>
  words(
    `${count} 个见证密钥声明：在各自节点上看到该交易已上链`,
    count === 1
      ? 'one witness key states that it saw it committed on its own node'
      : `${count} witness keys state that they saw it committed on their own nodes`,
  );

const by = (count: number, ledger: string): Words =>
  words(
    `据 ${count} 个见证密钥的声明（在各自节点上看到出具方的日志已写入账本“${ledger}”）`,
    count === 1
      ? `By the statement of one witness key, which saw the issuer's log committed to the ledger “${ledger}” on its own node`
      : `By the statements of ${count} witness keys, which saw the issuer's log committed to the ledger “${ledger}” on their own nodes`,
  );

/** The sentence at the head of the page; `caveat` is how it ends. */
export const SEEN_SENTENCE = {
  seen: (what: Words, ledger: string, count: number, time: Words, caveat: Words): Words =>
    words(
      `${by(count, ledger).zh}，${what.zh}最迟于 ${time.zh} 已经存在；${caveat.zh}。`,
      `${by(count, ledger).en}, ${what.en} existed no later than ${time.en}; ${caveat.en}.`,
    ),
  untimedSeen: (what: Words, ledger: string, count: number, caveat: Words): Words =>
    words(
      `${by(count, ledger).zh}，该日志记有${what.zh}；声明未给出时间；${caveat.zh}。`,
      `${by(count, ledger).en}, that log holds ${what.en}; the statements give no time; ${caveat.en}.`,
    ),
} as const;

/** Every sentence without what is put into it, and every count. */
export function seenWords(nothing: Words): readonly Words[] {
  const counts = [1, 2];
  return [
    ...counts.map(stated),
    ...counts.map((count) => SEEN_SENTENCE.seen(nothing, '', count, nothing, nothing)),
    ...counts.map((count) => SEEN_SENTENCE.untimedSeen(nothing, '', count, nothing)),
  ];
}
