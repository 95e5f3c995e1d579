import { Input, InputNumber } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { BundlePlan, BundleWish } from '../../../../electron/api.ts';

interface NumberProps {
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  readonly max: number;
  onChange(value: number): void;
}

function Needed({ label, hint, value, max, onChange }: NumberProps) {
  const id = useId();
  return (
    <div className="wanted">
      <label htmlFor={id}>{label}</label>
      <div className="row">
        <InputNumber
          id={id}
          min={0}
          max={max}
          precision={0}
          value={value}
          aria-describedby={`${id}-of`}
          onChange={(typed) => onChange(typed ?? 0)}
        />
        <span id={`${id}-of`} className="small muted">
          {hint}
        </span>
      </div>
    </div>
  );
}

interface Props {
  readonly wish: BundleWish;
  readonly reach: BundlePlan['reach'];
  onChange(change: Partial<BundleWish>): void;
}

/** The bundle's name, and how many of its chains and witnesses are needed. */
export function NameAndPolicy({ wish, reach, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const { name, policy } = wish;
  const set = (change: Partial<BundleWish['policy']>) => onChange({ policy: { ...policy, ...change } });
  return (
    <div className="bundle-fields no-print">
      <div className="wanted name">
        <label htmlFor={id}>{t('bundle.name')}</label>
        <Input
          id={id}
          value={name}
          placeholder={t('bundle.nameHint')}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </div>
      <Needed
        label={t('bundle.chains')}
        hint={t('bundle.ofChains', { count: reach.chains })}
        value={policy.chains}
        max={20}
        onChange={(chains) => set({ chains })}
      />
      <Needed
        label={t('bundle.witnesses')}
        hint={t('bundle.ofWitnesses', { count: reach.witnesses })}
        value={policy.witnesses}
        max={200}
        onChange={(witnesses) => set({ witnesses })}
      />
    </div>
  );
}
