import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type CodeComparison, compareTyped } from '../../../core/formats/check-code.ts';

function ComparisonNote({ found }: { readonly found: CodeComparison }) {
  const { t } = useTranslation();
  const tone = { empty: 'grey', same: 'green', partial: 'grey', differs: 'red' }[found.state];
  const texts = {
    empty: '',
    same: t('trust.accept.matches'),
    partial: t('trust.accept.partial', { count: found.at, of: found.of }),
    differs: t('trust.accept.differs', { at: found.at }),
  };
  return (
    <p role="status" className={`small tone-${tone}`}>
      {texts[found.state]}
    </p>
  );
}

interface Props {
  readonly value: string;
  readonly code: string;
  readonly fingerprint: string;
  onChange(value: string): void;
}

/** What was heard on the telephone or pasted, and whether it is the same: said while somebody types. */
export function TypedFingerprint({ value, code, fingerprint, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <div>
        <label htmlFor={id} className="small">
          {t('trust.accept.typed')}
        </label>
        <Input.TextArea
          id={id}
          className="typed-fingerprint"
          autoSize={{ minRows: 2, maxRows: 3 }}
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <ComparisonNote found={compareTyped(value, code, fingerprint)} />
    </>
  );
}
