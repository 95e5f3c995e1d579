import { Button, Progress } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeText, thousands } from '../../../core/words/words.ts';
import { call, notary } from '../../bridge.ts';
import { TallList } from '../../components/tall-list.tsx';
import { useBusy } from '../../state/busy.ts';
import { type IntakeFile, type IntakeView, useIntakes } from '../../state/intake.tsx';
import { useMedia } from '../../state/media.ts';
import { useNotices } from '../../state/notices.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { useWords } from '../../state/words.ts';
import { IntakeLine } from './intake-line.tsx';

const LISTS = ['failed', 'warned', 'existing', 'active', 'cancelled', 'leftOut'] as const;
type ListName = (typeof LISTS)[number];

const recordedIn = (view: IntakeView) =>
  Math.max(0, view.filesDone - view.failed.length - view.existing.length - view.cancelled.length);

function Total({ view }: { readonly view: IntakeView }) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { fail } = useNotices();
  const { cancel, dismiss } = useIntakes();
  const percent = view.bytes === 0 ? 0 : Math.floor((100 * view.bytesDone) / view.bytes);
  const parts = view.running
    ? [
        t('notarize.intake.running', { done: thousands(view.filesDone), total: thousands(view.files) }),
        t('notarize.intake.bytes', { done: sizeText(view.bytesDone), total: sizeText(view.bytes) }),
        view.partsLeft === 0 ? '' : t('notarize.intake.partsLeft', { count: view.partsLeft }),
        view.secondsLeft === null ? '' : t('common.timeLeft', { duration: words.duration(view.secondsLeft) }),
      ]
    : [
        t('notarize.intake.finished', { count: recordedIn(view) }),
        view.failed.length > 0 ? t('notarize.intake.goodKept') : '',
      ];
  return (
    <>
      <div className="row">
        <h2>{t(view.running ? 'notarize.intake.title' : 'notarize.intake.issues')}</h2>
        <span className="small muted">{parts.filter(Boolean).join(' · ')}</span>
        {view.running ? (
          <Button className="push" size="small" onClick={() => void cancel().catch(fail)}>
            {t('common.cancel')}
          </Button>
        ) : (
          <Button className="push" size="small" onClick={dismiss}>
            {t('notarize.intake.dismiss')}
          </Button>
        )}
      </div>
      {view.running && (
        <Progress percent={percent} size="small" aria-label={t('notarize.intake.title')} status="normal" />
      )}
    </>
  );
}

function AgainAll({ files }: { readonly files: readonly IntakeFile[] }) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { start, forget } = useIntakes();
  const again = async () => {
    await start(
      files.map((file) => file.path),
      { again: true },
    );
    forget(files.map((file) => file.key));
  };
  return (
    <div>
      <Button size="small" loading={busy} onClick={() => void run(again)}>
        {t('notarize.intake.againAll')}
      </Button>
    </div>
  );
}

/** One key or button decides that files with warnings are sealed as they are, and closes the list. */
function GoOn({ files }: { readonly files: readonly IntakeFile[] }) {
  const { t } = useTranslation();
  const { forget } = useIntakes();
  const { fail } = useNotices();
  // a decision about each: they are sealed as they are
  const goOn = () => {
    const ids = files.flatMap(({ recordId }) => recordId ?? []);
    call(notary.confirm({ ids, confirmed: true })).then(() => forget(files.map((file) => file.key)), fail);
  };
  useShortcut('g', goOn);
  return (
    <div>
      <Button size="small" aria-keyshortcuts="g" onClick={goOn}>
        {t('notarize.intake.goOn', { count: files.length })} <kbd>G</kbd>
      </Button>
    </div>
  );
}

/** Rows that carry sentences are taller, in a narrow window more so: the name stands above its sentence there. */
function useRowHeight(name: ListName): { readonly rowHeight: number; readonly rows: number } {
  const narrow = useMedia('(max-width: 1100px)');
  const least = useMedia('(max-width: 640px)');
  if (name !== 'failed' && name !== 'warned') return { rowHeight: 40, rows: 4 };
  return { rowHeight: least ? 104 : narrow ? 92 : 56, rows: narrow ? 2 : 3 };
}

/** Closes the panel automatically when it contains nothing important. */
function useCloseWhenClean(view: IntakeView): void {
  const { t } = useTranslation();
  const { dismiss } = useIntakes();
  const { done } = useNotices();
  const clean = !view.running && LISTS.every((name) => view[name].length === 0);
  const close = useEffectEvent(() => {
    if (view.filesDone > 0) done(t('notarize.intake.finished', { count: recordedIn(view) }));
    dismiss();
  });
  useEffect(() => {
    if (clean) close();
  }, [clean]);
}

/** Progress of the intake, per file and in total, and the files that need attention. */
export function IntakePanel({ view }: { readonly view: IntakeView }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ListName | null>(null);
  useCloseWhenClean(view);
  const filled = LISTS.filter((name) => view[name].length > 0);
  const open = chosen !== null && filled.includes(chosen) ? chosen : view.running ? 'active' : (filled[0] ?? 'active');
  const height = useRowHeight(open);
  return (
    <section className="card stack intake" aria-label={t('notarize.intake.title')}>
      <Total view={view} />
      {filled.length > 0 && (
        <div className="tabs">
          {filled.map((name) => (
            <button
              key={name}
              type="button"
              className="tab"
              aria-pressed={name === open}
              onClick={() => setChosen(name)}
            >
              {t(`notarize.intake.${name}`, { count: view[name].length })}
            </button>
          ))}
        </div>
      )}
      {view[open].length > 0 && (
        <TallList
          key={open}
          label={t(`notarize.intake.${open}`, { count: view[open].length })}
          items={view[open]}
          {...height}
          keyOf={(file) => file.key}
          render={(file) => <IntakeLine file={file} />}
        />
      )}
      {view.warned.length > 0 && !view.running && <GoOn files={view.warned} />}
      {open === 'existing' && view.existing.length > 1 && !view.running && <AgainAll files={view.existing} />}
    </section>
  );
}
