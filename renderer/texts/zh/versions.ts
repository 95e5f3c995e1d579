import type { versions as en } from '../en/versions.ts';
import type { Shape } from '../shape.ts';

/** Versions of a document that replace one another. */
export const versions: Shape<typeof en> = {
  title: '版本',
  record: '第 {{seq}} 号 · {{file}}',
  replaces: '取代',
  replacedBy: '已被取代',
  add: '添加新版本…',
  addHelp: '选择一个文件。新记录注明其取代本记录；本记录保持不变。',
  started: '新版本正在加入。',
  certificateNote: '此文件已有更新版本的记录。本记录的证书不会注明这一点，必要时请一并发送更新版本的证书。',
};
