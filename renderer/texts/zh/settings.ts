import type { settings as en } from '../en/settings.ts';
import type { Shape } from '../shape.ts';

/** Settings. */
export const settings: Shape<typeof en> = {
  title: '设置',
  saved: '已保存',
  look: '语言和外观',
  language: '语言',
  theme: '外观',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  sealing: '封存',
  sealsItself: '自动封存',
  sealsItselfHelp: '没有提示的记录在下述时间后自动封存；关闭后，只有明确操作才会封存。',
  sealAfterRecords: '等待的记录达到此数量时封存',
  sealAfterMinutes: '最后一次编辑后经过此分钟数封存',
  onlyConfirmed: '只封存我确认过的记录',
  onlyConfirmedHelp: '记录会一直等待，直到您在“存证”中确认。',
  facts: '事项与证书',
  operator: '新记录的经办人',
  currency: '常用币种',
  currencyHelp: '金额未写币种时采用，手工填写和从表格导入都一样；未选定时，¥ 视为 CNY。',
  currencyNone: '逐次询问',
  withhold: '新证书显示的事项',
  withholdHelp: '制作每份证书时都可以另行选择。',
  checker: '核验程序的获取方式',
  checkerHelp: '网址或说明，印在新证书上，由本台密钥签名；留空则不印。',
  desk: '本存证台',
  home: '数据文件夹',
  memory: '签名进度另存于此文件夹之外，始于',
  memoryStates: {
    kept: '有',
    none: '尚无',
    damaged: '已损坏，下次封存时重新开始',
    newer: '由更新版本的程序写成，保持原样',
    unreadable: '目前无法读取，保持原样',
  },
  version: '版本',
};
