/**
 * What a document is called wherever its file lies, given the path of that file inside the notebook: the path of its
 * own place, from which it may be away while it is in the trash.
 */
export function documentName(path: string): string {
  const source = /^trash\/(s-[0-9a-z]{16})(?:\.[^/]+)?\/(.+)$/.exec(path)
  if (source !== null) return `sources/${source[1]}/${source[2]}`
  const brief = /^trash\/(b-[0-9a-z]{16})(?:\.[^/]+)?\.json$/.exec(path)
  return brief === null ? path : `briefs/${brief[1]}.json`
}
