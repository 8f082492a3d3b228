import { attribute, type Element, textBelow } from './parse-page'

/** Elements that a page does not show as text, whatever is in them. */
const unseen = new Set(
  'applet audio base canvas datalist embed frame frameset head iframe link math meta noembed noframes object param script source style svg template title track video'.split(
    ' ',
  ),
)

/** Elements that begin a line of their own. */
const blocks = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre search section select summary table tbody td textarea tfoot th thead tr ul xmp'.split(
    ' ',
  ),
)

/** What the style attribute of an element says about the matters that reach the text. */
export type InlineStyle = {
  readonly display: string | null
  readonly weight: string | null
  readonly slant: string | null
  readonly whiteSpace: string | null
}

const noStyle: InlineStyle = { display: null, weight: null, slant: null, whiteSpace: null }
const [display, weight, slant, whiteSpace] = (
  ['display', 'font-weight', 'font-style', 'white-space'] as const
).map((property) => new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([a-z0-9-]+)`))

/** Read the style attribute as far as the text depends on it. */
export function inlineStyle(element: Element): InlineStyle {
  const style = attribute(element, 'style')?.slice(0, 4000).toLowerCase()
  if (style === undefined) return noStyle
  const value = (pattern: RegExp | undefined) => pattern?.exec(style)?.[1] ?? null
  return {
    display: value(display),
    weight: value(weight),
    slant: value(slant),
    whiteSpace: value(whiteSpace),
  }
}

/** What is hidden from screen readers alone and is longer is a page that was saved while a dialog lay over it. */
const LONGEST_SIGN = 200

/** True for what a reader of the page does not see, scripts and the like among it. */
export function isUnseen(element: Element, { display }: InlineStyle): boolean {
  const { tagName } = element
  if (unseen.has(tagName) || display === 'none') return true
  if (tagName === 'dialog' && attribute(element, 'open') === null) return true
  const hidden = attribute(element, 'hidden')
  if (hidden !== null && hidden !== 'until-found') return true
  return (
    attribute(element, 'aria-hidden') === 'true' && textBelow(element, LONGEST_SIGN).length < LONGEST_SIGN
  )
}

/** True when the element begins and ends a line. */
export function isBlock({ tagName }: Element, { display }: InlineStyle): boolean {
  return blocks.has(tagName) || (display !== null && /^(block|flex|grid|list-item|table)/.test(display))
}

const preformatted = new Set(['pre', 'textarea', 'listing', 'xmp', 'plaintext'])

/** Whether a line break in its text is one on the page; null when that is as it is around the element. */
export function keepsLines({ tagName }: Element, { whiteSpace }: InlineStyle): boolean | null {
  if (whiteSpace !== null) return /^(pre|break)/.test(whiteSpace)
  return preformatted.has(tagName) ? true : null
}

/** True for a list whose style takes the signs or numbers away from its items. */
export function hasNoMarkers(list: Element): boolean {
  const style = attribute(list, 'style')?.slice(0, 4000).toLowerCase() ?? ''
  return /(?:^|;)\s*list-style(?:-type)?\s*:[^;]*\bnone\b/.test(style)
}
