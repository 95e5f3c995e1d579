/** The last part of a path of any platform. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).pop() || path;
}
