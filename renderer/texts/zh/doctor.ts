import type { doctor as en } from '../en/doctor.ts';
import type { Shape } from '../shape.ts';

/** How documents differ. */
export const doctor: Shape<typeof en> = {
  whatHappened: '文件发生了什么变化',
  limits: '“确定”指摘要相同，足以证明。摘要只能说明字节是否相同，不能说明由谁改动、改动是否要紧。',
};
