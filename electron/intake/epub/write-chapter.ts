import { defaultTreeAdapter, html } from 'parse5'
import { type BlockWriter, clampLevel } from '../block-writer'
import { nameOf } from '../file-details'
import { type TextLandmarks, writeHtml } from '../html/html-blocks'
import { attribute, type Document, type Element, isElement, nodesBelow, textBelow } from '../html/parse-page'
import type { ContentsEntry } from './epub-contents'
import { mutualNotes } from './mutual-notes'
import type { PageStarts } from './page-starts'
import { kindsOf } from './read-xhtml'

export type ChapterOptions = {
  /** What the contents of the book call the chapter; null where they do not name it. */
  readonly entry: ContentsEntry | null
  /** True for what is read on its own: notes, answers, the cover. */
  readonly apart: boolean
  /** The pages that begin in the chapter, by the identity of the place; null where the book does not list its pages. */
  readonly pages: ReadonlyMap<string, string> | null
}

/**
 * Write the text of a chapter. Where it has no heading, what the contents of the book call it becomes one: the line of it
 * that says so, else a line of its own. What stands beside the text, such as notes, lies in a landmark.
 */
export function writeChapter(
  page: Document,
  writer: BlockWriter,
  starts: PageStarts,
  { entry, apart, pages }: ChapterOptions,
): TextLandmarks {
  const elements = [...nodesBelow(page)].filter(isElement)
  const body = elements.find(({ tagName }) => tagName === 'body')
  if (body === undefined) return new Map()
  if (apart) setBeside(body)
  for (const { sign, note, back } of mutualNotes(elements)) {
    setBeside(note)
    // A number stands before the words of the note; an arrow is a way back for fingers.
    if (!/[\p{L}\p{N}]/u.test(textBelow(back, 20))) back.childNodes = []
    setText(sign, `[${textBelow(sign, 20)}]`)
  }
  const labels = new Map<Element, string>()
  for (const element of elements) {
    const kinds = kindsOf(element)
    const label = pageLabel(element, kinds, pages)
    if (label !== null) labels.set(element, label)
    if (kinds.includes('pagebreak') || kinds.includes('backlink')) element.childNodes = []
    else if (element.tagName === 'math') writeEquation(element)
    else if (isNoteReference(element, kinds)) setText(element, `[${textBelow(element, 20)}]`)
    else if (kinds.some((kind) => besides.has(kind))) setBeside(element)
  }
  if (entry !== null && !apart) giveHeading(body, elements, entry)
  const landmarks = writeHtml(page, writer, { base: null })
  starts.find(page, labels, writer)
  return landmarks
}

/** What stands in a book beside its text. */
const besides = new Set(
  'toc landmarks page-list loi lot index cover copyright-page footnote footnotes endnote endnotes rearnote rearnotes'.split(
    ' ',
  ),
)

/** Say of an element that it stands beside the text, in the way of HTML. */
function setBeside(element: Element): void {
  element.attrs = [
    ...element.attrs.filter(({ name }) => name !== 'role'),
    { name: 'role', value: 'complementary' },
  ]
}

/** The name of the page that begins at an element: as the book lists it, else as the place itself bears it. */
function pageLabel(
  element: Element,
  kinds: readonly string[],
  pages: ChapterOptions['pages'],
): string | null {
  if (pages !== null) {
    const id = attribute(element, 'id')
    // A page that begins at no place within the chapter begins with it.
    const start = element.tagName === 'body' ? pages.get('') : undefined
    return start ?? (id === null ? undefined : pages.get(id)) ?? null
  }
  if (!kinds.includes('pagebreak')) return null
  return nameOf(attribute(element, 'title') ?? attribute(element, 'aria-label') ?? textBelow(element))
}

/** A raised sign that leads to a note. Older books say so by its looks alone. */
function isNoteReference(element: Element, kinds: readonly string[]): boolean {
  if (element.tagName !== 'a' || !/^(?:\d{1,4}|\p{L}|[*†‡§]{1,3})$/u.test(textBelow(element, 20)))
    return false
  const [only, ...others] = element.childNodes
  const raised = element.parentNode?.nodeName === 'sup' || (others.length === 0 && only?.nodeName === 'sup')
  return kinds.includes('noteref') || (raised && (attribute(element, 'href') ?? '').includes('#'))
}

/** An equation as the book writes it on one line, else with its signs one behind the other. */
function writeEquation(math: Element): void {
  const note = [...nodesBelow(math)].filter(isElement).find(({ tagName }) => tagName === 'annotation')
  setText(math, attribute(math, 'alttext') ?? textBelow(note ?? math))
  math.tagName = 'span'
}

function setText(element: Element, value: string): void {
  element.childNodes = [{ nodeName: '#text', value, parentNode: element }]
}

/** So many elements from its beginning, a chapter may name itself. */
const EARLY_ELEMENTS = 40

function giveHeading(body: Element, elements: readonly Element[], { label, level }: ContentsEntry): void {
  const shown = elements.filter((element) => textBelow(element, 1) !== '')
  if (shown.length === 0 || shown.some(({ tagName }) => /^h[1-6]$/.test(tagName))) return
  const tag = `h${clampLevel(level)}`
  const early = shown.slice(0, EARLY_ELEMENTS).filter(({ tagName }) => /^(?:p|div|center)$/.test(tagName))
  const line = early.find((element) => isSame(textBelow(element), label))
  if (line !== undefined) {
    line.tagName = tag
    return
  }
  const heading = defaultTreeAdapter.createElement(tag, html.NS.HTML, [])
  setText(heading, label)
  body.childNodes.unshift(heading)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
