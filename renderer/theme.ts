import { type ThemeConfig, theme } from 'antd';
import type { Language } from '../electron/api.ts';

export type Appearance = 'light' | 'dark';

/**
 * The colours of the window by what they mean. Text colours have a contrast of at least 4.5:1 on all their backgrounds.
 */
const palettes = {
  light: {
    ink: '#16324f',
    'on-ink': '#ffffff',
    text: '#1b2733',
    muted: '#566270',
    page: '#ffffff',
    surface: '#f5f7f9',
    raised: '#ffffff',
    line: '#dde3e9',
    'line-strong': '#7d8995',
    hover: '#f3f6f9',
    selected: '#eff5fb',
    green: '#187a47',
    'green-soft': '#eef8f2',
    amber: '#945600',
    'amber-soft': '#fdf4e4',
    red: '#b3261e',
    'red-soft': '#fcedec',
    grey: '#5f6b76',
    'grey-soft': '#f0f2f5',
  },
  dark: {
    ink: '#a9cdf0',
    'on-ink': '#0f1a25',
    text: '#e3eaf1',
    muted: '#a5b3c0',
    page: '#121a22',
    surface: '#18222c',
    raised: '#1e2a35',
    line: '#2f3c49',
    'line-strong': '#7c8b99',
    hover: '#22303c',
    selected: '#263a4d',
    green: '#74d6a0',
    'green-soft': '#14301f',
    amber: '#e9b862',
    'amber-soft': '#33270f',
    red: '#f59a92',
    'red-soft': '#3b1c1a',
    grey: '#b0bcc7',
    'grey-soft': '#242f3a',
  },
} as const satisfies Record<Appearance, Record<string, string>>;

const chinese = "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei'";
/** Latin faces come first in English, the last of them our own (fonts.css): Chinese ones draw quotation marks as wide as a character. */
const fonts: Readonly<Record<Language, string>> = {
  zh: `${chinese}, system-ui, sans-serif`,
  en: `'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'Notary Latin', ${chinese}, sans-serif`,
};

/** Passes the colours and the font to our own style sheet as custom properties. */
export function applyPalette(appearance: Appearance, language: Language): void {
  const { style, dataset } = document.documentElement;
  dataset.theme = appearance;
  style.colorScheme = appearance;
  style.setProperty('--font', fonts[language]);
  for (const [name, value] of Object.entries(palettes[appearance])) style.setProperty(`--${name}`, value);
}

/** The same colours for antd. */
export function antdTheme(appearance: Appearance, language: Language, motion: boolean): ThemeConfig {
  const colors = palettes[appearance];
  return {
    algorithm: appearance === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colors.ink,
      colorInfo: colors.ink,
      colorSuccess: colors.green,
      colorWarning: colors.amber,
      colorError: colors.red,
      colorSuccessBg: colors['green-soft'],
      colorWarningBg: colors['amber-soft'],
      colorErrorBg: colors['red-soft'],
      colorInfoBg: colors.surface,
      colorSuccessBorder: colors.green,
      colorWarningBorder: colors.amber,
      colorErrorBorder: colors.red,
      colorInfoBorder: colors.line,
      colorTextBase: colors.text,
      colorBgBase: colors.page,
      colorBgContainer: colors.raised,
      colorBgElevated: colors.raised,
      colorBorder: colors['line-strong'],
      colorBorderDisabled: colors.line,
      colorBorderSecondary: colors.line,
      colorText: colors.text,
      colorTextSecondary: colors.muted,
      colorTextTertiary: colors.muted,
      colorTextDescription: colors.muted,
      colorTextPlaceholder: colors.muted,
      colorLink: colors.ink,
      colorLinkHover: colors.ink,
      colorLinkActive: colors.ink,
      controlItemBgHover: colors.hover,
      controlItemBgActive: colors.selected,
      controlItemBgActiveHover: colors.selected,
      colorPrimaryHover: colors.ink,
      colorPrimaryActive: colors.ink,
      colorTextLightSolid: colors['on-ink'],
      borderRadius: 4,
      fontFamily: fonts[language],
      fontSize: 14,
      motion,
    },
    components: {
      Button: { primaryColor: colors['on-ink'], primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
      Tooltip: { colorBgSpotlight: colors.ink, colorTextLightSolid: colors['on-ink'] },
    },
  };
}
