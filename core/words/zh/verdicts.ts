import type { Compared, VerdictPhrases } from '../types.ts';

/** What the proof is sound for. */
const soundFor = (compared: Compared) =>
  compared === null
    ? '证明对此记录成立'
    : compared
      ? '证明对此文件成立'
      : '对哈希值相符的文件，证明成立；未比对任何文件';

/** Verdicts in Chinese. */
export const verdicts: VerdictPhrases = {
  titles: {
    proven: '已证实',
    'self-attested': '仅出具方自证',
    pending: '尚待确认',
    'different-file': '不是这份文件',
    misstated: '与文件所载不符',
    tampered: '已被改动',
    untrusted: '出具方未受信任',
    unreadable: '无法读取',
  },
  match: {
    same: '文件一致：与证书所载文件逐字节相同',
    different: '文件不一致：不是证书所载的那份文件',
    'not-compared': '尚未比对文件',
  },
  proven({ time, names, untimed, compared }) {
    const when = time === null ? '在签名之时已经存在' : `最迟在 ${time} 已经存在`;
    const signed = `${names} 为此签名。${untimed === null ? '' : `${untimed} 也已签名，但未签署时间。`}`;
    if (compared === null) return `与所示完全一致的这条记录${when}，${signed}`;
    return compared
      ? `与此文件逐字节相同的内容${when}，${signed}`
      : `对哈希值相符的文件，证明成立；未比对任何文件。哈希值相符的内容${when}，${signed}`;
  },
  selfAttested: ({ compared }) =>
    compared === false
      ? `${soundFor(compared)}。只有出具方自己这样声明，时间也是出具方自己的。`
      : `${soundFor(compared)}，但只有出具方自己这样声明，时间也是出具方自己的。`,
  testNetwork: ({ compared }) =>
    `${soundFor(compared)}。但仅由测试网络确认，不构成证明：请视为出具方的单方陈述，时间亦然。`,
  notEnough: ({ have, need, compared }) =>
    `${soundFor(compared)}，但独立签名方所需的 ${need} 票中只有 ${have} 票。请视为出具方自己的声明，时间也是如此。`,
  tooFew: ({ found, compared }) =>
    `${soundFor(compared)}，但已有的确认少于信任名单的要求（${found}）。请视为出具方自己的声明，时间也是如此。`,
  pending: ({ chain, deadline, overdue }) =>
    overdue
      ? `已封存，尚未得到 ${chain} 确认。已逾期：出具方预计的时间是 ${deadline}。`
      : `已封存，尚未得到 ${chain} 确认。出具方预计不晚于 ${deadline}。`,
  differentFile({ file, recorded }) {
    const other = file === null ? '您提供的这份文件' : `“${file}”`;
    return recorded === null || recorded === file
      ? `证明本身成立，但对应的不是${other}：内容不同。`
      : `证明本身成立，但对应的不是${other}，记录中的文件名为“${recorded}”。`;
  },
  misstated: ({ facts }) => `文件确为存证时的那份，但记录中标明读自文件的下列事项与文件所载不符：${facts}。`,
  misstatedDossierTitle: '与卷内各项不符',
  misstatedDossier: ({ checks }) => `证明本身成立，但卷宗所述与其卷内各项不符：${checks}。`,
  nextMisstatedDossier: '请勿采信下列未通过的内容，并请出具方提供各项均成立的卷宗。',
  tampered: ({ checks }) => `证书或其证据已被改动：${checks}。`,
  tamperedPage: '这份 PDF 不是当初出具的那一份（被重新保存或编辑过）；只有下列内容得到证实。',
  tamperedUpdate: '这份 PDF 在出具之后被追加了内容，页面所示可能已被改变；只有下列内容得到证实。',
  nextTamperedUpdate: '请将页面所示与下列内容逐一核对，并向出具方索取证书原件。',
  untrusted: ({ fingerprint }) =>
    `证明本身成立，但签名方不在您选择信任的范围内。${fingerprint === null ? '' : `密钥指纹：${fingerprint}。`}`,
  unknownKey: ({ fingerprint }) =>
    `注意：您认识这个日志，但签名所用的密钥不在您的信任名单中。${fingerprint === null ? '' : `该密钥的指纹：${fingerprint}。`}`,
  unreadable: {
    'not-a-certificate': '这个文件不是存证证书。',
    damaged: '这份证书已损坏，无法读取。',
    'newer-version': '这份证书由更新版本的程序制作。',
    'too-large': '这个文件超出了证书允许的大小或嵌套层数。',
  },
  codesMissing: ({ missing, total }) =>
    `纸面证明不完整：共 ${total} 码，未能读出第 ${missing.replaceAll(', ', '、')} 码。`,
  codesMissingNext: '请补充含有这些码的图片：300 dpi 扫描，或平整、光线均匀、清晰的照片。每页允许缺一码。',
  next: {
    'self-attested': '请向出具方索取经联盟确认的证书。',
    pending: '请向出具方索取最终证书。',
    'different-file': '请找到正确版本的文件，再核验一次。',
    misstated: '请以文件本身所载为准，并向出具方询问记录为何不同。',
    tampered: '请向出具方索取证书原件。',
    untrusted: '请通过其他渠道与出具方核对指纹，然后接受其信任名单。',
  },
  nextOwn: {
    'self-attested':
      '这是本存证台出具的证书，目前只有本存证台自己证明。要由他人见证，请在“信任与链”中接入联盟链；此后封存的记录由各成员确认。',
    pending: '这是本存证台出具的证书。链确认之后，请在“记录”中制作最终证书。',
    tampered: '这是本存证台出具的证书。请在“记录”中找到该记录，重新制作证书。',
  },
  nextUnreadable: {
    'not-a-certificate': '请选择证书（内含证据的 PDF），并把文件一同放入。',
    damaged: '请向发送方重新索取；电子邮件或扫描有时会损坏文件。',
    'newer-version': '请更新本程序后再核验。',
    'too-large': '请向发送方索取出具时的证书原件。',
  },
  nextNoDocument: '请把文件也放进来，以便比对。',
  noDocument: '未比对任何文件。',
  trustNotCompared: ({ name }) => `此结论依据信任名单“${name}”，而它在本机是未经核对指纹就接受的。`,
  factsNotRead: '标明读自文件的事项，此处没有重新读取，请视为出具方的陈述。',
  pageNotCompared: '未比对打印页面，请以下列内容为准。',
  pageAppended: ({ signatures, visible }) =>
    signatures === 0
      ? '这份 PDF 的末尾多出一些空白字符，当初出具的页面没有变化。'
      : `这份 PDF 在出具之后加入了 ${signatures} 个签名或时间戳，当初出具的页面没有变化。${visible === 0 ? '' : '页面上可见的签章内容不属于当初出具的部分。'}这些签名是否有效，此处未作核验，可用 PDF 阅读器查看。`,
  front: ({ bytes, kind }) =>
    `文件开头在证书之前多出 ${bytes} 字节${{ mark: '（字节顺序标记）', space: '（换行或空格）', other: '（例如邮件头）' }[kind]}，不属于证书，核验时已略过。`,
  holderDiffers: ({ organisation, holder }) =>
    `证书所载存证主体为“${holder}”；而其所在日志按信任名单或链上登记属于“${organisation}”。`,
  clockUnknown: '设备时间来自一个不确定是否已同步的时钟。',
};
