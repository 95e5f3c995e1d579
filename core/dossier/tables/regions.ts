/**
 * Where a party is registered, as far as its id tells: the area in a unified social credit code (GB 32100-2015, digits 3 and 4:
 * the province of GB/T 2260), or the country before a VAT id (Directive 2006/112/EC, article 215). Nothing else is concluded.
 */
import { isCreditCode, isIdCard, plainId } from '../../records/credit-code.ts';
import type { Language } from '../../words/types.ts';

/** GB/T 2260: the first two digits of an area, and its short names. */
const PROVINCES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  11: ['北京', 'Beijing'],
  12: ['天津', 'Tianjin'],
  13: ['河北', 'Hebei'],
  14: ['山西', 'Shanxi'],
  15: ['内蒙古', 'Inner Mongolia'],
  21: ['辽宁', 'Liaoning'],
  22: ['吉林', 'Jilin'],
  23: ['黑龙江', 'Heilongjiang'],
  31: ['上海', 'Shanghai'],
  32: ['江苏', 'Jiangsu'],
  33: ['浙江', 'Zhejiang'],
  34: ['安徽', 'Anhui'],
  35: ['福建', 'Fujian'],
  36: ['江西', 'Jiangxi'],
  37: ['山东', 'Shandong'],
  41: ['河南', 'Henan'],
  42: ['湖北', 'Hubei'],
  43: ['湖南', 'Hunan'],
  44: ['广东', 'Guangdong'],
  45: ['广西', 'Guangxi'],
  46: ['海南', 'Hainan'],
  50: ['重庆', 'Chongqing'],
  51: ['四川', 'Sichuan'],
  52: ['贵州', 'Guizhou'],
  53: ['云南', 'Yunnan'],
  54: ['西藏', 'Tibet'],
  61: ['陕西', 'Shaanxi'],
  62: ['甘肃', 'Gansu'],
  63: ['青海', 'Qinghai'],
  64: ['宁夏', 'Ningxia'],
  65: ['新疆', 'Xinjiang'],
};

/** VAT ids of the member states begin with these; Greece writes EL. */
const VAT_COUNTRIES =
  'AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB XI CH NO'.split(' ');
const VAT = /^([A-Z]{2})[0-9A-Z+*]{2,12}$/;
const ISO_OF_VAT: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' };

/** False for a person's identity card, of which nothing is looked at. */
export function isPartyId(id: string): boolean {
  return !isIdCard(plainId(id));
}

/** A region: `CN-31` for a province of China, an ISO 3166-1 code for another country; null where the id does not tell. */
export function regionOf(id: string): string | null {
  const plain = plainId(id).replace(/[./]/g, '');
  if (isCreditCode(plain)) {
    const province = plain.slice(2, 4);
    return Object.hasOwn(PROVINCES, province) ? `CN-${province}` : null;
  }
  const country = VAT.exec(plain)?.[1] ?? '';
  // an id in which no digit stands is a word
  if (!VAT_COUNTRIES.includes(country) || !/\d/.test(plain)) return null;
  return ISO_OF_VAT[country] ?? country;
}

/** The country of a region, ISO 3166-1. */
export const countryOf = (region: string): string => region.slice(0, 2);

/** The name of a region; a country is named by its code, which every reader of such tables knows. */
export function regionName(region: string, language: Language): string {
  const names = PROVINCES[region.slice(3)];
  if (!region.startsWith('CN-') || names === undefined) return region;
  return names[language === 'zh' ? 0 : 1];
}
