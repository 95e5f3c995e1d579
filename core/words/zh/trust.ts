import type { TrustContradiction } from '../../formats/make-trust.ts';
import type { Found, Needed, TrustPhrases } from '../trust-phrases.ts';
import type { ErrorDetails } from '../types.ts';

const of = ({ need, all }: Needed, unit: string) => {
  if (need > all)
    return ` ${need} ${unit.slice(0, 1)}独立的${unit.slice(1)}（名单中${all === 0 ? '没有' : `只有 ${all} ${unit.slice(0, 1)}`}）`;
  if (need === all) return all === 1 ? `这 1 ${unit}` : `全部 ${all} ${unit}`;
  return `这 ${all} ${unit}中的任意 ${need} ${unit.slice(0, 1)}`;
};

const asked = ({ chains, witnesses }: { readonly chains: Found; readonly witnesses: Found }) =>
  [
    ...(chains.need > 0 ? [`链需 ${chains.need} 条，已有 ${chains.have} 条`] : []),
    ...(witnesses.need > 0 ? [`见证方需 ${witnesses.need} 个，已有 ${witnesses.have} 个`] : []),
  ].join('；');

/** What a trust bundle asks for, in Chinese. */
export const trust: TrustPhrases = {
  needed({ chains, witnesses }) {
    if (chains.need + witnesses.need === 0) return '此信任名单不会使任何证书成为“已证实”。';
    const parts = [
      ...(chains.need > 0 ? [`经${of(chains, '条链')}确认`] : []),
      ...(witnesses.need > 0 ? [`经${of(witnesses, '个见证方')}签名`] : []),
    ];
    return `证书${parts.join('，并')}，即为“已证实”。`;
  },
  found: (counts) => `${asked(counts)}。`,
  tooFew: asked,
  part: ({ as, name }) => (as === 'chain' ? `链${name}` : `见证方${name}`),
  states: {
    stands: ({ part, time }) => `计入：${part}，${time ?? '未载明时间'}`,
    short: ({ part }) => `不计入：${part}，签署的成员少于信任名单的要求`,
    own: ({ part }) => `不计入：${part}，由出具方自己控制`,
    'test-network': ({ part }) => `不计入：${part}，属测试网络`,
    'no-chain': ({ part, time }) => `不计入：${part}，仅载明时间${time === null ? '' : `（${time}）`}`,
  },
  missing: ({ names, more }) => `本证书中没有：${names}${more === 0 ? '' : `，以及另外 ${more} 个`}`,
};

/** Why no trust bundle can be made, by `details.reason`. */
export const contradictions: Readonly<
  Record<`trust-${TrustContradiction}`, (value: string, details: ErrorDetails) => string>
> = {
  'trust-name': () => '请为信任名单填写名称：一行，最多 200 个字符，且都能看见。',
  'trust-two-names': (_, { one, two, from, other }) =>
    `同一把密钥在 ${from} 中的名称是“${one}”，在 ${other} 中却是“${two}”。请去掉其中一个文件，或选择以先给出的文件中的名称为准。`,
  'trust-two-owners': (_, { one, two }) =>
    `“${one}”与“${two}”名下是同一把密钥，其中必有一处有误。请向双方问清，并去掉有误的文件。`,
  'trust-log-keys': (_, { name, from, other }) =>
    `${from} 与 ${other} 所列“${name}”的日志密钥不同。请向该存证主体问清以哪个为准，并去掉另一个文件。`,
  'trust-two-chains': (_, { name, from, other }) =>
    `${from} 与 ${other} 所列链 ${name} 的成员不同。请去掉两个文件中较旧的一个。`,
  'trust-too-many': (_, { logs, witnesses, chains }) =>
    `一份信任名单最多列出 1000 个日志、200 个见证方和 20 条链；这些文件中分别有 ${logs}、${witnesses} 和 ${chains} 个。`,
  'trust-nothing-needed': () =>
    '请填写需要多少条链或多少个见证方：两者都不要求的信任名单，不会使任何证书成为“已证实”。',
  'trust-too-few-chains': (_, { need, all }) =>
    `要求 ${need} 条链，而这些文件中可计入的只有 ${all} 条。请减少要求，或添加更多链的文件。`,
  'trust-too-few-witnesses': (_, { need, all }) =>
    `要求 ${need} 个独立见证方，而这些文件中只有 ${all} 个：同一控制方的多个见证方只算一个，出具方自己的不算。请减少要求，或添加更多见证方的文件。`,
  'trust-nobody': () => '这些文件没有列出任何日志，无法据以判断任何证书。请添加出具方的信任名单，或某条链的文件。',
};
