import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  onDigest(sha256: string): void;
}

/** For users without the file: its digest, typed from a list or from paper, in groups or not. */
export function DigestField({ onDigest }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const compare = () => {
    const sha256 = text.replace(/[\s:]/g, '').toLowerCase();
    const isDigest = /^[0-9a-f]{64}$/.test(sha256);
    setWrong(!isDigest);
    if (isDigest) onDigest(sha256);
  };
  return (
    <section className="card" aria-label={t('paper.digest')}>
      <Form.Item
        label={t('paper.digest')}
        htmlFor="typed-digest"
        layout="vertical"
        {...(wrong ? { validateStatus: 'error' as const, help: t('paper.wrong') } : {})}
      >
        <div className="row">
          <Input
            id="typed-digest"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setWrong(false);
            }}
            onPressEnter={compare}
          />
          <Button onClick={compare}>{t('paper.compare')}</Button>
        </div>
      </Form.Item>
    </section>
  );
}
