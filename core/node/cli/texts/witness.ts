/** Texts of `notary witness`. */
import type { Language } from '../../../words/words.ts';

interface WitnessTexts {
  listening(p: { readonly address: string; readonly isTls: boolean }): string;
  readonly key: string;
  logs(count: number): string;
  readonly noLogs: string;
  notCompared(names: string): string;
  readonly plain: string;
  readonly stopped: string;
  readonly failed: string;
  readonly handOver: string;
  readonly connect: string;
}

const en: WitnessTexts = {
  listening: ({ address, isTls }) =>
    `The witness of this desk answers at ${address} (${isTls ? 'TLS' : 'plain HTTP'}).`,
  key: 'Key of the witness',
  logs: (count) => (count === 1 ? 'It cosigns for one log:' : `It cosigns for ${count} logs:`),
  noLogs:
    'It cosigns for no log yet: accept the trust bundle of the other desk and compare its check code (trust add FILE --fingerprint CODE). That works while this goes on.',
  notCompared: (names) => `Not cosigned for, as their check code was not compared: ${names}`,
  plain: 'Plain HTTP: others reach it through a proxy that speaks TLS.',
  stopped: 'The witness has stopped.',
  failed: 'nothing was signed',
  handOver:
    'Give this file to the other desk, which connects it (chain add FILE), and tell them its check code through another channel.',
  connect: 'Connect it with “chain add FILE”, and send its operator the trust bundle of this desk (trust export).',
};

const zh: WitnessTexts = {
  listening: ({ address, isTls }) => `本存证台的见证方在 ${address} 应答（${isTls ? 'TLS' : '明文 HTTP'}）。`,
  key: '见证方密钥',
  logs: (count) => `为 ${count} 个日志见证：`,
  noLogs:
    '尚未为任何日志见证：请接受对方存证台的信任名单并核对其核对码（trust add 文件 --fingerprint 核对码）。运行期间即可进行。',
  notCompared: (names) => `以下名单未核对核对码，不予见证：${names}`,
  plain: '明文 HTTP：他人须通过支持 TLS 的代理访问。',
  stopped: '见证方已停止。',
  failed: '未签署任何内容',
  handOver: '请把此文件交给对方存证台，由对方接入（chain add 文件），并通过其他渠道告知其核对码。',
  connect: '请用“chain add 文件”接入，并把本存证台的信任名单（trust export）发给其运营者。',
};

/** The texts in one language. */
export const witnessTextsFor = (language: Language): WitnessTexts => ({ zh, en })[language];
