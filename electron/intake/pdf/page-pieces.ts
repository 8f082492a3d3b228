import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { linkTarget } from '../file-details'
import type { Fonts } from './fonts'

/**
 * A run of text as it lies on the page, which is turned so that its text stands upright: `x` grows in the direction of
 * reading (to the left in an Arabic page, down in a vertical one) and `y`, the base of the line, from line to line.
 */
export type Piece = {
  readonly text: string
  readonly x: number
  readonly width: number
  readonly y: number
  readonly size: number
  readonly isRightToLeft: boolean
  readonly strong: boolean
  readonly emphasis: boolean
  readonly href: string | null
}

export type PagePieces = {
  readonly height: number
  readonly isRightToLeft: boolean
  /** What a person reads without turning the page. */
  readonly pieces: readonly Piece[]
  /** What stands at another angle, such as a stamp along the edge: each angle for itself. */
  readonly turned: readonly (readonly Piece[])[]
  /** How many comments and filled fields of a form lie on the page. Their words are none of its text. */
  readonly comments: number
}

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>
type TextItem = Extract<TextContent['items'][number], { str: string }>
export type PageContent = { readonly items: readonly TextItem[]; readonly styles: TextContent['styles'] }

/** The text of a page, with no more characters than `most`: what goes beyond is left out. */
export async function readContent(page: PDFPageProxy, most: number): Promise<PageContent> {
  const items: TextItem[] = []
  const styles: TextContent['styles'] = {}
  let characters = 0
  const reader = page.streamTextContent().getReader()
  for (;;) {
    // The stream carries what the library calls text content, part by part, and has no type of its own.
    const part = (await reader.read()) as { readonly value: TextContent; readonly done: boolean }
    if (part.done) return { items, styles }
    Object.assign(styles, part.value.styles)
    for (const item of part.value.items) {
      // No marks of structure were asked for: all items are text.
      const text = item as TextItem
      if (text.str.trim() === '') continue
      items.push(text)
      characters += text.str.length
    }
    if (characters > most) {
      await reader.cancel(new Error('enough'))
      return { items, styles }
    }
  }
}

/** Where the text of a page stands as its reader sees it. */
export async function pagePieces(
  page: PDFPageProxy,
  { items, styles }: PageContent,
  fonts: Fonts,
): Promise<PagePieces> {
  const viewport = page.getViewport({ scale: 1 })
  // Six numbers, as its documentation says.
  const toView = viewport.transform as unknown as Matrix
  const { links, comments } = await readAnnotations(page, toView)
  const angles = new Map<number, { readonly placed: Placed[]; characters: number }>()
  for (const item of items) {
    const placed = place(item, toView, styles[item.fontName]?.vertical === true)
    if (placed === null) continue
    const angle = angles.get(placed.angle) ?? { placed: [], characters: 0 }
    angle.placed.push(placed)
    angle.characters += item.str.length
    angles.set(placed.angle, angle)
  }
  const groups = [...angles.values()].toSorted((one, other) => other.characters - one.characters)
  const [main, ...others] = groups.map(({ placed }) => upright(placed, links, fonts))
  const isRightToLeft = main !== undefined && isMostlyRightToLeft(main)
  return {
    height: heightOf(groups[0]?.placed[0]?.along ?? [1, 0], viewport),
    isRightToLeft,
    pieces: isRightToLeft ? mirrored(main) : (main ?? []),
    turned: others,
    comments,
  }
}

type Point = readonly [number, number]
type Matrix = readonly [number, number, number, number, number, number]

/** A piece where it is on the page: `along` is the direction of its line, `down` that of the next line. */
type Placed = {
  readonly item: TextItem
  readonly at: Point
  readonly along: Point
  readonly size: number
  readonly length: number
  readonly angle: number
}

/** Nobody draws larger, and numbers beyond serve to break a program. */
const MOST_POINTS = 1e5

function place(item: TextItem, toView: Matrix, isVertical: boolean): Placed | null {
  // Six numbers, as its documentation says.
  const [a, b, c, d, e, f] = multiply(toView, item.transform as unknown as Matrix)
  const size = lengthOf(c, d)
  // In a vertical line the next sign stands below, where the foot of this one points.
  const [dx, dy] = isVertical ? [-c, -d] : [a, b]
  const norm = lengthOf(dx, dy)
  const length = isVertical ? item.height : item.width
  if (![size, norm, length, e, f].every((value) => Math.abs(value) < MOST_POINTS)) return null
  if (size === 0 || norm === 0) return null
  const along: Point = [dx / norm, dy / norm]
  const angle = Math.round((Math.atan2(along[1], along[0]) * 180) / Math.PI)
  return { item, at: [e, f], along, size, length, angle }
}

/** As `Math.hypot`, which takes its time for what is upright on most pages. */
function lengthOf(x: number, y: number): number {
  return x === 0 || y === 0 ? Math.abs(x + y) : Math.hypot(x, y)
}

function multiply(one: Matrix, other: Matrix): Matrix {
  return [
    one[0] * other[0] + one[2] * other[1],
    one[1] * other[0] + one[3] * other[1],
    one[0] * other[2] + one[2] * other[3],
    one[1] * other[2] + one[3] * other[3],
    one[0] * other[4] + one[2] * other[5] + one[4],
    one[1] * other[4] + one[3] * other[5] + one[5],
  ]
}

/** Arabic letters in the shape that they have beside others. */
const shaped = /[\ufb50-\ufdff\ufe70-\ufefc]+/g

/** Chinese punctuation as it stands in a vertical line. */
const upended = /[\ufe10-\ufe19\ufe30-\ufe44]/g

/** What is not kept as the library tells it. It writes NUL for a letter that it cannot tell. */
const unusual = /[\0\ufb50-\ufdff\ufe10-\ufe19\ufe30-\ufe44\ufe70-\ufefc]/

