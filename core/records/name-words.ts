/**
 * The words of a name by which somebody is recognised: `Gegner` of `Gegner GmbH`, `华为` of `华为技术有限公司`. Legal forms, common words of
 * trade and places say little about who it is, and stand in titles of their own accord (`Limited warranty`).
 */
import { COMMON_HAN, COMMON_LATIN } from './common-words.ts';
import { folded, isUnspaced, wordsOf } from './occurrence.ts';

/** Legal forms, as single words: `S.A.`, `e. V.` and `A/S` fall apart into letters, which are not sought anyway. */
const LEGAL_FORMS = `
  ag aktiengesellschaft gesellschaft gmbh ggmbh mbh kg kgaa ohg gbr ug haftungsbeschränkt ek ev eg se stiftung verein
  ltd limited inc incorporated llc llp lp plc corp corporation co company cie pty pte pvt sdn bhd
  sa sas sasu sarl srl spa snc sl slu nv bv cv vof ab as asa oy oyj aps kft zrt doo sro ooo oao zao pao
  ооо оао зао пао ао αε επε kk`;

/** Words beside the names of persons, which are sought word by word. */
const PERSONAL = 'mr mrs ms dr prof herr frau associates associate partner partners brothers bros sons';

/** Words that many names have, and titles too. */
const FILLERS = `
  ${PERSONAL} group gruppe groupe holding holdings
  international national global worldwide
  trading trade import export technology technologies tech software systems system solutions services service consulting
  industry industries industrial enterprise enterprises investment investments capital management finance financial bank
  insurance logistics construction engineering manufacturing electronics energy media development products
  university institute foundation association society office branch department`;

/** Legal forms in Han characters; a name is cut apart at them, the longest first. */
const HAN_LEGAL_FORMS = `
  股份有限公司 有限责任公司 有限责任 有限公司 总公司 分公司 子公司 公司 合伙企业 有限合伙 普通合伙 个人独资企业 个体工商户 集团 控股 企业
  股份有限公司 股份有限 有限責任公司 總公司 集團 株式会社 有限会社 合同会社`;

/** What a company does, at the end of its name; and the words for the parties of a contract. */
const HAN_TRADES = `
  技术 科技 贸易 商贸 实业 工业 电子 信息 网络 软件 系统 计算机 通信 通讯 智能 数据 服务 咨询 管理 投资 资产 资本 基金 金融 银行 保险 证券 担保
  租赁 建设 建筑 工程 设计 装饰 房地产 地产 置业 开发 物业 物流 运输 供应链 进出口 国际 制造 机械 设备 仪器 材料 化工 能源 电力 环保 医药 医疗
  生物 食品 农业 餐饮 酒店 旅游 教育 文化 传媒 广告 发展 产业 研究院 研究所 事务所 律师 会计师 大学 学院 学校 医院 政府 分行 支行 办事处
  甲方 乙方 丙方 丁方 買方 买方 卖方 賣方 貿易 技術 科學 國際`;

/** Places that stand before a name or in brackets in it. */
const HAN_PLACES = `
  中国 中國 中华 亚洲 亚太 全国 北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南
  陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 深圳 广州 杭州 南京 苏州 成都 武汉 西安 青岛 大连 厦门 宁波 长沙 郑州 济南 合肥 福州
  无锡 佛山 东莞 珠海 沈阳 长春 哈尔滨 石家庄 太原 南昌 昆明 贵阳 南宁 兰州 海口`;

/** Words that only join others. */
const JOINING = 'and und et y the of for de del della di da du des la le les el van von der den zu zum';

const setOf = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/).map(folded));
const [legal, joining, personal] = [setOf(LEGAL_FORMS), setOf(JOINING), setOf(PERSONAL)];
const fillers = new Set([...setOf(FILLERS), ...joining]);
const common = new Set(COMMON_LATIN.map(folded));
const longestFirst = (list: string) => [...setOf(list)].sort((a, b) => b.length - a.length);
const [trades, places] = [longestFirst(HAN_TRADES), longestFirst(HAN_PLACES)];
/** What says nothing at the end of a name in Han characters; with places also alone or put together: `城市建设`. */
const hanEndings = [...trades, ...COMMON_HAN.map(folded)].sort((a, b) => b.length - a.length);
const hanFillers = new Set([...hanEndings, ...places, ...places.flatMap((place) => [`${place}省`, `${place}市`])]);
const LONGEST_FILLER = Math.max(...[...hanFillers].map((word) => word.length));
const AT_LEGAL_FORM = new RegExp(`(${longestFirst(HAN_LEGAL_FORMS).join('|')})`, 'u');
/**
 * A place as authorities name it, known or not: `深圳市`, `内蒙古自治区`, `昆山市`. Not what only ends so: `世纪城市`, `阳光社区`, `新华区块链`;
 * but some towns end so too: `成都市`, `盐城市`.
 */
const AUTHORITY =
  /^(?:\p{sc=Han}{2,8}?自治[区州县旗區縣]|\p{sc=Han}{2}特[别別]行政[区區]|\p{sc=Han}{2,3}?[省市县区縣區](?:(?<=^[成昌]都市|^[^新大小古智]城市)|(?<![城都超夜股上菜]市|[社小景校园片学战地厂][区區])(?![块塊域间])))/u;

