/** The case box: the only door of this folder. */
export { checkBox } from './check.ts';
