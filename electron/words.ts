/** The shell's own words: menus, dialogs and the printed recovery sheet. The page has its own. */
import type { Language, PickKind } from './api.ts';

export interface ShellWords {
  readonly about: string;
  readonly settings: string;
  readonly services: string;
  readonly hide: string;
  readonly hideOthers: string;
  readonly showAll: string;
  readonly quit: string;
  readonly file: string;
  readonly addFiles: string;
  readonly addFolder: string;
  readonly verifyFiles: string;
  readonly close: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly notarize: string;
  readonly records: string;
  readonly verify: string;
  readonly trust: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly zoomReset: string;
  readonly fullScreen: string;
  readonly window: string;
  readonly minimize: string;
  readonly help: string;
  readonly shortcuts: string;
  readonly pick: Readonly<Record<PickKind, string>>;
  readonly tables: string;
  readonly bundles: string;
  readonly matches: string;
  readonly anyFile: string;
  readonly exportBundle: string;
  readonly saveBundle: string;
  readonly registration: string;
  readonly share: string;
  readonly saveTrace: string;
  readonly saveTracePack: string;
  readonly traceName: string;
  readonly saveMatch: string;
  readonly matchName: string;
  readonly savePack: string;
  readonly packName: string;
  readonly saveTable: string;
  readonly tableName: string;
  /** Titles of dialogs, and file names without their endings. */
  readonly dossier: Readonly<Record<'saveTables' | 'pool' | 'esma' | 'saveSample' | 'sample', string>>;
  readonly saveRecordList: string;
  readonly recordListName: string;
  readonly saveList: string;
  readonly listName: string;
  readonly saveSheet: string;
  /** File name of the sheet of a case box, without its ending. */
  readonly sheetName: string;
  readonly saveReport: string;
  /** File name of a report for an expert, without its ending. */
  readonly reportName: string;
  readonly saveChecker: string;
  readonly saveRecovery: string;
  readonly recoveryTitle: string;
  readonly recoveryLines: readonly string[];
  /** Question when the window is closed during an intake. */
  readonly leave: {
    readonly question: string;
    readonly detail: (done: number, files: number) => string;
    readonly stay: string;
    readonly quit: string;
  };
}

const en: ShellWords = {
  about: 'About Notary Desk',
  settings: 'Settings…',
  services: 'Services',
  hide: 'Hide Notary Desk',
  hideOthers: 'Hide others',
  showAll: 'Show all',
  quit: 'Quit',
  file: '&File',
  addFiles: 'Add files…',
  addFolder: 'Add folder…',
  verifyFiles: 'Verify files…',
  close: 'Close window',
  edit: '&Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: '&View',
  notarize: 'Notarize',
  records: 'Records',
  verify: 'Verify',
  trust: 'Trust & chain',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  zoomReset: 'Normal size',
  fullScreen: 'Full screen',
  window: '&Window',
  minimize: 'Minimize',
  help: '&Help',
  shortcuts: 'Keyboard shortcuts',
  pick: {
    files: 'Choose the files to notarize',
    folder: 'Choose a folder to notarize',
    version: 'Choose the new version',
    table: 'Choose a table with facts',
    tape: 'Choose the table of the pool',
    dossier: 'Choose the certificate of the other dossier',
    verify: 'Choose certificates and documents',
    certificate: 'Choose the certificate of a partner',
    box: 'Choose a folder to check',
    trust: 'Choose a trust bundle',
    chain: 'Choose what the operator handed out',
    answer: 'Choose a file',
    bundle: 'Choose files for the trust bundle',
    match: 'Choose a match that was saved before',
    'export-folder': 'Choose where to save certificates',
  },
  tables: 'Tables (CSV, Excel)',
  bundles: 'Trust bundles',
  matches: 'Matches (JSON)',
  anyFile: 'All files',
  exportBundle: 'Save the trust bundle of this desk',
  saveBundle: 'Save the trust bundle',
  registration: 'Save the registration request',
  share: 'Save what you want to send',
  saveTrace: 'Save the trace',
  saveTracePack: 'Save the trace pack',
  traceName: 'trace',
  saveMatch: 'Save the match',
  matchName: 'match',
  savePack: 'Save the pack for court',
  packName: 'pack for court',
  saveTable: 'Save a table to fill in',
  tableName: 'facts',
  dossier: {
    saveTables: 'Save the tables of the pool',
    pool: 'pool tables',
    esma: 'ESMA templates',
    saveSample: 'Save the sample',
    sample: 'sample',
  },
  saveRecordList: 'Save the record list',
  recordListName: 'records',
  saveList: 'Export the list of records',
  listName: 'records',
  saveSheet: 'Save the sheet',
  sheetName: 'bulk check',
  saveReport: 'Save the verification report',
  reportName: 'verification report',
  saveChecker: 'Save a copy of the checker page',
  saveRecovery: 'Save the recovery code',
  recoveryTitle: 'Notary Desk – recovery code',
  recoveryLines: [
    'Anyone who has this code and a copy of the data folder can use the keys of this desk.',
    'Keep it away from the computer, in a place where no one else can see it.',
    'It is needed when the system’s key store is not available: after changing the computer or account, or restoring a backup.',
  ],
  leave: {
    question: 'Files are still being recorded. Quit anyway?',
    detail: (done, files) =>
      `${done} of ${files} are done. Recorded files are kept; the rest will continue the next time you start the program.`,
    stay: 'Continue',
    quit: 'Quit',
  },
};

