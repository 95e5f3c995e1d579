/** Makes a connection file of what a consortium on JD Chain has anyway: the list of its participants, perhaps a `gateway.conf`. */
import { toBase58 } from '../../../anchors/jdchain/base58.ts';
import { JDCHAIN } from '../../../anchors/jdchain/evidence.ts';
import { witnessKey } from '../../../anchors/jdchain/lines.ts';
import { membersJson } from '../../../anchors/jdchain/members.ts';
import { NotaryError } from '../../../errors.ts';
import { utf8 } from '../../../formats/bytes.ts';
import { accepts, type Decoder } from '../../../formats/decoder.ts';
import type { Bilingual } from '../../../words/words.ts';
import type { Participant } from '../../jdchain/answers.ts';
import { jdAddress } from '../../jdchain/endpoint.ts';
import { servicePrefix } from '../../network/address.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import {
  type Answer,
  type Answers,
  type ForeignFile,
  type ForeignImport,
  fileIn,
  type ImportingDesk,
  linesIn,
  type MadeConnection,
  type Question,
  type RecognisedFile,
  type Refused,
  textIn,
} from '../foreign/import.ts';
import { certificatesIn, certificatesText } from '../foreign/pem.ts';
import {
  GATEWAY_PASSWORD,
  type LedgerAddress,
  type LedgerFile,
  ledgerFileBytes,
  ledgerHash,
  parseLedgerFile,
  type WitnessAddress,
} from './connection-file.ts';
import { believable } from './fate.ts';
import { type GatewayConf, gatewayConfIn, participantsIn } from './foreign-files.ts';

