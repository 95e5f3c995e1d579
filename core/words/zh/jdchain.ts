import type { JdReason } from '../../anchors/jdchain/reasons.ts';
import type { ErrorDetails, ErrorWords } from '../types.ts';

const WAITING = '已封存的记录均已保留，等待确认。';
const told = ({ told: what }: ErrorDetails) => (what ? `（${what}）` : '');

/** Why a JD Chain ledger confirms nothing. */
export const jdchainTrouble: Readonly<Record<JdReason, (details: ErrorDetails) => ErrorWords>> = {
  'jd-ledger-fork': (d) => ({
    happened: `账本成员在同一高度上持有不同的区块，账本已分叉${told(d)}。`,
    safe: '本台不对此作任何声明；已封存的记录均已保留。',
    next: '请告知各成员的管理员哪一方持有哪一个区块。本台会自动再次询问。',
  }),
  'jd-kv': () => ({
    happened: '该账本以 KV 结构存储数据，条目可以被悄悄替换，不能作为证据。',
    safe: '没有写入任何内容；已封存的记录均已保留。',
    next: '请改用 MERKLE_TREE 结构的账本，或由其他链确认检查点。',
  }),
  'jd-entry-changed': () => ({
    happened: '本台在账本上的条目已不是本台写入的内容。',
    safe: '本台不对此作任何声明；已封存的记录均已保留。',
    next: '请再封存一次：下一个检查点涵盖全部记录。请向成员查问该条目如何被改动。',
  }),
  'jd-other-entry': () => ({
    happened: '账本上已有本台记录数相同的另一个检查点。',
    safe: '这份历史未获任何确认；此前已确认的证书仍然有效。',
    next: '请勿在此继续封存。请查明一直在用的是哪一份副本，并与成员联系。',
  }),
  'jd-unknown-writer': () => ({
    happened: '该检查点已在账本上，但写入它的交易不是本台所知的：由存证台的另一份副本写入，或恢复了较早的备份。',
    safe: '已封存的记录均已保留，此前已确认的仍然有效。',
    next: '请确保只有一份存证台在使用。在此封存的下一个检查点涵盖全部记录。',
  }),
  'jd-account-taken': (d) => ({
    happened: `本台在账本上的数据账户另有所有者${told(d)}。`,
    safe: WAITING,
    next: '请成员为本台登记另一把密钥，并用 chain key 交给本台。',
  }),
  'jd-no-key': () => ({
    happened: '本台没有在该账本上签署交易的密钥。',
    safe: WAITING,
    next: '请运行“chain key”：可生成密钥，或读取 jdchain-cli 的密钥文件；然后请成员将其公钥登记为用户。',
  }),
  'jd-user-unknown': () => ({
    happened: '成员尚未将本台的密钥登记为账本用户。',
    safe: WAITING,
    next: '请把“chain key”显示的公钥发给任一成员；登记完成后，本台会自动继续。',
  }),
  'jd-user-frozen': () => ({
    happened: '成员已冻结本台在账本上的用户，其提交的交易均不执行。',
    safe: WAITING,
    next: '请向成员询问原因；解冻后，本台会自动继续。',
  }),
  'jd-user-revoked': () => ({
    happened: '成员已永久撤销本台在账本上的用户。',
    safe: '已封存的记录均已保留，此前已确认的证书仍然有效。',
    next: '请向成员询问原因；可用 chain key 生成新密钥，另行登记用户。',
  }),
  'jd-user-rights': (d) => ({
    happened: `本台在账本上的用户缺少权限${told(d)}。`,
    safe: WAITING,
    next: '请成员授予具备这些权限的角色；之后本台会自动继续。',
  }),
  'jd-refused': (d) => ({
    happened: `账本将本台的交易记为拒绝执行${told(d)}。`,
    safe: '没有写入任何内容；已封存的记录均已保留。',
    next: '本台会自动重试；如持续出现，请把本条信息发给成员。',
  }),
  'jd-gateway': (d) => ({
    happened: `账本的网关未接收交易${told(d)}。`,
    safe: WAITING,
    next: '本台会自动重试；如持续出现，请把本条信息发给网关的运营者。',
  }),
  'jd-few': (d) => ({
    happened: `对该交易说法一致的成员节点太少${told(d)}。`,
    safe: '目前不作任何声明；已封存的记录均已保留。',
    next: '本台会自动再次询问；如持续出现，请告知上面列出的成员。',
  }),
  'jd-witnesses': (d) => ({
    happened: `声明在自己节点上看到该交易已提交的成员见证方太少${told(d)}。`,
    safe: '条目已在账本上；已封存的记录均已保留，等待确认。',
    next: '本台会自动再次询问；如持续出现，请告知上面列出的成员。',
  }),
};
