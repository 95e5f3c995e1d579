/**
 * What of a name is sought elsewhere, on names and titles as they are: each name is found in the titles that call it so, and in
 * none of those that only have words that it has too.
 */
import { describe, expect, it } from 'vitest';
import { COMMON_LATIN } from '../../core/records/common-words.ts';
import type { Disclosure } from '../../core/records/record.ts';
import { repeatedFacts } from '../../core/records/repeated-facts.ts';

const isFound = (name: string, title: string) =>
  repeatedFacts(
    [
      ['salt', 'parties', [name]],
      ['salt', 'title', title],
    ] as unknown as readonly Disclosure[],
    ['parties'],
  ).length > 0;

/** A name, and titles that name it. */
const NAMES: readonly (readonly [name: string, ...titles: string[]])[] = [
  ['General Electric Company', 'General Electric supply agreement', 'GENERAL-ELECTRIC.pdf'],
  ['First American Title Insurance Company', 'First American escrow', 'first_american_2026.pdf'],
  ['United Parcel Service, Inc.', 'United Parcel Service invoice', 'United-Parcel 2026-03.pdf'],
  ['Standard Chartered Bank', 'Standard Chartered facility letter'],
  ['Bank of America Corporation', 'Bank of America statement'],
  ['The Home Depot, Inc.', 'Home Depot order 77'],
  ['Blue Ocean Shipping Co., Ltd.', 'Blue Ocean charter', 'BlueOcean_BL.pdf'],
  ['Global Payments Inc', 'Global Payments statement'],
  ['Golden Phoenix Trading Ltd', 'Golden Phoenix order'],
  ['Smart Express Logistics GmbH', 'SmartExpress Rechnung'],
  ['Beijing Notary Office', 'Beijing Notary Office fee'],
  ['Shell plc', 'Shell lease'],
  ['Apple Inc.', 'Apple order'],
  ['Siemens Energy AG', 'Siemens contract'],
  ['Johnson & Johnson', 'Johnson settlement'],
  ['Miller Property Management LLC', 'Miller lease.pdf'],
  ['John Green', 'Green v. Brown', 'lease green.pdf'],
  ['Deutsche Bank AG', 'Deutsche Bank Vertrag'],
  ['Allgemeine Immobilien Krause GmbH', 'Krause Mietvertrag'],
  ['Société Générale', 'Societe Generale credit'],
  ['华为技术有限公司', '华为采购合同.pdf'],
  ['比亚迪汽车工业有限公司', '比亚迪供货合同'],
  ['中国平安保险（集团）股份有限公司', '平安保单.pdf'],
  ['通用电气（中国）有限公司', '通用电气维保合同'],
  ['北京诚信工程有限公司', '北京诚信工程.pdf'],
  ['上海城市建设工程有限公司', '上海城市建设工程有限公司发票'],
  ['中国建设银行股份有限公司', '建设银行流水.pdf', '中国建设银行'],
  ['招商银行股份有限公司', '招商银行流水.pdf'],
  ['中国人民财产保险股份有限公司', '人民财产保险保单'],
  ['阿里巴巴（中国）网络技术有限公司', '阿里巴巴广告合同'],
  ['宁德时代新能源科技股份有限公司', '宁德时代电池采购.pdf'],
  ['北京市盈科律师事务所', '盈科委托书'],
  ['杭州娃哈哈集团有限公司', '娃哈哈经销协议'],
  ['东方航空股份有限公司', '东方航空机票.pdf'],
  ['珠海格力电器股份有限公司', '格力空调采购合同'],
  ['中国标准软件有限公司', '中国标准软件授权书'],
  ['深圳市未来科技有限公司', '与未来科技的租赁合同', '深圳未来科技.pdf'],
  ['深圳市创新投资集团有限公司', '创新投资尽调报告'],
  ['广州市城市建设开发有限公司', '城市建设开发框架协议'],
  ['厦门市东方物流有限公司', '东方物流运单.pdf'],
  ['深圳市水务集团有限公司', '水务集团缴费单', '深圳水务发票'],
  ['上海市第一医院', '第一医院病历.pdf'],
  ['义乌市全球商贸有限公司', '与全球商贸的订单'],
  ['江苏省生态环境工程有限公司', '生态环境工程监理合同'],
  ['内蒙古自治区煤炭公司', '煤炭公司欠条', '内蒙古煤炭.pdf'],
  ['盐城市亭湖区精密机械有限公司', '精密机械报价'],
  ['成都市武侯区天府小吃店', '天府小吃店流水'],
  ['世纪城市置业有限公司', '世纪城市购房合同'],
  ['阳光社区服务中心', '阳光社区租约'],
  ['新华区块链科技有限公司', '新华区块链服务协议'],
  ['Kong Wei', 'Loan to Mr. Kong', 'kong-loan.pdf'],
  ['Manuel Neuer', 'Vertrag Neuer.pdf'],
  ['Jack London', 'London loan.pdf'],
  ['Mr. David Steel', 'Steel v. North'],
  ['Diamond & Partners LLP', 'Diamond retainer'],
  ['Georg Friedrich Handel', 'Handel Mietvertrag'],
  ['王建国', '王建国的借条.jpg'],
];

