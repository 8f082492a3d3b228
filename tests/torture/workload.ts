import { createHash } from 'node:crypto'
import type { WantedSource } from '../../electron/store/change-sources'
import type { NotebookStore, StorePorts } from '../../electron/store/notebook-store'
import { sampleAnnotation, sampleBrief, sampleSource } from '../../electron/store/testing/samples'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Annotation } from '../../shared/model/annotation'
import type { Brief } from '../../shared/model/brief'
import { type Actors, type Codebook, emptyActors, emptyCodebook } from '../../shared/model/codebook'
import type { Books } from '../../shared/model/edit-codebook'
import { anyExcerpt, noViews, type SavedViews } from '../../shared/model/excerpts'
import type { AnnotationId, BriefId, SourceId } from '../../shared/model/ids'
import type { AnnotationFile } from '../../shared/model/notebook'
import { currentVersion, type Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import type { Contents, Effect } from './model'
import type { Random } from './random'

/** One change of a notebook: what it does to the contents, and how it is made. */
export type Step = {
  /** What it is, for whoever reads about it. */
  readonly what: string
  readonly effect: Effect
  readonly make: (store: NotebookStore) => Promise<unknown>
}

type Ports = Pick<StorePorts, 'newId' | 'now'>

/** What a notebook that was just made holds. */
export const newContents: Contents = new Map([
  ['codebook', JSON.stringify(emptyCodebook)],
  ['actors', JSON.stringify(emptyActors)],
  ['views', JSON.stringify(noViews)],
])

/**
 * Some change that is possible in a notebook that holds these contents. Everything random in it comes from `random`, so
 * that the same contents and the same numbers give the same change; with `what`, one of that kind where it is possible.
 */
export function nextStep(contents: Contents, random: Random, ports: Ports, what: string | null = null): Step {
  const desk = new Desk(contents, random, ports)
  const named = what === null ? null : (kinds.find(([name]) => name === what) ?? null)
  for (let tried = 0; tried < 50; tried += 1) {
    const [name, make] = tried === 0 && named !== null ? named : random.pick(weighted)
    const step = make(desk)
    if (step !== null) return { what: name, ...step }
  }
  return { what: 'add source', ...addSource(desk) }
}

type Made = Omit<Step, 'what'>
type Kind = readonly [name: string, make: (desk: Desk) => Made | null, weight: number]

/** What a change is chosen from: the contents, read as what they are. */
class Desk {
  constructor(
    readonly contents: Contents,
    readonly random: Random,
    readonly ports: Ports,
  ) {}

  sources(place: 'library' | 'trash' = 'library'): Source[] {
    // Everything in the contents was put there as the JSON of what its key says.
    return this.#all<Source>('source ').filter(({ id }) => this.#place(id) === place)
  }

  briefs(place: 'library' | 'trash'): Brief[] {
    return this.#all<Brief>('brief ').filter(({ id }) => this.#place(id) === place)
  }

  /** Those of sources in the library, without the deleted ones. */
  annotations(): Annotation[] {
    return this.#inLibrary('annotation ')
  }

  /** Those that can come back: in the library, and of versions that are there and have their words. */
  deleted(): Annotation[] {
    return this.#inLibrary('deleted ').filter(({ target: { source, version, ranges } }) => {
      if (!this.contents.has(`version ${source} ${version}`)) return false
      const { text } = projectText(this.version(source, version).blocks)
      return ranges.every(({ quote, position: { start, end } }) => text.slice(start, end) === quote.exact)
    })
  }

  annotationsOf(source: SourceId): Annotation[] {
    return this.#all<Annotation>('annotation ').filter(({ target }) => target.source === source)
  }

  version(source: SourceId, number: number): Version {
    // As said above, here and below.
    return this.#one(`version ${source} ${number}`) as Version
  }

  books(): Books {
    return { codebook: this.#one('codebook') as Codebook, actors: this.#one('actors') as Actors }
  }

  views(): SavedViews {
    return this.#one('views') as SavedViews
  }

  /** Mostly short, and sometimes longer than the blocks of a disk. */
  memo(): string {
    const words = `looked at ${this.ports.now()}`
    return this.random.oneIn(6)
      ? `${words} ${'and thought about it at length. '.repeat(this.random.below(300))}`
      : words
  }

  some<Item>(items: readonly Item[]): Item | null {
    return items.length === 0 ? null : this.random.pick(items)
  }

  #inLibrary(prefix: string): Annotation[] {
    return this.#all<Annotation>(prefix).filter(({ target }) => this.#place(target.source) === 'library')
  }

  #place(id: SourceId | BriefId): unknown {
    return this.#one(`place ${id}`)
  }

  #one(key: string): unknown {
    return JSON.parse(this.contents.get(key) ?? 'null')
  }

  #all<What>(prefix: string): What[] {
    const found: What[] = []
    for (const [key, json] of this.contents) if (key.startsWith(prefix)) found.push(JSON.parse(json) as What)
    return found
  }
}

