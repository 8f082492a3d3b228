import { setImmediate as breathe } from 'node:timers/promises'
import { findInText, prepareFind } from '../../shared/anchoring/find-in-text'
import { projectText } from '../../shared/anchoring/text-projection'
import { type PlacedQuote, quotePlacer } from '../../shared/matching/place-quote'
import type { TargetRange } from '../../shared/model/annotation'
import type { ForeignAnnotation } from '../../shared/model/foreign-annotation'
import type { SourceId } from '../../shared/model/ids'
import { currentVersion } from '../../shared/model/source'
import type { SessionContext } from './session-context'

/** What an annotation of another program is about in this notebook: words, a whole text, or nothing that was found. */
export type PlacedAnnotation =
  | {
      readonly what: 'words'
      readonly source: SourceId
      readonly version: number
      readonly range: TargetRange
      readonly isExact: boolean
    }
  | { readonly what: 'text'; readonly source: SourceId }
  | { readonly what: 'nothing'; readonly why: string }

/** So many texts are read at most to find one by its words. */
const MOST_SEARCHED = 2000
/** So many quotations of a page are looked for, the longest first: one that is there tells the text. */
const QUOTES_A_PAGE = 5
/** Shorter ones stand in many texts. */
const FEWEST_SIGNS = 20
/** Pages whose texts are sought by their words; each costs its part of every text. */
const MOST_PAGES = 500
/** Everything else waits no longer than this. */
const BREATH_MS = 20

/**
 * Finds where annotations of another program belong, in their order. The text is found by address, name of the file or
 * title; else by what was quoted from the same page, where exactly one text says that. Where several texts come from one
 * address, the first is taken in which the words are exactly, or else approximately.
 */
export async function placeAnnotations(
  context: SessionContext,
  annotations: readonly ForeignAnnotation[],
): Promise<PlacedAnnotation[]> {
  const breath = breather()
  const find = await context.texts.finder()
  const pages = new Map<string, ForeignAnnotation[]>()
  for (const annotation of annotations) {
    const key = pageKey(annotation)
    const its = pages.get(key)
    if (its === undefined) pages.set(key, [annotation])
    else its.push(annotation)
  }
  const named = new Map<string, readonly SourceId[]>()
  for (const [key, [first]] of pages) {
    const { url = null, fileName = null, title = null } = first ?? {}
    named.set(key, find({ address: url, doi: null, fileNames: fileName === null ? [] : [fileName], title }))
  }
  const sought = [...pages].filter(([key]) => named.get(key)?.length === 0)
  const found = await findByWords(context, new Map(sought), breath)

  const placed = new Map<ForeignAnnotation, PlacedAnnotation>()
  for (const [key, its] of pages) {
    const sources = named.get(key) ?? []
    const byWords = found.get(key)
    const texts = sources.length > 0 ? sources : byWords?.length === 1 ? byWords : []
    const why =
      (byWords?.length ?? 0) > 1
        ? 'Several texts say this, and nothing tells which of them is meant.'
        : noText
    for (const [annotation, place] of await placeOnPage(context, its, texts, breath))
      placed.set(annotation, place ?? { what: 'nothing', why })
  }
  return annotations.map((annotation) => placed.get(annotation) ?? { what: 'nothing', why: noText })
}

const noText = 'No text has this address, this name of a file, this title or these words.'

/** Annotations on one page or document are on one text. */
function pageKey({ url, fileName, title }: ForeignAnnotation): string {
  return JSON.stringify([url, fileName, title])
}

/** Null where there is no text to place it in. */
async function placeOnPage(
  { store }: SessionContext,
  annotations: readonly ForeignAnnotation[],
  sources: readonly SourceId[],
  breath: () => Promise<void>,
): Promise<Map<ForeignAnnotation, PlacedAnnotation | null>> {
  const best = new Map<ForeignAnnotation, PlacedAnnotation | null>(annotations.map((one) => [one, null]))
  for (const source of sources) {
    const { number } = currentVersion(await store.readSource(source))
    const { blocks, pages } = await store.readVersion(source, number)
    const place = quotePlacer(projectText(blocks).text, pages)
    for (const annotation of annotations) {
      await breath()
      const { exact } = annotation
      const placed =
        exact === null
          ? ({ what: 'text', source } as const)
          : placedIn(source, number, place({ ...annotation, exact }))
      const before = best.get(annotation) ?? null
      if (worthOf(placed) > worthOf(before)) best.set(annotation, placed)
    }
  }
  return best
}

function placedIn(source: SourceId, version: number, placed: PlacedQuote): PlacedAnnotation {
  return placed.status === 'not-found'
    ? { what: 'nothing', why: placed.why }
    : { what: 'words', source, version, range: placed.range, isExact: placed.status === 'exact' }
}

function worthOf(placed: PlacedAnnotation | null): number {
  if (placed === null) return 0
  if (placed.what === 'nothing') return 1
  return placed.what === 'text' || placed.isExact ? 3 : 2
}

/** The texts in which most of what was quoted from each page stands. */
async function findByWords(
  { store }: SessionContext,
  pages: ReadonlyMap<string, readonly ForeignAnnotation[]>,
  breath: () => Promise<void>,
): Promise<Map<string, SourceId[]>> {
  const sought = [...pages]
    .map(([key, its]) => ({ key, quotes: quotesOf(its), most: 0 }))
    .filter(({ quotes }) => quotes.length > 0)
    .slice(0, MOST_PAGES)
  const found = new Map<string, SourceId[]>()
  // The newest first: what somebody annotated elsewhere was hardly imported long ago.
  const library = sought.length === 0 ? [] : store.library().toReversed().slice(0, MOST_SEARCHED)
  for (const { id } of library) {
    const text = await currentText(store, id)
    if (text === null) continue
    const findable = prepareFind(text, true)
    for (const page of sought) {
      await breath()
      const said = page.quotes.filter(
        (quote) => findInText(findable, quote, { wholeWords: false }).length > 0,
      )
      if (said.length === 0 || said.length < page.most) continue
      found.set(page.key, said.length === page.most ? [...(found.get(page.key) ?? []), id] : [id])
      page.most = said.length
    }
  }
  return found
}

function quotesOf(annotations: readonly ForeignAnnotation[]): string[] {
  const quotes = annotations.flatMap(({ exact }) => exact?.trim() ?? [])
  return [...new Set(quotes)]
    .filter(({ length }) => length >= FEWEST_SIGNS)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, QUOTES_A_PAGE)
}

async function currentText(store: SessionContext['store'], id: SourceId): Promise<string | null> {
  try {
    const { number } = currentVersion(await store.readSource(id))
    return projectText((await store.readVersion(id, number)).blocks).text
  } catch {
    // One that is damaged or gone does not keep the others from being looked through.
    return null
  }
}

/** Lets everything else have its turn whenever it waited long enough. */
function breather(): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < BREATH_MS) return
    await breathe()
    last = performance.now()
  }
}
