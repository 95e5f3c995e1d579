/** The text file in a share, in both languages. */
import { toGroups, toHex, utf8 } from '../../../../formats/bytes.ts';
import { nodeCrypto } from '../../../system/crypto.ts';
import type { NamedBytes, ShareContents } from './contents.ts';

const sha256 = (file: NamedBytes) => toGroups(toHex(nodeCrypto.sha256(file.bytes)), 8);

/** A pack of a trace: how many certificates it has, those of others included. */
interface TraceNote {
  readonly certificates: number;
}

function chinese({ records, checker, trust }: ShareContents, trace: TraceNote | null): readonly string[] {
  return [
    '有人向您发送了存证证书',
    '',
    `本包含 ${trace?.certificates ?? records.length} 份证书（PDF）。证书内附有完整证明，可离线核验，无需账号。`,
    ...(trace
      ? [
          '这些证书互相关联（溯源）。请将整个 ZIP 一并核验：哪些关联成立、哪些未出示、先后次序，均会列明。目录 trace.json 本身不证明任何事项。',
        ]
      : []),
    '',
    '如何核验：',
    '1. 保留收到的原文件与证书，勿另存、勿转换。',
    checker
      ? `2. 用浏览器打开 ${checker.name}，将证书和文件拖入其中。一切在您的设备上完成。`
      : '2. 在“存证台”的“核验”页或独立核验页中，放入证书和文件。',
    '3. 结论取决于您选择信任谁。请将信任名单的指纹与您从其他渠道得到的指纹比对。',
    '',
    '请注意：核验页和信任名单可能由发送方提供。若结论关系重大，请自行从其他渠道取得。',
    ...(checker ? ['', `核验页 ${checker.name} 的 SHA-256：`, `  ${sha256(checker)}`] : []),
    ...(trust ? ['', `信任名单 ${trust.name} 的指纹（SHA-256）：`, `  ${sha256(trust)}`] : []),
  ];
}

function english({ records, checker, trust }: ShareContents, trace: TraceNote | null): readonly string[] {
  const number = trace?.certificates ?? records.length;
  const count = number === 1 ? 'one certificate' : `${number} certificates`;
  return [
    'Someone sent you a certificate of digital evidence',
    '',
    `This package holds ${count} (PDF). Each carries its whole proof and can be checked offline, without an account.`,
    ...(trace
      ? [
          'The certificates refer to one another (a trace). Check the whole ZIP at once: which links hold, which lead to nothing',
          'here, and what came first is said together. The table of contents, trace.json, proves nothing by itself.',
        ]
      : []),
    '',
    'How to check:',
    '1. Keep the document and the certificate as you received them; do not save them again or convert them.',
    checker
      ? `2. Open ${checker.name} in a browser and drop the certificate and the document on it. All happens on your device.`
      : '2. Drop both on "Verify" in Notary Desk, or on the checker page.',
    '3. The verdict rests on whom you choose to trust. Compare the fingerprint of a trust bundle with one that you got another way.',
    '',
    'Mind: the checker page and the trust bundle may come from the sender. If much depends on it, get them from a source of your own.',
    ...(checker ? ['', `SHA-256 of the checker page ${checker.name}:`, `  ${sha256(checker)}`] : []),
    ...(trust ? ['', `Fingerprint (SHA-256) of the trust bundle ${trust.name}:`, `  ${sha256(trust)}`] : []),
  ];
}

/** `README.txt`, UTF-8 with a byte order mark so that old editors show the Chinese, with Windows line ends. */
export function shareReadme(contents: ShareContents, trace: TraceNote | null = null): NamedBytes {
  const rule = ['', '-'.repeat(72), ''];
  const text = [...chinese(contents, trace), ...rule, ...english(contents, trace), ''].join('\r\n');
  return { name: 'README.txt', bytes: utf8(`\ufeff${text}`) };
}