function entry(key: string, value: unknown): readonly [string, string] {
  return [key, JSON.stringify(value)]
}

/** Answers `after` where it was told `before`: what the store remembers has to be what was acknowledged. */
function into<Value>(before: Value, after: Value): (seen: Value) => Value {
  const expected = JSON.stringify(before)
  return (seen) => {
    if (JSON.stringify(seen) !== expected)
      throw new Error(`the store remembers ${JSON.stringify(seen)} where ${expected} was acknowledged`)
    return after
  }
}

const kinds: readonly Kind[] = [
  ['add source', addSource, 3],
  ['change source', changeSource, 3],
  ['trash source', trashSource, 2],
  ['restore source', restoreSource, 2],
  ['annotate', annotate, 10],
  ['change annotation', changeAnnotation, 6],
  ['trash annotation', trashAnnotation, 3],
  ['restore annotation', restoreAnnotation, 3],
  ['change many', changeMany, 4],
  ['change with books', changeWithBooks, 3],
  ['bring in annotations', bringInAnnotations, 2],
  ['change codebook', changeCodebook, 2],
  ['change actors', changeActors, 1],
  ['change views', changeViews, 1],
  ['add brief', addBrief, 2],
  ['change brief', changeBrief, 2],
  ['trash brief', trashBrief, 1],
  ['restore brief', restoreBrief, 1],
  ['add version', addVersion, 3],
  ['take back version', takeBackVersion, 1],
  ['split source', splitSource, 2],
  ['trash and change together', trashTogether, 1],
  ['restore together', restoreTogether, 1],
]

const weighted = kinds.flatMap((kind) => Array.from({ length: kind[2] }, () => kind))

/** What a change can be, by name. */
export const stepKinds: readonly string[] = kinds.map(([name]) => name)

/** All have the same first text, so that an annotation fits into any of them. */
function newSource({ ports }: Desk): { readonly arriving: Arriving; readonly effect: Effect } {
  const { source, version, original } = sampleSource(ports)
  return {
    arriving: { source, version, original },
    effect: [
      entry(`place ${source.id}`, 'library'),
      entry(`source ${source.id}`, source),
      entry(`version ${source.id} 1`, version),
      entry(`original ${source.id} 1`, Buffer.from(original.bytes).toString()),
    ],
  }
}
type Arriving = ReturnType<typeof sampleSource>

function addSource(desk: Desk): Made {
  const { arriving, effect } = newSource(desk)
  const { source, version, original } = arriving
  return { effect, make: (store) => store.addSource(source, version, original) }
}

function changeSource(desk: Desk): Made | null {
  const source = desk.some(desk.sources())
  if (source === null) return null
  const status = desk.random.pick(['unread', 'reading', 'read'] as const)
  const after: Source = { ...source, revision: source.revision + 1, status, memo: desk.memo() }
  return {
    effect: [entry(`source ${source.id}`, after)],
    make: (store) => store.changeSource(source.id, into(source, after)),
  }
}

function trashSource(desk: Desk): Made | null {
  const source = desk.some(desk.sources())
  // Without sources there would be little left to do.
  if (source === null || desk.sources().length < 2) return null
  return {
    effect: [entry(`place ${source.id}`, 'trash')],
    make: (store) => store.trashSource(source.id),
  }
}

function restoreSource(desk: Desk): Made | null {
  const source = desk.some(desk.sources('trash'))
  if (source === null) return null
  return {
    effect: [entry(`place ${source.id}`, 'library')],
    make: (store) => store.restoreSource(source.id),
  }
}

