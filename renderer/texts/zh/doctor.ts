import type { doctor as en } from '../en/doctor.ts';
import type { Shape } from '../shape.ts';

/** How documents differ. */
export const doctor: Shape<typeof en> = {
  whatHappened: '文件发生了什么变化',
  limits: '“确定”指摘要相同，足以证明。摘要只能说明字节是否相同，不能说明由谁改动、改动是否要紧。',
  parts: {
    title: '分部摘要',
    switch: '新记录包含分部摘要',
    what: '除整个文件的摘要外，还记录其各页、各成员或各片段的摘要。日后有人持有改动过的副本和证书时，可以说明改动了哪里，例如仅第 7 页不同。',
    guess:
      '持有披露了分部摘要的证书的人，可以试验某一页或某一片段是否正是其所猜测的内容。小于 1 KB 或文字不足 64 个字符的部分没有摘要，每条记录各用一个盐值。记录中只保存摘要，不保存内容。',
    leaveOutNow: '此后加入的文件不记录分部摘要',
    leaveOut: '去除分部摘要',
    leaveOutHelp: '去除后将无法说明改动过的副本有何不同。如需恢复，请重新加入该文件。',
    withhold: '不披露分部摘要时，无法向接收方说明改动过的副本有何不同。',
  },
};
