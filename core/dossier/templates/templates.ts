/**
 * Ready-made rules for dossiers: in words what belongs into one, which records its filter takes, and what whoever puts it together
 * has to bring beside them. They are suggestions that can be changed, and state nothing by themselves.
 */
import type { Condition } from '../../records/dossier.ts';
import type { Language } from '../../words/types.ts';

/** Names of the templates. */
export const DOSSIER_TEMPLATES = ['receivables', 'leasing', 'case'] as const;
/** One of them. */
export type DossierTemplateName = (typeof DOSSIER_TEMPLATES)[number];

/** What a template says in one language. */
export interface DossierTemplateWords {
  readonly name: string;
  /** What kind of thing it is, as the dossier states it. */
  readonly kind: string;
  /** The rule, line by line. */
  readonly rule: readonly string[];
  /** Papers that have to be there beside the records that the filter takes. */
  readonly needs: readonly string[];
}

/** A template. */
export interface DossierTemplate {
  /** Which records it takes; null where only a person can tell. */
  readonly filter: readonly Condition[] | null;
  /** Whether its file needs the tables of a pool. */
  readonly isPool: boolean;
  readonly words: Readonly<Record<Language, DossierTemplateWords>>;
}

const TEMPLATES: Readonly<Record<DossierTemplateName, DossierTemplate>> = {
  receivables: {
    // invoices, and the credit notes that take some of them back: only they state a scheme
    filter: [{ fact: 'scheme', op: 'not', value: 'none' }],
    isPool: true,
    words: {
      zh: {
        name: '应收账款资产池（ABS）',
        kind: '应收账款资产池',
        rule: [
          '入池资产为截至基准日已开票、未逾期且未设定其他权利负担的应收账款',
          '同一合同项下的应收账款全部入池；拆分入池的可以逐笔识别',
          '红字发票单列，不以负数冲减',
        ],
        needs: ['应收账款转让合同', '基础交易合同', '发票', '履约证明（送货单、验收单）', '债务人确认文件或通知及回执'],
      },
      en: {
        name: 'Pool of trade receivables (ABS)',
        kind: 'pool of receivables',
        rule: [
          'Receivables that were invoiced by the cut-off date, are not overdue and not pledged elsewhere',
          'All receivables of one contract are in the pool; parts of one can be told apart',
          'Credit notes stand in a list of their own and are not deducted as negative items',
        ],
        needs: [
          'Transfer agreement',
          'Underlying contracts',
          'Invoices',
          'Proof of performance (deliveries, acceptances)',
          "Obligors' confirmations, or notices with receipts",
        ],
      },
    },
  },
  leasing: {
    filter: [{ fact: 'kind', op: 'is', value: 'contract' }],
    isPool: true,
    words: {
      zh: {
        name: '融资租赁资产池',
        kind: '融资租赁资产池',
        rule: [
          '入池资产为截至基准日已起租的融资租赁债权，租赁物权属清晰且未设定其他权利负担',
          '承租人截至基准日无逾期租金',
        ],
        needs: ['融资租赁合同', '租赁物清单及权属证明', '租赁物交付证明', '租金支付表', '担保文件（如有）'],
      },
      en: {
        name: 'Pool of leases',
        kind: 'pool of leases',
        rule: [
          'Claims from leases that had begun by the cut-off date, on objects whose title is clear and that are not pledged elsewhere',
          'No rent was overdue on the cut-off date',
        ],
        needs: [
          'Lease contracts',
          'List of leased objects with proof of title',
          'Proof of delivery of the objects',
          'Schedules of rent',
          'Guarantees, if any',
        ],
      },
    },
  },
  case: {
    filter: null,
    isPool: false,
    words: {
      zh: {
        name: '诉讼案卷',
        kind: '诉讼案卷',
        rule: ['本案当事方就本案争议提交的全部电子证据，按存证记录收入'],
        needs: ['起诉状或答辩状', '主体资格材料', '证据目录', '合同及往来函件', '履约与付款凭证'],
      },
      en: {
        name: 'Case file',
        kind: 'case file',
        rule: ['All electronic evidence that a party hands in on the matters in dispute, as notarized records'],
        needs: [
          'Statement of claim or defence',
          'Papers on who the parties are',
          'List of evidence',
          'Contracts and correspondence',
          'Proof of performance and payment',
        ],
      },
    },
  },
};

/** The template of this name. */
export function dossierTemplate(name: DossierTemplateName): DossierTemplate {
  return TEMPLATES[name];
}

/** The conditions of a template for what is dated by the cut-off (`YYYY-MM-DD`, null for none); null where it has none. */
export function templateFilter(name: DossierTemplateName, cutOff: string | null): readonly Condition[] | null {
  const { filter } = TEMPLATES[name];
  if (filter === null) return null;
  return cutOff === null ? filter : [...filter, { fact: 'date', op: 'to', value: cutOff }];
}
