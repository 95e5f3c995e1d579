import { Button, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Language, SetupResult } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { HolderFields, type TypedHolder, typedHolder } from '../../components/holder-fields.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { useBusy } from '../../state/busy.ts';
import { useWords } from '../../state/words.ts';

interface Props {
  onCreated(result: SetupResult): void;
  onOnlyVerify(): void;
}

/** Language and holder. */
export function HolderForm({ onCreated, onOnlyVerify }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = useWords();
  const { busy, run } = useBusy();
  const create = (all: TypedHolder & { readonly sealsItself: boolean }) =>
    run(async () => {
      const { sealsItself, ...typed } = all;
      onCreated(await call(notary.setup({ language, holder: typedHolder(typed), sealsItself })));
    });
  return (
    <>
      <p className="setup-product">存证台 Notary Desk</p>
      <ScreenHead title={t('setup.welcome')} />
      <p className="muted setup-intro">{t('setup.intro')}</p>
      <Form<TypedHolder & { readonly sealsItself: boolean }>
        layout="vertical"
        requiredMark={false}
        onFinish={create}
        disabled={busy}
      >
        <Form.Item label={t('setup.language')}>
          <Radio.Group
            aria-label={t('setup.language')}
            value={language}
            onChange={(event) => void i18n.changeLanguage(event.target.value as Language)}
            optionType="button"
            buttonStyle="solid"
            options={[
              { value: 'zh', label: <span lang="zh-CN">中文</span> },
              { value: 'en', label: <span lang="en">English</span> },
            ]}
          />
        </Form.Item>
        <h2>{t('setup.who')}</h2>
        <HolderFields />
        <Form.Item name="sealsItself" label={t('setup.seals')} extra={t('setup.sealsHelp')} initialValue={true}>
          <Radio.Group
            options={[
              { value: true, label: t('setup.sealsYes') },
              { value: false, label: t('setup.sealsNo') },
            ]}
          />
        </Form.Item>
        <div className="row">
          <Button type="primary" size="large" htmlType="submit" loading={busy}>
            {busy ? t('setup.creating') : t('setup.create')}
          </Button>
          <Button type="link" onClick={onOnlyVerify}>
            {t('setup.onlyVerify')}
          </Button>
        </div>
      </Form>
    </>
  );
}
