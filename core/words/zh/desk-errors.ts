import { timeText } from '../format.ts';
import type { DeskErrors, ErrorDetails, ErrorWords } from '../types.ts';
import { badInput } from './bad-input.ts';
import { clockAhead, clockBehind } from './clock.ts';
import { homeDamaged } from './damaged.ts';
import { jdchainTrouble } from './jdchain.ts';
import { networkErrors } from './network-errors.ts';

const file = (details: ErrorDetails) => (details.file === undefined ? '该文件' : `“${details.file}”`);

const checker = (happened: string) => ({
  happened,
  safe: '没有写入任何内容。',
  next: '请重新安装本程序；若在源代码目录中运行，请执行“npm run build:verifier”，然后重试。',
});

const refused = {
  happened: '链或见证方拒绝确认。',
  safe: '已封存的记录均已保留。',
  next: '请联系链或见证方的管理员。',
};

/** Why the members of a consortium refuse. */
const refusals: Readonly<Record<string, ReturnType<DeskErrors['anchor-refused']>>> = {
  'unknown-log': {
    happened: '联盟成员尚未登记本存证台。',
    safe: '已封存的记录均已保留，等待确认。',
    next: '请在“信任与链”中申请登记，并将文件发送给任一成员；登记完成后，本台会自动继续。',
  },
  'retired-log': {
    happened: '联盟成员已注销本存证台，不再确认其内容。',
    safe: '已封存的记录均已保留，此前已确认的证书仍然有效。',
    next: '请向成员询问原因；可另行登记新的存证台。',
  },
  'bad-signature': {
    happened: '联盟成员登记的本台密钥与当前使用的不同。',
    safe: '已封存的记录均已保留，等待确认。',
    next: '请成员登记本台当前使用的密钥。',
  },
  behind: {
    happened: '联盟成员已接受的本台记录多于本台现有的记录：数据可能是旧副本，或有两台机器在用同一存证台。',
    safe: '旧数据未获任何确认；此前已确认的证书仍然有效。',
    next: '请勿在此继续封存。请恢复最新的数据文件夹；如已丢失，请设置新的存证台并申请登记。',
  },
  fork: {
    happened: '联盟成员已接受的是本台的另一份历史：本台较早的记录与成员确认过的不一致。',
    safe: '这份历史未获任何确认；此前已确认的证书仍然有效。',
    next: '请勿在此继续封存。请查明此后使用的是哪一份副本，并与成员联系；成员能看到两份历史。',
  },
};

/** Why a witness of others refuses. */
const witnessRefusals: typeof refusals = {
  'witness-unknown-log': {
    happened: '见证方不认得本存证台。',
    safe: '已封存的记录均已保留，等待确认。',
    next: '请把本台的信任名单（在“信任与链”中保存，或用 trust export）发给见证方的运营者，并通过其他渠道告知核对码。对方接受后会自动继续。',
  },
  'witness-key': {
    happened: '见证方不接受本台的签名：它所知的本台密钥不是现在这一把，或不认得本台。',
    safe: '已封存的记录均已保留，等待确认。',
    next: '请把本台现在的信任名单（在“信任与链”中保存，或用 trust export）发给见证方的运营者。',
  },
  'witness-behind': {
    happened: '见证方为本台见证过的记录多于现有的记录：本机数据是较早的副本，或有两台机器在用同一存证台。',
    safe: '较早数据中的内容均未获见证。此前已确认的仍然有效。',
    next: '请勿在此继续封存。请恢复最新的数据文件夹；若已丢失，请新建存证台，并把其信任名单发给见证方。',
  },
  'witness-fork': {
    happened: '见证方为本台见证过另一段历史：此前的记录与见证方所见不一致。',
    safe: '这段历史未获任何见证。此前已确认的仍然有效。',
    next: '请勿在此继续封存。请查明一直在用的是哪一份副本，并联系见证方的运营者。',
  },
};

/** Words of a JD Chain ledger, for its reasons. */
const onLedger = (d: ErrorDetails) =>
  (jdchainTrouble as Partial<Record<string, (details: ErrorDetails) => ErrorWords>>)[String(d.reason)]?.(d);

