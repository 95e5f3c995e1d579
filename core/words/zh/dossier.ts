import type { DossierPhrases } from '../dossier-phrases.ts';

const counted = ({ items, credits }: { readonly items: string; readonly credits: string | null }) =>
  `${items} 项${credits === null ? '' : `、红字（贷项）${credits} 项`}`;

/** What a report says of a dossier's items, in Chinese. */
export const dossier: DossierPhrases = {
  listed: (p) => `共 ${counted(p)}，不多不少：已提供完整清单，且与封存时一致。`,
  notListed: (p) => `封存的记录载明共 ${counted(p)}；清单本身未提供。`,
  withoutAmount: ({ count }) => `其中 ${count} 项没有金额，未计入任何合计。`,
  opened: ({ count, same, differing }) =>
    `公开了 ${count} 项：其中 ${same} 项的金额与其记录所载一致，${differing} 项不一致。`,
  openedVerdicts: ({ verdicts }) => `各项记录的证书，分别得出：${verdicts}。`,
  sample: ({ size, items, seed, percent }) =>
    `它们是从 ${items} 项中抽取的 ${size} 项样本，由种子“${seed}”抽出。若样本中未发现差错，则以 95% 的置信度，有差错的至多占各项的 ${percent}%；前提是无人能在知悉各项之后选择种子。`,
  beside: ({ files }) => `${files} 不在证书内，是另行提供的文件：已与封存的内容核对；证书编号不涵盖其内容。`,
  inside: ({ leaf }) => `在卷内：${leaf}`,
  insideCredits: ({ leaf }) => `在卷内（红字、贷项）：${leaf}`,
  outside: ({ leaf }) => `不在卷内：${leaf}`,
  notShown: ({ leaf }) => `未表明是否在卷内：${leaf}`,
  apart: ({ name }) => `与“${name}”没有相同的记录。`,
  shared: ({ name, count }) => `与“${name}”有 ${count} 条相同的记录。`,
  otherVerdict: ({ name, verdict }) => `“${name}”本身的核验结论：${verdict}。`,
  shows: '卷内各项',
  cannotShow: '以上不能表明的',
  leftOut: '不能表明没有遗漏符合规则的记录：只有审查整个日志的人才能得知。',
  amountsTrue: '不能表明金额属实：金额由存证主体陈述。',
  hiddenAmounts: '未公开的金额可能与其记录所载不同，甚至可能为负。抽样能以一定概率发现；掌握全部公开值的人可以确知。',
  order: '“不在卷内”以各项按序排列为前提；未提供完整清单时，这只是出具方的陈述。',
  sameInvoice: '两份卷宗按记录比对：同一张发票重复存证，或由其他存证台存证，属于不同的记录。',
  total: ({ money, count }) => `${money}（${count} 项）`,
  totals: ({ items, credits }) => (credits === null ? items : `${items}；红字（贷项）：${credits}`),
};
