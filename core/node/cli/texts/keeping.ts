/** Texts of the command line for erasing and for changing access. */
import type { Language } from '../../../words/words.ts';
import type { ErasurePlan } from '../../desk/types.ts';

interface KeepingTexts {
  /** What an erasure will do. */
  erasure(plan: ErasurePlan): readonly string[];
  /** Files outside the home, which only a person can delete. */
  elsewhere(plan: ErasurePlan): readonly string[];
  /** The words to type for confirmation. */
  readonly words: Readonly<Record<'erase' | 'forget', string>>;
  typeWord(word: string): string;
  erased(count: number): string;
  readonly askNew: string;
  readonly passphraseSet: string;
  readonly codeRenewed: string;
  readonly olderCopies: string;
  /** The device's clock and what the log says of it. */
  readonly clock: Readonly<Record<'device' | 'newest' | 'proven' | 'none' | 'accepted', string>>;
}

const indented = (label: string, lines: readonly string[]) => lines.map((line) => `  ${label}: ${line}`);

const en: KeepingTexts = {
  erasure: ({ records, waiting, box, backups, dossiers }) => [
    `Erasing ${records} ${records === 1 ? 'record' : 'records'}. This cannot be undone.`,
    'Deleted on this desk: facts and their salts, the document’s digest, size and location, the record itself, digests of parts, warnings, search index entries, and details in the journal.',
    ...(waiting > 0 ? [`Not sealed yet, and withdrawn first: ${waiting}.`] : []),
    ...(box ? ['Also deleted: the sheet of the last bulk check, which may show the same facts.'] : []),
    ...(backups > 0
      ? [`Also deleted: ${backups} older copies of the database, from before updates of the program.`]
      : []),
    'Kept: its number, its times and its hash in the log (from which no fact can be read), so that other proofs still hold; what was done and when, without details; who received certificates, and their numbers.',
    ...(dossiers.length > 0
      ? [
          `Kept too: its item in dossiers, from whose totals its amount can still be computed. To take that away, erase these as well: ${dossiers.join(', ')}`,
        ]
      : []),
    'Certificates already handed over remain valid, but this desk can no longer make certificates for it.',
    'Copies and backups of the data folder are not affected: delete them yourself.',
  ],
  elsewhere: ({ certificates, originals, handedOn }) => [
    'These files are outside the desk. If necessary, delete them yourself:',
    ...indented(
      'certificate',
      certificates.map(({ path, present }) => (present ? path : `${path} (no longer there)`)),
    ),
    ...indented('document', originals),
    ...indented('handed on', handedOn),
  ],
  words: { erase: 'erase', forget: 'forget' },
  typeWord: (word) => `Type “${word}” to continue: `,
  erased: (count) => `Erased: ${count}.`,
  askNew: 'New passphrase: ',
  passphraseSet: 'The new passphrase is now in effect. The recovery code is unchanged.',
  codeRenewed: 'The previous recovery code no longer works.',
  olderCopies: 'Earlier copies of the data folder still open the way they did before.',
  clock: {
    device: 'Clock of this device',
    newest: 'Newest time in the log',
    proven: 'Last time proven by a chain',
    none: 'none yet',
    accepted:
      'Noted: the clock is right. Where the log is ahead of it, new records carry the newest time of the log until the clock has passed it, and the journal says so.',
  },
};

const zh: KeepingTexts = {
  erasure: ({ records, waiting, box, backups, dossiers }) => [
    `即将删除 ${records} 条记录的内容，删除后无法恢复。`,
    '本存证台上将删除：事项及其盐值，文件的哈希值、大小和位置，记录本身，各部分哈希值，提示，搜索索引中的词语，以及操作日志中的具体内容。',
    ...(waiting > 0 ? [`其中尚未封存、将先撤回的：${waiting} 条。`] : []),
    ...(box ? ['一并删除：最近一次批量核验的核验表，其中可能有相同的内容。'] : []),
    ...(backups > 0 ? [`一并删除：程序更新前留下的 ${backups} 份数据库副本。`] : []),
    '予以保留：序号、时间，以及该记录在日志中的哈希值（从中无法读出任何事项），使其他记录的证明继续成立；何时做过何种操作，不含具体内容；证书交给过谁及其编号。',
    ...(dossiers.length > 0
      ? [`同时保留：卷宗内的该项；由卷宗的合计仍可算出其金额。如需一并消除，请同时删除这些卷宗：${dossiers.join('、')}`]
      : []),
    '已交出的证书仍然有效，但本存证台不能再为其制作证书。',
    '数据文件夹的副本和备份不在本次删除范围内，请自行删除。',
  ],
  elsewhere: ({ certificates, originals, handedOn }) => [
    '下列文件在存证台之外，如需删除，请自行处理：',
    ...indented(
      '证书',
      certificates.map(({ path, present }) => (present ? path : `${path}（已不在原处）`)),
    ),
    ...indented('文件', originals),
    ...indented('已交付', handedOn),
  ],
  words: { erase: '删除', forget: '删除' },
  typeWord: (word) => `请输入“${word}”以继续：`,
  erased: (count) => `已删除：${count} 条。`,
  askNew: '新口令：',
  passphraseSet: '新口令即刻生效。恢复码不变。',
  codeRenewed: '此前的恢复码已失效。',
  olderCopies: '此前制作的数据文件夹副本，仍可用当时的方式打开。',
  clock: {
    device: '本机时钟',
    newest: '日志中最新的时间',
    proven: '链上最近一次证明的时间',
    none: '尚无',
    accepted: '已记下：时钟正确。日志时间超前时，新记录沿用日志中最新的时间，直到时钟超过它；操作日志中会写明。',
  },
};

const texts: Readonly<Record<Language, KeepingTexts>> = { en, zh };

/** The texts of a language. */
export function keepingTextsFor(language: Language): KeepingTexts {
  return texts[language];
}
