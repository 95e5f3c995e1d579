/** Location of a thread's program: next to its owner in the source, next to the bundle in the built app. */

/**
 * `source` when Node 24 runs the source, `built` in the app; both are relative to the file whose `import.meta.url` is
 * `owner`.
 */
export function workerUrl(owner: string, source: `./${string}.ts`, built: `./${string}.js`): URL {
  return new URL(owner.endsWith('.ts') ? source : built, owner);
}
