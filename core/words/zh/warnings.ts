import type { FileKind } from '../../documents/file-kinds.ts';
import { profileWords } from '../../records/profiles/words.ts';
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

const notRead: Readonly<Record<string, string>> = {
  malformed: '文件不符合其格式',
  'too-large': '文件超出可读取的大小',
  encrypted: '所在的 PDF 已加密',
  'other-format': 'PDF 中所附发票的格式尚不能读取',
  voucher: '其中有电子凭证会计数据（XBRL），已找到，尚不能读取',
  facts: '其中所载事项互不相符',
  time: '读取超过了五秒',
  memory: '读取占用内存过多',
  changed: '其间文件被改动',
  cancelled: '读取之前已取消',
  unsaved: '读取的内容未能保存',
};

const invoicesInside = (detail: string) =>
  detail
    .split('; ')
    .map((part) => {
      if (part.startsWith('+')) return `另有 ${part.slice(1)} 个其他文件`;
      if (part.startsWith('? ')) return `${part.slice(2)}（无法读取）`;
      const files = part.split(' = ');
      return files.length === 1 ? part : `${files.join('、')}（同一张发票）`;
    })
    .join('；');

/** Names of facts, one after the other, by their labels. */
const facts = (names: string) => names.split(', ').map(label).join('、');
const label = (name: string) => profileWords('zh', 'invoice', [name]).facts[name] ?? name;

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
  'codes-not-read': (detail) => ({
    means: `其中的图片未查找二维码：无法读取 ${detail} 格式。`,
    fix: '如需识别二维码，请将该页另存为 JPEG 或 PNG 后再添加。',
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
  'several-invoices': (count) => ({
    means: `文件中有 ${count} 张发票，而一条记录只述及一张，因此未读取事项。`,
    fix: '请向开票方索取每张发票各自的文件再添加，或自行填写本记录所述的事项。',
  }),
  'invoices-inside': (detail) => ({
    means: `这是一个压缩包，内有发票：${invoicesInside(detail)}。未读取其中的事项，本记录是就整个压缩包而言。`,
    fix: '请解压后添加每张要入账的发票的文件；同一张发票的多个文件，添加一个即可。压缩包的记录可以保留。',
  }),
  'not-read': (detail) => ({
    means: `这是一张发票，但未读取其中的事项：${notRead[detail] ?? '无法读取'}。`,
    fix: '记录的效力不变。请自行填写事项，或重新获取文件后再添加。',
  }),
  'places-disagree': (names) => ({
    means: `文件各处所载不一致：${facts(names)}。未从中选取任何一个。`,
    fix: '请打开文件核对。如文件有误，请开票方重开；否则请自行填写正确的内容。',
  }),
  'page-says-otherwise': (names) => ({
    means: `页面或二维码与文件中供程序读取的数据不一致：${facts(names)}。采用的是数据中读取的内容。`,
    fix: '请打开文件比对：打印出来看到的，与据以入账的不同。依赖任何一个之前，请先询问开票方。',
  }),
  'stated-otherwise': (names) => ({
    means: `所填内容与文件所载不同：${facts(names)}。以所填内容为准，未予改动。`,
    fix: '请对照文件核对并改正；与文件一致的事项，任何人都可以从文件中再次读出。',
  }),
  'value-refused': (places) => ({
    means: `文件中有事项无法容纳的内容，位于 ${places}。`,
    fix: '请在文件中查看，需要的内容可写入备注。',
  }),
  'not-adding-up': () => ({
    means: '不含税金额与税额之和不等于价税合计。',
    fix: '请查看是否有附加费用、舍入或代扣税款可以解释；如没有，请询问开票方。',
  }),
  'same-invoice': (seq) => ({
    means: `同一张发票已有另一文件的记录：#${seq}。`,
    fix: '如果是同一发票的两种形式（例如 OFD 和 XML），可都保留；如会重复入账，请撤回此条。',
  }),
  'same-invoice-otherwise': (detail) => {
    const [seq = '', names = ''] = detail.split(': ');
    return {
      means: `同一张发票已有记录 #${seq}，而其中以下事项与此不同：${facts(names)}。`,
      fix: '两条记录不一致：请比对两个文件，改正与其文件不符的记录；如两个文件不同，使用任何一个之前请先询问开票方。',
    };
  },
  'perhaps-same-invoice': (seq) => ({
    means: `号码几乎相同的发票已有记录：#${seq}，可能是同一张发票。`,
    fix: '请比对两者；如会重复入账，请撤回此条。',
  }),
  'takes-back': (seq) => ({
    means: `此文件冲销（全部或部分）的发票在本台已有记录：#${seq}。`,
    fix: '这里无需处理。依赖该发票的人应当知道有这一份。',
  }),
  'takes-back-unknown': () => ({
    means: '此文件冲销另一张发票，而本台没有找到该发票的记录。',
    fix: '如有该发票，请一并添加，以便一同查到。',
  }),
  'taken-back': (seq) => ({
    means: `此发票已被记录 #${seq} 所述的文件冲销（全部或部分）。`,
    fix: '在入账、付款或转交此发票之前，请先查看该记录。',
  }),
  'seal-broken': () => ({
    means: '印章或签名不成立：与内容不符，或不完整，或不是在有效期内作出的。',
    fix: '不要依据此文件。请向开票方重新获取原件再添加；如原件的印章也不成立，请询问开票方。',
  }),
  'signature-not-checked': () => ({
    means: '文件带有签名或印章，但未经核验。',
    fix: '如需以其为据，请通过开票方或税务机关提供的途径核验。',
  }),
  'seal-partial': () => ({
    means: '印章没有覆盖整个文件，其余部分可能是之后添加或改动的。',
    fix: '以其为据之前，请将未覆盖的部分与开票方的原件比对。',
  }),
  'code-altered': () => ({
    means: '二维码的校验码不符：二维码被改动过，或识读有误。',
    fix: '请将号码和金额与页面核对，或通过税务机关查验该发票。',
  }),
  'not-all-read': (places) => ({
    means: `文件中有超出可读取范围的内容，位于 ${places}。`,
    fix: '未读取的内容同样在封存的文件之内，请在文件中查看。',
  }),
  'waits-for-held': (seq) => ({
    means: `本记录引用了记录 #${seq}，须待其先行封存；而 #${seq} 有提示，尚待处理。`,
    fix: `确认或撤回 #${seq}，或移除关联，本记录即可封存。`,
  }),
  'waits-for-unconfirmed': (seq) => ({
    means: `本记录引用了记录 #${seq}，须待其先行封存；而 #${seq} 尚未确认。`,
    fix: `确认 #${seq}，或移除关联，本记录即可封存。`,
  }),
};

function notAsNamed(detail: string): string {
  const [ending = '', kind = ''] = detail.split(' ');
  const is = fileKinds[kind];
  return `文件名以 .${ending} 结尾，内容却${is === undefined ? '不是这种格式' : `是${is}`}。`;
}