function newAnnotation(desk: Desk, source: Source): Annotation {
  const version = desk.version(source.id, currentVersion(source).number)
  const made = sampleAnnotation(
    desk.ports,
    { source, version },
    desk.random.below(60),
    desk.random.pick(['claim', 'figure', 'position']),
  )
  return { ...made, target: { ...made.target, version: version.number } }
}

function annotate(desk: Desk): Made | null {
  const source = desk.some(desk.sources())
  if (source === null) return null
  const annotation = newAnnotation(desk, source)
  return {
    effect: [entry(`annotation ${annotation.id}`, annotation)],
    make: (store) => store.addAnnotation(annotation),
  }
}

function rememoed(desk: Desk, annotation: Annotation): Annotation {
  return { ...annotation, revision: annotation.revision + 1, memo: desk.memo() }
}

function changeAnnotation(desk: Desk): Made | null {
  const annotation = desk.some(desk.annotations())
  if (annotation === null) return null
  const { id, target } = annotation
  const after = rememoed(desk, annotation)
  return {
    effect: [entry(`annotation ${id}`, after)],
    make: (store) => store.changeAnnotation(target.source, id, into(annotation, after)),
  }
}

function trashAnnotation(desk: Desk): Made | null {
  const annotation = desk.some(desk.annotations())
  if (annotation === null) return null
  const { id, target } = annotation
  return {
    effect: [[`annotation ${id}`, null], entry(`deleted ${id}`, annotation)],
    make: (store) => store.trashAnnotation(target.source, id),
  }
}

function restoreAnnotation(desk: Desk): Made | null {
  const annotation = desk.some(desk.deleted())
  if (annotation === null) return null
  const { id, target } = annotation
  return {
    effect: [[`deleted ${id}`, null], entry(`annotation ${id}`, annotation)],
    make: (store) => store.restoreAnnotation(target.source, id),
  }
}

/** Several annotations, mostly of several sources, as one change. */
function someChanged(desk: Desk): Map<AnnotationId, readonly [before: Annotation, after: Annotation]> {
  const chosen = desk.annotations().filter(() => !desk.random.oneIn(4))
  return new Map(chosen.map((before) => [before.id, [before, rememoed(desk, before)]]))
}

function changeIn(changed: ReturnType<typeof someChanged>) {
  return (file: AnnotationFile): AnnotationFile => {
    if (!file.annotations.some(({ id }) => changed.has(id))) return file
    const annotations = file.annotations.map((seen) => {
      const both = changed.get(seen.id)
      return both === undefined ? seen : into(...both)(seen)
    })
    return { ...file, annotations }
  }
}

function sourcesOf(changed: ReturnType<typeof someChanged>): SourceId[] {
  return [...new Set([...changed.values()].map(([{ target }]) => target.source))]
}

function effectOf(changed: ReturnType<typeof someChanged>): Effect {
  return [...changed].map(([id, [, after]]) => entry(`annotation ${id}`, after))
}

function changeMany(desk: Desk): Made | null {
  const changed = someChanged(desk)
  if (changed.size === 0) return null
  return {
    effect: effectOf(changed),
    make: (store) => store.changeFiles(sourcesOf(changed), changeIn(changed)),
  }
}

function withCode(desk: Desk): { readonly before: Books; readonly after: Books; readonly effect: Effect } {
  const before = desk.books()
  const { newId } = desk.ports
  const code = {
    id: newId('c'),
    name: `Quay ${newId('c')}`,
    description: desk.memo(),
    parent: null,
    colour: null,
    gone: null,
  }
  const actor = {
    id: newId('p'),
    name: `Harbour board ${newId('p')}`,
    description: '',
    spellings: [],
    gone: null,
  }
  const codebook = {
    ...before.codebook,
    revision: before.codebook.revision + 1,
    codes: [...before.codebook.codes, code],
  }
  const actors = {
    ...before.actors,
    revision: before.actors.revision + 1,
    actors: [...before.actors.actors, actor],
  }
  return {
    before,
    after: { codebook, actors },
    effect: [entry('codebook', codebook), entry('actors', actors)],
  }
}

function changeWithBooks(desk: Desk): Made | null {
  const annotation = desk.some(desk.annotations())
  if (annotation === null) return null
  const { id, target } = annotation
  const after = rememoed(desk, annotation)
  const books = withCode(desk)
  return {
    effect: [entry(`annotation ${id}`, after), ...books.effect],
    make: (store) =>
      store.changeWithBooks(target.source, id, into(books.before, books.after), into(annotation, after)),
  }
}

