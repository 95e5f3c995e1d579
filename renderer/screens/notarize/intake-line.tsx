import { WarningOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import { sizeText } from '../../../core/words/words.ts';
import { call, notary } from '../../bridge.ts';
import { useBusy } from '../../state/busy.ts';
import { type IntakeFile, useIntakes } from '../../state/intake.tsx';
import { useNavigation } from '../../state/navigation.tsx';
import { useWords } from '../../state/words.ts';

/** Intake time of a record; null until it is known. */
function useRecordTime(id: string | null): string | null {
  const [time, setTime] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    // the line says "already notarized" anyway; the time is an extra
    if (id !== null)
      call(notary.record(id)).then(
        (detail) => wanted && setTime(detail.time),
        () => {},
      );
    return () => {
      wanted = false;
    };
  }, [id]);
  return time;
}

function Existing({ file }: { readonly file: IntakeFile }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const { start, forget } = useIntakes();
  const { go } = useNavigation();
  const { busy, run } = useBusy();
  const since = useRecordTime(file.recordId);
  const { recordId } = file;
  const again = async () => {
    await start([file.path], { again: true });
    forget([file.key]);
  };
  return (
    <>
      <span className="tone-amber small ellipsis">
        {since === null ? t('notarize.intake.already') : t('notarize.intake.alreadyOn', { time: time(since) })}
      </span>
      <span className="push row">
        {recordId !== null && (
          <Button size="small" type="link" onClick={() => go('records', { do: 'record', id: recordId })}>
            {t('notarize.intake.showRecord')}
          </Button>
        )}
        <Button size="small" loading={busy} onClick={() => void run(again)}>
          {t('notarize.intake.again')}
        </Button>
      </span>
    </>
  );
}

function Failed({ file }: { readonly file: IntakeFile }) {
  const { words } = useWords();
  if (file.error === null) return null;
  // the name is already at the beginning of the line
  const { file: _name, ...details } = file.error.details;
  const parts = words.error(file.error.code, details);
  return (
    <span className="small intake-wrong">
      <span className="tone-red">{parts.happened}</span> {parts.next}
    </span>
  );
}

function Warned({ file }: { readonly file: IntakeFile }) {
  const { words } = useWords();
  const sentences = file.warnings.map(({ code, detail }) => words.warnings[code](detail));
  const all = sentences.map(({ means, fix }) => `${means} ${fix}`).join('\n');
  return (
    <span className="small intake-wrong" title={all}>
      {sentences.map(({ means, fix }) => (
        <span key={means}>
          <span className="tone-amber">
            <WarningOutlined aria-hidden="true" /> {means}
          </span>{' '}
          {fix}{' '}
        </span>
      ))}
    </span>
  );
}

function Active({ file }: { readonly file: IntakeFile }) {
  const { t } = useTranslation();
  if (file.state !== 'hashing') return <span className="small muted push">{t('notarize.intake.waiting')}</span>;
  const percent = file.size === 0 ? 0 : Math.floor((100 * file.done) / file.size);
  return (
    <span className="push intake-bar">
      <Progress percent={percent} size="small" status="normal" aria-label={visible(file.file)} />
    </span>
  );
}

/** One file of an intake with its messages. */
export function IntakeLine({ file }: { readonly file: IntakeFile }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="ellipsis intake-name" title={visible(file.path)}>
        {visible(file.file)}
      </span>
      <span className="small muted intake-size">{file.state === 'leftOut' ? '' : sizeText(file.size)}</span>
      {file.state === 'existing' && <Existing file={file} />}
      {file.state === 'recorded' && <Warned file={file} />}
      {file.state === 'failed' && <Failed file={file} />}
      {file.state === 'leftOut' && <span className="small muted push">{t('notarize.intake.leftOutWhy')}</span>}
      {(file.state === 'hashing' || file.state === 'waiting') && <Active file={file} />}
    </>
  );
}
