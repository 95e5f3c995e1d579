/**
 * Lets the window paint before the rest of the page is loaded: loading takes most of the start-up time, and an empty
 * frame would look like a hanging program.
 */
import './first.css';

requestAnimationFrame(() => setTimeout(() => void import('./main.tsx')));
