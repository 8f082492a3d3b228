import { describeRange } from '../../shared/anchoring/describe-range'
import { projectText } from '../../shared/anchoring/text-projection'
import { startBrief } from '../../shared/briefing/edit-brief'
import type { Input } from '../../shared/contract/calls'
import type { Handlers } from '../../shared/contract/dispatch'
import type { NotebookEvent } from '../../shared/contract/events'
import { Failure } from '../../shared/contract/failure'
import { detect } from '../../shared/detection/detect'
import { type Annotation, AnnotationBody, byPlace, excerptOf, startBody } from '../../shared/model/annotation'
import type { Brief } from '../../shared/model/brief'
import { bulkEdit, nameBulkChange } from '../../shared/model/bulk-edit'
import type { EntryId } from '../../shared/model/codebook'
import { type ResolveId, resolved, resolverOf } from '../../shared/model/edit-codebook'
import { noViews, type SavedViews } from '../../shared/model/excerpts'
import type { AnnotationId, BriefId, IdPrefix, SourceId } from '../../shared/model/ids'
import type { SourceSummary, TrashEntry } from '../../shared/model/notebook'
import { defaultPreferences } from '../../shared/model/preferences'
import type { Source, SourceDetails } from '../../shared/model/source'
import type { Structure } from '../../shared/model/structure'
import { summarise, tallyOf } from '../../shared/model/summarise'
import { PartialDate } from '../../shared/model/time'
import type { Block, Version } from '../../shared/model/version'
import { fakeBriefCalls } from './fake-briefs'
import { type FakeBooks, fakeCodebookCalls, noFakeBooks } from './fake-codebook'
import { fakeExcerptCalls, fakeExcerptTable } from './fake-excerpts'
import { fakeHealth } from './fake-health'
import { createFakeHistory, nameOfEdit, nameOfSourceEdit, type StepName, told } from './fake-history'
import { fakeIntake } from './fake-intake'
import { fakeSearchCalls } from './fake-search'

const NOW = '2025-03-01T10:00:00.000Z'

/**
 * A source to begin with: each line of `text` is a paragraph, a line that starts with a bullet a list item. Its `blocks`
 * and the marks of its structure may be given too.
 */
export type GivenSource = Partial<SourceDetails> & {
  readonly text: string
  readonly blocks?: readonly Block[]
  readonly structure?: Structure['marks']
  readonly notices?: readonly string[]
}