/** Why a channel of Hyperledger Fabric refuses, or cannot be used. */
const fabricRefusals: typeof refusals = {
  'fabric-not-owner': {
    happened: '本存证台的日志在此通道上由另一个组织登记，与本台所用身份的组织不同。',
    safe: '已封存的记录均已保留，等待确认。',
    next: '请用登记该日志的组织的身份重新导入连接，或向该组织询问。',
  },
};
const fabricUnavailable: typeof refusals = {
  'fabric-clock': {
    happened: '通道上的各组织不为本机背书：本机时钟与它们相差超过两分钟。',
    safe: '已封存的记录均已保留，没有发送任何内容。',
    next: '请校准本机时钟；程序会自动再次请求。',
  },
  'fabric-no-key': {
    happened: '本机没有与该通道通信所用身份的可用私钥。',
    safe: '已封存的记录均已保留，没有发送任何内容。',
    next: '请带上证书及其私钥重新导入连接。',
  },
  'fabric-tls': {
    happened: '该地址的 TLS 证书不是由连接文件中的 CA 签发，或证书上的名称不同。',
    safe: '没有发送任何内容。',
    next: '请向运营方索取该节点的 TLS CA 证书及证书上的名称，重新导入连接。',
  },
  'fabric-no-chaincode': {
    happened: '通道上没有提交该链码，或本台的身份无权查询。',
    safe: '没有发送任何内容。',
    next: '请向运营方询问此通道上保存检查点的链码名称。',
  },
};

/** 成员拒绝某项决定的原因，按应用程序自己的代码。 */
const decisions: Readonly<Record<string, string>> = {
  'no-quorum': '签署的成员太少，须超过三分之二。请更多成员签署后重新提交。',
  stale: '另一项决定已先执行。请重新提出并重新签署。',
  'not-applicable': '所涉对象不存在，或已经存在。请查看 member status，另行提出。',
  'bad-signature': '其中有签名不属于现任成员。请成员用治理密钥签署。',
  known: '此前已提交。请查看 member status 是否已执行。',
};

const decisionRefused = (d: ErrorDetails) => ({
  happened: `成员拒绝了这项决定：${d.told ?? d.code ?? '?'}`,
  safe: '没有任何改动。',
  next: decisions[String(d.code)] ?? '请重新提出。',
});

const membersChanged = {
  happened: '确认由本台联盟文件未列明的成员签署：联盟成员可能已变更。',
  safe: '未予接受；已封存的记录均已保留，等待确认。',
  next: '请向成员索取新的联盟文件，另经其他途径核对指纹，然后在“信任与链”中加入（命令行：chain add）。如没有新文件，请勿相信该答复。',
};

const invalid = {
  happened: '链或见证方的答复不成立。',
  safe: '该答复未被采用，已封存的记录均已保留。',
  next: '请联系链或见证方的管理员。',
};

const noQuorum = (d: ErrorDetails) => ({
  happened: `链上 ${d.all} 位成员中只有 ${d.answering} 位应答，至少需 ${d.need} 位签署，因此暂时无法确认任何内容。`,
  safe: '已封存的记录均已保留，等待确认。',
  next: '此处无需操作：足够多的成员恢复后会自动继续。如长时间如此，请告知成员。',
});

const unavailable = {
  happened: '无法连接链或见证方。',
  safe: '已封存的记录均已保留。',
  next: '无需操作，程序会自动再次请求。',
};

const wrongState = {
  happened: '记录目前的状态不允许此操作；例如，已封存的记录不能修改。',
  safe: '没有任何改动。',
  next: '请在列表中查看其状态；需要更正已封存的记录时，请新建一条记录。',
};