const PARTS = {
  participants: { zh: 'JD Chain（智臻链）账本的参与方清单', en: 'the participants of a JD Chain ledger' },
  gateway: {
    zh: 'JD Chain（智臻链）网关的配置 gateway.conf',
    en: 'the configuration of a JD Chain gateway (gateway.conf)',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
type Part = keyof typeof PARTS;

const NEEDS_PARTICIPANTS: Bilingual = {
  zh: '还需要参与方清单：请运营方把网关对 /ledgers/〈账本哈希〉/participants 的应答存成文件，与本文件一起导入。gateway.conf 中有网关的私钥，本台不读取；运营方不应把它交给别人。',
  en: 'The list of participants is missing: ask the operator to save what the gateway answers to /ledgers/HASH/participants, and add it with this file. A gateway.conf has the private key of the gateway in it, which is not read here; its operator should not hand it out.',
};
const ONE_OF_EACH: Bilingual = {
  zh: '请每次导入一个账本：一份参与方清单，至多再加一份 gateway.conf。',
  en: 'Add one ledger at a time: one list of participants, and at most one gateway.conf.',
};

/** What the files say. */
interface Told {
  readonly participants: readonly Participant[];
  readonly gateway: GatewayConf | null;
}

function toldBy(files: readonly RecognisedFile[]): Told | Refused {
  const of = (part: Part) => files.filter((file) => file.part === part);
  const [lists, confs] = [of('participants'), of('gateway')];
  if (lists.length > 1 || confs.length > 1) return { refused: ONE_OF_EACH };
  const [list] = lists;
  const participants = list ? participantsIn(list) : null;
  if (!participants) return { refused: NEEDS_PARTICIPANTS };
  const [conf] = confs;
  return { participants, gateway: conf ? gatewayConfIn(conf) : null };
}

/** An address in a line behind the name of a participant, and what stands behind it. */
interface Placed {
  readonly organisation: string;
  readonly url: string;
  readonly rest: string;
}

/** `organisation address`, or `organisation address key`, of known organisations; null for any other line. */
function placedIn(line: string, names: readonly string[], withKey: boolean): Placed | null {
  const shape = withKey ? /^(.+?)\s+(\S+)\s+(\S+)$/ : /^(.+?)\s+(\S+)()$/;
  const [, organisation = '', url = '', rest = ''] = shape.exec(line) ?? [];
  const isAddress: Decoder<string> = withKey ? servicePrefix('a witness') : jdAddress;
  if (!names.includes(organisation) || !isGood(isAddress, url)) return null;
  return withKey && !isGood((value) => witnessKey(value as string, nodeCrypto), rest)
    ? null
    : { organisation, url, rest };
}

/** Whether a reader takes a value; one that is not supported is not taken either. */
function isGood(decoder: Decoder<unknown>, value: string): boolean {
  try {
    return accepts(decoder, value);
  } catch (error) {
    if (error instanceof NotaryError) return false;
    throw error;
  }
}

/** Checks lines with organisations and addresses, of which so many are needed. */
function checkLines(names: readonly string[], withKey: boolean, need: number) {
  return (answer: Answer): Bilingual | null => {
    const lines = linesIn(new Map([['lines', answer]]), 'lines');
    const wrong = lines.find((line) => placedIn(line, names, withKey) === null);
    const form = withKey ? { zh: '名称 地址 公钥', en: 'NAME ADDRESS KEY' } : { zh: '名称 地址', en: 'NAME ADDRESS' };
    if (wrong !== undefined)
      return {
        zh: `这一行无法使用：“${wrong}”。每行格式为“${form.zh}”，名称须是参与方之一（${names.join('、')}）；地址以 https:// 开头（本机可用 http://）。`,
        en: `This line cannot be used: “${wrong}”. Each line is “${form.en}”, the name is that of a participant (${names.join(', ')}), and the address begins with https:// (http:// on this machine).`,
      };
    return lines.length >= need
      ? null
      : {
          zh: `至少需要 ${need} 行，现有 ${lines.length} 行。`,
          en: `At least ${need} lines are needed; there are ${lines.length}.`,
        };
  };
}

const GMTLS: Bilingual = {
  zh: '以 https:// 开头（本机可用 http://）。不支持国密 TLS（GMTLS）：请运营方在前面设置反向代理，对内用国密，对外用 TLS。',
  en: 'Begins with https:// (http:// on this machine). GMTLS is not supported: the operator puts a reverse proxy in front that speaks GMTLS inwards and TLS outwards.',
};

function addressQuestions({ participants, gateway }: Told): readonly Question[] {
  const names = participants.map(({ name }) => name);
  const owner = participants.find(({ publicKey }) => toBase58(publicKey) === gateway?.publicKey);
  const need = believable(participants.length);
  return [
    {
      name: 'ledger',
      label: { zh: '账本哈希', en: 'Hash of the ledger' },
      help: { zh: '网关对 /ledgers 的应答中列出，Base58。', en: 'As the gateway lists it under /ledgers, in Base58.' },
      form: { is: 'text' },
      optional: false,
      suggestion: null,
      check: (answer) =>
        typeof answer === 'string' && isGood(ledgerHash, answer)
          ? null
          : {
              zh: '这不是账本哈希（Base58，SHA-256 或 SM3）。',
              en: 'This is not the hash of a ledger (Base58; SHA-256 or SM3).',
            },
    },
    {
      name: 'gateway',
      label: { zh: '网关地址', en: 'Address of the gateway' },
      help: GMTLS,
      form: { is: 'address', schemes: ['https', 'http'] },
      optional: false,
      suggestion: gateway?.url ?? null,
    },
    {
      name: 'gateway-organisation',
      label: { zh: '网关属于哪个参与方', en: 'Whose gateway it is' },
      help: null,
      form: { is: 'choice', choices: names.map((name) => ({ value: name, label: { zh: name, en: name } })) },
      optional: false,
      suggestion: owner?.name ?? null,
    },
    {
      name: 'peers',
      label: { zh: '各参与方节点自己的端口', en: 'The participants’ own ports' },
      help: {
        zh: `每行“名称 地址”，至少 ${need} 行。上链结果向这些端口核对，不以网关的说法为准。`,
        en: `“NAME ADDRESS” in each line, at least ${need} of them. What is on the ledger is asked there, never at the gateway alone.`,
      },
      form: { is: 'lines' },
      optional: false,
      suggestion: null,
      check: checkLines(names, false, need),
    },
  ];
}

/** How many of so many members agree in a network that bears f of 3f + 1: all but f. */
const quorumOf = (members: number) => members - (believable(members) - 1);

function witnessQuestions({ participants }: Told): readonly Question[] {
  const names = participants.map(({ name }) => name);
  return [
    {
      name: 'witnesses',
      label: { zh: '成员见证方', en: 'The members’ witnesses' },
      help: {
        zh: '每行“名称 地址 公钥”，由各参与方提供（notary member witness 显示）。凭它们的声明，离线也能证明已上链。',
        en: '“NAME ADDRESS KEY” in each line, as each participant’s “notary member witness” shows it. Their statements are what proves the anchor offline.',
      },
      form: { is: 'lines' },
      optional: false,
      suggestion: null,
      check: checkLines(names, true, 1),
    },
    {
      name: 'need',
      label: { zh: '需要几家见证', en: 'How many of them are needed' },
      help: {
        zh: '不同机构的声明数达到此数，才算已上链。',
        en: 'A checkpoint counts as confirmed once so many different organisations state it.',
      },
      form: { is: 'text' },
      optional: false,
      suggestion: String(quorumOf(names.length)),
      check: (answer) =>
        /^[1-9]\d?$/.test(answer as string) && Number(answer) <= names.length
          ? null
          : { zh: `请填写 1 至 ${names.length} 的整数。`, en: `Enter a number from 1 to ${names.length}.` },
    },
  ];
}

function accessQuestions(answers: Answers): readonly Question[] {
  const asksPassword = textIn(answers, 'gateway-user') !== null;
  const password: Question = {
    name: GATEWAY_PASSWORD,
    label: { zh: '网关的密码', en: 'Password at the gateway' },
    help: { zh: '由本台的密钥加密保存。', en: 'It is stored sealed with the keys of this desk.' },
    form: { is: 'secret' },
    optional: false,
    suggestion: null,
  };
  return [
    {
      name: 'ca',
      label: { zh: '这些地址的 TLS 证书的 CA（PEM）', en: 'CA of the TLS certificates of these addresses (PEM)' },
      help: {
        zh: '仅当证书不是由系统信任的机构签发时才需要；此后只认这个 CA。',
        en: 'Needed only where the certificates are not from an authority that the system knows; only this CA counts then.',
      },
      form: { is: 'file', holds: 'certificates' },
      optional: true,
      suggestion: null,
    },
    {
      name: 'gateway-user',
      label: { zh: '网关的用户名（HTTP Basic）', en: 'User at the gateway (HTTP Basic)' },
      help: { zh: '网关不要求登录时留空。', en: 'Leave it empty where the gateway asks for none.' },
      form: { is: 'text' },
      optional: true,
      suggestion: null,
    },
    ...(asksPassword ? [password] : []),
  ];
}

function due(answers: Answers, name: string): string {
  const answer = textIn(answers, name);
  if (answer === null) throw new NotaryError('internal', `no answer to ${name}`);
  return answer;
}

/** The addresses of lines, each with the one CA where there is one and it is elsewhere. */
function placesOf(
  answers: Answers,
  name: string,
  told: Told,
  ca: string | null,
): readonly (LedgerAddress & { readonly rest: string })[] {
  const names = told.participants.map((one) => one.name);
  return linesIn(answers, name).flatMap((line) => {
    const placed = placedIn(line, names, name === 'witnesses');
    return placed ? [{ ...placed, url: withoutSlash(placed.url), ca: caFor(placed.url, ca) }] : [];
  });
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '');
const caFor = (url: string, ca: string | null) => (url.startsWith('https:') ? ca : null);

function fileOf(told: Told, answers: Answers, desk: ImportingDesk): LedgerFile {
  const chosen: ForeignFile | null = fileIn(answers, 'ca');
  const ca = chosen ? certificatesText(certificatesIn(chosen.bytes)) : null;
  const ledger = due(answers, 'ledger');
  const url = withoutSlash(due(answers, 'gateway'));
  const user = textIn(answers, 'gateway-user');
  const witnesses = placesOf(answers, 'witnesses', told, ca).map(
    ({ rest: vkey, organisation, url: at, ca: own }): WitnessAddress => ({ organisation, url: at, ca: own, vkey }),
  );
  const members = told.participants.map(({ name, publicKey }) => {
    const witness = witnesses.find(({ organisation }) => organisation === name);
    const key = witness ? witnessKey(witness.vkey, nodeCrypto) : null;
    return { organisation: name, controller: name, participant: publicKey, witness: key };
  });
  const { origin, organisation, logKeys: keys } = desk;
  const epochs = membersJson({ need: Number(due(answers, 'need')), members });
  return {
    v: 1,
    kind: JDCHAIN,
    ledger,
    gateways: [
      {
        organisation: due(answers, 'gateway-organisation'),
        url,
        ca: caFor(url, ca),
        ...(user === null ? {} : { user }),
      },
    ],
    peers: placesOf(answers, 'peers', told, ca).map(({ organisation: name, url: at, ca: own }) => ({
      organisation: name,
      url: at,
      ca: own,
    })),
    witnesses,
    trust: {
      v: 1,
      name: `JD Chain ${ledger.slice(0, 12)}`,
      logs: [{ origin, controller: origin, organisation, keys }],
      witnesses: [],
      chains: [{ kind: JDCHAIN, id: ledger, demo: false, epochs }],
      policy: { witnesses: 0, chains: 1 },
    },
  };
}

function made(told: Told, answers: Answers, desk: ImportingDesk): MadeConnection | Refused {
  const password = textIn(answers, GATEWAY_PASSWORD);
  try {
    const file = ledgerFileBytes(fileOf(told, answers, desk));
    parseLedgerFile(file, nodeCrypto);
    return { file, secrets: password === null ? {} : { [GATEWAY_PASSWORD]: utf8(password) } };
  } catch (error) {
    if (!(error instanceof NotaryError) || error.code === 'internal') throw error;
    const { message } = error;
    return {
      refused: { zh: `据此无法生成连接文件：${message}`, en: `No connection file can be made of this: ${message}` },
    };
  }
}

/** See the head of this file. */
export const jdchainFromFiles: ForeignImport = {
  takes: {
    zh: 'JD Chain（智臻链）账本的参与方清单（JSON），可另加网关的 gateway.conf',
    en: 'the participants of a JD Chain ledger (JSON), and perhaps a gateway.conf',
  },
  recognise(file) {
    const part: Part | null = participantsIn(file) ? 'participants' : gatewayConfIn(file) ? 'gateway' : null;
    return part && { part, title: PARTS[part], leads: true };
  },
  questions(files, answers) {
    const told = toldBy(files);
    return 'refused' in told
      ? told
      : [...addressQuestions(told), ...witnessQuestions(told), ...accessQuestions(answers)];
  },
  make(files, answers, desk) {
    const told = toldBy(files);
    return 'refused' in told ? told : made(told, answers, desk);
  },
};
