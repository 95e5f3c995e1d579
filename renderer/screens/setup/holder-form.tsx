import { Button, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { FACT_LIMITS } from '../../../core/records/facts.ts';
import type { Language, SetupResult } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { ScreenHead } from '../../components/screen-head.tsx';
import { useBusy } from '../../state/busy.ts';
import { useWords } from '../../state/words.ts';

interface Typed {
  readonly name: string;
  readonly creditCode?: string;
  readonly operator?: string;
  readonly sealsItself: boolean;
}

interface Props {
  onCreated(result: SetupResult): void;
  onOnlyVerify(): void;
}

const orNull = (typed: string | undefined) => typed?.trim() || null;

/** Language and holder. */
export function HolderForm({ onCreated, onOnlyVerify }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = useWords();
  const { busy, run } = useBusy();
  const create = (typed: Typed) =>
    run(async () => {
      const holder = {
        name: typed.name.trim(),
        creditCode: orNull(typed.creditCode),
        operator: orNull(typed.operator),
      };
      onCreated(await call(notary.setup({ language, holder, sealsItself: typed.sealsItself })));
    });
  const text = { maxLength: FACT_LIMITS.text, autoComplete: 'off' };
  return (
    <>
      <p className="setup-product">存证台 Notary Desk</p>
      <ScreenHead title={t('setup.welcome')} />
      <p className="muted setup-intro">{t('setup.intro')}</p>
      <Form<Typed> layout="vertical" requiredMark={false} onFinish={create} disabled={busy}>
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
        <Form.Item
          name="name"
          label={t('setup.holder')}
          extra={t('setup.holderHelp')}
          rules={[{ required: true, whitespace: true, message: t('setup.holderMissing') }]}
        >
          <Input {...text} size="large" />
        </Form.Item>
        <Form.Item name="creditCode" label={t('setup.creditCode')} extra={t('setup.creditCodeHelp')}>
          <Input {...text} />
        </Form.Item>
        <Form.Item name="operator" label={t('setup.operator')} extra={t('setup.operatorHelp')}>
          <Input {...text} />
        </Form.Item>
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
