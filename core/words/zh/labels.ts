import { visibleName } from '../../formats/plain-text.ts';
import { documentWords } from '../../records/document-words.ts';
import { linkWords } from '../../records/link-words.ts';
import { schemeWords } from '../../records/profiles/words.ts';
import type { Phrases } from '../types.ts';

/** Labels and small sentences in Chinese. */
export const labels: Pick<
  Phrases,
  | 'facts'
  | 'kinds'
  | 'sources'
  | 'suggestionPlaces'
  | 'suggested'
  | 'schemes'
  | 'links'
  | 'readFacts'
  | 'readStates'
  | 'bothValues'
  | 'partlyShown'
  | 'element'
  | 'notClear'
  | 'states'
  | 'stateMeanings'
  | 'standing'
  | 'roles'
  | 'clocks'
  | 'damaged'
  | 'names'
  | 'selfNamed'
  | 'quote'
  | 'duration'
> = {
  facts: documentWords.zh.facts,
  kinds: {
    contract: '合同',
    invoice: '发票',
    receipt: '收据',
    statement: '对账单',
    report: '报告',
    scan: '扫描件',
    other: '其他',
  },
  sources: { file: '读自文件', stated: '填写' },
  suggestionPlaces: { qr: '二维码', page: '页面文字', 'file-name': '文件名' },
  suggested: ({ places, value, doubtful }) =>
    `${labels.names(places.map((place) => labels.suggestionPlaces[place]))}建议：${value}${doubtful ? '（校验码不符：被改动过，或识读有误）' : ''}`,
  schemes: schemeWords('zh'),
  links: linkWords('zh'),
  readFacts: ({ names, reader, v }) => `${names}（读取程序 ${reader}，版本 ${v}）`,
  readStates: {
    same: '已从文件重新读取，一致',
    differs: '与文件所载不符',
    unread: '据出具方称读自文件',
  },
  bothValues: ({ stated, found }) => `记录：${stated} · 文件：${found}`,
  element: ({ label, place }) => `${label}第 ${place} 项`,
  partlyShown: ({ shown, count, of }) => `${shown}（共 ${of} 项，显示 ${count} 项，其余未披露）`,
  notClear: '未载明',
  states: {
    recorded: '已登记',
    sealed: '已封存，待确认',
    anchored: '已封存，已办结',
    withdrawn: '已撤回',
    erased: '已删除',
  },
  stateMeanings: {
    recorded: '已在本机登记，封存之前仍可修改事项。',
    sealed: '已写入签名日志，等待本机所用的锚定确认。',
    anchored: '本存证台不再等待任何确认。由谁确认，见各条记录。',
    withdrawn: '封存之前被撤回，记录行和理由予以保留。',
    erased: '其事项已删除，其他记录的证明不受影响。',
  },
  standing: ({ is, by }) => {
    if (is === 'own')
      return { label: '仅本台封存', meaning: '已写入签名日志。目前只有本存证台自己这样说，尚无他人确认。' };
    if (is === 'waiting') return { label: '待链上确认', meaning: '已封存，正在等待链上确认；会自动继续。' };
    if (is !== 'confirmed' && is !== 'test') return { label: labels.states[is], meaning: labels.stateMeanings[is] };
    const each = by.map(({ name, signed, of, signers }) => {
      const whose = name === null ? '' : `“${name}”`;
      return `${whose} ${of === null ? '' : `${of} 方中的 `}${signed} 方（${labels.names(signers)}）`;
    });
    if (is === 'test')
      return {
        label: '仅测试网络确认',
        meaning: `仅由测试网络确认，不构成证明（${each.join('；')}）。目前只有本存证台自己的说法。`,
      };
    const [{ signed, of } = { signed: 0, of: 0 }] = by;
    return { label: `${signed}${of === null ? '' : `/${of}`} 方已确认`, meaning: `已由${each.join('；')}确认。` };
  },
  damaged: '数据已损坏',
  roles: { log: '出具方', witness: '见证方', member: '联盟成员', tsa: '时间戳机构' },
  clocks: { synchronised: '时钟已同步', unknown: '时钟同步状态未知' },
  names: (names) => names.join('、'),
  selfNamed: (name) => `“${visibleName(name)}”（名称未经核实）`,
  quote: (text) => `“${text}”`,
  duration(seconds) {
    if (seconds < 60) return `${Math.max(1, Math.round(seconds))} 秒`;
    if (seconds < 5400) return `${Math.round(seconds / 60)} 分钟`;
    if (seconds < 3 * 86_400) return `${Math.round(seconds / 3600)} 小时`;
    return `${Math.round(seconds / 86_400)} 天`;
  },
};
