/** What people read while a channel of Fabric is imported. */
import type { Bilingual } from '../../../words/words.ts';
import type { Part } from './material.ts';

interface Asked {
  readonly label: Bilingual;
  readonly help: Bilingual;
}

export const TAKES: Bilingual = {
  zh: 'Hyperledger Fabric 的连接配置（JSON 或 YAML）与配置区块，连同身份证书和私钥（PEM）',
  en: 'a connection profile of Hyperledger Fabric (JSON or YAML) and a configuration block, with the certificate and private key of an identity (PEM)',
};

export const PARTS: Readonly<Record<Part, Bilingual>> = {
  profile: { zh: 'Fabric 连接配置', en: 'a connection profile of Fabric' },
  configuration: { zh: 'Fabric 通道的配置区块', en: 'a configuration block of a Fabric channel' },
  certificate: { zh: '身份证书', en: 'the certificate of an identity' },
  key: { zh: '私钥', en: 'a private key' },
};

export const FILES: Readonly<Record<Exclude<Part, 'profile'>, Asked>> = {
  configuration: {
    label: { zh: '通道的配置区块', en: 'Configuration block of the channel' },
    help: {
      zh: '由它得知各组织的根证书和排序节点。运营方用“peer channel fetch config”即可取得；请另经其他渠道核对导入后显示的根证书指纹。',
      en: 'It says by which authorities the organisations are known, and who orders. An operator gets it by “peer channel fetch config”; compare the fingerprints of the authorities that are shown afterwards through another channel.',
    },
  },
  certificate: {
    label: { zh: '本台的身份证书（PEM）', en: 'Certificate of the identity of this desk (PEM)' },
    help: {
      zh: '由贵方组织的 Fabric CA 签发，密钥须为 P-256；常见路径为“msp/signcerts/”。',
      en: 'Issued by the Fabric CA of your organisation, with a key on P-256; often found in msp/signcerts/.',
    },
  },
  key: {
    label: { zh: '其私钥（PEM）', en: 'Its private key (PEM)' },
    help: {
      zh: '常见路径为“msp/keystore/”。私钥由本台的密钥加密保存，不写入连接文件。',
      en: 'Often found in msp/keystore/. It is stored sealed with the keys of this desk, and not in the connection file.',
    },
  },
};

export const GATEWAY: Asked = {
  label: { zh: '网关节点的地址', en: 'Address of a gateway peer' },
  help: {
    zh: '形如 grpcs://peer0.example.com:7051；通常是贵方组织自己的节点。',
    en: 'Such as grpcs://peer0.example.com:7051; usually a peer of your own organisation.',
  },
};
export const HOSTNAME: Asked = {
  label: { zh: '其 TLS 证书上的名称', en: 'Name in its TLS certificate' },
  help: { zh: '仅当与地址中的主机名不同时填写。', en: 'Only where it is not the host in the address.' },
};
export const TLS_CA: Asked = {
  label: { zh: '节点的 TLS CA 证书（PEM）', en: 'TLS CA certificate of the peers (PEM)' },
  help: {
    zh: '连接配置中没有，或只写了文件路径。它与签发身份的 CA 不是同一个；此后只认它签发的 TLS 证书。',
    en: 'The profile has none, or only the path of a file. It is not the CA of identities; only TLS certificates by it count then.',
  },
};
export const CHAINCODE: Asked = {
  label: { zh: '链码名称', en: 'Name of the chaincode' },
  help: {
    zh: '在此通道上保存检查点的链码，请向运营方确认。',
    en: 'The one that keeps checkpoints on this channel; ask the operator.',
  },
};
export const ORGANISATIONS: Asked = {
  label: { zh: '背书组织（每行一个 MSP 名称）', en: 'Organisations that endorse (MSP ids, one a line)' },
  help: {
    zh: '链码的背书策略中的组织；证书以它们的陈述为依据。',
    en: 'Those of the endorsement policy of the chaincode: certificates rest on what they state.',
  },
};
export const NEED: Asked = {
  label: { zh: '其中至少几个', en: 'At least how many of them' },
  help: {
    zh: '与链码的背书策略一致。若有这么多组织串通，便能作出不实的陈述。',
    en: 'As the endorsement policy of the chaincode has it. So many dishonest ones together could state what is not so.',
  },
};

export const NO_CONFIGURATION: Bilingual = {
  zh: '这不是通道的配置区块（“peer channel fetch config”写出的文件）。',
  en: 'This is not a configuration block of a channel, as “peer channel fetch config” writes it.',
};
export const NO_CERTIFICATE: Bilingual = {
  zh: '请选择恰含一张 P-256 密钥证书的 PEM 文件。',
  en: 'Choose a PEM file with exactly one certificate, whose key is on P-256.',
};
export const OTHER_KEY: Bilingual = {
  zh: '私钥与证书不配对。请选择同一身份的证书和私钥。',
  en: 'The private key is not that of the certificate. Choose both of the same identity.',
};
export const NO_ADDRESS: Bilingual = {
  zh: '请填写 grpcs://主机:端口；明文 grpc:// 只能用于本机。',
  en: 'Enter grpcs://, host and port; plain grpc:// is for this machine only.',
};
export const NO_CHAINCODE: Bilingual = {
  zh: '链码名称由字母、数字、“-”和“_”组成。',
  en: 'The name of a chaincode has letters, digits, “-” and “_”.',
};
export const NO_PEERS: Bilingual = {
  zh: '连接配置没有列出贵方组织的任何节点。请向运营方索取含有“peers”的连接配置。',
  en: 'The connection profile names no peer of your organisation. Ask the operator for one that has its “peers”.',
};

export const several = (what: Bilingual): Bilingual => ({
  zh: `${what.zh}有多个，请每次只给一个。`,
  en: `There is more than one file of this sort: ${what.en}. Give one.`,
});
export const otherAuthority = (channel: string): Bilingual => ({
  zh: `身份证书不是由通道 ${channel} 上任何组织的 CA 签发的。请用贵方组织在此通道的身份，或换用此通道的配置区块。`,
  en: `The certificate is not by the CA of any organisation on the channel ${channel}. Use an identity of your organisation there, or the configuration block of its channel.`,
});
export const otherOrganisation = (profile: string, issuers: readonly string[]): Bilingual => ({
  zh: `连接配置属于 ${profile}，而身份证书属于 ${issuers.join('、')}。请用同一组织的。`,
  en: `The connection profile is of ${profile}, the certificate of ${issuers.join(', ')}. Use those of one organisation.`,
});
export const notAmong = (all: readonly string[]): Bilingual => ({
  zh: `请从通道的组织中选择，每个一次：${all.join('、')}`,
  en: `Choose among the organisations of the channel, each once: ${all.join(', ')}`,
});
export const between = (most: number): Bilingual => ({
  zh: `请填写 1 到 ${most} 之间的数。`,
  en: `Enter a number from 1 to ${most}.`,
});
export const unusable = (why: string): Bilingual => ({
  zh: `由这些文件做不成连接：${why}`,
  en: `No connection can be made from these files: ${why}`,
});
