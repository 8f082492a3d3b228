import { Failure } from '../../shared/contract/failure'

/** What a mail link may fill in. Some mail programs also know fields that attach files of this computer. */
const mailFields: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'subject', 'body'])

/**
 * The link as the system's programs may have it. Throws a Failure unless it leads to a web page or a mail address:
 * everything else could start a program or open a file. What is checked is what is opened, since it was parsed before.
 */
export function linkToOpen(url: string): string {
  const link = URL.canParse(url) ? new URL(url) : null
  if (link?.protocol === 'https:' || link?.protocol === 'http:') return link.href
  if (link?.protocol === 'mailto:' && isPlainMail(link)) return link.href
  throw new Failure(
    'invalid-input',
    'This link was not opened: it does not simply lead to a web page or a mail address.',
  )
}

/**
 * The address of a mail link is not escaped by parsing, and a quotation mark or blank in it could end an argument of the mail
 * program. Not every mail program knows fragments or takes an escaped `?` for a letter: fields could hide behind both.
 */
function isPlainMail({ href, hash, pathname, searchParams }: URL): boolean {
  return (
    !/["'\s<>\\^`{|}]/.test(href) &&
    hash === '' &&
    !/%(?:23|26|3f)/i.test(pathname) &&
    [...searchParams.keys()].every((field) => mailFields.has(field.toLowerCase()))
  )
}
