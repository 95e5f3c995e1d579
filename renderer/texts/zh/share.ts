import type { share as en } from '../en/share.ts';
import type { Shape } from '../shape.ts';

/** Sending certificates to somebody. */
export const share: Shape<typeof en> = {
  button: '发送…',
  title_one: '发送 {{count}} 份证书',
  title_other: '发送 {{count}} 份证书',
  what: '保存为一个 ZIP 文件，可作为邮件附件。本程序不会发送任何内容。',
  with: '一并附上',
  document: '文件本身',
  documentHelp: '从存证时的位置重新读取，内容须未改变。',
  checker: '核验页',
  checkerHelp: '一个 HTML 文件，收件人可用浏览器离线核验证书。',
  trust: '本存证台的信任名单',
  trustHelp: '请通过其他渠道把它的核对码告知收件人。',
  go: '保存…',
  done: '已保存至 {{path}}',
  notSealed_one: '有 {{count}} 条记录未包含在内：尚未封存、已撤回或内容已删除。',
  notSealed_other: '有 {{count}} 条记录未包含在内：尚未封存、已撤回或内容已删除。',
};
