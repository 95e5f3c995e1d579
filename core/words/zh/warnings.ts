import type { FileKind } from '../../documents/file-kinds.ts';
import type { Phrases } from '../types.ts';

const revealed: Readonly<Record<string, string>> = {
  'id-number': '身份证号',
  phone: '手机号码',
  password: '密码',
};

const lost: Readonly<Record<string, string>> = {
  gone: '文件显示带有签名或印章，文件中却没有。',
  empty: '文件名像是发票，而签名域是空的：如果原件带有印章，则印章已丢失。',
  broken: '签名与文件已不相符，文件被某个程序重新保存过。',
};

const fileKinds: Readonly<Record<string, string>> = {
  pdf: 'PDF',
  ofd: 'OFD 文档',
  rtf: 'RTF 文档',
  docx: 'Word 文档（2007 及以后）',
  xlsx: 'Excel 工作簿（2007 及以后）',
  pptx: 'PowerPoint 演示文稿（2007 及以后）',
  doc: 'Word 文档（2003 及以前）',
  xls: 'Excel 工作簿（2003 及以前）',
  ppt: 'PowerPoint 演示文稿（2003 及以前）',
  msg: 'Outlook 邮件',
  'locked-office': '带密码的 Office 文件（2007 及以后）',
  odt: 'OpenDocument 文本',
  ods: 'OpenDocument 表格',
  odp: 'OpenDocument 演示文稿',
  epub: '电子书（EPUB）',
  jpeg: 'JPEG 图片',
  png: 'PNG 图片',
  gif: 'GIF 图片',
  bmp: 'BMP 图片',
  tiff: 'TIFF 图片',
  heif: 'HEIC 图片',
  avif: 'AVIF 图片',
  webp: 'WebP 图片',
  'jpeg-2000': 'JPEG 2000 图片',
  psd: 'Photoshop 图片',
  wav: 'WAV 录音',
  avi: 'AVI 视频',
  mp3: 'MP3 录音',
  mp4: 'MP4 视频或录音',
  amr: 'AMR 录音',
  ogg: 'Ogg 录音',
  flac: 'FLAC 录音',
  matroska: 'Matroska 或 WebM 视频',
  asf: 'Windows Media 文件',
  flv: 'Flash 视频',
  zip: 'ZIP 压缩包',
  '7z': '7z 压缩包',
  rar: 'RAR 压缩包',
  gzip: 'gzip 压缩包',
  program: '可执行程序',
  html: '网页',
  xml: 'XML 文件',
  mail: '邮件或保存的网页（MHTML）',
  text: '纯文本',
  'other-office': '其他 Office 文件',
  'other-opendocument': '其他 OpenDocument 文件',
  'other-compound': '其他旧版 Office 格式的文件',
} satisfies Record<FileKind, string>;

const noParts: Readonly<Record<string, string>> = {
  time: '查看内容超过了五秒',
  memory: '查看内容占用内存过多',
  changed: '其间文件被改动',
  cancelled: '查看内容之前已取消',
  unsaved: '未能保存',
};

/** What each warning means and how to fix it, in Chinese. */
export const warnings: Phrases['warnings'] = {
  encrypted: () => ({
    means: '该文件已加密，打开或使用时可能需要密码。',
    fix: '请将密码与文件一同妥善保管，或另存一份不带密码的文件再添加。',
  }),
  'tracked-changes': (count) => ({
    means: `文件中有尚未接受或拒绝的修订（${count} 处）。`,
    fix: '请在编辑软件中接受或拒绝修订，保存后重新添加。',
  }),
  comments: (count) => ({
    means: `文件中有批注，收到文件的人都能看到（${count} 条）。`,
    fix: '请在编辑软件中删除批注，保存后重新添加。',
  }),
  'volatile-formulas': (names) => ({
    means: `文件中有结果会自行变化的公式（${names}）。`,
    fix: '请将公式替换为数值，或同时添加该表格的 PDF。',
  }),
  'external-links': (count) => ({
    means: `文件引用了其他文件或服务器上的内容，这些内容不会一同封存（${count} 处）。`,
    fix: '请在编辑软件中断开链接，使内容保存在文件之内。',
  }),
  'no-parts': (detail) => ({
    means: `记录没有各部分哈希值：${noParts[detail] ?? '未能生成'}。`,
    fix: '记录的效力不变，只是日后无法说明改动过的副本有何不同。',
  }),
  'seal-lost': (detail) => ({
    means: lost[detail] ?? '签名或印章已丢失。',
    fix: '请重新下载原件并原样添加，不要打印或另存。',
  }),
  'not-last-revision': () => ({
    means: '文件在最后一次签名之后又被改动。',
    fix: '请添加签名时的文件，或请签名人对改动再次签名。',
  }),
  'form-unsaved': (detail) => ({
    means:
      detail === 'empty' ? '这是一份表单，所有栏目都是空的。' : '这是一份表单，填写的内容在不同软件中显示可能不同。',
    fix: '如果已经填写，请在阅读软件中保存，或打印为 PDF 后添加。',
  }),
  damaged: () => ({
    means: '文件不完整或已损坏，无法按其格式打开。',
    fix: '请打开查看；如果打不开或内容不全，请重新获取后再添加。',
  }),
  'not-as-named': (detail) => ({
    means: notAsNamed(detail),
    fix: '请打开查看：下载时常会误存出错页面。请重新获取文件，或改正文件名。',
  }),
  'not-looked-into': () => ({
    means: '已计算哈希值，但未查看内容：占用内存过多。',
    fix: '请自行确认文件完整，且没有修订和批注。',
  }),
  'not-opened': () => ({
    means: '该文件内含其他文件，作为一个整体存证；未查看其中内容，也未确认无需密码即可打开。',
    fix: '如需为其中每个文件分别存证，请解压后添加。',
  }),
  clutter: () => ({
    means: '从文件名看，这是系统或软件留下的文件，不是文档。',
    fix: '如属误加，请撤回。',
  }),
  downloading: () => ({
    means: '从文件名看，文件仍在下载，或只是临时文件。',
    fix: '请等待下载完成，再添加完整的文件。',
  }),
  shortcut: () => ({
    means: '这是快捷方式或链接，不是文件本身。',
    fix: '请添加它所指向的文件。',
  }),
  placeholder: () => ({
    means: '这只是云端文件的占位，内容不在本机。',
    fix: '请在云盘软件中将文件保留在本机，再重新添加。',
  }),
  duplicate: (other) => ({
    means: other === '' ? '相同内容已有记录。' : `与“${other}”内容相同。`,
    fix: '同样内容有一条记录即可；如属误加，可不再添加此份。',
  }),
  'revealing-name': (kinds) => ({
    means: `文件名中似乎含有${kinds
      .split(', ')
      .map((kind) => revealed[kind] ?? kind)
      .join('和')}。`,
    fix: '请改名后重新添加，或在证书中不披露文件名。',
  }),
};

function notAsNamed(detail: string): string {
  const [ending = '', kind = ''] = detail.split(' ');
  const is = fileKinds[kind];
  return `文件名以 .${ending} 结尾，内容却${is === undefined ? '不是这种格式' : `是${is}`}。`;
}
