import { documentWords } from '../../records/document-words.ts';
import type { Phrases } from '../types.ts';

/** Labels and small sentences in Chinese. */
export const labels: Pick<
  Phrases,
  'facts' | 'kinds' | 'states' | 'stateMeanings' | 'roles' | 'clocks' | 'names' | 'selfNamed' | 'quote' | 'duration'
> = {
  facts: documentWords.zh.facts,
  kinds: {
    contract: '合同',
    invoice: '发票',
    receipt: '收据',
    statement: '对账单',
    report: '报告',
    scan: '扫描件',
    other: '其他',
  },
  states: {
    recorded: '已登记',
    sealed: '已封存',
    anchored: '已确认',
    withdrawn: '已撤回',
    erased: '已删除',
  },
  stateMeanings: {
    recorded: '已在本机登记，封存之前仍可修改事项。',
    sealed: '已写入签名日志，等待本机所用的锚定确认。',
    anchored: '本机所用的锚定均已确认。',
    withdrawn: '封存之前被撤回，记录行和理由予以保留。',
    erased: '其事项已删除，其他记录的证明不受影响。',
  },
  roles: { log: '出具方', witness: '见证方', member: '联盟成员', tsa: '时间戳机构' },
  clocks: { synchronised: '时钟已同步', unknown: '时钟同步状态未知' },
  names: (names) => names.join('、'),
  selfNamed: (name) => `自称“${name}”`,
  quote: (text) => `“${text}”`,
  duration(seconds) {
    if (seconds < 60) return `${Math.max(1, Math.round(seconds))} 秒`;
    if (seconds < 5400) return `${Math.round(seconds / 60)} 分钟`;
    if (seconds < 3 * 86_400) return `${Math.round(seconds / 3600)} 小时`;
    return `${Math.round(seconds / 86_400)} 天`;
  },
};
