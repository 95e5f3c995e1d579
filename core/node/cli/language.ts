/** In which language a command speaks: as it is told, as the home was set up, or as the system says. */
import { LANGUAGES, type Language } from '../../words/words.ts';
import { DeskView } from '../desk/view.ts';
import { isHome } from '../home/home.ts';
import { environment } from '../system/environment.ts';
import { usage } from './arguments.ts';

/** The language that was typed; null for none. Throws `usage` for one that is not known. */
export function chosenLanguage(typed: string | null): Language | null {
  if (typed === null) return null;
  const language = LANGUAGES.find((known) => known === typed);
  if (!language) throw usage('one-of', { option: '--lang', known: LANGUAGES.join(', ') });
  return language;
}

/** The language that the home was set up in; null where there is none, or it cannot be read. */
export function homeLanguage(home: string): Language | null {
  if (!isHome(home)) return null;
  try {
    const view = DeskView.open({ home, version: '', oldRuntime: false });
    const { language } = view.settings;
    view.close();
    return language;
  } catch {
    return null; // the command that needs it reports why it cannot be read
  }
}

/** The language of the system, as far as this program knows it. */
export function systemLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? 'zh' : 'en';
}
