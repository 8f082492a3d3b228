/** What one part of an archive refers to in another: the name of that part, and the place in it. */
export type Reference = { readonly name: string; readonly fragment: string }

const ORIGIN = 'http://archive.invalid'

/** Names whose parts mean nothing but themselves, as nearly all are. */
const plainName = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/
const plainReference = /^((?:[\w-][\w.-]*\/)*[\w-][\w.-]*)(?:#([\w.-]*))?$/

/**
 * What `reference` means in the part `from` of an archive; null when it leads out of the archive. The name is only ever
 * compared with the names of the parts there are.
 */
export function nameWithin(from: string, reference: string): Reference | null {
  const plain = plainName.test(from) ? plainReference.exec(reference) : null
  if (plain !== null)
    return { name: from.slice(0, from.lastIndexOf('/') + 1) + plain[1], fragment: plain[2] ?? '' }
  const base = `${ORIGIN}/${from.split('/').map(encodeURIComponent).join('/')}`
  if (!URL.canParse(reference, base)) return null
  const { origin, pathname, hash } = new URL(reference, base)
  if (origin !== ORIGIN) return null
  try {
    return { name: decodeURIComponent(pathname.slice(1)), fragment: decodeURIComponent(hash.slice(1)) }
  } catch {
    // A sign of percent with no number behind it.
    return { name: pathname.slice(1), fragment: hash.slice(1) }
  }
}