function bringInAnnotations(desk: Desk): Made | null {
  const sources = desk.sources()
  if (sources.length === 0) return null
  const changed = someChanged(desk)
  const more = Array.from({ length: 1 + desk.random.below(4) }, () =>
    newAnnotation(desk, desk.random.pick(sources)),
  )
  const books = withCode(desk)
  return {
    effect: [...effectOf(changed), ...more.map((one) => entry(`annotation ${one.id}`, one)), ...books.effect],
    make: (store) =>
      store.changeFilesWithBooks(sourcesOf(changed), {
        change: changeIn(changed),
        more,
        books: into(books.before, books.after),
      }),
  }
}

function changeCodebook(desk: Desk): Made {
  const { before, after } = withCode(desk)
  return {
    effect: [entry('codebook', after.codebook)],
    make: (store) => store.changeCodebook(into(before.codebook, after.codebook)),
  }
}

function changeActors(desk: Desk): Made {
  const { before, after } = withCode(desk)
  return {
    effect: [entry('actors', after.actors)],
    make: (store) => store.changeActors(into(before.actors, after.actors)),
  }
}

function changeViews(desk: Desk): Made {
  const before = desk.views()
  const view: SavedViews['views'][number] = {
    name: `All about the quays, ${before.revision}`,
    arrangement: { filter: anyExcerpt, sort: 'created', descending: false, group: 'none' },
  }
  const after = { revision: before.revision + 1, views: [...before.views.slice(-5), view] }
  return { effect: [entry('views', after)], make: (store) => store.changeViews(into(before, after)) }
}

function addBrief(desk: Desk): Made {
  const brief = sampleBrief(desk.ports, `What the repair costs, ${desk.random.below(1000)}`)
  return {
    effect: [entry(`place ${brief.id}`, 'library'), entry(`brief ${brief.id}`, brief)],
    make: (store) => store.addBrief(brief),
  }
}

function changeBrief(desk: Desk): Made | null {
  const brief = desk.some(desk.briefs('library'))
  if (brief === null) return null
  const paragraph = { type: 'paragraph' as const, content: [{ type: 'text' as const, text: desk.memo() }] }
  const after: Brief = {
    ...brief,
    revision: brief.revision + 1,
    document: { type: 'doc', content: [...brief.document.content.slice(-3), paragraph] },
  }
  return {
    effect: [entry(`brief ${brief.id}`, after)],
    make: (store) => store.changeBrief(brief.id, into(brief, after)),
  }
}

function trashBrief(desk: Desk): Made | null {
  const brief = desk.some(desk.briefs('library'))
  if (brief === null) return null
  return { effect: [entry(`place ${brief.id}`, 'trash')], make: (store) => store.trashBrief(brief.id) }
}

function restoreBrief(desk: Desk): Made | null {
  const brief = desk.some(desk.briefs('trash'))
  if (brief === null) return null
  return { effect: [entry(`place ${brief.id}`, 'library')], make: (store) => store.restoreBrief(brief.id) }
}

/** A change of the annotations of sources that are changed: what each becomes. */
function becoming(changed: ReadonlyMap<AnnotationId, Annotation>) {
  return (annotation: Annotation): Annotation => changed.get(annotation.id) ?? annotation
}

function wanted(
  source: Source,
  place: WantedSource['in'],
  arrives: WantedSource['arrives'] = null,
): WantedSource {
  return { source, in: place, arrives }
}

