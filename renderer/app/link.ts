import { WebLink } from '../../shared/model/version'
import { listOf } from '../ui/words'
import { readableHost } from './punycode'

/** Where a link leads, as far as its address says. */
export type Destination = {
  readonly kind: 'page' | 'mail'
  /** The host, or the address that a mail goes to, as it is read. */
  readonly readable: string
  /** The host as the network knows it, where that is written otherwise. */
  readonly encoded: string | null
  /** What a person should know before they follow it, in sentences. */
  readonly warnings: readonly string[]
  readonly url: string
}

/** What the link of a text leads to; null for what is neither a web page nor a mail address. */
export function destinationOf(link: string): Destination | null {
  if (!WebLink.safeParse(link).success) return null
  const url = new URL(link)
  if (url.protocol === 'mailto:') {
    const readable = safelyDecoded(url.pathname)
    return { kind: 'mail', readable, encoded: null, warnings: [], url: url.href }
  }
  const readable = readableHost(url.hostname)
  const encoded = readable === url.hostname ? null : url.hostname
  const warnings = [
    alphabetWarning(readable),
    url.username === ''
      ? null
      : `What stands before the @ in the address, “${safelyDecoded(url.username)}”, is not the host.`,
  ].filter((warning) => warning !== null)
  return { kind: 'page', readable, encoded, warnings, url: url.href }
}

const alphabets = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Georgian',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Thai',
  'Hangul',
  'Hiragana',
  'Katakana',
  'Han',
  'Cherokee',
].map((name) => ({ name, letters: new RegExp(`\\p{Script=${name}}`, 'u') }))

function alphabetWarning(host: string): string | null {
  const names = alphabets.filter(({ letters }) => letters.test(host)).map(({ name }) => name)
  const other = [...host].some(
    (sign) => /\p{L}/u.test(sign) && !alphabets.some(({ letters }) => letters.test(sign)),
  )
  const all = other ? [...names, 'another'] : names
  if (all.length > 1)
    return `This host is written with letters of several alphabets (${listOf(all)}): some of them may look like others.`
  const [name = 'Latin'] = all
  if (name !== 'Latin') return `This host is written with ${name} letters.`
  return /[^\0-\u007f]/.test(host) ? 'This host has letters beyond the 26 of the Latin alphabet.' : null
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
