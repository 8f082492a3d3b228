import { nameWithin, type Reference } from '../archive/name-within'
import { childNamed, elementsBelow, parseXml, type XmlElement } from '../archive/read-xml'
import { nameOf } from '../file-details'
import { attribute, type Element, isElement, nodesBelow, type Parent, textBelow } from '../html/parse-page'
import type { EpubPackage } from './epub-package'
import { kindsOf, readXhtml } from './read-xhtml'

/** What the contents of a book call a place in it, and how deep it is listed, from 1. */
export type ContentsEntry = { readonly label: string; readonly level: number; readonly place: Reference }

/** The contents of a book: its chapters, and the pages of the printed edition where it tells them. */
export type EpubContents = {
  readonly chapters: readonly ContentsEntry[]
  readonly pages: readonly ContentsEntry[]
}

/** Read the contents of the EPUB `name`, from the page that lists them, else from the list that older books have. */
export function readContents(name: string, { contents, oldContents, read }: EpubPackage): EpubContents {
  const page = contents === null ? null : read(contents)
  const found = contents === null || page === null ? nothing : readPage(name, contents, page)
  const old = oldContents === null ? null : read(oldContents)
  const listed = oldContents === null || old === null ? nothing : readList(name, oldContents, old)
  return {
    chapters: found.chapters.length > 0 ? found.chapters : listed.chapters,
    pages: found.pages.length > 0 ? found.pages : listed.pages,
  }
}

const nothing: EpubContents = { chapters: [], pages: [] }

function readPage(name: string, part: string, bytes: Uint8Array): EpubContents {
  const lists = [...nodesBelow(readXhtml(name, bytes))]
    .filter(isElement)
    .filter(({ tagName }) => tagName === 'nav')
  const listOf = (kind: string) => lists.find((list) => kindsOf(list).includes(kind))
  return { chapters: linksIn(part, listOf('toc')), pages: linksIn(part, listOf('page-list')) }
}

function linksIn(part: string, list: Element | undefined): ContentsEntry[] {
  if (list === undefined) return []
  return [...nodesBelow(list)].filter(isElement).flatMap((link) => {
    const label = link.tagName === 'a' ? nameOf(textBelow(link)) : null
    const place = nameWithin(part, attribute(link, 'href') ?? '')
    return label === null || place === null ? [] : [{ label, level: depthIn(list, link), place }]
  })
}

/** In how many lists an element lies. */
function depthIn(list: Element, element: Element): number {
  let depth = 0
  for (let around: Parent | null = element.parentNode; around !== null && around !== list; ) {
    if (around.nodeName === 'ol') depth += 1
    around = 'parentNode' in around ? around.parentNode : null
  }
  return Math.max(depth, 1)
}

function readList(name: string, part: string, bytes: Uint8Array): EpubContents {
  const root = parseXml(name, bytes)
  const pages = elementsBelow(childNamed(root, 'pagelist'), 'pagetarget').flatMap((page) =>
    entryOf(part, page, 1),
  )
  return { chapters: pointsIn(part, childNamed(root, 'navmap'), 1), pages }
}

function pointsIn(part: string, around: XmlElement | null, level: number): ContentsEntry[] {
  const points = around?.children.filter(({ name }) => name === 'navpoint') ?? []
  return points.flatMap((point) => [...entryOf(part, point, level), ...pointsIn(part, point, level + 1)])
}

function entryOf(part: string, point: XmlElement, level: number): ContentsEntry[] {
  const label = nameOf(childNamed(childNamed(point, 'navlabel'), 'text')?.text)
  const place = nameWithin(part, childNamed(point, 'content')?.attributes.get('src') ?? '')
  return label === null || place === null ? [] : [{ label, level, place }]
}