/** A text that says more than the one before: the annotations go over to it. */
function addVersion(desk: Desk): Made | null {
  const source = desk.some(desk.sources())
  if (source === null) return null
  const last = currentVersion(source)
  const number = last.number + 1
  const before = desk.version(source.id, last.number)
  const text = `Later the board said more (${desk.ports.now()}).`
  const block: Version['blocks'][number] = {
    id: `b${before.blocks.length + 1}`,
    kind: 'paragraph',
    text,
    level: null,
    marks: [],
  }
  const blocks = [...before.blocks, block]
  const bytes = Buffer.from(`${blocks.map((one) => one.text).join('\n')}\n`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const original = { ...before.original, bytes: bytes.length, sha256 }
  const created = desk.ports.now()
  const version: Version = { ...before, number, created, original, blocks }
  const characters = projectText(blocks).text.length
  const after: Source = {
    ...source,
    revision: source.revision + 1,
    versions: [...source.versions, { number, created, original, characters }],
  }
  const moved = new Map(
    desk
      .annotationsOf(source.id)
      .map((one) => [
        one.id,
        { ...one, revision: one.revision + 1, target: { ...one.target, version: number } },
      ]),
  )
  return {
    effect: [
      entry(`source ${source.id}`, after),
      entry(`version ${source.id} ${number}`, version),
      entry(`original ${source.id} ${number}`, bytes.toString()),
      ...[...moved.values()].map((one) => entry(`annotation ${one.id}`, one)),
    ],
    make: (store) =>
      store.changeSources([source.id], async () => ({
        sources: [wanted(after, 'library', { version, original: { bytes, extension: 'txt' } })],
        annotation: becoming(moved),
      })),
  }
}

function takeBackVersion(desk: Desk): Made | null {
  const source = desk.some(desk.sources().filter(({ versions }) => versions.length > 1))
  if (source === null) return null
  const { number } = currentVersion(source)
  const after: Source = {
    ...source,
    revision: source.revision + 1,
    versions: source.versions.slice(0, -1),
  }
  const { number: before } = currentVersion(after)
  // What was marked in the part that only the newer text has would have no place; the samples mark the first part.
  const moved = new Map(
    desk
      .annotationsOf(source.id)
      .map((one) => [
        one.id,
        { ...one, revision: one.revision + 1, target: { ...one.target, version: before } },
      ]),
  )
  return {
    effect: [
      entry(`source ${source.id}`, after),
      [`version ${source.id} ${number}`, null],
      [`original ${source.id} ${number}`, null],
      ...[...moved.values()].map((one) => entry(`annotation ${one.id}`, one)),
    ],
    make: (store) =>
      store.changeSources([source.id], async () => ({
        sources: [wanted(after, 'library')],
        annotation: becoming(moved),
      })),
  }
}

/** A new source comes and takes some of the annotations of another one over. */
function splitSource(desk: Desk): Made | null {
  const source = desk.some(desk.sources())
  if (source === null) return null
  const { arriving, effect } = newSource(desk)
  const after: Source = { ...source, revision: source.revision + 1, memo: desk.memo() }
  const its = desk.annotationsOf(source.id).filter(() => desk.random.oneIn(2))
  const moved = new Map(
    its.map((one) => [
      one.id,
      {
        ...one,
        revision: one.revision + 1,
        target: { ...one.target, source: arriving.source.id, version: 1 },
      },
    ]),
  )
  return {
    effect: [
      ...effect,
      entry(`source ${source.id}`, after),
      ...[...moved.values()].map((one) => entry(`annotation ${one.id}`, one)),
    ],
    make: (store) =>
      store.changeSources([source.id], async () => ({
        sources: [wanted(after, 'library'), wanted(arriving.source, 'library', arriving)],
        annotation: becoming(moved),
      })),
  }
}

/** A source goes to the trash, and another one is changed, as one change. */
function trashTogether(desk: Desk): Made | null {
  const [going, staying] = desk.random.oneIn(2) ? desk.sources() : desk.sources().toReversed()
  if (going === undefined || staying === undefined) return null
  const after: Source = { ...staying, revision: staying.revision + 1, memo: desk.memo() }
  return {
    effect: [entry(`place ${going.id}`, 'trash'), entry(`source ${staying.id}`, after)],
    make: (store) =>
      store.changeSources([going.id, staying.id], async () => ({
        sources: [wanted(going, 'trash'), wanted(after, 'library')],
        annotation: (same) => same,
      })),
  }
}

function restoreTogether(desk: Desk): Made | null {
  const coming = desk.some(desk.sources('trash'))
  const staying = desk.some(desk.sources())
  if (coming === null || staying === null) return null
  const after: Source = { ...staying, revision: staying.revision + 1, memo: desk.memo() }
  return {
    effect: [entry(`place ${coming.id}`, 'library'), entry(`source ${staying.id}`, after)],
    make: (store) =>
      store.changeSources([coming.id, staying.id], async (now) => {
        // As it was found, so that it counts as unchanged.
        const found = now.find(({ source }) => source.id === coming.id)?.source ?? coming
        return { sources: [wanted(found, 'library'), wanted(after, 'library')], annotation: (same) => same }
      }),
  }
}
