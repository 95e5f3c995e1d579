import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotaryEvent } from '../state/events.ts';
import { useNavigation } from '../state/navigation.tsx';

/** Handles files passed to the program from outside; asks what to do if that was not specified. */
export function OpenedFiles() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [paths, setPaths] = useState<readonly string[]>([]);
  useNotaryEvent('open', (event) => {
    // while it is asked about some, others may come
    if (event.screen === null) setPaths((now) => [...new Set([...now, ...event.paths])]);
    else go(event.screen, { do: 'files', paths: event.paths });
  });
  const choose = (screen: 'notarize' | 'verify') => {
    go(screen, { do: 'files', paths });
    setPaths([]);
  };
  return (
    <Modal
      open={paths.length > 0}
      title={t('common.opened.title')}
      onCancel={() => setPaths([])}
      footer={
        <div className="row">
          <Button className="push" onClick={() => setPaths([])}>
            {t('common.cancel')}
          </Button>
          <Button onClick={() => choose('notarize')}>{t('common.opened.notarize')}</Button>
          <Button type="primary" onClick={() => choose('verify')}>
            {t('common.opened.verify')}
          </Button>
        </div>
      }
    >
      <p>{t('common.opened.body', { count: paths.length })}</p>
    </Modal>
  );
}
