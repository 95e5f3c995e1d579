import type { doctor as en } from '../en/doctor.ts';
import type { Shape } from '../shape.ts';

/** How documents differ. */
export const doctor: Shape<typeof en> = {
  whatHappened: '文件发生了什么变化',
  limits: '“确定”指哈希值相同，足以证明。哈希值只能说明字节是否相同，不能说明由谁改动、改动是否要紧。',
  parts: {
    title: '各部分哈希值',
    switch: '为新记录计算各部分的哈希值，以便日后指出改动之处',
    what: '除整个文件的哈希值外，还记录各页或各片段的哈希值。日后有人持有改动过的副本和证书时，可以说明改动了哪里，例如仅第 7 页不同。',
    guess:
      '证书如披露各部分哈希值，拿到证书的人可以试验某一页或某一片段是否正是其所猜测的内容。小于 1 KB 或文字不足 64 个字符的部分没有哈希值，每条记录各用一个盐值。记录中只保存哈希值，不保存内容。',
    leaveOutNow: '此后登记的文件不记录各部分哈希值（日后无法指出改动之处）',
    leaveOut: '去除各部分哈希值',
    leaveOutHelp: '去除后将无法说明改动过的副本有何不同。如需恢复，请重新加入该文件。',
    withhold: '不披露各部分哈希值时，无法向接收方说明改动过的副本有何不同。',
  },
};
