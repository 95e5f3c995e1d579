import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../../../electron/api.ts';
import { EVERYTHING, recordPage } from '../../../state/record-pages.ts';
import { ownName } from '../linked-end.tsx';

interface Props {
  readonly value: readonly string[];
  readonly disabled: boolean;
  onChange(records: readonly string[]): void;
}

/** Rows that a search offers. */
const OFFERED = 20;
const SEALED = ['sealed', 'anchored'] as const;

/** Records that are shown to be missing: sealed ones of this desk. */
export function AbsentField({ value, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [rows, setRows] = useState<readonly RecordRow[]>([]);
  useEffect(() => {
    let wanted = true;
    recordPage({ ...EVERYTHING, states: SEALED, search }, 0, OFFERED).then(
      (page) => {
        // those that are chosen keep their names
        if (wanted) setRows((now) => [...now.filter(({ id }) => value.includes(id)), ...page.rows]);
      },
      () => {}, // the list offers what it had
    );
    return () => {
      wanted = false;
    };
  }, [search, value]);
  const options = new Map(
    rows.map((row) => [row.id, t('versions.record', { seq: row.seq, file: ownName(row.facts) })]),
  );
  return (
    <div className="stack tight">
      <h3 className="flat">{t('dossier.certify.absent')}</h3>
      <Select<string[]>
        mode="multiple"
        showSearch={{ filterOption: false, onSearch: setSearch }}
        aria-label={t('dossier.certify.absent')}
        placeholder={t('dossier.certify.absentHint')}
        notFoundContent={t('links.noRecord')}
        disabled={disabled}
        value={[...value]}
        options={[...options].map(([id, label]) => ({ value: id, label }))}
        onChange={onChange}
      />
      <p className="small muted flat">{t('dossier.certify.absentHelp')}</p>
    </div>
  );
}
