/** Names of the document record and its facts. */
import type { FactName } from './facts.ts';

interface DocumentWords {
  readonly name: string;
  readonly facts: Readonly<Record<FactName, string>>;
}

/** In both languages. */
export const documentWords: Readonly<Record<'zh' | 'en', DocumentWords>> = {
  zh: {
    name: '文件',
    facts: {
      holder: '存证主体',
      holderId: '统一社会信用代码',
      holderIdMasked: '统一社会信用代码（脱敏）',
      operator: '经办人',
      title: '标题',
      fileName: '文件名称',
      kind: '文件类型',
      number: '编号',
      parties: '当事方',
      date: '文件日期',
      money: '金额',
      obtained: '取得方式',
      note: '备注',
      pages: '页数',
      software: '软件版本',
      links: '关联记录',
      fingerprints: '各部分哈希值',
    },
  },
  en: {
    name: 'Document',
    facts: {
      holder: 'Holder',
      holderId: 'Credit code',
      holderIdMasked: 'Credit code (masked)',
      operator: 'Operator',
      title: 'Title',
      fileName: 'File name',
      kind: 'Kind',
      number: 'Number',
      parties: 'Parties',
      date: 'Date of the document',
      money: 'Amount',
      obtained: 'How obtained',
      note: 'Note',
      pages: 'Pages',
      software: 'Software',
      links: 'Links',
      fingerprints: 'Digests of parts',
    },
  },
};
