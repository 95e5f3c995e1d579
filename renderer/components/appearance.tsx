import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { cspNonce } from '../nonce.ts';
import { useDesk } from '../state/desk.tsx';
import { useMedia } from '../state/media.ts';
import { useWords } from '../state/words.ts';
import { antdTheme, applyPalette } from '../theme.ts';

const csp = { nonce: cspNonce };

/** Language and colours for everything inside, from the settings and from the system. */
export function Appearance({ children }: { readonly children: ReactNode }) {
  const { language } = useWords();
  const { status } = useDesk();
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const calm = useMedia('(prefers-reduced-motion: reduce)');
  const chosen = status?.settings.theme ?? 'system';
  const appearance = chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen;
  useLayoutEffect(() => applyPalette(appearance, language), [appearance, language]);
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  }, [language]);
  const theme = useMemo(() => antdTheme(appearance, language, !calm), [appearance, language, calm]);
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={theme}
      csp={csp}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
}
