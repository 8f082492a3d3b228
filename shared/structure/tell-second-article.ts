import { findDates } from './dates'
import type { Draft } from './draft'
import { isParagraph, type Line } from './lines'
import { furniture } from './tables/furniture'
import { relativeTime } from './tables/labels'

/** How near the two copies of a headline stand. */
const COPY_REACH = 8
/** How many paragraphs the first article has at least. */
const FEWEST_PARAGRAPHS = 2

/**
 * A page that sticks a second article to the first prints a headline again, with the lines of a page between its copies
 * or right behind it, when it happened not being told or a date. From there on the text is another one.
 */
export function tellSecondArticle(draft: Draft): void {
  const { lines } = draft
  for (const line of lines) {
    if (line.words < 4 || isParagraph(line)) continue
    const before = lines
      .slice(Math.max(line.index - COPY_REACH, 0), line.index)
      .findLast(({ text }) => text === line.text)?.index
    if (before === undefined) continue
    const between = lines.slice(before + 1, line.index)
    const sign = between.find(isOfPage)
    if (sign === undefined || !between.every((one) => draft.part(one.index) === 'frame' || isOfPage(one)))
      continue
    const above = lines
      .slice(0, before)
      .filter((one) => draft.part(one.index) !== 'frame' && isParagraph(one)).length
    if (above < FEWEST_PARAGRAPHS) continue
    draft.tell('unrelated', before, lines.length - 1, {
      evidence: { start: lines[before]?.start ?? 0, end: line.end },
    })
    return
  }
}

/** A line that stands between a headline and its text on a page. */
function isOfPage({ text, words }: Line): boolean {
  if (words > 12) return false
  return furniture.some((one) => one.test(text)) || relativeTime.test(text) || findDates(text).length > 0
}
