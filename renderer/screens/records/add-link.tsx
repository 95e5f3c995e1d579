import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LINK_RELS, type LinkRel } from '../../../core/records/links.ts';
import type { LinkInput, RecordLinks, RecordRow, TakenIn } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { TypingModal } from '../../components/typing-modal.tsx';
import { useBusy } from '../../state/busy.ts';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';
import { ownName } from './linked-end.tsx';
import { PartnerField } from './partner-field.tsx';

interface Props {
  readonly id: string;
  onLinked(links: RecordLinks): void;
  onClose(): void;
}

/** Rows that a search offers. */
const OFFERED = 20;

/** Records of this desk that a search finds, without the one that is to be linked. */
function useFound(id: string, search: string): readonly RecordRow[] {
  const [rows, setRows] = useState<readonly RecordRow[]>([]);
  useEffect(() => {
    let wanted = true;
    const query = {
      kind: null,
      from: null,
      to: null,
      sort: 'seq',
      descending: true,
      offset: 0,
      limit: OFFERED,
    } as const;
    call(notary.records({ ...query, search, states: ['recorded', 'sealed', 'anchored'] })).then(
      (page) => wanted && setRows(page.rows.filter((row) => row.id !== id)),
      () => wanted && setRows([]),
    );
    return () => {
      wanted = false;
    };
  }, [id, search]);
  return rows;
}

interface RecordFieldProps {
  readonly id: string;
  readonly value: string | null;
  onChange(id: string | null): void;
}

/** A record of this desk, found by its number, title or file name. */
function RecordField({ id, value, onChange }: RecordFieldProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const rows = useFound(id, search);
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the select within is its control
    <label className="stack tight">
      {t('links.record')}
      <Select<string>
        showSearch={{ filterOption: false, onSearch: setSearch }}
        allowClear
        value={value}
        placeholder={t('links.recordHint')}
        aria-label={t('links.record')}
        notFoundContent={t('links.noRecord')}
        onChange={(chosen) => onChange(chosen ?? null)}
        options={rows.map((row) => ({
          value: row.id,
          label: t('versions.record', { seq: row.seq, file: ownName(row.facts) }),
        }))}
      />
    </label>
  );
}

/** What the dialog holds: as what, and which record, of this desk or of a certificate. */
function useWish(id: string, { onLinked, onClose }: Pick<Props, 'onLinked' | 'onClose'>) {
  const { t } = useTranslation();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const [rel, setRel] = useState<LinkRel>('order');
  const [record, setRecord] = useState<string | null>(null);
  const [taken, setTaken] = useState<TakenIn | null>(null);
  const to: LinkInput['to'] | null = taken?.to ?? (record === null ? null : { record });
  const choose = (chosen: string | null) => {
    setRecord(chosen);
    setTaken(null);
  };
  const meet = (partner: TakenIn | null) => {
    setTaken(partner);
    setRecord(null);
  };
  const takeIn = ([path]: readonly string[]) =>
    void run(async () => {
      if (path === undefined) return;
      meet(await call(notary.linkTakeIn(path)));
    });
  const link = () =>
    void run(async () => {
      if (to === null) return;
      onLinked(await call(notary.link({ id, rel, to })));
      done(t('links.linked'));
      onClose();
    });
  return { rel, setRel, record, choose, taken, meet, takeIn, link, busy, isReady: to !== null };
}

/** States that a record refers to another one. */
export function AddLink({ id, onLinked, onClose }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { rel, setRel, record, choose, taken, meet, takeIn, link, busy, isReady } = useWish(id, { onLinked, onClose });
  return (
    <TypingModal
      open
      centered
      width={560}
      title={t('links.adding')}
      okText={t('links.go')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !isReady, loading: busy }}
      onOk={link}
      onCancel={onClose}
    >
      <div className="stack dialog-body">
        <p>{t('links.what')}</p>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the select within is its control */}
        <label className="stack tight">
          {t('links.rel')}
          <Select<LinkRel>
            value={rel}
            aria-label={t('links.rel')}
            onChange={setRel}
            options={LINK_RELS.map((value) => ({ value, label: words.links.rels[value] }))}
          />
        </label>
        <RecordField id={id} value={record} onChange={choose} />
        <PartnerField value={taken} busy={busy} onPaths={takeIn} onChange={meet} />
      </div>
    </TypingModal>
  );
}
