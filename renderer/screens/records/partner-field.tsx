import { FileProtectOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownForeign, TakenIn } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { DropZone } from '../../components/drop-zone.tsx';
import { useNotaryEvent } from '../../state/events.ts';
import { foreignName, LinkedEnd } from './linked-end.tsx';

interface Props {
  readonly value: TakenIn | null;
  readonly busy: boolean;
  onPaths(paths: readonly string[]): void;
  /** One that is known already was chosen, or none. */
  onChange(value: TakenIn | null): void;
}

/** Records of partners that are known, read again when records change. */
function usePartners(): readonly KnownForeign[] {
  const [partners, setPartners] = useState<readonly KnownForeign[]>([]);
  const load = useCallback(() => void call(notary.linkPartners()).then(setPartners, () => setPartners([])), []);
  useEffect(load, [load]);
  useNotaryEvent('records', load);
  return partners;
}

/** A partner's record: of a certificate that is dropped or chosen, or one that is known already. */
export function PartnerField({ value, busy, onPaths, onChange }: Props) {
  const { t } = useTranslation();
  const partners = usePartners();
  const pick = async () => onPaths(await call(notary.pick('certificate')));
  const choose = (leaf: string | undefined) => {
    const record = partners.find((one) => one.record.leaf === leaf)?.record;
    onChange(
      record ? { to: { origin: record.origin, leaf: record.leaf }, own: null, foreign: record, kept: false } : null,
    );
  };
  return (
    <DropZone className="links-drop" hint={t('links.dropHint')} onPaths={onPaths}>
      <div className="stack tight">
        <div className="row">
          <Button icon={<FileProtectOutlined aria-hidden="true" />} loading={busy} onClick={() => void pick()}>
            {t('links.certificate')}
          </Button>
          <span className="small muted">{t('links.certificateHelp')}</span>
        </div>
        {partners.length > 0 && (
          <Select<string>
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            value={value?.foreign?.leaf ?? null}
            placeholder={t('links.partnerHint', { count: partners.length })}
            aria-label={t('links.partner')}
            onChange={choose}
            options={partners.map(({ record }) => ({
              value: record.leaf,
              label: foreignName(record) || t('links.untitled'),
            }))}
          />
        )}
      </div>
      {value && (
        <div role="status">
          <LinkedEnd
            link={{ ...value, ...value.to, rel: 'about', basis: 'typed' }}
            onOpen={() => {}}
            onForgotten={() => onChange(null)}
          />
          {value.kept && <span className="small">{t('links.kept')}</span>}
        </div>
      )}
    </DropZone>
  );
}
