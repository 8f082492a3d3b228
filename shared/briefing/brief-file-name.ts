const MOST_BYTES = 100

/** Names that Windows keeps for devices, whatever their extension. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** A file name for an exported brief that every system accepts, at most 100 bytes long in UTF-8. */
export function briefFileName(title: string, extension: string): string {
  const suffix = `.${extension}`
  const safe = title
    .replaceAll(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  const name = cut(safe, MOST_BYTES - suffix.length)
  return `${name === '' || device.test(name) ? 'Brief' : name}${suffix}`
}

function cut(text: string, mostBytes: number): string {
  let bytes = 0
  let kept = ''
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    if (bytes > mostBytes) break
    kept += character
  }
  return kept.trimEnd()
}
