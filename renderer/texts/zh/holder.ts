import type { holder as en } from '../en/holder.ts';
import type { Shape } from '../shape.ts';

/** Who holds this desk. */
export const holder: Shape<typeof en> = {
  section: '存证主体',
  button: '更正…',
  title: '更正存证主体',
  what: '从现在起登记的记录使用更正后的内容；此前的记录（包括尚未封存的）保持不变。更正的时间会留存。',
  bundle: '本存证台的信任名单随名称改变，核对码不变。已接受旧文件的收件人不受影响。',
  done: '已更正，今后的记录使用新内容。',
  history: '历次存证主体',
  first: '自建立时起',
  labels: {
    holder: '名称',
    creditCode: '统一社会信用代码或证件号',
    operator: '经办人',
  },
};
