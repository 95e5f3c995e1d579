import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, notary } from '../bridge.ts';

interface Props {
  readonly id: string;
  onOpen(id: string): void;
}

/** Another record by its number and file name; by its id until these are known. */
export function RecordLink({ id, onOpen }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(id);
  useEffect(() => {
    let wanted = true;
    call(notary.record(id)).then(
      ({ seq, facts }) => wanted && setName(t('versions.record', { seq, file: facts.fileName ?? id })),
      () => {}, // the id identifies it as well
    );
    return () => {
      wanted = false;
    };
  }, [id, t]);
  return (
    <Button type="link" size="small" className="wrap record-link" onClick={() => onOpen(id)}>
      {name}
    </Button>
  );
}
