/** Where the program of a thread lies: beside its owner in the source, beside the bundle in the built app. */

/**
 * `source` as Node 24 runs it, or `built` in the app; both are relative to the file whose `import.meta.url` is `owner`.
 */
export function workerUrl(owner: string, source: `./${string}.ts`, built: `./${string}.js`): URL {
  return new URL(owner.endsWith('.ts') ? source : built, owner);
}
