import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { stampStyleElements } from './nonce.ts';
import { startTexts, systemLanguage } from './texts/i18n.ts';
import './fonts.css';
import './style.css';

stampStyleElements();
startTexts(systemLanguage());
// files dropped outside the drop areas would otherwise replace the page
for (const name of ['dragover', 'drop'] as const) window.addEventListener(name, (event) => event.preventDefault());

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
