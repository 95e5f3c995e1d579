/** What `npm run fabric` says of what it has done, in both languages. */
import type { Language } from '../../core/words/words.ts';

interface FabricTexts {
  readonly usage: string;
  program(path: string): string;
  package(path: string): string;
  packageId(id: string): string;
  readonly next: string;
}

const COMMON = '[--json] [--lang zh|en]';

const en: FabricTexts = {
  usage: `Usage: npm run fabric -- COMMAND ${COMMON}
  package [--out DIR] [--address HOST:PORT] [--root-cert FILE] [--label LABEL]   the chaincode for administrators: its program, and the package for peers`,
  program: (path) => `Program:     ${path}`,
  package: (path) => `Package:     ${path}`,
  packageId: (id) => `Package id:  ${id}`,
  next: 'What to do with them: docs/fabric-administrators.md',
};

const zh: FabricTexts = {
  usage: `用法：npm run fabric -- 命令 ${COMMON}
  package [--out DIR] [--address HOST:PORT] [--root-cert FILE] [--label LABEL]   供管理员使用的链码：程序本身，以及安装到 peer 节点的链码包`,
  program: (path) => `程序：     ${path}`,
  package: (path) => `链码包：   ${path}`,
  packageId: (id) => `链码包 ID：${id}`,
  next: '后续步骤见 docs/fabric-administrators.md',
};

const texts: Readonly<Record<Language, FabricTexts>> = { en, zh };

/** The texts of a language. */
export function fabricTextsFor(language: Language): FabricTexts {
  return texts[language];
}
