/** What `npm run fabric` says of what it has done, in both languages. */
import type { Language } from '../../core/words/words.ts';

interface FabricTexts {
  readonly usage: string;
  program(path: string): string;
  package(path: string): string;
  packageId(id: string): string;
  readonly next: string;
  network(p: {
    readonly channel: string;
    readonly names: readonly string[];
    readonly ordering: 'bft' | 'raft';
  }): string;
  profile(path: string): string;
  certificate(path: string): string;
  key(path: string): string;
  readonly isTest: string;
  fares(p: { readonly running: readonly string[]; readonly of: number; readonly height: number | null }): string;
  registered(mspId: string): string;
  noDesk(home: string): string;
  readonly gone: string;
}

const COMMON = '[--json] [--lang zh|en]';

const en: FabricTexts = {
  usage: `Usage: npm run fabric -- COMMAND ${COMMON}
  package [--out DIR] [--address HOST:PORT] [--root-cert FILE] [--label LABEL]   the chaincode for administrators: its program, and the package for peers
  up [--ordering bft|raft] [--dir DIR]   a test network of four organisations, from the release that FABRIC_BIN names
  register [--home HOME] [--dir DIR]     register the desk of HOME with it; "up" does so too
  status [--dir DIR]                     how each organisation fares
  down [--dir DIR]                       end all of it and remove it`,
  program: (path) => `Program:     ${path}`,
  package: (path) => `Package:     ${path}`,
  packageId: (id) => `Package id:  ${id}`,
  next: 'What to do with them: docs/fabric-administrators.md',
  network: ({ channel, names, ordering }) =>
    `Channel ${channel} of ${names.join(', ')}, ordered by ${ordering === 'bft' ? 'a quorum (SmartBFT)' : 'one of them (Raft)'}`,
  profile: (path) => `  connection profile: ${path}`,
  certificate: (path) => `  certificate:        ${path}`,
  key: (path) => `  key:                ${path}`,
  isTest: 'It is a test network: all its keys are in this folder.',
  fares: ({ running, of, height }) =>
    `${running.length === of ? 'runs' : running.length === 0 ? 'stopped' : `only ${running.join(', ')}`}${height === null ? '' : `, ${height} blocks`}`,
  registered: (mspId) => `The desk is registered; clients of ${mspId} submit for it.`,
  noDesk: (home) => `There is no desk in ${home}. Once there is: npm run fabric -- register`,
  gone: 'The test network is gone.',
};

const zh: FabricTexts = {
  usage: `用法：npm run fabric -- 命令 ${COMMON}
  package [--out DIR] [--address HOST:PORT] [--root-cert FILE] [--label LABEL]   供管理员使用的链码：程序本身，以及安装到 peer 节点的链码包
  up [--ordering bft|raft] [--dir DIR]   用 FABRIC_BIN 所指的官方发行版启动四个组织的测试网络
  register [--home HOME] [--dir DIR]     在网络中登记 HOME 中的存证台；up 也会登记
  status [--dir DIR]                     各组织的状态
  down [--dir DIR]                       全部停止并移除`,
  program: (path) => `程序：     ${path}`,
  package: (path) => `链码包：   ${path}`,
  packageId: (id) => `链码包 ID：${id}`,
  next: '后续步骤见 docs/fabric-administrators.md',
  network: ({ channel, names, ordering }) =>
    `通道 ${channel}，组织：${names.join('、')}；${ordering === 'bft' ? '由法定数量的排序节点共同排序（SmartBFT）' : '由单个排序节点出块（Raft）'}`,
  profile: (path) => `  连接配置：${path}`,
  certificate: (path) => `  证书：    ${path}`,
  key: (path) => `  私钥：    ${path}`,
  isTest: '这是测试网络：所有密钥都在此文件夹中。',
  fares: ({ running, of, height }) =>
    `${running.length === of ? '运行中' : running.length === 0 ? '已停止' : `仅 ${running.join('、')} 在运行`}${height === null ? '' : `，${height} 个区块`}`,
  registered: (mspId) => `本存证台已登记，由 ${mspId} 的客户端提交。`,
  noDesk: (home) => `${home} 中没有存证台。设置后请运行：npm run fabric -- register`,
  gone: '测试网络已移除。',
};

const texts: Readonly<Record<Language, FabricTexts>> = { en, zh };

/** The texts of a language. */
export function fabricTextsFor(language: Language): FabricTexts {
  return texts[language];
}
