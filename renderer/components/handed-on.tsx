import { FolderOpenOutlined, MailOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../core/formats/plain-text.ts';
import { recipientText } from '../../core/handover/recipient.ts';
import type { Recipient } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useBusy } from '../state/busy.ts';
import { useReveal } from '../state/reveal.ts';
import { useWords } from '../state/words.ts';

interface Props {
  readonly path: string;
  readonly recipients: readonly Recipient[];
  /** Text above the path. */
  readonly text: string;
  /** Text of the mail. */
  readonly body: string;
}

/** Path of a file that was made for a recipient, and a button for a new mail with it. */
export function HandedOn({ path, recipients, text, body }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { busy, run } = useBusy();
  const reveal = useReveal();
  const [said, setSaid] = useState<string | null>(null);
  const to = recipients.flatMap(({ address }) => (address === null || address === '' ? [] : [address]));
  const mail = () =>
    run(async () => {
      const letter = { subject: t('sent.mail.subject'), body };
      const attached = await call(notary.act({ do: 'mail', path, to, ...letter }));
      setSaid(t(attached ? 'sent.mail.attached' : 'sent.mail.byHand'));
    });
  return (
    <div className="stack">
      <p>{text}</p>
      <p className="muted wrap">{visible(path)}</p>
      {recipients.length > 0 && (
        <p className="small muted">{t('sent.to.recorded', { names: words.names(recipients.map(recipientText)) })}</p>
      )}
      <div className="row">
        <Button icon={<FolderOpenOutlined aria-hidden="true" />} onClick={() => reveal(path)}>
          {t('sent.outcome.reveal')}
        </Button>
        <Button icon={<MailOutlined aria-hidden="true" />} loading={busy} onClick={() => void mail()}>
          {t('sent.mail.button')}
        </Button>
      </div>
      <p className="small" role="status">
        {said}
      </p>
    </div>
  );
}
