/** Texts of `notary member witness`. */
import type { Language } from '../../../words/words.ts';

interface MemberWitnessTexts {
  made(folder: string): string;
  readonly key: string;
  readonly ledger: string;
  readonly peer: string;
  unsealed(file: string): string;
  keepMemory(folder: string): string;
  node(url: string, height: number): string;
  nodeAway(url: string): string;
  noLedger(url: string): string;
  accepted(organisation: string): string;
  listening(address: string): string;
  logs(count: number): string;
  readonly noLogs: string;
  readonly nothing: string;
  stated(size: number, time: string | null): string;
  fork(file: string): string;
  readonly handOver: string;
}

const en: MemberWitnessTexts = {
  made: (folder) => `The witness is in ${folder}.`,
  key: 'Key of the witness',
  ledger: 'Ledger',
  peer: 'Own node',
  unsealed: (file) => `Its key has no passphrase: whoever can read ${file} can sign in its name.`,
  keepMemory: (folder) =>
    `Never put back an older copy of ${folder}: the witness would forget what it stated. If it is lost, make a new witness with a new key.`,
  node: (url, height) => `The own node at ${url} is at block ${height}.`,
  nodeAway: (url) => `The own node at ${url} does not answer now; nothing is stated until it does.`,
  noLedger: (url) => `The own node at ${url} does not have this ledger; nothing is stated until it does.`,
  accepted: (organisation) =>
    `The log of ${organisation} is accepted. A witness that runs knows it within five seconds.`,
  listening: (address) => `The witness of this member answers at ${address}.`,
  logs: (count) => (count === 1 ? 'One log is accepted:' : `${count} logs are accepted:`),
  noLogs: 'No log is accepted yet (member witness accept FILE.trust.json …). That works while this goes on.',
  nothing: 'nothing stated yet',
  stated: (size, time) => `stated last: ${size} ${size === 1 ? 'leaf' : 'leaves'}${time === null ? '' : `, ${time}`}`,
  fork: (file) => `TWO HISTORIES were signed by this log; nothing of it is stated any more. The proof: ${file}`,
  handOver:
    'Give this file to whoever writes the trust bundle and the connection file of the desks, and tell them its check code through another channel.',
};

const zh: MemberWitnessTexts = {
  made: (folder) => `见证方已建立，位于 ${folder}。`,
  key: '见证方密钥',
  ledger: '账本',
  peer: '本成员节点',
  unsealed: (file) => `密钥未设口令：凡能读取 ${file} 的人都能以其名义签名。`,
  keepMemory: (folder) => `切勿用旧副本恢复 ${folder}，否则见证方会忘记已作的声明。如已丢失，请以新密钥新建见证方。`,
  node: (url, height) => `本成员节点 ${url} 位于区块高度 ${height}。`,
  nodeAway: (url) => `本成员节点 ${url} 目前没有应答，恢复之前不作任何声明。`,
  noLedger: (url) => `本成员节点 ${url} 上没有此账本，在此之前不作任何声明。`,
  accepted: (organisation) => `已接受 ${organisation} 的日志。正在运行的见证方会在五秒内得知。`,
  listening: (address) => `本成员的见证方在 ${address} 应答。`,
  logs: (count) => `已接受 ${count} 个日志：`,
  noLogs: '尚未接受任何日志（member witness accept 文件.trust.json …）。运行期间即可进行。',
  nothing: '尚未作出声明',
  stated: (size, time) => `最近一次声明：日志前 ${size} 条${time === null ? '' : `，${time}`}`,
  fork: (file) => `该日志签过两份历史，不再对其作任何声明。证据：${file}`,
  handOver: '请把此文件交给编写信任名单和存证台接入文件的人，并通过其他渠道告知其核对码。',
};

/** The texts in one language. */
export const memberWitnessTextsFor = (language: Language): MemberWitnessTexts => ({ zh, en })[language];
