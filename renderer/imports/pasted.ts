/** What was on the clipboard. */
export type Pasted = {
  readonly text: string
  /** The same with its formatting, as HTML that only the host reads; null when it has none. */
  readonly html: string | null
}

/** Formatting that the text alone does not show. Without it, the HTML of a clipboard says nothing more. */
const formatting =
  /<(?:h[1-6]|ul|ol|li|blockquote|table|em|i|strong|b)[\s>]|<a\s[^>]*href|font-(?:weight|style)\s*:\s*(?:bold|italic|[6-9]00)/i

const START = '<!--StartFragment-->'
const END = '<!--EndFragment-->'

/**
 * What a clipboard holds: its text, and its HTML where that has formatting. Of the HTML it is the part that was copied, which
 * some programs stand between marks. Nothing of it is parsed here.
 */
export function pastedFrom(text: string, html: string): Pasted {
  const start = html.indexOf(START)
  const end = html.lastIndexOf(END)
  const copied = start !== -1 && end > start ? html.slice(start + START.length, end) : html
  return { text, html: text.trim() !== '' && formatting.test(copied) ? copied : null }
}

export const nothingPasted: Pasted = { text: '', html: null }
