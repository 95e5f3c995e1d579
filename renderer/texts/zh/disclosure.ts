import type { disclosure as en } from '../en/disclosure.ts';
import type { Shape } from '../shape.ts';

/** Which facts a certificate shows. */
export const disclosure: Shape<typeof en> = {
  title: '接收方看到什么',
  all: '全部事项',
  none: '不显示事项，只有文件哈希值和时间',
  last: '与上次相同',
  own: '逐项选择',
  for: { bank: '供银行', auditor: '供审计', court: '供法院', counterparty: '供交易对方' },
  why: {
    bank: '交易本身、双方名称与税号、金额与到期日。不显示由谁经办、文件从何而来，以及备注。',
    auditor: '所有内容，包括由谁经办、文件从何而来。主体证件号仅显示掩码。',
    court: '除备注外的所有内容；备注是写给同事看的。',
    counterparty: '对方从文件本身已知的内容。不显示主体证件号全文、备注、关联记录，以及与融资有关的事项。',
  },
  shown: '证书上显示',
  repeated: '文件名、标题等文字若含有上述内容，也一并不显示。',
  also: '因含有或可推知上述内容，一并不显示：{{names}}。',
  without: '不显示：{{names}}。证书会写明未披露，以后仍可披露。',
  lastOf: '与上次发给 {{recipient}} 的相同。设置中不披露的事项仍不披露，除非您另行选择。',
  save: '保存这一选择',
  name: '选择的名称',
  keep: '保存',
  forget: '从列表中移除“{{name}}”',
  page: '将要发出的页面',
  pageOf: '第 {{number}} 条记录，共 {{count}} 条：{{file}}',
  before: '上一条',
  after: '下一条',
  apart: '仅就这条记录另行选择',
  likeOthers: '恢复与其他记录相同',
};
