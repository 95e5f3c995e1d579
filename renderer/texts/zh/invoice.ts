import type { invoice as en } from '../en/invoice.ts';
import type { Shape } from '../shape.ts';

export const invoice: Shape<typeof en> = {
  title: '本台与此发票有关的记录',
  only: '本台没有这张发票的其他记录，也没有冲销它的记录。',
  same: '同一张发票',
  perhaps: '可能是同一张发票',
  takenBackBy: '冲销它的记录',
  fileSays: '文件所载：{{value}}',
  placesSay: '文件各处不一致：{{values}}',
  takeOver: '采用',
  takeOverOf: '采用：将文件所载内容用作{{name}}',
  takeSuggestion: '采用：将 {{value}} 用作{{name}}',
  takeAll_one: '采用建议',
  takeAll_other: '采用 {{count}} 项建议',
  takeAllHelp: '填入空白处，随表单一并保存；建议不一致的，请在下面选择。',
  tookAll_one: '已填入 1 项',
  tookAll_other: '已填入 {{count}} 项',
  alsoSeen: '文件上另见',
};
