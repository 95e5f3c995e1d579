import type { checker as en } from '../en/checker.ts';
import type { Shape } from '../shape.ts';

/** The checker page that the program carries. */
export const checker: Shape<typeof en> = {
  title: '供接收方使用的核验页',
  what: '一个 HTML 文件，任何人均可用浏览器离线核验证书。本程序自带此文件，并放入您发送的内容中。',
  save: '保存副本…',
  saved: '副本已保存。',
  ownSource:
    '由发送方提供的核验页可能是伪造的。若结论关系重大，接收方应自行从其他渠道（本程序的发布页面、法院、银行）取得，并将此 SHA-256 与发布说明中的比对。',
};
