import type { Phrases } from '../types.ts';

/** The settings that no default may replace, as the window names them. */
const decisions: Readonly<Record<string, string>> = {
  withhold: '新证书显示的事项',
  onlyConfirmed: '只封存我确认过的记录',
  sealsItself: '自动封存',
  holder: '存证主体',
};

/** What of a home is damaged, and what goes on without it. */
export const homeDamaged: Phrases['errors']['home-damaged'] = ({ id, bundle, chain, setting, witness }) => {
  if (id !== undefined)
    return {
      happened: `存证台中记录 ${id} 的数据已损坏。`,
      safe: '其他记录不受影响，已出具的证书仍然有效。',
      next: '请用备份恢复数据文件夹，并保留损坏的那一份。没有备份时，请重新添加该文件，将生成新的记录。',
    };
  if (bundle !== undefined)
    return {
      happened: `存证台中信任名单“${bundle}”的数据已损坏，核验时不使用它。`,
      safe: '其他信任名单不受影响。',
      next: '请用备份恢复数据文件夹，或重新接受该信任名单的文件。',
    };
  if (chain !== undefined)
    return {
      happened: `存证台中链“${chain}”的接入文件已损坏，不会向它发送任何内容。`,
      safe: '已封存的记录均已保留，正在等待。',
      next: '请用备份恢复数据文件夹，或重新加入该接入文件。',
    };
  if (setting !== undefined)
    return {
      happened: `存证台中的设置“${decisions[String(setting)] ?? setting}”已损坏，无法读取。`,
      safe: '已出具的证书仍然有效；重新选择之前不会封存，也不会出具或交付任何内容。',
      next: '请在窗口的设置中重新选择，或用备份恢复数据文件夹。',
    };
  if (witness !== undefined)
    return {
      happened: `见证方的记忆缺失，或不是它自己所写：${witness}。`,
      safe: '因此不再签署任何内容。此前所签仍然有效。',
      next: '请勿用旧副本恢复，否则会重签已忘记的内容。请以新密钥新建见证方，并告知所有使用它的存证台。',
    };
  return {
    happened: '存证台的数据已损坏。',
    safe: '已出具的证书仍然有效，不会再写入任何内容。',
    next: '请用备份恢复数据文件夹，并保留损坏的那一份。',
  };
};
