/** Runs Python's `email` on mails. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One part that is no multipart: its type, the name that it states, and the SHA-256 of its decoded bytes. */
export type PythonPart = readonly [type: string, name: string | null, sha256: string];

const PROGRAM = fileURLToPath(new URL('read.py', import.meta.url));

/** The parts of each mail, in the order of the paths. */
export function pythonParts(paths: readonly string[]): Promise<readonly (readonly PythonPart[])[]> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`python3 ended with ${code}`)),
    );
    child.stdin.end(paths.map((path) => `${path}\n`).join(''));
  });
}