/** Titles and file names that name nobody. */
const TITLES = [
  ...['General terms and conditions', 'Electric bill March', 'First amendment to the lease', 'American Standard forms'],
  ...[
    'Title report',
    'Parcel map',
    'Service agreement',
    'United front statement',
    'Standard contract',
    'Chartered flight',
  ],
  ...['Home purchase agreement', 'Bank statement', 'Sea freight invoice', 'Ocean bill of lading', 'Blue copy.pdf'],
  ...[
    'Global mobility policy',
    'Payments 2026.pdf',
    'Golden parachute clause',
    'Smart contract',
    'Express delivery note',
  ],
  ...[
    'Notary fee',
    'Beijing office lease',
    'Energy audit',
    'Property management',
    'Vertrag Neue Wohnung',
    'Crédit 2026',
  ],
  ...[
    'Allgemeine Geschäftsbedingungen',
    'Deutsche Übersetzung',
    'Société en formation',
    'Trading licence',
    'Office rental',
  ],
  ...[
    '通用条款.docx',
    '标准合同',
    '诚信经营承诺书',
    '安全生产协议',
    '城市规划图',
    '工程结算单',
    '招商合同',
    '人民法院传票',
  ],
  ...[
    '人民币借款合同',
    '财产保全申请',
    '汽车租赁合同',
    '工业品买卖合同',
    '网络服务协议',
    '新能源补贴申请',
    '律师委托合同',
  ],
  ...[
    '北京仲裁委员会',
    '上海房屋租赁',
    '东方明珠门票',
    '航空运单',
    '电器采购清单',
    '软件授权书',
    '集团内部文件',
    '技术服务合同',
  ],
  ...[
    '深圳市中级人民法院传票',
    '广州市住房租赁',
    '内蒙古自治区高院判决',
    '江苏省税务局通知',
    '昆山市法院',
    '煤炭采购',
    '水务局通知',
  ],
];

describe('names in titles', () => {
  it.each(NAMES.flatMap(([name, ...titles]) => titles.map((title) => [name, title])))('%s is in %s', (name, title) => {
    expect(isFound(name, title)).toBe(true);
  });

  it('are in none that only have the same words', () => {
    const wrong = NAMES.flatMap(([name]) =>
      TITLES.filter((title) => isFound(name, title)).map((title) => [name, title]),
    );
    expect(wrong).toEqual([]);
  });

  it('no name is found in the titles of another', () => {
    const wrong = NAMES.flatMap(([name], i) =>
      NAMES.flatMap(([, ...titles], j) => (i === j ? [] : titles.filter((title) => isFound(name, title)))).map(
        (title) => [name, title],
      ),
    );
    expect(wrong).toEqual([]);
  });
});

/** The most frequent family names of the United States, Britain, Germany and France, and of China in Pinyin. */
const FAMILY_NAMES = `
  smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas
  taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king
  wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts evans hughes
  edwards wood turner cooper ward morris cook bell bailey kelly price bennett gray james ross foster long rose stone park
  müller schmidt schneider fischer weber meyer wagner becker schulz hoffmann koch richter klein wolf neumann schwarz braun
  bernard dubois durand leroy moreau simon laurent michel lefebvre roux fournier girard
  wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng han feng
  cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao lu fu zhong cui tan liao fan
  wang shi jin dai jia xia qiu fang hou zou xiong meng qin bai jiang yan xue lei long duan shi tao hao gu mao wan gong`;

it('a family name is no common word', () => {
  const common = new Set(COMMON_LATIN);
  expect(
    FAMILY_NAMES.trim()
      .split(/\s+/)
      .filter((name) => common.has(name)),
  ).toEqual([]);
});
