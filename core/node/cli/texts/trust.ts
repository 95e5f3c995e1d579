/** Texts of `notary trust make` and `notary trust show`. */
import type { TrustRow } from '../../../formats/trust-rows.ts';
import type { Language } from '../../../words/words.ts';

interface TrustTexts {
  readonly form: string;
  readonly as: Readonly<Record<TrustRow['as'], string>>;
  readonly chain: string;
  readonly testNetwork: string;
  readonly unknownKind: string;
  readonly is: Readonly<Record<TrustRow['is'], string>>;
  controller(name: string): string;
  made(path: string): string;
  readonly readOut: string;
  short(names: string): string;
  /** Names may only be chosen where files differ in them. */
  readonly namesFirst: string;
}

const en: TrustTexts = {
  form: 'trust make FILE… --name NAME [--chains M] [--witnesses K] [--names first] --out FILE',
  as: { log: 'Issuer', witness: 'Witness', member: 'Member' },
  chain: 'Chain',
  testNetwork: 'test network',
  unknownKind: 'this program does not know this kind of chain and cannot say who its members are',
  is: { key: 'key', certificate: 'certificate' },
  controller: (name) => `controller “${name}”`,
  made: (path) => `Written: ${path}`,
  readOut: 'Hand the file over, and read the check code out on the telephone: digit by digit, five at a time.',
  short: (names) =>
    `Never “proven” by this trust bundle, because too few witnesses are left without their own: certificates of ${names}.`,
  namesFirst: 'With --names first the names of the file that is given first are used.',
};

const zh: TrustTexts = {
  form: 'trust make 文件… --name 名称 [--chains M] [--witnesses K] [--names first] --out 文件',
  as: { log: '出具方', witness: '见证方', member: '成员' },
  chain: '链',
  testNetwork: '测试网络',
  unknownKind: '本程序不认识这种链，无法说明其成员',
  is: { key: '密钥', certificate: '证书' },
  controller: (name) => `控制方“${name}”`,
  made: (path) => `已写入：${path}`,
  readOut: '请交付此文件，并在电话中逐位读出核对码，每次五位。',
  short: (names) => `除去自己的见证方后所剩不足，因此以下出具方的证书依据此信任名单永远不会“已证实”：${names}。`,
  namesFirst: '加上 --names first，则以先给出的文件中的名称为准。',
};

/** The texts in one language. */
export const trustTextsFor = (language: Language): TrustTexts => ({ zh, en })[language];
