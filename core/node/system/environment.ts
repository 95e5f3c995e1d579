/**
 * Every environment variable that the app or the command line reads; no other code reads the environment. A packaged
 * app respects only variables that its user may choose. Variables that could make it load foreign code or files are
 * removed before anything reads them, so child processes never see them either.
 */

/** What a variable is for, and how a packaged app treats it. */
interface Variable {
  readonly use: string;
  readonly packaged: 'heeded' | 'removed';
}

/** The list; docs/threat-model.md, "The environment", repeats it. */
export const VARIABLES = {
  NOTARY_HOME: { use: 'the folder of the desk', packaged: 'heeded' },
  NOTARY_PASSPHRASE: { use: 'command line: the passphrase of a home', packaged: 'heeded' },
  NOTARY_NEW_PASSPHRASE: { use: 'command line: the passphrase that takes its place', packaged: 'heeded' },
  NOTARY_KEY_PASSWORD: { use: 'command line: the password of a key file that is read', packaged: 'heeded' },
  NOTARY_PROXY_PASSWORD: { use: 'command line: the password of the proxy that is set', packaged: 'heeded' },
  NOTARY_FONTS: { use: 'the folder of the fonts, whose digests are pinned', packaged: 'removed' },
  NOTARY_SQLITE_BINDING: { use: 'the database addon for the old Electron of tests', packaged: 'removed' },
  NOTARY_STATE: { use: 'tests: the folder that remembers what logs have signed', packaged: 'removed' },
  NOTARY_OLD_RUNTIME: { use: '1: the title bar says that the runtime is old', packaged: 'removed' },
  LANGUAGE: { use: 'Linux: where it is set, it becomes the language of the window', packaged: 'heeded' },
  LC_ALL: { use: 'command line: language, until a home says one', packaged: 'heeded' },
  LC_MESSAGES: { use: 'command line: language, until a home says one', packaged: 'heeded' },
  LANG: { use: 'command line: language, until a home says one', packaged: 'heeded' },
  XDG_CONFIG_HOME: { use: 'Linux: where the home lies', packaged: 'heeded' },
  XDG_STATE_HOME: { use: 'Linux: where it is remembered what logs have signed', packaged: 'heeded' },
  XDG_CACHE_HOME: { use: 'Linux: where work files lie', packaged: 'heeded' },
  APPDATA: { use: 'Windows: where the home lies', packaged: 'heeded' },
  LOCALAPPDATA: { use: 'Windows: where work files lie, and what logs have signed', packaged: 'heeded' },
  SystemRoot: { use: 'Windows: passed on to the readers of documents; no path is made of it', packaged: 'heeded' },
  TEMP: { use: 'Windows: passed on to the readers of documents', packaged: 'heeded' },
  TMPDIR: { use: 'passed on to the readers of documents', packaged: 'heeded' },
} as const satisfies Readonly<Record<string, Variable>>;

/** Name of a variable on the list. */
export type VariableName = keyof typeof VARIABLES;

/** Values of some of the variables. */
export type Environment = Readonly<Partial<Record<VariableName, string | undefined>>>;

/** The environment that the program may use. */
export const environment: Environment = process.env;

/** Sets a variable for this process and those that it starts. */
export function setVariable(name: VariableName, value: string): void {
  process.env[name] = value;
}

/**
 * Removes variables that a packaged app must ignore. Runs before anything else, in the process that starts the others.
 */
export function closeEnvironment(env: Partial<Record<string, string>> = process.env): void {
  for (const [name, { packaged }] of Object.entries(VARIABLES)) if (packaged === 'removed') delete env[name];
}
