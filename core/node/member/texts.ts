/** What `notary member …` says of what it has done, in both languages. */
import type { Language } from '../../words/words.ts';

/** The texts of a member's commands in one language. */
export interface MemberTexts {
  keysMade(p: { readonly organisation: string; readonly file: string }): string;
  keepGovernance(file: string): string;
  genesisMade(p: { readonly genesis: string; readonly config: string }): string;
  readonly sameGenesis: string;
  notFirst(organisation: string): readonly string[];
  newNode(aside: string): string;
  height(p: {
    readonly chain: string;
    readonly height: number;
    readonly time: string;
    readonly catchingUp: boolean;
  }): string;
  members(count: number, names: string): string;
  registered(p: { readonly desks: number; readonly checkpoints: number }): string;
  fork(log: string): string;
  proposed(p: { readonly number: number; readonly chain: string; readonly file: string }): string;
  signed(action: string): string;
  signatures(p: { readonly file: string; readonly count: number }): string;
  sent(transaction: string): string;
  readonly exportAgain: string;
  bundleMade(file: string): string;
  readonly tellFingerprint: string;
  consortiumMade(file: string): string;
}

const en: MemberTexts = {
  keysMade: ({ organisation, file }) => `Made the keys of ${organisation}. Send ${file} to the other members.`,
  keepGovernance: (file) => `Decisions are signed with ${file}: keep it, and a copy of it, away from this machine.`,
  genesisMade: ({ genesis, config }) => `Wrote ${genesis} and ${config}.`,
  sameGenesis: 'Every member must have the same genesis:',
  notFirst: (organisation) => [
    `${organisation} is not among the first members. That is right for one that joins later: compare the digest with theirs,`,
    'start, let the node catch up, and let the members decide (member propose add-member). Else give this file too.',
  ],
  newNode: (aside) => `The node has no blocks: it begins anew, and so does the application. Its state is now ${aside}`,
  height: ({ chain, height, time, catchingUp }) =>
    `${chain} at height ${height} (${time})${catchingUp ? ', catching up' : ''}`,
  members: (count, names) => `${count} ${count === 1 ? 'member' : 'members'}: ${names}`,
  registered: ({ desks, checkpoints }) => `Desks registered: ${desks} · checkpoints accepted: ${checkpoints}`,
  fork: (log) => `TWO HISTORIES were signed by ${log}: talk to its holder`,
  proposed: ({ number, chain, file }) => `Decision ${number} of ${chain} is in ${file}. Nobody has signed it.`,
  signed: (action) => `Signed: ${action}`,
  signatures: ({ file, count }) => `${file} now has ${count} ${count === 1 ? 'signature' : 'signatures'}.`,
  sent: (transaction) => `Sent as ${transaction}. It is carried out with the next block (see: member status).`,
  exportAgain: 'When members changed, export a new trust bundle and give it to everybody who verifies.',
  bundleMade: (file) => `Wrote ${file}.`,
  tellFingerprint: 'Tell its fingerprint through another channel:',
  consortiumMade: (file) => `Wrote ${file} for desks; its fingerprint:`,
};

const zh: MemberTexts = {
  keysMade: ({ organisation, file }) => `已生成 ${organisation} 的密钥。请将 ${file} 发给其他成员。`,
  keepGovernance: (file) => `各项决定用 ${file} 签署：请将其与副本保存在本机以外。`,
  genesisMade: ({ genesis, config }) => `已写入 ${genesis} 和 ${config}。`,
  sameGenesis: '各成员的创世文件必须相同：',
  notFirst: (organisation) => [
    `${organisation} 不在首批成员之中。若为日后加入，则属正常：请与各成员比对哈希值，`,
    '启动并等待节点追上，再由成员决定（member propose add-member）。否则请把本文件也一并给出。',
  ],
  newNode: (aside) => `节点没有区块：节点和应用程序都将重新开始。原有状态现在位于 ${aside}`,
  height: ({ chain, height, time, catchingUp }) =>
    `${chain}，高度 ${height}（${time}）${catchingUp ? '，正在同步' : ''}`,
  members: (count, names) => `${count} 位成员：${names}`,
  registered: ({ desks, checkpoints }) => `已登记存证台 ${desks} 个 · 已接受检查点 ${checkpoints} 个`,
  fork: (log) => `${log} 签过两份历史：请与其持有者联系`,
  proposed: ({ number, chain, file }) => `${chain} 的第 ${number} 项决定已写入 ${file}，尚无人签署。`,
  signed: (action) => `已签署：${action}`,
  signatures: ({ file, count }) => `${file} 现有 ${count} 个签名。`,
  sent: (transaction) => `已提交，编号 ${transaction}，随下一区块执行（见 member status）。`,
  exportAgain: '成员变更后，请重新导出信任名单，发给所有核验的人。',
  bundleMade: (file) => `已写入 ${file}。`,
  tellFingerprint: '请通过其他渠道告知其指纹：',
  consortiumMade: (file) => `已为存证台写入 ${file}，其指纹：`,
};

const texts: Readonly<Record<Language, MemberTexts>> = { en, zh };

/** The texts of a language. */
export function memberTextsFor(language: Language): MemberTexts {
  return texts[language];
}
