/**
 * Words that titles and file names have of their own accord, and names of companies too: `general`, `通用`. Alone they say
 * nothing about who it is. Frequent family names (`Green`, `Park`, `May`) are not here: missing somebody is worse than
 * withholding a title more. Rarer ones (`Kong`, `Steel`) are, and do not count in names of persons.
 */

const LATIN = `
  world europe european asia asian america american china chinese germany german deutschland hong kong business title
  payments payment account accounts client clients customer customers first second third fourth fifth one two three
  new old next last main central general common standard united union federal public private local regional royal
  social civil commercial legal mutual joint direct express special premium prime super total full free open all
  better big smart fast safe secure trusted simple digital electric electronic automatic natural organic modern
  classic original professional advanced applied dynamic agreement contract lease rental purchase sale sales order
  delivery supply loan credit invoice receipt quote offer tender notice letter report statement minutes certificate
  licence license permit policy warranty terms conditions annex appendix schedule exhibit evidence statute bylaws
  settlement transfer assignment amendment renewal termination employment labour labor work working home property
  properties estate building buildings office room flat apartment store market markets shop mall center centre city
  town village country state nation county district street road bridge gate tower harbour harbor port airport station
  line lines air water fire earth sea ocean river island mountain valley sky light power gas oil steel iron metal
  metals golden silver diamond crystal copper paper plastic chemical chemicals food foods fruit coffee tea wine beer
  milk health healthcare care medical pharma pharmaceutical pharmaceuticals dental hospital clinic life sport sports
  fitness travel tours hotel hotels restaurant restaurants entertainment film films music art arts design print
  printing press news book books school schools college academy education training learning research science sciences
  laboratory laboratories test testing data information computer computers network networks communication
  communications telecom mobile phone internet online web cloud machine machines machinery motor motors auto
  automotive car cars truck trucks parts tools equipment supplies materials container containers freight shipping
  transport transportation cargo parcel mail courier packaging storage warehouse furniture textile textiles fashion
  clothing shoes toys pet pets beauty cosmetics security protection safety control quality environmental environment
  recycling waste lawyers notary notaries court chamber audit auditing accounting accountants tax chartered trust fund
  funds assets asset equity venture ventures securities exchange leasing factoring advisors advisory marketing
  advertising events agency agencies broker brokers dealer retail wholesale distribution distributors products goods
  brands concept concepts projects project works factory plant mill team people community family women children kids
  youth friends club league council committee board houses blue red orange purple pink eagle tiger phoenix horse north
  south east northern southern eastern western pacific atlantic mediterranean africa african australia australian
  canada canadian india indian japan japanese korea korean france italy italian spain spanish russia russian britain
  british england swiss austria austrian london paris berlin munich hamburg vienna zurich geneva rome madrid moscow
  york angeles singapore tokyo osaka seoul beijing shanghai shenzhen guangzhou hangzhou nanjing tianjin chongqing
  wuhan chengdu suzhou taipei macau macao hongkong guangdong zhejiang jiangsu shandong sichuan hubei hunan fujian
  deutsche deutscher deutsches allgemeine allgemeiner erste erster vereinigte neue neuer haus wohnung vertrag miete
  kauf lieferung bau handel verwaltung immobilien versicherung versicherungen sparkasse volksbank stadt generale
  générale nationale national société societe compagnie banque banco caisse crédit credito assurances nacional
  nacionales`;

const HAN = `
  通用 标准 普通 一般 综合 联合 统一 公共 公用 社会 国家 人民 全民 中央 地方 城市 城乡 农村 乡村 社区 市场 商业 商务 工商 贸促 经济 经营
  生产 加工 制作 销售 营销 采购 购销 买卖 租用 承租 出租 借款 贷款 信贷 支付 结算 保证 抵押 质押 委托 代理 承包 分包 施工 安装 装修 维修 维护 运营
  运输 配送 仓储 快递 物资 商品 产品 货物 用品 配件 合同 协议 合作 协作 战略 框架 项目 方案 计划 规划 劳动 劳务 人力 人力资源 人才 人事 培训 招聘
  知识产权 专利 商标 版权 法律 法务 财务 财税 税务 会计 审计 评估 鉴定 检测 检验 检查 质量 安全 消防 保密 诚信 信用 信誉 房屋 住宅 住房 公寓 土地
  车辆 汽车 交通 航空 航天 铁路 公路 港口 海运 空运 石油 天然气 燃气 煤炭 矿业 钢铁 金属 水泥 建材 木材 纸业 纺织 服装 家居 家具 家电 电器 电气 照明
  互联网 网络科技 数字 数码 云计算 大数据 人工智能 自动化 机器人 健康 养老 生活 家庭 教学 学习 图书 出版 印刷 影视 体育 娱乐 美容 绿色 环境 生态
  东方 南方 北方 西部 东部 中部 民生 招商 水务 供水 供电 供热 新能源 新材料 创新 创业 未来 世界 全球 中心 总部 第一 第二 第三 股份 股权 投标 招标 中标 专业 优质 高端 精密 特种 民用 军用`;

const setOf = (list: string): readonly string[] => [...new Set(list.trim().split(/\s+/))];

/** Latin words, not yet folded. */
export const COMMON_LATIN = setOf(LATIN);
/** Han words, in simplified characters. */
export const COMMON_HAN = setOf(HAN);