/** Why something is not possible now. */
const wrongStates: Readonly<Record<string, typeof wrongState>> = {
  erased: {
    happened: '此记录的内容已删除，无法再制作证书。',
    safe: '此前已交出的证书仍然有效。',
    next: '如仍需要该文件，请将其作为新记录重新登记。',
  },
  'erased-already': {
    happened: '这些记录的内容已经删除。',
    safe: '没有任何改动。',
    next: '无需操作。',
  },
  'client-key': {
    happened: '本存证台在该链上已有另一把密钥。',
    safe: '没有任何改动。',
    next: '请成员登记“chain key 名称”显示的公钥，或在新的存证台使用那一把密钥。',
  },
  busy: {
    happened: '正在登记文件、制作证书或材料包，或批量核验文件，此时不能删除。',
    safe: '没有任何改动。',
    next: '请等待完成或取消后再删除。中断的登记会在打开窗口后继续。',
  },
};

const olderData = {
  happened: '存证台的数据比它已经签名的内容旧：可能恢复了旧副本，或有两台机器在用同一存证台。',
  safe: '解决之前不会封存任何内容，已出具的证书仍然有效。',
  next: '请恢复最新的数据文件夹；如已丢失，请设置新的存证台。',
};

const signedElsewhere = (d: ErrorDetails) =>
  `于 ${timeText(String(d.time), 0)} 由数据文件夹 ${d.home} 签名到 ${d.signed} 条`;

/** Whether a shorter log is the beginning of the longer one. */
const beginnings: Readonly<Record<string, string>> = {
  proven: '这些条目就是较长日志的开头部分。',
  unknown: '无法确认这些条目是否就是较长日志的开头部分；如果不是，据此出具的证书会与之矛盾。',
};

/** Why a desk must not sign beside what a copy of it has signed on this computer. */
const rolledBack: Readonly<Record<string, (d: ErrorDetails) => typeof olderData>> = {
  'other-copy': (d) => ({
    happened: `此数据文件夹是副本，或是恢复的旧数据：本台的日志已在这台电脑上继续签名，${signedElsewhere(d)}，而此处只有 ${d.found} 条。${beginnings[String(d.beginning)] ?? ''}`,
    safe: olderData.safe,
    next: '如果只是试用了副本或备份，并无问题：请继续使用最后签名的那份数据文件夹，并移除另一份。如它已丢失，请恢复它的最新备份，或设置新的存证台。此处已封存的记录仍可查看、核验和出具证书。',
  }),
  'other-history': (d) => ({
    happened: `此数据文件夹是副本，且两份都已使用：在这台电脑上，本台的日志已签名了另一份内容，${signedElsewhere(d)}；此处有 ${d.found} 条，内容不同。`,
    safe: '此处不会再封存，也不再据此出具证书；已出具的证书仍然有效。',
    next: '请停用这份副本并予以保留；改用最后签名的那份数据文件夹，并在那里补上仅在此处登记的文件。',
  }),
};

const lostMemories: Readonly<Record<string, string>> = {
  damaged: '已损坏，或不属于本台，现重新开始记录。',
  newer: '由更新版本的程序写成，保持原样。',
  unwritable: '无法写入。',
};

/** Why nobody answers, where that is known. */
const unreached = (d: ErrorDetails) =>
  networkErrors[String(d.reason)]?.(d) ?? onLedger(d) ?? fabricUnavailable[String(d.reason)];

