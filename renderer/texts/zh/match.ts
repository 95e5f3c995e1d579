import type { match as en } from '../en/match.ts';
import type { Shape } from '../shape.ts';

/** Comparing the documents of a trade. */
export const match: Shape<typeof en> = {
  button: '核对…',
  tooMany: '一次最多核对 {{most}} 条记录。',
  set: '规则',
  percent: '容差（%）',
  absolute: '容差（金额）',
  days: '送货可晚天数',
  filter: '只看不符或缺失',
  findings: '各规则的结果',
  documents: '文件',
  role: '{{name}} 在交易中是',
  noRole: '不参与核对',
  nothing: '所有规则都相符。',
  save: '另存为',
  notarize: '将此结果存证…',
  notarizeHelp: '把核对结果保存为文件并单独存证，所核对的文件不变。',
  saved: '核对结果已保存。',
  recorded: '核对结果已保存，并成为一条单独的记录，等待封存。',
};
