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
  suggests: '不足为据之处所载：{{value}}（{{place}}）',
  takeOver: '采用',
  takeOverOf: '将文件所载内容用作{{name}}',
};
