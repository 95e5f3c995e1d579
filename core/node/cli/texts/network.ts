/** Texts of `notary network`. */
import type { Language } from '../../../words/words.ts';

interface NetworkTexts {
  readonly proxy: string;
  readonly direct: string;
  readonly exceptions: string;
  readonly user: string;
  readonly ca: string;
  readonly until: string;
  readonly expired: string;
  readonly noCa: string;
  readonly askPassword: string;
  /** After a CA was set. */
  readonly pinned: string;
}

const en: NetworkTexts = {
  proxy: 'Proxy',
  direct: 'none, connections go out directly',
  exceptions: 'not for',
  user: 'user (the password is sealed with the keys of this desk)',
  ca: 'CA beside those of the system',
  until: 'valid until',
  expired: 'EXPIRED',
  noCa: 'none',
  askPassword: 'Password of the proxy: ',
  pinned:
    'Compare the fingerprint with your administrator’s. Where a connection file names a CA of its own, that one alone counts.',
};

const zh: NetworkTexts = {
  proxy: '代理',
  direct: '未设置，直接连接',
  exceptions: '不经代理的地址',
  user: '用户名（密码以本台的密钥加密保存）',
  ca: '系统以外信任的 CA',
  until: '有效期至',
  expired: '已过期',
  noCa: '无',
  askPassword: '代理的密码：',
  pinned: '请与网络管理员核对指纹。连接文件中写明 CA 的，只认该文件中的 CA。',
};

const texts: Readonly<Record<Language, NetworkTexts>> = { en, zh };

/** The texts in this language. */
export function networkTextsFor(language: Language): NetworkTexts {
  return texts[language];
}
