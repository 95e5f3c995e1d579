import { Modal, type ModalProps } from 'antd';
import { useState } from 'react';

/** A dialog in which people type: once they have, a click beside it closes it no more and loses nothing. */
export function TypingModal({ children, ...props }: ModalProps) {
  const [typed, setTyped] = useState(false);
  const hear = () => setTyped(true);
  return (
    <Modal {...props} mask={{ closable: !typed }}>
      {/* also what is chosen in lists that open beside the dialog: events of portals come here too */}
      <div onInput={hear} onChange={hear}>
        {children}
      </div>
    </Modal>
  );
}
