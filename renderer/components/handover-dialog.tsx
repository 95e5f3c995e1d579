import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasWrongAddress } from '../../core/handover/recipient.ts';
import type { Recipient } from '../../electron/api.ts';
import { useNotices } from '../state/notices.tsx';
import { useReveal } from '../state/reveal.ts';
import { DialogFooter } from './dialog-footer.tsx';
import { HandedOn } from './handed-on.tsx';
import { TypingModal } from './typing-modal.tsx';

interface Props {
  readonly width: number;
  readonly title: string;
  /** What is in the way beside a wrong address. */
  readonly disabled: boolean;
  readonly working: boolean;
  /** What can be lost; by default what was typed, until there is a file. */
  readonly unsaved?: boolean | undefined;
  /** The file that was made; null until then. */
  readonly path: string | null;
  readonly recipients: readonly Recipient[];
  /** Text of the button, above the path of the file, and of the mail with it. */
  readonly go: string;
  readonly outcome: string;
  readonly body: string;
  /** What is asked before. */
  readonly children: ReactNode;
  onGo(): void;
  onClose(): void;
}

/** What becomes of a file that was saved: with a recipient there is a mail to write, else it is told and the dialog is done. */
export function useSaved(recipients: readonly Recipient[], onClose: () => void) {
  const { t } = useTranslation();
  const { done } = useNotices();
  const reveal = useReveal();
  const [path, setPath] = useState<string | null>(null);
  const saved = (file: string) => {
    if (recipients.length > 0) return setPath(file);
    done(t('share.done', { path: file }), { text: t('records.detail.reveal'), run: () => reveal(file) });
    onClose();
  };
  return { path, saved };
}

/** A dialog that asks what goes into a file for somebody, makes it, and then offers to hand it on. */
export function HandoverDialog({ path, recipients, outcome, body, children, ...props }: Props) {
  const { width, title, disabled, working, unsaved, go, onGo, onClose } = props;
  return (
    <TypingModal
      open
      unsaved={path === null ? unsaved : false}
      centered
      width={width}
      title={title}
      onCancel={onClose}
      footer={
        <DialogFooter
          finished={path !== null}
          working={working}
          disabled={disabled || recipients.some(hasWrongAddress)}
          go={go}
          onGo={onGo}
          onClose={onClose}
        />
      }
    >
      {path === null ? (
        <div className="stack dialog-body">{children}</div>
      ) : (
        <HandedOn path={path} recipients={recipients} text={outcome} body={body} />
      )}
    </TypingModal>
  );
}
