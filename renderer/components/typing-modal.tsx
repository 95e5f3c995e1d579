import { Button, Modal, type ModalProps } from 'antd';
import { type MouseEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props extends Omit<ModalProps, 'onCancel'> {
  /**
   * Whether something would be lost. Default: whether somebody has typed or chosen anything. False once that was acted
   * on; true for changes that are made by buttons.
   */
  readonly unsaved?: boolean | undefined;
  onCancel(): void;
}

/** Takes the place of the buttons while it is asked whether what was typed may go. */
function DiscardQuestion({ onKeep, onDiscard }: { onKeep(): void; onDiscard(): void }) {
  const { t } = useTranslation();
  return (
    <div className="row ends">
      <span className="push" role="alert">
        {t('common.discard.question')}
      </span>
      <Button danger onClick={onDiscard}>
        {t('common.discard.go')}
      </Button>
      <Button type="primary" autoFocus onClick={onKeep}>
        {t('common.discard.keep')}
      </Button>
    </div>
  );
}

/**
 * A dialog in which people type. Once they have, a click beside it does nothing, and Escape and the cross ask first: both are
 * pressed by mistake, to leave a list or to cancel an input method. Only the button to cancel closes it at once.
 */
export function TypingModal({ children, unsaved, footer, cancelText, onCancel, ...props }: Props) {
  const [typed, setTyped] = useState(false);
  const [asking, setAsking] = useState(false);
  const focused = useRef<Element | null>(null);
  const hear = () => setTyped(true);
  /** What is chosen in a list that opens beside the dialog: React hands on events of portals too. */
  const hearPortal = ({ currentTarget, target }: MouseEvent) => {
    if (!currentTarget.contains(target as Node)) hear();
  };
  const protects = unsaved ?? typed;
  const leave = () => {
    if (!protects) return onCancel();
    if (!asking) focused.current = document.activeElement;
    setAsking(true);
  };
  const keep = () => {
    setAsking(false);
    if (focused.current instanceof HTMLElement) focused.current.focus();
  };
  const usual: ModalProps['footer'] = (_, { OkBtn }) => (
    <div className="row ends">
      <Button onClick={onCancel}>{cancelText}</Button>
      <OkBtn />
    </div>
  );
  return (
    <Modal
      {...props}
      mask={{ closable: !protects }}
      onCancel={leave}
      footer={asking && protects ? <DiscardQuestion onKeep={keep} onDiscard={onCancel} /> : (footer ?? usual)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears what happens in its fields */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard a choice is heard as input */}
      <div onInput={hear} onChange={hear} onClick={hearPortal}>
        {children}
      </div>
    </Modal>
  );
}
