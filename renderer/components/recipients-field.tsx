import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasWrongAddress, recipientText, typedRecipient } from '../../core/handover/recipient.ts';
import type { Recipient } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useWords } from '../state/words.ts';

interface Props {
  readonly value: readonly Recipient[];
  readonly disabled?: boolean;
  onChange(recipients: readonly Recipient[]): void;
}

/** Recipients: typed as `Name <address>`, or chosen from earlier ones. */
export function RecipientsField({ value, disabled = false, onChange }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const [known, setKnown] = useState<readonly Recipient[]>([]);
  useEffect(() => {
    // without suggestions it is a plain text field
    void call(notary.recipients()).then(setKnown, () => {});
  }, []);
  const label = t('sent.to.label');
  const wrong = value.filter(hasWrongAddress);
  return (
    <div>
      <h3>{label}</h3>
      <Select<string[]>
        mode="tags"
        className="recipients"
        aria-label={label}
        placeholder={t('sent.to.placeholder')}
        disabled={disabled}
        // with nobody to suggest, a list would only repeat what was typed
        {...(known.length === 0 ? { open: false, suffixIcon: null } : {})}
        tokenSeparators={[';', '；', '\n']}
        value={value.map(recipientText)}
        options={known.map(recipientText).map((text) => ({ value: text, label: text }))}
        {...(wrong.length > 0 ? { status: 'error' as const } : {})}
        onChange={(texts) => onChange(texts.map(typedRecipient))}
      />
      {wrong.length > 0 && (
        <p role="alert" className="small tone-red">
          {t('sent.to.wrong', { names: words.names(wrong.map(({ address }) => address ?? '')) })}
        </p>
      )}
      <p className="small muted">{t('sent.to.help')}</p>
    </div>
  );
}