const zh: ShellWords = {
  about: '关于存证台',
  settings: '设置…',
  services: '服务',
  hide: '隐藏存证台',
  hideOthers: '隐藏其他',
  showAll: '全部显示',
  quit: '退出',
  file: '文件(&F)',
  addFiles: '添加文件…',
  addFolder: '添加文件夹…',
  verifyFiles: '核验文件…',
  close: '关闭窗口',
  edit: '编辑(&E)',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  view: '视图(&V)',
  notarize: '存证',
  records: '记录',
  verify: '核验',
  trust: '信任与链',
  zoomIn: '放大',
  zoomOut: '缩小',
  zoomReset: '实际大小',
  fullScreen: '全屏',
  window: '窗口(&W)',
  minimize: '最小化',
  help: '帮助(&H)',
  shortcuts: '键盘快捷键',
  pick: {
    files: '选择要存证的文件',
    folder: '选择要存证的文件夹',
    version: '选择新版本的文件',
    table: '选择信息表格',
    tape: '选择资产池清单',
    dossier: '选择另一份卷宗的证书',
    verify: '选择证书和原文件',
    certificate: '选择合作方的证书',
    box: '选择要核验的文件夹',
    trust: '选择信任名单',
    chain: '选择运营方提供的文件',
    answer: '选择文件',
    bundle: '选择用于制作信任名单的文件',
    match: '选择此前保存的核对结果',
    'export-folder': '选择证书的保存位置',
  },
  tables: '表格（CSV、Excel）',
  bundles: '信任名单',
  matches: '核对结果（JSON）',
  anyFile: '所有文件',
  exportBundle: '保存本存证台的信任名单',
  saveBundle: '保存信任名单',
  registration: '保存登记申请文件',
  share: '保存要发送的文件',
  saveTrace: '保存溯源',
  saveTracePack: '保存溯源包',
  traceName: '溯源',
  saveMatch: '保存核对结果',
  matchName: '核对结果',
  savePack: '保存法院材料包',
  packName: '法院材料包',
  saveTable: '保存待填写的表格',
  tableName: '事项表',
  dossier: {
    saveTables: '保存资产池表格',
    pool: '资产池表格',
    esma: 'ESMA 模板',
    saveSample: '保存样本',
    sample: '样本',
  },
  saveRecordList: '保存登记簿',
  recordListName: '存证登记簿',
  saveList: '导出记录列表',
  listName: '存证记录',
  saveSheet: '保存批量核验表',
  sheetName: '批量核验表',
  saveReport: '保存核验报告',
  reportName: '核验报告',
  saveChecker: '保存核验页副本',
  saveRecovery: '保存恢复码',
  recoveryTitle: '存证台恢复码',
  recoveryLines: [
    '持有此恢复码和数据文件夹副本的人，可以使用本存证台的密钥。',
    '请与电脑分开保管，放在他人无法看到的地方。',
    '当系统自带的密钥库不可用时需要它：例如更换电脑、更换账户或恢复备份之后。',
  ],
  leave: {
    question: '仍在登记文件，确定退出吗？',
    detail: (done, files) => `已完成 ${done}/${files}。已登记的内容会保留，其余文件在下次启动时继续登记。`,
    stay: '继续登记',
    quit: '退出',
  },
};

export const shellWords: Readonly<Record<Language, ShellWords>> = { zh, en };
