import { numbersText } from '../findings.ts';
import type { Phrases } from '../types.ts';

const pages = (value: unknown) => `第 ${numbersText(value).replaceAll(', ', '、')} 页`;
const unread = (value: unknown) => (value === undefined ? '' : `本文件${pages(value)}内容过少或无法读取，未能比对。`);

/** The doctor's findings. */
export const findings: Phrases['findings'] = {
  appended: ({ detail }) =>
    `前 ${detail.at} 字节与已封存的文件逐字节相同，其后追加了 ${detail.bytes} 字节，例如签名、盖章或批注。`,
  'same-pages': ({ detail }) =>
    `文件被重新保存：全部 ${detail.of} 页的绘制内容与封存时相同。` +
    (detail.reason === 'rest-differs' ? '书签、表单或附件不同，或未能比对。' : '书签、表单和附件也相同。'),
  'page-changed': ({ detail }) =>
    `共 ${detail.of} 页，其中${pages(detail.pages)}与封存时不同。${unread(detail.unknown)}哈希值不能说明看上去是否不同。`,
  'pages-added': ({ detail }) => `本文件${pages(detail.pages)}不在已封存的文件中。${unread(detail.unknown)}`,
  'pages-removed': ({ detail }) =>
    `已封存的 ${detail.of} 页中，${pages(detail.pages)}不在本文件中。${unread(detail.unknown)}`,
  'pages-reordered': ({ detail }) => `页面相同但顺序不同。位置有变：${pages(detail.pages)}。${unread(detail.unknown)}`,
  'metadata-only': () => '仅文件的描述信息（作者、日期、程序）不同，内容相同。',
  'line-endings': ({ detail }) =>
    detail.reason === 'spaces'
      ? '文字相同，仅换行符、行尾空白或组合字符的存储方式不同。'
      : '文字相同，仅换行符或字节顺序标记不同。',
  'xml-reformatted': () => '元素、属性和文字相同，仅缩进、属性顺序或注释不同。',
  'values-equal': () => '所有单元格的值相同，工作簿被重新保存。公式和格式未比对。',
  'image-reencoded': ({ detail }) =>
    detail.reason === 'metadata'
      ? '压缩的图像数据相同，仅描述信息（EXIF、色彩配置、注释）不同。'
      : '每个像素都相同，图像被重新存储或去除了描述信息。色彩配置未比对。',
  repacked: () => '压缩包被重新打包：所有成员的名称和内容相同。',
  truncated: ({ certain, detail }) =>
    certain
      ? `这是已封存文件的开头部分：共 ${detail.of} 字节，此处为前 ${detail.at} 字节，与之相同。`
      : `前 ${detail.bytes} 字节与已封存的文件相同；本文件在第 ${detail.at} 字节处结束（原共 ${detail.of} 字节），末尾部分未能比对。`,
  superseded: ({ detail }) =>
    detail.reason === 'older'
      ? '这是较早的版本：已被本证书的记录取代。'
      : detail.reason === 'newer'
        ? '这是较新的版本：其记录取代了本证书的记录。'
        : `另有更新的版本：出具方已用记录 ${detail.record} 取代本证书的记录。`,
  forked: ({ detail }) =>
    `日志已分叉：同一密钥为 ${detail.size} 条的日志签过两个不同的检查点，此证书中的根为 ${detail.root}，${detail.file === undefined ? '本机所知的该日志中' : `“${detail.file}”中`}的根为 ${detail.otherRoot}。密钥的持有者出示过两份历史。他方见证过的仍然成立，仅凭出具方的说法不可依靠。请保留两份文件。`,
  'not-comparable': ({ detail }) =>
    detail.reason === 'withheld'
      ? '证书未披露各部分哈希值，无法说明文件有何不同。'
      : detail.reason === 'nothing-in-common'
        ? '没有可对应的部分。可能是另一份文件，也可能是原件的打印、扫描或转换件：无法按字节核对。'
        : detail.reason === 'unread'
          ? '未能查看文件内容（过大、过小、已损坏、其间被改动或已中止），无法说明有何不同。'
          : '记录没有本程序能识别的各部分哈希值，无法说明文件有何不同。',
};

/** Before a finding that is not certain. */
export const notCertain = '不能确定：';

/** Beside a finding: how sure it is. */
export const certainty: Phrases['certainty'] = { certain: '确定', uncertain: '不能确定', unknown: '无法说明' };
