import { Button, Input, type InputRef, Select, Space } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { amountWithin, currenciesBeside, OFFERED_CURRENCIES } from '../../../core/records/typed-facts.ts';
import { useStatus } from '../../state/desk.tsx';
import { readFact } from './fact-input.ts';
import type { TypedFieldProps } from './typed-field.ts';

/** The chosen currency and the amount as it was typed, in the text that is this field's value: `JPY 5000`, ` €5`. */
function parts(value: string): { readonly chosen: string | null; readonly typed: string } {
  const [, chosen = null, typed = value] = /^([A-Z]{3})? (.*)$/s.exec(value) ?? [];
  return { chosen, typed };
}

/** The currency that an amount has now: null where it contradicts the one that is shown, or none is known. */
function currencyOf(value: string, usual: string | null): string | null {
  const read = readFact('money', value, usual);
  if (read.ok) return read.facts.money?.currency ?? usual;
  return currenciesBeside(value).length === 0 ? usual : null;
}

interface QuestionProps {
  readonly currencies: readonly string[];
  onAnswer(code: string): void;
}

/** What is typed and what is shown beside it are two currencies: which is meant is for the person to say. */
function Question({ currencies, onAnswer }: QuestionProps) {
  const { t } = useTranslation();
  return (
    <div className="row money-question" role="alert">
      <span className="tone-amber">{t('notarize.editor.whichCurrency')}</span>
      {currencies.map((code) => (
        <Button key={code} size="small" onClick={() => onAnswer(code)}>
          {code}
        </Button>
      ))}
    </div>
  );
}

/**
 * An amount, its currency shown beside it: the one that was chosen, the one that is typed with the amount, or the usual one of
 * the settings. Where what was typed does not fit what was chosen, it asks.
 */
export function MoneyField({ id, value = '', disabled, placeholder, onChange }: TypedFieldProps) {
  const { t } = useTranslation();
  const { currency: usual } = useStatus().settings;
  const { typed, ...inValue } = parts(value);
  // an amount that is cleared keeps the currency that was chosen for it
  const [kept, setKept] = useState(inValue.chosen);
  const input = useRef<InputRef>(null);
  const chosen = inValue.chosen ?? kept;
  const holds = chosen ?? usual;
  const shown = typed.trim() === '' ? holds : currencyOf(value, usual);
  const beside = currenciesBeside(typed);
  const asked = shown === null ? [...new Set([...beside, ...(holds === null ? [] : [holds])])] : [];
  const put = (currency: string | null, text: string) =>
    onChange?.(text.trim() === '' ? '' : `${currency ?? ''} ${text}`);
  const choose = (code: string) => {
    setKept(code);
    const fits = beside.length === 0 || readFact('money', `${code} ${typed}`).ok;
    // the name of another currency is replaced by the one that was chosen
    put(code, fits ? typed : amountWithin(typed));
  };
  const answer = (code: string) => {
    choose(code);
    // the question goes, and with it the button that has the focus
    input.current?.focus();
  };
  const options = [...new Set([...(shown === null ? [] : [shown]), ...OFFERED_CURRENCIES])];
  return (
    <>
      <Space.Compact block>
        <Select
          className="currency"
          aria-label={t('notarize.editor.currency')}
          placeholder={t('notarize.table.choose')}
          value={shown}
          options={options.map((code) => ({ value: code, label: code }))}
          disabled={disabled}
          showSearch
          onChange={choose}
        />
        <Input
          {...(id === undefined ? {} : { id })}
          ref={input}
          value={typed}
          disabled={disabled}
          placeholder={placeholder}
          onChange={({ target }) => put(chosen, target.value)}
        />
      </Space.Compact>
      {asked.length > 1 && <Question currencies={asked} onAnswer={answer} />}
    </>
  );
}
