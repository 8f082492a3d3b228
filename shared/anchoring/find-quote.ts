/** A quote to look for; an empty prefix or suffix says nothing about what surrounds it. */
export type Quote = { readonly exact: string; readonly prefix: string; readonly suffix: string }

export type QuoteMatch =
  | { readonly status: 'found'; readonly start: number; readonly end: number }
  | { readonly status: 'ambiguous'; readonly count: number }
  | { readonly status: 'missing' }

/** Find the one place where `quote` stands letter for letter, its prefix before it and its suffix behind it. */
export function findQuote(text: string, { exact, prefix, suffix }: Quote): QuoteMatch {
  const starts: number[] = []
  for (let start = text.indexOf(exact); start !== -1; start = text.indexOf(exact, start + 1)) {
    if (text.startsWith(suffix, start + exact.length) && text.endsWith(prefix, start)) starts.push(start)
  }
  const [start] = starts
  if (start === undefined) return { status: 'missing' }
  if (starts.length > 1) return { status: 'ambiguous', count: starts.length }
  return { status: 'found', start, end: start + exact.length }
}
