import type { ErrorDetails, ReadingErrors } from '../types.ts';

const file = (details: ErrorDetails) => (details.file === undefined ? '该文件' : `“${details.file}”`);

const larger = (d: ErrorDetails) => ({
  happened: `${file(d)}超出了此处允许的大小。`,
  safe: '没有从中采用任何内容。',
  next: '请确认文件是否选对。',
});

const tooMuchForPaper = {
  happened: '证明内容过多，无法印成码。',
  safe: '记录仍然保留；可出具不带码的证书。',
  next: '请减少披露较长的事项，或不印码。',
};

const tooMuchForDossier = {
  happened: '证书所附的卷宗内容过多，超出可读取的上限。',
  safe: '卷宗仍然保留，没有写入任何文件。',
  next: '请减少公开的条目，必要时分几份证书公开。',
};

const TOO_LARGE: ReadonlyMap<unknown, typeof tooMuchForPaper> = new Map([
  ['paper', tooMuchForPaper],
  ['dossier', tooMuchForDossier],
]);

/** Errors of whoever reads a file, on a desk and in the checker page, in Chinese. */
export const readingErrors: ReadingErrors = {
  malformed: (d) => ({
    happened: `${file(d)}不符合它应有的格式。`,
    safe: '没有从中采用任何内容。',
    next: '请向发送方索取原始文件。',
  }),
  'newer-version': (d) => ({
    happened: `${file(d)}由更新版本的程序制作。`,
    safe: '没有任何改动。',
    next: '请更新本程序后重试。',
  }),
  'codes-missing': (d) => ({
    happened: `纸面证明中有码未能读出：第 ${d.missing ?? '?'} 码，共 ${d.total ?? '?'} 码。`,
    safe: '没有任何更改。',
    next: '请补充清晰、平整、含有这些码的图片。',
  }),
  'too-large': (d) => TOO_LARGE.get(d.reason) ?? larger(d),
  'timed-out': (d) => ({
    happened: `读取${file(d)}耗时过长，已停止。`,
    safe: '没有任何改动。',
    next: '请重试；如再次出现，请向发送方索取原始文件。',
  }),
  'not-a-certificate': (d) => ({
    happened: `${file(d)}不是存证证书。`,
    safe: '没有任何改动。',
    next: '请选择证书，即内含证据的 PDF。',
  }),
  'file-unreadable': (d) => ({
    happened: `无法读取${file(d)}。`,
    safe: '其他文件均已保留。',
    next: '请关闭占用它的程序，确认您有读取权限，再重新添加。',
  }),
  'not-found': () => ({
    happened: '这里没有该记录或项目。',
    safe: '没有任何改动。',
    next: '请在记录列表中查找后重试。',
  }),
  cancelled: () => ({
    happened: '操作已取消。',
    safe: '已完成的部分予以保留。',
    next: '其余部分可重新开始。',
  }),
  'not-supported': ({ reason }) =>
    reason === 'older-home'
      ? {
          happened: '存证台的数据由较旧的版本制作，尚未转换。',
          safe: '没有任何改动。',
          next: '请在窗口中打开一次存证台，或在命令行封存一次：会先保留副本，再转换数据。',
        }
      : {
          happened: '本机或本版本无法完成此操作。',
          safe: '没有任何改动。',
          next: '请更新本程序，或在其他机器上操作。',
        },
  internal: () => ({
    happened: '程序内部出错。',
    safe: '此前登记的内容均已保留。',
    next: '请重试；如再次出现，请重启程序并反馈。',
  }),
};
