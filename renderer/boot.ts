/**
 * Lets the window show its first picture before the rest of the page is read: that takes longer than all else at a
 * start, and an empty frame for so long looks like a program that hangs.
 */
import './first.css';

requestAnimationFrame(() => setTimeout(() => void import('./main.tsx')));
