import type { disclosure as en } from '../en/disclosure.ts';
import type { Shape } from '../shape.ts';

/** Which facts a certificate shows. */
export const disclosure: Shape<typeof en> = {
  title: '证书显示哪些事项',
  all: '全部事项',
  none: '不显示事项，只有文件哈希值和时间',
  last: '与上次相同',
  own: '逐项选择',
  shown: '证书上显示',
  repeated: '文件名、标题等文字若含有上述内容，也一并不显示。',
  also: '因含有上述内容，一并不显示：{{names}}。',
  without: '不显示：{{names}}。证书会写明未披露，以后仍可披露。',
};
