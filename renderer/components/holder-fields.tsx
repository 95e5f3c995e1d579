import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { isMistypedId } from '../../core/records/credit-code.ts';
import { FACT_LIMITS } from '../../core/records/facts.ts';
import type { Holder } from '../../electron/api.ts';
import { useWords } from '../state/words.ts';

/** The fields as typed. */
export interface TypedHolder {
  readonly name: string;
  readonly creditCode?: string;
  readonly operator?: string;
}

const orNull = (typed: string | undefined) => typed?.trim() || null;

/** A holder from its fields. */
export function typedHolder({ name, creditCode, operator }: TypedHolder): Holder {
  return { name: name.trim(), creditCode: orNull(creditCode), operator: orNull(operator) };
}

/** Who holds the desk: name, id and operator. */
export function HolderFields() {
  const { t } = useTranslation();
  const { words } = useWords();
  const text = { maxLength: FACT_LIMITS.text, autoComplete: 'off' };
  const validator = async (_: unknown, typed: string | undefined) => {
    if (isMistypedId(typed ?? ''))
      throw new Error(words.error('bad-input', { fact: 'holderId', reason: 'check-character' }).happened);
  };
  return (
    <>
      <Form.Item
        name="name"
        label={t('setup.holder')}
        extra={t('setup.holderHelp')}
        rules={[{ required: true, whitespace: true, message: t('setup.holderMissing') }]}
      >
        <Input {...text} size="large" />
      </Form.Item>
      <Form.Item
        name="creditCode"
        label={t('setup.creditCode')}
        extra={t('setup.creditCodeHelp')}
        rules={[{ validator }]}
        validateTrigger="onBlur"
      >
        <Input {...text} />
      </Form.Item>
      <Form.Item name="operator" label={t('setup.operator')} extra={t('setup.operatorHelp')}>
        <Input {...text} />
      </Form.Item>
    </>
  );
}
