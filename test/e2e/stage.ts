/** What the global setup prepares once and every end-to-end test uses. */
export interface Stage {
  /** The Electron program, readable by the user who runs it. */
  readonly executable: string;
  /** The folder of package.json and dist/, readable likewise. */
  readonly app: string;
  /** A folder for everything that this run writes; removed at its end. */
  readonly work: string;
  /** Variables that the app needs on this Electron and this display. */
  readonly env: Readonly<Record<string, string>>;
  /** Who runs the app; absent where the tests themselves are not run by root. */
  readonly user?: User;
  /** Why the app runs without Chromium's sandbox; absent where it runs with it. */
  readonly noSandbox?: string;
}

/** A Unix account. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

const variable = 'NOTARY_E2E_STAGE';

/** Hands the stage to the test processes, which inherit the environment. */
export function publishStage(stage: Stage): void {
  process.env[variable] = JSON.stringify(stage);
}

/** The stage of this run. */
export function currentStage(): Stage {
  const text = process.env[variable];
  if (text === undefined) throw new Error('Run the end-to-end tests with vitest.e2e.config.ts.');
  return JSON.parse(text) as Stage;
}