/** Errors that only a desk meets, in Chinese. Each says what happened, what is safe, and what to do next. */
export const deskErrors: DeskErrors = {
  'bad-input': (d) => ({ happened: badInput(d), safe: '没有任何改动。', next: '请修改后重试。' }),
  usage: () => ({ happened: '无法理解该命令。', safe: '没有任何改动。', next: '请查看帮助中的命令和选项。' }),
  'file-missing': (d) =>
    d.reason === 'checker'
      ? checker('缺少随附的核验页：本程序中没有构建核验页。')
      : {
          happened: `找不到${file(d)}，或已不在原处。`,
          safe: '其他文件均已保留。',
          next: '请检查名称和位置，然后重试。',
        },
  'file-changed': (d) =>
    d.reason === 'checker'
      ? checker('本程序的核验页与构建时的不一致。')
      : {
          happened: `${file(d)}在读取过程中发生了变化。`,
          safe: '没有为它登记任何内容，其他文件均已保留。',
          next: '请等它保存或同步完成后重新添加。',
        },
  'file-empty': (d) => ({
    happened: `${file(d)}是空文件。`,
    safe: '没有为它登记任何内容，其他文件均已保留。',
    next: '请确认文件是否选对。',
  }),
  'file-special': (d) => ({
    happened: `${file(d)}不是普通文件（是设备、套接字或管道）。`,
    safe: '其他文件均已保留。',
    next: '请不要添加它。',
  }),
  'file-loop': (d) => ({
    happened: `${file(d)}处在循环的链接之中。`,
    safe: '其他文件均已保留。',
    next: '请添加文件本身，而不是链接。',
  }),
  'file-path-too-long': (d) => ({
    happened: `${file(d)}的路径过长。`,
    safe: '其他文件均已保留。',
    next: '请把文件移到层级较浅的文件夹后重新添加。',
  }),
  'write-failed': (d) => ({
    happened: `${file(d)}无法写入。`,
    safe: '此前登记的内容均已保留。',
    next: '请确认磁盘空间和写入权限，然后重试。',
  }),
  'no-home': () => ({
    happened: '存证台尚未设置。',
    safe: '没有任何改动。',
    next: '请先设置：填写存证主体（命令行：init --holder 名称）。',
  }),
  'home-exists': () => ({
    happened: '存证台已经设置过。',
    safe: '原有内容保持不变。',
    next: '请直接使用，或另选数据文件夹。',
  }),
  'home-locked': () => ({
    happened: '另一个程序正在使用存证台的数据。',
    safe: '数据不受影响。',
    next: '请关闭另一个窗口或命令后重试。',
  }),
  'home-newer': () => ({
    happened: '存证台的数据由更新版本的程序制作。',
    safe: '数据未被改动。',
    next: '请更新本程序。',
  }),
  'home-damaged': homeDamaged,
  'key-locked': (d) => ({
    happened: d.reason === 'wrong-secret' ? '输入的既不是本存证台的口令，也不是恢复码。' : '存证台的密钥处于锁定状态。',
    safe: '记录和密钥均已保留。',
    next: d.reason === 'wrong-secret' ? '请核对大小写后重试。' : '请输入恢复码或口令。',
  }),
  'key-missing': () => ({
    happened: '找不到存证台的密钥。',
    safe: '已出具的证书仍然有效。',
    next: '请从数据文件夹的备份中恢复密钥文件。',
  }),
  'clock-behind': clockBehind,
  'clock-ahead': clockAhead,
  'rolled-back': (d) => rolledBack[String(d.reason)]?.(d) ?? olderData,
  'memory-lost': (d) => ({
    happened: `本台已签名到何处，在数据文件夹之外另有一份记录，用来发现数据文件夹被复制使用。${file(d)}${lostMemories[String(d.reason)] ?? lostMemories.damaged}`,
    safe: '工作照常进行，没有丢失任何内容；在下一次封存记入该处之前，无法发现本机上有两份数据文件夹在用。',
    next: '请检查该处的磁盘空间和写入权限，并只使用一份数据文件夹。',
  }),
  'wrong-state': ({ reason }) => wrongStates[String(reason)] ?? wrongState,
  'trust-exists': () => ({
    happened: '该信任名单已经接受过。',
    safe: '没有任何改动。',
    next: '无需操作。',
  }),
  'trust-fingerprint': () => ({
    happened: '输入的指纹与该文件不符。',
    safe: '没有接受该信任名单。',
    next: '请检查是否输错；如仍不一致，请不要接受，并询问发送方。',
  }),
  'anchor-refused': (d) =>
    d.reason === 'decision'
      ? decisionRefused(d)
      : (onLedger(d) ?? { ...refusals, ...witnessRefusals, ...fabricRefusals }[String(d.reason)] ?? refused),
  'anchor-stale': () => ({
    happened: '检查点提交途中，链的状态已前进。',
    safe: '存证记录已封存，未受影响，也没有重复提交。',
    next: '无需操作：本台会自动重新准备并提交。',
  }),
  'anchor-unavailable': (d) => (d.reason === 'no-quorum' ? noQuorum(d) : (unreached(d) ?? unavailable)),
  'anchor-invalid': ({ reason }) => (reason === 'members-changed' ? membersChanged : invalid),
};
