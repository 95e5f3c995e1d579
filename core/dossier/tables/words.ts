/** What the tables of a pool say, in both languages. */
import type { Language } from '../../words/types.ts';
import type { NoDataReason } from './esma.ts';
import type { RuleAnswer, RuleCode } from './rules.ts';
import type { StratumBy } from './strata.ts';

/** Words of one language. */
export interface PoolWords {
  readonly sheets: Readonly<
    Record<'summary' | 'currency' | 'obligors' | 'rules' | 'assets' | 'annex9' | 'annex11' | StratumBy, string>
  >;
  /** Heads of columns. */
  readonly columns: {
    readonly summary: readonly string[];
    readonly strata: readonly string[];
    readonly obligors: readonly string[];
    readonly rules: readonly string[];
    readonly assets: readonly string[];
  };
  readonly total: string;
  readonly unknown: string;
  readonly bands: {
    readonly after: string;
    readonly overdue: (from: string, to: string | null) => string;
    readonly days: (from: string, to: string | null) => string;
    readonly money: (over: string | null, upTo: string | null) => string;
    readonly ranks: (from: number, to: number | null) => string;
  };
  readonly summary: {
    readonly cutOff: string;
    readonly count: string;
    readonly unpriced: string;
    readonly amount: (currency: string) => string;
    readonly average: (currency: string) => string;
    readonly largest: (currency: string) => string;
    readonly term: (currency: string) => string;
    readonly termNote: string;
    readonly obligors: (currency: string) => string;
    readonly top: (n: number, currency: string) => string;
    readonly rate: string;
    readonly rating: string;
    readonly notInRecords: string;
    readonly versions: (bands: number, rules: number) => string;
  };
  readonly rules: Readonly<Record<RuleCode, { readonly asks: string; readonly found: (answer: RuleText) => string }>>;
  readonly states: Readonly<Record<RuleAnswer['state'], string>>;
  readonly noData: Readonly<Record<NoDataReason, string>>;
}

/** What a rule found, as texts. */
export interface RuleText {
  readonly least: string;
  readonly most: string;
  readonly found: number;
  readonly unknown: number;
}

const largestOwes = ({ least, most }: RuleText) =>
  least === most ? `The largest owes ${least} %` : `The largest owes from ${least} % to ${most} %`;

const en: PoolWords = {
  sheets: {
    summary: 'Summary',
    currency: 'By currency',
    amount: 'By amount',
    age: 'By age',
    due: 'By days to due',
    obligor: 'By obligor',
    region: 'By region',
    obligors: 'Largest obligors',
    rules: 'Concentration',
    assets: 'Assets',
    annex9: 'ESMA annex 9',
    annex11: 'ESMA annex 11',
  },
  columns: {
    summary: ['Item', 'Value', 'Remark'],
    strata: ['Band', 'Assets', 'Assets %', 'Amount', 'Amount %'],
    obligors: ['Rank', 'Obligor', 'Assets', 'Amount', 'Amount %', 'Together %'],
    rules: ['Asked', 'Currency', 'Answer', 'Found', 'Source'],
    assets: ['Record', 'Number', 'Obligor', 'Creditor', 'Date', 'Due', 'Amount', 'Currency', 'Region'],
  },
  total: 'Total',
  unknown: 'not stated',
  bands: {
    after: 'dated after the cut-off',
    overdue: (from, to) => (to === null ? `overdue more than ${from} days` : `overdue ${from}–${to} days`),
    days: (from, to) => (to === null ? `more than ${from} days` : `${from}–${to} days`),
    money: (over, upTo) =>
      over === null ? `up to ${upTo}` : upTo === null ? `more than ${over}` : `more than ${over}, up to ${upTo}`,
    ranks: (from, to) => (to === null ? `rank ${from} and below` : from === to ? `the largest` : `ranks ${from}–${to}`),
  },
  summary: {
    cutOff: 'Cut-off date',
    count: 'Assets',
    unpriced: 'of these without a stated amount',
    amount: (currency) => `Amount, ${currency}`,
    average: (currency) => `Average amount, ${currency}`,
    largest: (currency) => `Largest amount, ${currency}`,
    term: (currency) => `Average remaining term weighted by amount, days, ${currency}`,
    termNote: 'Of assets that state a due date; overdue ones count as 0 days',
    obligors: (currency) => `Obligors, ${currency}`,
    top: (n, currency) => `Share of the largest ${n === 1 ? 'obligor' : `${n} obligors`}, %, ${currency}`,
    rate: 'Average interest rate weighted by amount',
    rating: 'Shadow rating',
    notInRecords: 'Records do not state it',
    versions: (bands, rules) =>
      `Amounts are those that the records state; payments are not deducted. Bands version ${bands}, rules version ${rules}`,
  },
  rules: {
    'obligor-half': {
      asks: 'No obligor owes more than 50 % of the amount',
      found: largestOwes,
    },
    'few-obligors': {
      asks: 'At least 10 obligors that are not related (whether they are related is not looked at)',
      found: ({ found }) => `${found} different obligors`,
    },
    'important-obligor': {
      asks: 'Above 15 %, an obligor is important: its own financial figures belong in the file',
      found: largestOwes,
    },
    'top-twenty': {
      asks: 'Where an obligor owes more than 1 %, a table of the 20 largest belongs in the file',
      found: largestOwes,
    },
    overdue: {
      asks: 'No asset is overdue on the cut-off date',
      found: ({ found, unknown }) => `${found} overdue; ${unknown} state no due date`,
    },
    'invoice-twice': {
      asks: 'No invoice is in the pool twice',
      found: ({ found, unknown }) => `${found} repeated; ${unknown} cannot be compared`,
    },
    'several-currencies': {
      asks: 'Amounts of several currencies are not added up',
      found: ({ found }) => `${found} ${found === 1 ? 'currency' : 'currencies'}`,
    },
  },
  states: { warning: 'Look at this', clear: 'Nothing found', 'not-known': 'Not known' },
  noData: {
    notCollected: 'not collected, since it was not needed to decide',
    notLoaded: 'collected, and not loaded into the reporting system',
    elsewhere: 'in a system apart from the reporting system',
    later: 'only from a day on',
    notApplicable: 'not applicable',
  },
};

