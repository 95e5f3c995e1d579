import { Form, type FormInstance, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../bridge.ts';
import { useWords } from '../../state/words.ts';

/** Asks for the old passphrase or the recovery code, in its own form or as part of another. */
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

/** Shows a refusal at its field, and rethrows everything else. */
export function useFieldRefusal(form: FormInstance): (thrown: unknown) => void {
  const { words } = useWords();
  return (thrown) => {
    const { code, details } = asApiError(thrown);
    if (code !== 'bad-input') throw thrown;
    const name = details.reason === 'passphrase-short' ? 'next' : 'current';
    form.setFields([{ name, errors: [words.error(code, details).happened] }]);
  };
}