/** What the calls do to a notebook in memory. `emit` is told what a host would tell its windows. */
export function createFakeNotebook(emit: (...events: NotebookEvent[]) => void) {
  let ids = 0
  let readOnly: { reason: 'held'; message: string } | null = null
  let damaged: string[] = []
  let updated: string | null = null
  const newId = <Prefix extends IdPrefix>(prefix: Prefix) =>
    `${prefix}-${String(ids++).padStart(16, '0')}` as const
  const sources = new Map<SourceId, Source>()
  const versions = new Map<SourceId, Version>()
  const annotations = new Map<AnnotationId, Annotation>()
  const briefs = new Map<BriefId, Brief>()
  // One each, so that undo puts them back as it does all else.
  const books = new Map([['all', noFakeBooks]])
  const views = new Map([['all', noViews]])
  const files = new Map<string, string>()
  let savedAs: string | null = null
  const uploads = new Map<string, Input<'import.begin'> & { text: string }>()
  const binned = new Map<string, { entry: TrashEntry; restore: () => void }>()
  let preferences = defaultPreferences
  let lastRead: SourceId | null = null

  const addSource = ({ text, blocks: given, structure, notices = [], ...details }: GivenSource): Source => {
    const id = newId('s')
    const blocks = given === undefined ? text.split('\n').map(blockOf) : [...given]
    const original = {
      fileName: 'given.txt',
      mediaType: 'text/plain',
      encoding: 'utf-8',
      bytes: text.length,
      sha256: '0'.repeat(64),
    }
    const source: Source = {
      id,
      revision: 1,
      added: NOW,
      inferences: [],
      status: 'unread',
      place: null,
      codes: [],
      memo: '',
      structures: structure === undefined ? [] : [{ version: 1, marks: structure }],
      decisions: [],
      details: {
        title: text.split('\n')[0] ?? '',
        outlet: null,
        via: null,
        authors: [],
        published: null,
        updated: null,
        language: 'en',
        direction: 'ltr',
        url: null,
        kind: 'article',
        ...details,
      },
      versions: [{ number: 1, created: NOW, original, characters: projectText(blocks).text.length }],
    }
    sources.set(id, source)
    versions.set(id, { source: id, number: 1, created: NOW, original, blocks, notices: [...notices] })
    return source
  }
  /** Remembers what went to the trash, and how it comes back. */
  const bin = (entry: TrashEntry, restore: () => void) => {
    const id =
      entry.kind === 'annotation' ? entry.annotation.id : entry.kind === 'source' ? entry.source : entry.brief
    binned.set(id, { entry, restore })
  }
  const {
    change,
    changeAll,
    joinLast,
    together,
    steps,
    calls: historyCalls,
  } = createFakeHistory({
    emit,
    titleOf: (source) => sources.get(source)?.details.title ?? null,
    annotations,
  })
  const booksNow = (): FakeBooks => known(books, 'all')
  const asRead = (annotation: Annotation) => resolved(annotation, resolverOf(booksNow()))
  const listed = (source: SourceId | null) =>
    [...annotations.values()]
      .filter(({ target }) => sources.has(target.source) && (source === null || target.source === source))
      .map(asRead)
      .toSorted(byPlace)
  const excerpts = {
    annotations: () => [...sources.keys()].flatMap(listed),
    sources: () => [...sources.values()].map(summaryOf),
    books: booksNow,
  }
  const summaryOf = (source: Source): SourceSummary => summarise(source, tallyOf(listed(source.id)))
  const removeSource = async (source: SourceId) => {
    const removed = known(sources, source)
    const { title, outlet } = removed.details
    const entry: TrashEntry = { kind: 'source', source, title, outlet, deleted: NOW }
    const events = [{ kind: 'source', source }, { kind: 'library' }] as const
    bin(entry, () => change('restore source', sources, source, removed, ...events))
    change('remove source', sources, source, null, ...events)
    return {}
  }
  const putViews = (
    label: string,
    revision: number,
    edit: (all: SavedViews['views']) => SavedViews['views'],
  ): SavedViews => {
    const seen = atRevision(known(views, 'all'), revision)
    const next = { ...seen, revision: revision + 1, views: edit(seen.views) }
    change(label, views, 'all', next, { kind: 'views' })
    return next
  }
  const putBrief = (named: string | StepName, id: BriefId, edit: (brief: Brief) => Brief) => {
    const brief = known(briefs, id)
    const edited = edit(brief)
    if (edited === brief) return brief
    const next = { ...edited, revision: brief.revision + 1 }
    change(named, briefs, id, next, { kind: 'briefs' })
    return next
  }

  const codebook = fakeCodebookCalls({
    newId,
    annotations: () => listed(null),
    books: booksNow,
    put: (named, next) => change(named, books, 'all', next, { kind: 'codebook' }),
  })
  const intake = fakeIntake({
    sources,
    versions,
    addSource,
    change: (label, source, next) =>
      change(label, sources, source, next, { kind: 'source', source }, { kind: 'library' }),
    together,
    remove: removeSource,
    annotations,
    changeAnnotation: (label, next) => change(label, annotations, next.id, next, ...told(next.target.source)),
  })
  const health = fakeHealth(() => '2025-02-26T09:00:00.000Z', emit)
  const handlers: Handlers = {
    'notebook.state': async () => ({
      id: 'n-0000000000000000',
      title: 'Harbour story',
      folder: '/notebook',
      readOnly,
      damaged,
      updated,
    }),
    'notebook.lastRead': async () => ({
      source: lastRead !== null && sources.has(lastRead) ? lastRead : null,
    }),
    'notebook.keepLastRead': async ({ source }) => {
      lastRead = source
      return {}
    },
    'library.list': async () => [...sources.values()].map(summaryOf),
    'source.get': async ({ source }) => known(sources, source),
    'source.update': ({ source: id, batch, ...given }) =>
      together(batch, async () => {
        const { revision, details, status, memo, structure, decisions = [] } = given
        const source = atRevision(known(sources, id), revision)
        const inferences = source.inferences.filter(({ field }) => details?.[field] === undefined)
        const next = {
          ...source,
          revision: revision + 1,
          details: { ...source.details, ...details },
          inferences,
          status: status ?? source.status,
          memo: memo ?? source.memo,
          structures:
            structure === undefined ? source.structures : withStructure(source.structures, structure),
          decisions: [...source.decisions, ...decisions],
        }
        const events = [{ kind: 'source', source: id }, { kind: 'library' }] as const
        const named = nameOfSourceEdit(source, next)
        if (named === null) {
          sources.set(id, next)
          emit(...events)
        } else change(named, sources, id, next, ...events)
        return next
      }),
    'source.keepPlace': async ({ source, version, offset }) => {
      sources.set(source, { ...known(sources, source), place: { version, offset } })
      return {}
    },
    'source.remove': ({ source, batch }) => together(batch, () => removeSource(source)),
    'version.get': intake.version,
    'source.detect': async ({ source }) => {
      const { structures, details } = known(sources, source)
      const { sections, suggestions } = detect(known(versions, source).blocks, structures[0] ?? null, details)
      return { sections: [...sections], suggestions: [...suggestions] }
    },
    'annotation.list': async ({ source, kind }) =>
      listed(source).filter(({ body }) => kind === null || body.kind === kind),
    ...fakeExcerptCalls(excerpts),
    ...fakeSearchCalls({ sources, versions, annotations: excerpts.annotations, books: booksNow }),
    ...codebook,
    'view.list': async () => known(views, 'all'),
    'view.save': async ({ revision, view }) =>
      putViews('save view', revision, (all) => [...all.filter(({ name }) => name !== view.name), view]),
    'view.remove': async ({ revision, name }) =>
      putViews('remove view', revision, (all) => all.filter((view) => view.name !== name)),
    /** Dates that say it all, and "Wednesday" of the week of the source. */
    'date.read': async ({ wording, source }) => {
      const date = PartialDate.safeParse(wording.trim())
      if (date.success) return { date: date.data, against: null }
      if (/^\d+ \p{L}+ \d{4}$/u.test(wording)) {
        return { date: new Date(`${wording} UTC`).toISOString().slice(0, 10), against: null }
      }
      const against = source === null ? null : known(sources, source).details.published
      return wording.trim().toLowerCase() === 'wednesday' && against !== null
        ? { date: wednesdayBefore(against), against }
        : { date: null, against: null }
    },
    'annotation.create': async ({ source, version, place, body, codes = [], memo = '' }) => {
      if (place.by !== 'position') throw new Failure('quote-missing', 'These words are not in the text.')
      const { text } = projectText((await intake.version({ source, version })).blocks)
      const ranges = place.ranges.map(({ start, end }) => describeRange(text, start, end))
      const target = { source, version, ranges }
      const annotation: Annotation = {
        id: newId('a'),
        revision: 1,
        target,
        body: AnnotationBody.parse({ ...startBody(body.kind, excerptOf(target)), ...body }),
        codes,
        memo,
        created: NOW,
        modified: NOW,
        origin: { kind: 'hand' },
      }
      change(`tag ${body.kind}`, annotations, annotation.id, annotation, ...told(source))
      return asRead(annotation)
    },
    'annotation.update': async ({ source, annotation: id, revision, memo, ranges, make = [], ...given }) => {
      const annotation = atRevision(known(annotations, id), revision)
      const before = steps()
      const made = new Map<EntryId, EntryId>()
      for (const { as, kind, name } of make) made.set(as, (await codebook['codebook.add']({ kind, name })).id)
      const idOf = (entry: EntryId) => made.get(entry) ?? entry
      const body = given.body ?? annotation.body
      // An entry that was made is of the kind that its id names.
      const named = resolved(
        { ...annotation, body, codes: given.codes ?? annotation.codes },
        idOf as ResolveId,
      )
      const { text } = projectText((await intake.version(annotation.target)).blocks)
      const placed = ranges?.map(({ start, end }) => describeRange(text, start, end))
      const next = {
        ...annotation,
        revision: revision + 1,
        body: named.body,
        codes: named.codes,
        memo: memo ?? annotation.memo,
        target: { ...annotation.target, ranges: placed ?? annotation.target.ranges },
      }
      change(nameOfEdit(annotation, next), annotations, id, next, ...told(source))
      joinLast(steps() - before)
      return asRead(next)
    },
    'annotation.bulk': async ({ of, change: wanted }) => {
      const chosen =
        of.by === 'id'
          ? of.annotations.map((id) => known(annotations, id))
          : fakeExcerptTable(excerpts).passing(of.filter)
      const resolve = resolverOf(booksNow())
      const next = new Map<AnnotationId, Annotation | null>()
      for (const { id } of chosen) {
        const seen = known(annotations, id)
        const edited = wanted.do === 'remove' ? null : bulkEdit(wanted, seen, resolve)
        if (edited !== seen) next.set(id, edited)
      }
      if (next.size > 0) changeAll(nameBulkChange(wanted.do, next.size), next)
      return { changed: next.size }
    },
    'annotation.remove': async ({ source, annotation }) => {
      const removed = known(annotations, annotation)
      const { body } = removed
      bin({ kind: 'annotation', annotation: removed, deleted: NOW }, () =>
        change(`restore ${body.kind}`, annotations, annotation, removed, ...told(source)),
      )
      change(`delete ${body.kind}`, annotations, annotation, null, ...told(source))
      return {}
    },
    /** One text and an empty brief stand for the sample. */
    'sample.add': async () => {
      if (sources.size > 0) throw new Failure('conflict', 'This notebook has texts already.')
      const source = addSource({ text: 'A fund for the harbour\nThe port gets nearly €40m.' })
      sources.delete(source.id)
      change(
        'add the sample',
        sources,
        source.id,
        source,
        { kind: 'source', source: source.id },
        { kind: 'library' },
      )
      const brief = startBrief(newId('b'), 'What the fund pays for', NOW)
      briefs.set(brief.id, brief)
      emit({ kind: 'briefs' })
      return { sources: [source.id], start: source.id, brief: brief.id }
    },
    'trash.list': async ({ source }) =>
      [...binned.values()]
        .map(({ entry }) => entry)
        .filter((entry) =>
          entry.kind === 'annotation'
            ? entry.annotation.target.source === source && !annotations.has(entry.annotation.id)
            : source === null &&
              !(entry.kind === 'source' ? sources.has(entry.source) : briefs.has(entry.brief)),
        )
        .toReversed(),
    'trash.restore': async (wanted) => {
      const id =
        wanted.kind === 'annotation'
          ? wanted.annotation
          : wanted.kind === 'source'
            ? wanted.source
            : wanted.brief
      known(binned, id).restore()
      return {}
    },
    'preferences.get': async () => preferences,
    'preferences.set': async (given) => {
      preferences = { ...preferences, ...given }
      emit({ kind: 'preferences' })
      return preferences
    },
    ...fakeBriefCalls({
      briefs,
      annotations: () => listed(null),
      sources: () => [...sources.values()].map(summaryOf),
      detailsOf: (source) => sources.get(source)?.details ?? null,
      versionsOf: (source) => sources.get(source)?.versions ?? [],
      projectionOf: ({ target }) => projectText(known(versions, target.source).blocks),
      pagesOf: ({ target }) => known(versions, target.source).pages ?? [],
      passing: (filter) => fakeExcerptTable(excerpts).passing(filter),
      books: booksNow,
      start: (title) => startBrief(newId('b'), title, NOW),
      put: putBrief,
      keep: (brief) => {
        briefs.set(brief.id, brief)
        emit({ kind: 'briefs' })
      },
      add: (brief) => change('new brief', briefs, brief.id, brief, { kind: 'briefs' }),
      remove: (brief) => {
        const { id, title } = brief
        const entry: TrashEntry = { kind: 'brief', brief: id, title, deleted: NOW }
        bin(entry, () => change('restore brief', briefs, id, brief, { kind: 'briefs' }))
        change('delete brief', briefs, id, null, { kind: 'briefs' })
      },
    }),
    'import.begin': async ({ name, size, ...how }) => {
      if (size > 1_000_000) throw new Failure('too-large', `${name} is too large: a text may have 1 MB.`)
      const id = `upload-${ids++}`
      uploads.set(id, { name, size, ...how, text: '' })
      return { import: id }
    },
    'import.chunk': async ({ import: id, bytes }) => {
      const upload = known(uploads, id)
      const raw = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0))
      uploads.set(id, { ...upload, text: upload.text + new TextDecoder().decode(raw) })
      return { received: uploads.get(id)?.text.length ?? 0 }
    },
    'import.end': async ({ import: id }) => {
      const { name, text, ...how } = known(uploads, id)
      uploads.delete(id)
      return intake.read(name, text, how)
    },
    'import.cancel': async ({ import: id }) => {
      uploads.delete(id)
      return {}
    },
    ...historyCalls,
    ...intake.calls,
    ...health.calls,
    'desktop.chooseFiles': async () => [{ handle: 'h1', name: 'chosen.txt', size: 12 }],
    'desktop.importFile': ({ handle, ...how }) =>
      intake.read('chosen.txt', `Chosen on the desktop\nBy its handle ${handle}`, how),
    'desktop.openLink': async () => ({}),
    'desktop.chooseSave': async ({ fileName }) => {
      const name = savedAs ?? fileName
      return { handle: 's1', name, text: files.get(name) ?? null }
    },
    'desktop.writeExport': async ({ files }) => ({ saved: files.map(({ name }) => `/home/reader/${name}`) }),
  }

  return {
    handlers,
    addSource,
    /** What is told of the files of the notebook. */
    health,
    /** The text of a source as one string. */
    textOf: (source: SourceId) => projectText(known(versions, source).blocks).text,
    /** What the person calls a file that is saved, whatever is offered. */
    saveAs: (name: string) => {
      savedAs = name
    },
    /** A file that is there already where the person chooses to save. */
    keepFile: (name: string, text: string) => {
      files.set(name, text)
    },
    lock: (message: string) => {
      readOnly = { reason: 'held', message }
    },
    /** It was brought up to date when it was opened, in a sentence. */
    bringUpToDate: (message: string) => {
      updated = message
    },
    /** A file that can no longer be read, in a sentence. */
    damage: (message: string) => {
      damaged = [...damaged, message]
    },
  }
}

function wednesdayBefore(date: string): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 4) % 7))
  return day.toISOString().slice(0, 10)
}

function withStructure(all: readonly Structure[], structure: Structure): Structure[] {
  return [...all.filter(({ version }) => version !== structure.version), structure]
}

function blockOf(text: string, index: number): Block {
  const kind = /^[•-] /.test(text) ? 'list-item' : 'paragraph'
  return { id: `b${index + 1}`, kind, text, level: kind === 'list-item' ? 1 : null, marks: [] }
}

function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key)
  if (value === undefined) throw new Failure('not-found', 'This is not in the notebook any more.')
  return value
}

function atRevision<Value extends { readonly revision: number }>(value: Value, revision: number): Value {
  if (value.revision !== revision) throw new Failure('conflict', 'This was changed in another window since.')
  return value
}