const largestShare = ({ least, most }: RuleText) =>
  least === most ? `最大债务人占 ${least}%` : `最大债务人占 ${least}% 至 ${most}%`;

const zh: PoolWords = {
  sheets: {
    summary: '总表',
    currency: '币种分布',
    amount: '金额分布',
    age: '账龄分布',
    due: '剩余账期分布',
    obligor: '债务人分布',
    region: '地区分布',
    obligors: '前二十大债务人',
    rules: '集中度提示',
    assets: '逐笔资产',
    annex9: 'ESMA 附件九',
    annex11: 'ESMA 附件十一',
  },
  columns: {
    summary: ['项目', '数值', '说明'],
    strata: ['区间', '笔数', '笔数占比 %', '金额', '金额占比 %'],
    obligors: ['排名', '债务人', '笔数', '金额', '金额占比 %', '累计占比 %'],
    rules: ['要求', '币种', '结果', '所见', '依据'],
    assets: ['记录', '编号', '债务人', '债权人', '日期', '到期日', '金额', '币种', '地区'],
  },
  total: '合计',
  unknown: '未载明',
  bands: {
    after: '日期晚于基准日',
    overdue: (from, to) => (to === null ? `逾期 ${from} 天以上` : `逾期 ${from}–${to} 天`),
    days: (from, to) => (to === null ? `${from} 天以上` : `${from}–${to} 天`),
    money: (over, upTo) =>
      over === null ? `${upTo} 及以下` : upTo === null ? `${over} 以上` : `${over} 以上至 ${upTo}`,
    ranks: (from, to) => (to === null ? `第 ${from} 名及以后` : from === to ? '第 1 名' : `第 ${from}–${to} 名`),
  },
  summary: {
    cutOff: '基准日',
    count: '资产笔数',
    unpriced: '其中未载明金额',
    amount: (currency) => `金额合计（${currency}）`,
    average: (currency) => `平均金额（${currency}）`,
    largest: (currency) => `单笔最大金额（${currency}）`,
    term: (currency) => `加权平均剩余账期，天（${currency}）`,
    termNote: '仅计载明到期日的资产；已逾期的按 0 天计',
    obligors: (currency) => `债务人户数（${currency}）`,
    top: (n, currency) => `前 ${n} 大债务人金额占比 %（${currency}）`,
    rate: '加权平均利率',
    rating: '影子评级',
    notInRecords: '记录未载明',
    versions: (bands, rules) => `金额为记录所载金额，未扣除回款。区间第 ${bands} 版，规则第 ${rules} 版`,
  },
  rules: {
    'obligor-half': { asks: '单一债务人金额占比不超过 50%', found: largestShare },
    'few-obligors': {
      asks: '至少 10 个相互之间无关联关系的债务人（是否关联未作判断）',
      found: ({ found }) => `不同债务人 ${found} 个`,
    },
    'important-obligor': { asks: '占比超过 15% 的为重要债务人，应披露其自身财务情况', found: largestShare },
    'top-twenty': { asks: '有债务人占比超过 1% 的，应披露前二十大债务人', found: largestShare },
    overdue: {
      asks: '基准日无逾期资产',
      found: ({ found, unknown }) => `逾期 ${found} 笔；${unknown} 笔未载明到期日`,
    },
    'invoice-twice': {
      asks: '同一发票不重复入池',
      found: ({ found, unknown }) => `重复 ${found} 笔；${unknown} 笔无法比对`,
    },
    'several-currencies': { asks: '不同币种的金额不相加', found: ({ found }) => `${found} 个币种` },
  },
  states: { warning: '请留意', clear: '未发现', 'not-known': '无法判断' },
  noData: {
    notCollected: '因审批不需要而未采集',
    notLoaded: '已采集，未导入报告系统',
    elsewhere: '存于报告系统之外的系统',
    later: '自某日起才有',
    notApplicable: '不适用',
  },
};

const WORDS: Readonly<Record<Language, PoolWords>> = { zh, en };

/** The words of a language. */
export function poolWords(language: Language): PoolWords {
  return WORDS[language];
}