function usual(text: string): string {
  if (!unusual.test(text)) return text
  return text
    .replaceAll(shaped, (letters) => letters.normalize('NFKC'))
    .replaceAll(upended, laidDown)
    .replaceAll('\0', '\ufffd')
}

/** The sign as it stands in a line: as wide as a letter. */
function laidDown(sign: string): string {
  const upright = sign.normalize('NFKC')
  return /^[!-~]$/.test(upright) ? String.fromCharCode(upright.charCodeAt(0) + 0xfee0) : upright
}

/** The pieces of one angle, turned upright. */
function upright(placed: readonly Placed[], links: readonly PageLink[], fonts: Fonts): Piece[] {
  const pieces: Piece[] = []
  const seen = new Map<string, Piece[]>()
  for (const { item, at, along, size, length } of placed) {
    const { strong, emphasis } = fonts.styleOf(item.fontName)
    const piece: Piece = {
      text: usual(item.str),
      x: at[0] * along[0] + at[1] * along[1],
      width: length,
      y: at[1] * along[0] - at[0] * along[1],
      size,
      isRightToLeft: item.dir === 'rtl',
      strong,
      emphasis,
      href: null,
    }
    const copies = seen.get(item.str)
    // Some programs make letters bold by drawing them twice.
    if (copies?.some((copy) => isOnTop(copy, piece)) === true) continue
    if (copies === undefined) seen.set(item.str, [piece])
    else copies.push(piece)
    if (links.length === 0) pieces.push(piece)
    else pieces.push(...linked(piece, at, along, links))
  }
  return pieces
}

function isOnTop(one: Piece, other: Piece): boolean {
  const near = one.size * 0.15
  return Math.abs(one.x - other.x) < near && Math.abs(one.y - other.y) < near
}

function isMostlyRightToLeft(pieces: readonly Piece[]): boolean {
  let balance = 0
  for (const { text, isRightToLeft } of pieces) balance += isRightToLeft ? text.length : -text.length
  return balance > 0
}

/** A page that is read from right to left, seen in a mirror: what comes first is at the left again. */
function mirrored(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece) => ({ ...piece, x: -piece.x - piece.width }))
}

function heightOf([x, y]: Point, { width, height }: { readonly width: number; readonly height: number }) {
  return Math.abs(x * height) + Math.abs(y * width)
}

/** A part of the page that leads somewhere. */
type PageLink = { readonly href: string; readonly from: Point; readonly to: Point }

type Annotation = {
  readonly subtype?: unknown
  readonly url?: unknown
  readonly rect?: unknown
  readonly fieldType?: unknown
  readonly fieldValue?: unknown
  readonly contentsObj?: { readonly str?: unknown }
}

async function readAnnotations(
  page: PDFPageProxy,
  toView: Matrix,
): Promise<{ links: PageLink[]; comments: number }> {
  // The library gives annotations no type.
  const annotations = (await page.getAnnotations()) as readonly Annotation[]
  return { links: linksAmong(annotations, toView), comments: annotations.filter(hasWords).length }
}

/** True for a comment that says something, and for a field of text that was filled in. */
function hasWords({ subtype, fieldType, fieldValue, contentsObj }: Annotation): boolean {
  const said =
    subtype === 'Widget'
      ? fieldType === 'Tx' && fieldValue
      : subtype !== 'Link' && subtype !== 'Popup' && contentsObj?.str
  return typeof said === 'string' && said.trim() !== ''
}

function linksAmong(annotations: readonly Annotation[], toView: Matrix): PageLink[] {
  return annotations.flatMap(({ subtype, url, rect }) => {
    const href = typeof url === 'string' ? linkTarget(url, null) : null
    if (subtype !== 'Link' || href === null || !Array.isArray(rect)) return []
    const [x1, y1, x2, y2] = rect.map(Number)
    if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return []
    const one = multiply(toView, [1, 0, 0, 1, x1, y1])
    const two = multiply(toView, [1, 0, 0, 1, x2, y2])
    return [
      {
        href,
        from: [Math.min(one[4], two[4]), Math.min(one[5], two[5])] as const,
        to: [Math.max(one[4], two[4]), Math.max(one[5], two[5])] as const,
      },
    ]
  })
}

/** The words of a piece, those within a link apart from the others; letters are taken to be of one width. */
function linked(piece: Piece, at: Point, along: Point, links: readonly PageLink[]): Piece[] {
  const parts: Piece[] = []
  const each = piece.width / piece.text.length
  const hrefAt = (start: number, end: number) => {
    // The middle of the word, and of the letters above their base.
    const middle = ((start + end) / 2) * each
    const x = at[0] + along[0] * middle + along[1] * piece.size * 0.3
    const y = at[1] + along[1] * middle - along[0] * piece.size * 0.3
    return (
      links.find(({ from, to }) => x >= from[0] && x <= to[0] && y >= from[1] && y <= to[1])?.href ?? null
    )
  }
  // A right-to-left piece begins at its right end.
  const place = (offset: number) => (piece.isRightToLeft ? piece.text.length - offset : offset)
  for (const { 0: word, index } of piece.text.matchAll(/\s*\S+/g)) {
    const space = word.length - word.trimStart().length
    const href = hrefAt(place(index + space), place(index + word.length))
    const last = parts.at(-1)
    const start = piece.isRightToLeft ? place(index + word.length) : index
    if (last?.href === href) {
      parts[parts.length - 1] = {
        ...last,
        text: last.text + word,
        x: Math.min(last.x, piece.x + start * each),
        width: last.width + word.length * each,
      }
    } else parts.push({ ...piece, text: word, x: piece.x + start * each, width: word.length * each, href })
  }
  return parts
}
