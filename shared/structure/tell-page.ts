import type { Draft } from './draft'
import { endsSentence, type Line } from './lines'
import {
  captionEnd,
  captionStart,
  furniture,
  releaseEnd,
  serviceHead,
  tailSentence,
  tailStart,
} from './tables/furniture'

/** Longest line of a page: a teaser. */
const TEASER = 25
/** How far down an article a page begins. */
const HEAD = 8

/** Tell the lines of the page around an article: its furniture, its head and its end, and the captions of pictures. */
export function tellPage(draft: Draft): void {
  tellFurniture(draft)
  tellHead(draft)
  tellEnd(draft)
  tellReleaseEnd(draft)
  tellAboutAuthor(draft)
  tellCaptions(draft)
}

function tellFurniture(draft: Draft): void {
  for (const { index, text, kind } of draft.lines)
    if (kind !== 'heading' && text.length < 200 && furniture.some((line) => line.test(text)))
      draft.tell('frame', index)
}

/** What a service says of itself stands over everything of the article, and takes with it the short lines above it. */
function tellHead(draft: Draft): void {
  const last = draft.lines.slice(0, HEAD).findLast(({ text }) => serviceHead.test(text))
  if (last === undefined) return
  const above = draft.lines.slice(0, last.index + 1)
  if (above.every(({ words }) => words <= 12)) draft.tell('frame', 0, last.index, { evidence: last })
}

/** From a line that only a page has, when nothing behind it is longer than a teaser or a notice of the page. */
function tellEnd(draft: Draft): void {
  const { lines } = draft
  // Where the last line that belongs to an article stands.
  const last = lines.findLastIndex(
    ({ index, text, words }) => words > TEASER && !tailSentence.test(text) && draft.part(index) === null,
  )
  const start = lines.find(
    ({ index, text }) => index > Math.max(1, last) && text.length < 80 && tailStart.test(text),
  )
  if (start !== undefined) draft.tell('frame', start.index, lines.length - 1, { evidence: start })
}

/** A release says where it ends; behind stand whom to ask and what the sender says of itself in every release. */
function tellReleaseEnd(draft: Draft): void {
  const { lines } = draft
  const half = Math.floor(lines.length / 3)
  const isRelease = lines
    .slice(0, 6)
    .some(({ text }) =>
      /^(?:for immediate release|(?:press|news|media) release|pressemitteilung)\b/i.test(text),
    )
  if (!isRelease) return
  const end = lines.find(
    ({ index, text }) => index >= half && index > 3 && text.length < 120 && releaseEnd.test(text),
  )
  if (end !== undefined) draft.tell('frame', end.index, lines.length - 1, { evidence: end })
}

/** What a page says of those who wrote an article, in each of their articles. */
function tellAboutAuthor(draft: Draft): void {
  const { lines } = draft
  const about = lines.findLast(({ text }) =>
    /^(?:about the authors?|über (?:den autor|die autorin|die autoren)|à propos de l’auteur|об авторе|про автора)$/i.test(
      text,
    ),
  )
  if (about === undefined || about.index < lines.length / 2) return
  const isLast =
    lines.slice(about.index + 1).filter((line) => draft.isBody(line.index) && line.words > TEASER).length <= 2
  if (isLast) draft.tell('frame', about.index, lines.length - 1, { evidence: about })
}

function tellCaptions(draft: Draft): void {
  const { lines } = draft
  for (const line of lines) {
    if (draft.part(line.index) !== null || line.kind === 'heading') continue
    const credit = creditOf(line)
    if (credit !== null) draft.tell('caption', line.index, line.index, { evidence: credit })
    // A caption that the next line repeats together with who took the picture.
    const next = lines[line.index + 1]
    const told = next === undefined ? null : creditOf(next)
    if (next?.text.startsWith(line.text) && next.text !== line.text && told !== null)
      draft.tell('caption', line.index, line.index, { evidence: told })
  }
}

/** The words of a caption that say who took the picture, or how it begins; null for other lines. */
function creditOf({ index, start, text, end }: Line): { start: number; end: number } | null {
  if (text.length > 500) return null
  const first = captionStart.exec(text)
  if (first !== null) return { start, end: start + first[0].length }
  // Most lines have none of the signs that every credit has.
  if (!/[(:/©]/.test(text)) return null
  const credit = captionEnd.exec(text)
  if (credit !== null) return { start: start + credit.index, end }
  // Under a headline, a line that ends in a name in brackets says who took the picture.
  const name = index > 0 && index < 8 ? /\([A-Z][\p{L}\w./, -]{1,40}\)$/u.exec(text) : null
  const isSentence = name !== null && endsSentence(text.slice(0, name.index).trim())
  return name !== null && isSentence ? { start: start + name.index, end } : null
}
