/** What `npm run consortium` says of what it has done, in both languages. */
import type { Language } from '../../core/words/words.ts';

interface ConsortiumTexts {
  readonly usage: string;
  network(p: { readonly chain: string; readonly count: number; readonly names: readonly string[] }): string;
  readonly registered: string;
  noDesk(home: string): string;
  bringIn(command: string): string;
  verify(command: string): string;
  readonly isTest: string;
  member(p: { readonly running: boolean; readonly height: number | null }): string;
  readonly gone: string;
  trustStays(file: string): string;
}

const COMMON = '[--dir DIR] [--json] [--lang zh|en]';

const en: ConsortiumTexts = {
  usage: `Usage: npm run consortium -- COMMAND ${COMMON}
  up [--members 4|7] [--home HOME] [--holder NAME]   start a test network, register the desk of HOME, write its files
  register [--home HOME] [--holder NAME]             register the desk of HOME with a running network
  status                                             how each member fares
  stop NAME · start NAME · kill NAME                 one member: end politely, start again, end at once
  down                                               end all of it and remove it, but for its trust bundle`,
  network: ({ chain, count, names }) => `Test network ${chain} with ${count} members: ${names.join(', ')}`,
  registered: 'This desk is registered.',
  noDesk: (home) => `There is no desk in ${home}. Once there is: npm run consortium -- register`,
  bringIn: (command) => `Bring it into the desk:   ${command}`,
  verify: (command) => `Verify with its bundle:   ${command}`,
  isTest: 'It is a test network: its certificates are proven only for those who say --accept-demo.',
  member: ({ running, height }) => `${running ? 'runs' : 'stopped'}${height === null ? '' : `, height ${height}`}`,
  gone: 'The test network is gone.',
  trustStays: (file) => `Its trust bundle stays, for the certificates that it confirmed: ${file}`,
};

const zh: ConsortiumTexts = {
  usage: `用法：npm run consortium -- 命令 ${COMMON}
  up [--members 4|7] [--home HOME] [--holder NAME]   启动测试网络，登记 HOME 中的存证台，写出所需文件
  register [--home HOME] [--holder NAME]             向运行中的网络登记 HOME 中的存证台
  status                                             各成员的状态
  stop NAME · start NAME · kill NAME                 单个成员：正常停止、重新启动、立即终止
  down                                               全部停止并移除，只保留信任名单`,
  network: ({ chain, count, names }) => `测试网络 ${chain}，${count} 位成员：${names.join('、')}`,
  registered: '本存证台已登记。',
  noDesk: (home) => `${home} 中没有存证台。设置后请运行：npm run consortium -- register`,
  bringIn: (command) => `接入存证台：         ${command}`,
  verify: (command) => `使用其信任名单核验： ${command}`,
  isTest: '这是测试网络：只有加上 --accept-demo 的人才视其证书为已证明。',
  member: ({ running, height }) => `${running ? '运行中' : '已停止'}${height === null ? '' : `，高度 ${height}`}`,
  gone: '测试网络已移除。',
  trustStays: (file) => `其信任名单予以保留，供核验它所确认的证书：${file}`,
};

const texts: Readonly<Record<Language, ConsortiumTexts>> = { en, zh };

/** The texts of a language. */
export function consortiumTextsFor(language: Language): ConsortiumTexts {
  return texts[language];
}
