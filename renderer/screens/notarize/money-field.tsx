import { Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { namedCurrency, OFFERED_CURRENCIES } from '../../../core/records/typed-facts.ts';
import type { TypedFieldProps } from './typed-field.ts';

/** The currency and the amount of a text that this field made. */
function parts(value: string): { readonly currency: string | null; readonly amount: string } {
  const [, currency = null, amount = value] = /^([A-Z]{3}) (.*)$/s.exec(value) ?? [];
  return { currency, amount };
}

/**
 * An amount, its currency chosen beside it; one that is typed with the amount is taken instead. Its value is the amount with
 * its currency before it, or as it was typed where it names one itself.
 */
export function MoneyField({ id, value = '', disabled, placeholder, onChange }: TypedFieldProps) {
  const { t } = useTranslation();
  const { currency, amount } = parts(value);
  const [chosen, setChosen] = useState<string>(OFFERED_CURRENCIES[0]);
  const shown = namedCurrency(value) ?? currency ?? chosen;
  const options = [...new Set([shown, ...OFFERED_CURRENCIES])].map((code) => ({ value: code, label: code }));
  const typed = (text: string) => {
    const named = namedCurrency(text);
    if (named !== null) setChosen(named);
    onChange?.(text.trim() === '' || named !== null ? text : `${shown} ${text}`);
  };
  const choose = (code: string) => {
    setChosen(code);
    const digits = amount.replace(/[^\d.,-]/g, '');
    if (digits !== '') onChange?.(`${code} ${digits}`);
  };
  return (
    <Space.Compact block>
      <Select
        className="currency"
        aria-label={t('notarize.editor.currency')}
        value={shown}
        options={options}
        disabled={disabled}
        showSearch
        onChange={choose}
      />
      <Input
        {...(id === undefined ? {} : { id })}
        value={amount}
        disabled={disabled}
        placeholder={placeholder}
        onChange={({ target }) => typed(target.value)}
      />
    </Space.Compact>
  );
}
