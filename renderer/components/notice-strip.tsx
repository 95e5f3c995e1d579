import { CheckCircleOutlined, CloseCircleOutlined, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { type Notice, useShownNotices } from '../state/notices.tsx';

/** How long something good stays, in ms: longer when there is something to press. What went wrong stays until it is closed. */
const SHORT = 6_000;
const LONG = 30_000;

/** Dialogs end above the strip: where it goes by itself, their buttons move under the pointer. */
const isDialogOpen = () => [...document.querySelectorAll('.ant-modal-wrap')].some((dialog) => dialog.checkVisibility());

/** Closes a notice after its time, unless somebody is in it with the keyboard or a dialog is open: then after that time once more. */
function useClosingByItself(notice: Notice, line: { readonly current: HTMLElement | null }, close: () => void): void {
  const ended = useEffectEvent(() => {
    if (line.current?.contains(document.activeElement) || isDialogOpen()) return false;
    close();
    return true;
  });
  useEffect(() => {
    if (notice.kind === 'fail') return;
    const timer = setInterval(
      () => {
        if (ended()) clearInterval(timer);
      },
      notice.actions.length === 0 ? SHORT : LONG,
    );
    return () => clearInterval(timer);
  }, [notice]);
}

function NoticeLine({ notice, onClose }: { readonly notice: Notice; onClose(): void }) {
  const { t } = useTranslation();
  const line = useRef<HTMLDivElement>(null);
  useClosingByItself(notice, line, onClose);
  const { kind, title, more, actions } = notice;
  return (
    <div ref={line} role={kind === 'fail' ? 'alert' : 'status'} className={`notice ${kind}`}>
      <span className="notice-icon" aria-hidden="true">
        {kind === 'fail' ? <CloseCircleOutlined aria-hidden="true" /> : <CheckCircleOutlined aria-hidden="true" />}
      </span>
      <span className="notice-words wrap">
        <strong>{title}</strong>
        {more !== null && <span className="small"> {more}</span>}
      </span>
      {actions.map(({ text, run }) => (
        <Button
          key={text}
          size="small"
          className="notice-action"
          onClick={() => {
            onClose();
            run();
          }}
        >
          {text}
        </Button>
      ))}
      <Button
        size="small"
        type="text"
        className="notice-close"
        icon={<CloseOutlined aria-hidden="true" />}
        aria-label={t('common.closeNotice')}
        title={t('common.closeNotice')}
        onClick={onClose}
      />
    </div>
  );
}

/**
 * Tells the style sheet how much of the window's bottom the strip takes, so that dialogs end above it: with the bar below
 * it where it has a place of its own.
 */
function useRoomBelow(strip: { readonly current: HTMLElement | null }, shown: boolean, slot: HTMLElement | null): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const element = strip.current;
    if (element === null || !shown) {
      style.removeProperty('--notices');
      return;
    }
    const bar = slot?.nextElementSibling;
    const parts = bar instanceof HTMLElement ? [element, bar] : [element];
    const measure = () =>
      // they lie at the bottom; where they begin is not known while a screen is being drawn
      style.setProperty('--notices', `${parts.reduce((sum, { offsetHeight }) => sum + offsetHeight, 0)}px`);
    measure();
    const observer = new ResizeObserver(measure);
    for (const part of parts) observer.observe(part);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [strip, shown, slot]);
}

/**
 * What was done and what went wrong, in a strip of its own: it makes the page above it shorter and lies over nothing, so
 * that no button is ever under it.
 */
export function NoticeStrip() {
  const { notices, close, slot } = useShownNotices();
  const strip = useRef<HTMLDivElement>(null);
  useRoomBelow(strip, notices.length > 0, slot);
  if (notices.length === 0) return null;
  const lines = (
    <div ref={strip} className="notices">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} onClose={() => close(notice.id)} />
      ))}
    </div>
  );
  return slot === null ? lines : createPortal(lines, slot);
}

/** The place of the strip in a page that has a bar at its bottom: above the bar, which stays where it is. */
export function NoticeSlot() {
  const { setSlot } = useShownNotices();
  const slot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    setSlot(slot.current);
    return () => setSlot(null);
  }, [setSlot]);
  return <div ref={slot} />;
}
