import { Form, type FormInstance, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../bridge.ts';
import { useWords } from '../../state/words.ts';

/** Asks for the passphrase until now, or the recovery code, in a form of its own or among others. */
export function CurrentSecret() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="current"
      label={t('access.current')}
      rules={[{ required: true, message: t('access.currentMissing') }]}
    >
      <Input.Password autoFocus autoComplete="off" maxLength={1000} />
    </Form.Item>
  );
}

/** Puts a refusal of what was typed beside its field, and throws everything else. */
export function useFieldRefusal(form: FormInstance): (thrown: unknown) => void {
  const { words } = useWords();
  return (thrown) => {
    const { code, details } = asApiError(thrown);
    if (code !== 'bad-input') throw thrown;
    const name = details.reason === 'passphrase-short' ? 'next' : 'current';
    form.setFields([{ name, errors: [words.error(code, details).happened] }]);
  };
}
