import type { setup as en } from '../en/setup.ts';
import type { Shape } from '../shape.ts';

/** First run. */
export const setup: Shape<typeof en> = {
  welcome: '设置存证台',
  intro: '一切都在本机完成：无需账号，无需服务器，不经过网络。',
  language: '语言',
  who: '文件归谁所有？',
  holder: '单位或个人名称',
  holderHelp: '将按此处的写法显示在每份证书上。',
  holderMissing: '请填写存证主体。',
  creditCode: '统一社会信用代码或其他证件号（选填）',
  creditCodeHelp: '信用代码是公开信息，完整显示；个人证件号默认脱敏显示。',
  operator: '您的姓名（选填）',
  operatorHelp: '经办人，是每条记录的事项之一。',
  seals: '是否由存证台自动封存？',
  sealsHelp: '封存后事项不能再修改。带提示的文件不会自动封存。此项可在设置中更改。',
  sealsYes: '是，最后一次编辑几分钟后自动封存',
  sealsNo: '否，仅在我点“立即封存”时',
  create: '完成设置',
  creating: '正在生成存证台的密钥',
  onlyVerify: '我只想核验一份证书',
  back: '返回设置',
  recovery: {
    title: '请妥善保管恢复码',
    why: '当这台电脑或用户账户丢失时，要用它打开存证台的密钥。它只显示这一次，别处没有副本。',
    code: '恢复码',
    save: '保存为文件',
    print: '打印',
    saved: '已保存。',
    printed: '已发送到打印机。',
    where: '请与印章、合同放在一起保管，不要留在这台电脑上。',
    kept: '我已保管好恢复码',
    start: '开始使用',
  },
};
