import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { commandKey } from '../state/shortcuts.ts';

interface Line {
  readonly keys: readonly string[];
  readonly does: string;
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <>
      <h3>{title}</h3>
      <dl className="keys">
        {lines.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Every shortcut there is. */
export function ShortcutsDialog({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const mod = (key: string) => `${commandKey}+${key}`;
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('common.shortcuts.title')} destroyOnHidden>
      <Lines
        title={t('common.shortcuts.everywhere')}
        lines={[
          { keys: [mod('1'), mod('2'), mod('3'), mod('4')], does: t('common.shortcuts.screens') },
          { keys: [mod('O')], does: t('common.shortcuts.add') },
          { keys: [mod('F')], does: t('common.shortcuts.search') },
          { keys: [mod('Shift+S')], does: t('common.shortcuts.seal') },
          { keys: ['G'], does: t('common.shortcuts.goOn') },
          { keys: [mod(',')], does: t('common.shortcuts.settings') },
          { keys: ['?', mod('/')], does: t('common.shortcuts.help') },
        ]}
      />
      <Lines
        title={t('common.shortcuts.lists')}
        lines={[
          { keys: ['↑', '↓', '←', '→', 'PgUp', 'PgDn'], does: t('common.shortcuts.move') },
          { keys: ['Home', 'End'], does: t('common.shortcuts.ends') },
          { keys: ['Space'], does: t('common.shortcuts.select') },
          { keys: [mod('A')], does: t('common.shortcuts.all') },
          { keys: ['Enter', 'F2'], does: t('common.shortcuts.open') },
          { keys: ['Esc'], does: t('common.shortcuts.leave') },
        ]}
      />
    </Modal>
  );
}