/** Shortest word that is sought; of digits alone, one more, because every second page is a `12`. */
const SHORTEST_WORD = 2;
const SHORTEST_NUMBER = 3;

/**
 * What in a name says who it is, folded: each word that is no legal form, filler or common word (of which persons have none); two
 * words at its beginning of which one is common (`General Electric`); and the name without its legal form.
 */
export function identifyingWords(name: string): readonly string[] {
  const words = wordsOf(name).flatMap(scriptRuns);
  const named = words.filter((word) => !isUnspaced(word)).map(folded);
  const core = named.filter((word) => !legal.has(word));
  const telling = core.filter((word) => !fillers.has(word));
  const isSoughtInFull = (telling.length === 1 && core.length === 1) || isPerson(named);
  const alone = isSoughtInFull ? telling : telling.filter((word) => !common.has(word));
  return [
    ...alone.filter(isLongEnough),
    // words of trade alone are still a name (`International Trading Ltd`), and so are letters together (`O'Neil`)
    ...[core, telling, beginningOf(core)].filter((several) => several.length > 1).map((several) => several.join('')),
    ...words.filter(isUnspaced).flatMap(hanCores),
  ];
}

/** `Kong Wei`, `Mr. Steel`, `Bridge & Partners`: nothing in it is that of a company, but perhaps one word that is a family name too. */
function isPerson(words: readonly string[]): boolean {
  if (words.some((word) => personal.has(word))) return true;
  const isCompany = words.some((word) => legal.has(word) || (fillers.has(word) && !joining.has(word)));
  return !isCompany && words.filter((word) => common.has(word)).length < 2;
}

/** The first two words of a name, which people call it by, where one of them is common and neither a filler. */
function beginningOf(core: readonly string[]): readonly string[] {
  const two = core.slice(core.findIndex((word) => !joining.has(word))).slice(0, 2);
  return two.some((word) => common.has(word)) && !two.some((word) => fillers.has(word)) ? two : [];
}

const isLongEnough = (word: string) => word.length >= (/^\p{N}+$/u.test(word) ? SHORTEST_NUMBER : SHORTEST_WORD);

/** `ABC科技` is `ABC` and `科技`. */
function scriptRuns(word: string): readonly string[] {
  const runs: string[] = [];
  for (const char of word) {
    const last = runs.at(-1);
    if (last !== undefined && isUnspaced(last) === isUnspaced(char)) runs[runs.length - 1] = last + char;
    else runs.push(char);
  }
  return runs;
}

/** A name without spaces: without its legal form, the words of trade and common words at its end and the place at its beginning. */
function hanCores(text: string): readonly string[] {
  const pieces = folded(text).split(AT_LEGAL_FORM); // names and the legal forms behind them
  return pieces
    .flatMap((part, i) => (i % 2 === 0 ? namedIn(part, pieces[i + 1] ?? '') : []))
    .filter((part) => [...part].length >= SHORTEST_WORD && !trades.includes(part) && !places.includes(part));
}

/** What is sought of a name, and the legal form behind it. */
function namedIn(part: string, form: string): readonly string[] {
  const { place, rest } = withoutAuthorities(part);
  if (place !== '' && rest === '') return [];
  // a common word alone says nothing: it is sought with its place, or with its legal form
  if (hanFillers.has(rest)) return [part, `${place}${rest}`, ...(form === '' ? [] : [`${rest}${form}`])];
  return [withoutPlace(withoutTrades([...rest].length >= SHORTEST_WORD ? rest : part))];
}

/** A name without the places of authorities at its beginning, and the last of these in short: `深圳`. */
function withoutAuthorities(part: string): { readonly place: string; readonly rest: string } {
  let [place, rest] = ['', part];
  for (let match = AUTHORITY.exec(rest); match !== null; match = AUTHORITY.exec(rest)) {
    const [name] = match;
    place = places.find((known) => name.startsWith(known)) ?? name.slice(0, -1);
    rest = rest.slice(name.length);
  }
  return { place, rest };
}

function withoutTrades(part: string): string {
  const rest = hanEndings.filter((ending) => part.endsWith(ending)).map((ending) => part.slice(0, -ending.length));
  const found = rest.find(isTelling);
  return found === undefined ? part : withoutTrades(found);
}

/** Without the place at its beginning, where more than one common word is left: `建设银行` is a name, and not `银行`. */
function withoutPlace(part: string): string {
  const rest = places
    .filter((place) => part.startsWith(place))
    .map((place) => part.slice(place.length).replace(/^[省市]/u, ''));
  return rest.find((one) => isTelling(one) || ([...one].length >= SHORTEST_WORD && !hanFillers.has(one))) ?? part;
}

/** Whether something is left that is not made of places, words of trade and common words: `中国银行` stays whole. */
const isTelling = (part: string): boolean => [...part].length >= SHORTEST_WORD && !isMadeOfFillers(part);

function isMadeOfFillers(part: string): boolean {
  // ends[i]: the first i characters are
  const ends = [true];
  for (let end = 1; end <= part.length; end++)
    ends[end] = Array.from({ length: Math.min(end, LONGEST_FILLER) }, (_, i) => i + 1).some(
      (length) => ends[end - length] === true && hanFillers.has(part.slice(end - length, end)),
    );
  return ends[part.length] === true;
}
