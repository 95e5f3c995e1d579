import { Alert, Switch } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly on: boolean;
  /** Whether they counted in the results that are shown. */
  readonly counted: boolean;
  readonly disabled: boolean;
  onChange(on: boolean): void;
}

/** Whether test networks count in verdicts: asked for by hand each time, and said for as long as they do. */
export function DemoSwitch({ on, counted, disabled, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <section className="stack" aria-label={t('verify.demo.label')}>
      <div className="row">
        <Switch size="small" checked={on} disabled={disabled} aria-label={t('verify.demo.label')} onChange={onChange} />
        <span className="small">{t('verify.demo.label')}</span>
        <span className="small muted">{t('verify.demo.help')}</span>
      </div>
      {counted && <Alert type="warning" showIcon title={t('verify.demo.on')} />}
    </section>
  );
}
