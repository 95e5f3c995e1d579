import type { paper as english } from '../en/paper.ts';
import type { Shape } from '../shape.ts';

/** 纸面证明。 */
export const paper: Shape<typeof english> = {
  certify: '另附一页，将全部证明印成码',
  certifyHelp: '印出后可扫描或拍照核验，无需 PDF。各部分哈希值不予披露。',
  default: '新证书的默认选项，出具时可逐次更改。',
  digest: '手边没有文件时：文件的 SHA-256',
  compare: '比对哈希值',
  wrong: 'SHA-256 为 64 位，只含 0–9 与 a–f。',
};
