import type { Phrases } from '../types.ts';

/** Labels and small sentences in Chinese. */
export const labels: Pick<
  Phrases,
  'facts' | 'kinds' | 'states' | 'stateMeanings' | 'roles' | 'clocks' | 'names' | 'selfNamed' | 'quote' | 'duration'
> = {
  facts: {
    holder: '存证主体',
    holderId: '统一社会信用代码',
    holderIdMasked: '统一社会信用代码（脱敏）',
    operator: '经办人',
    title: '标题',
    fileName: '文件名称',
    kind: '文件类型',
    number: '编号',
    parties: '当事方',
    date: '文件日期',
    money: '金额',
    obtained: '取得方式',
    note: '备注',
    pages: '页数',
    software: '软件版本',
    links: '溯源',
    fingerprints: '分部摘要',
  },
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
    return `${Math.round(seconds / 3600)} 小时`;
  },
};
