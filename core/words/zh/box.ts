import { BOX_STATES, type BoxRow, isPageLeftOut } from '../../documents/box/types.ts';
import type { BoxWords } from '../box-types.ts';
import { timeText } from '../format.ts';
import { checks } from './checks.ts';
import { errors } from './error-table.ts';

/** The words of a case box in Chinese. */
export const boxWordsZh: BoxWords = {
  title: '批量核验表',
  states: {
    forked: '日志分叉',
    tampered: '已被改动',
    misstated: '所载不符',
    different: '内容不同',
    untrusted: '出具方未受信任',
    unreadable: '无法读取',
    'missing-certificate': '缺少证书',
    'missing-document': '缺少文件',
    superseded: '已被取代',
    pending: '尚待确认',
    'self-attested': '仅出具方自证',
    proven: '已证实',
    duplicate: '重复',
  },
  meanings: {
    forked:
      '其日志的密钥签过两份历史：条数相同的两个检查点不同，这证明日志已分叉。他方见证过的仍然成立，仅凭出具方的说法不可依靠。请保留两份文件。',
    tampered: '证书或其证据已被改动。请向出具方索取原件。',
    misstated: '未被改动，但卷宗所载与其自身各项不符。请单独核验该证书以查明何处不符，并询问出具方。',
    different: '证书本身成立，但同名文件的内容不同。请找到正确版本。',
    untrusted: '证明本身成立，但签名方不在您选择信任的范围内。',
    unreadable: '无法读取，或未能查看其内容；原因见备注。',
    'missing-certificate': '这批文件中没有对应的证书。',
    'missing-document': '证书本身成立，但这批文件中没有与其哈希值相符的文件。',
    superseded: '已有更新的记录或最终证书取代它。',
    pending: '已封存，尚未得到链的确认。请索取最终证书。',
    'self-attested': '证明对此文件成立，但只有出具方自己这样声明，时间也是出具方自己的。',
    proven: '与此文件逐字节相同的内容最迟在所示时间已经存在，所列签名方为此签名。',
    duplicate: '这批文件中已有相同的内容或相同的证书。',
  },
  columns: [
    '序号',
    '状态',
    '文件',
    '证书',
    'SHA-256 哈希值',
    '字节数',
    '最迟存在时间 (UTC)',
    '出具方',
    '签名方',
    '证书编号',
    '备注',
  ],
  sheets: { rows: '核验表', box: '汇总' },
  inputs: '核验对象',
  boxDigest: '整批文件的哈希值 (SHA-256)',
  boxDigestNote: '每个已读取的文件一行：哈希值、两个空格、路径；按路径排序，再对全部各行计算 SHA-256。',
  files: '文件数',
  bytes: '字节数',
  certificates: '证书数',
  containers: '压缩包和邮件数',
  unread: '未能读取',
  trust: '信任名单',
  noTrust: '未提供：结论最多为“出具方未受信任”',
  bundle: ({ name, compared }) => `“${name}”，${compared ? '指纹已比对' : '指纹未经比对'}`,
  pagesNotCompared: '未比对证书的打印页面；如需比对，请单独核验该证书。',
  remark: (row) =>
    [own(row), forkOf(row), ...(isPageLeftOut(row) ? ['未比对页面'] : [])].filter((part) => part !== '').join('；'),
  stateCounts: (states) =>
    [...BOX_STATES].reverse().map((state) => ({ title: boxWordsZh.states[state], count: states[state] })),
};

const reasons = {
  encrypted: '需要密码才能打开',
  damaged: '已损坏',
  'too-deep': '压缩包嵌套过深',
  'too-many': '条目过多',
  'too-large': '解压后超出允许的大小',
  'timed-out': '读取耗时过长，已停止',
  unsupported: '此类文件本程序不打开，其中内容未经查看',
  signature: '是其他文件的签名，并非文件本身；此处不予核验',
  linked: '仅为链接：文件不在邮件内，请索取文件本身',
  fragment: '仅为分段发送的邮件的一部分，请索取完整邮件',
} as const;

/** Both checkpoints of a fork, and where the other one is. */
function forkOf({ fork }: BoxRow): string {
  if (!fork) return '';
  const { size, root, otherRoot, other } = fork;
  return `${size} 条的两个检查点不同：此处的根为 ${root}，${other ?? '本机所知的该日志'} 中的根为 ${otherRoot}`;
}

/** What is particular about a row. */
function own(row: BoxRow): string {
  const { state, other, fault, proof, knownRecord } = row;
  if (state === 'duplicate') return `与 ${other} 相同`;
  if (state === 'superseded') return `见 ${other}`;
  if (fault) return fault.reason === null ? errors[fault.code]({}).happened : reasons[fault.reason];
  if (state === 'pending' && proof?.deadline) return `预计不晚于 ${timeText(proof.deadline, 0)}`;
  if (knownRecord !== null) return `本台有此文件的记录：${knownRecord}`;
  const reason = proof?.reason;
  return reason && reason !== 'ok' ? checks.reasons[reason] : '';
}
