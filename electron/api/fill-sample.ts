import type { GivenBody, Input, Output } from '../../shared/contract/calls'
import type { NotebookEvent } from '../../shared/contract/events'
import type { Annotation, AttributionChain, Hop } from '../../shared/model/annotation'
import { assertNever } from '../../shared/model/assert-never'
import type { BriefDocument } from '../../shared/model/brief'
import type { Entry, EntryKind } from '../../shared/model/codebook'
import { entriesOf, entryNamed, withEntry } from '../../shared/model/edit-codebook'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { BriefId, SourceId } from '../../shared/model/ids'
import { startEntry } from '../../shared/model/start-entry'
import { textIn } from '../intake/parser-answer'
import { type Sample, type SampleAnnotation, sampleTexts } from '../sample/sample'
import { sampleBrief } from '../sample/sample-brief'
import { addText } from './add-text'
import { annotationCalls } from './annotation-calls'
import { briefCalls, presenceOfBrief } from './brief-calls'
import { changeBooks } from './change-books'
import { History } from './history'
import { sha256Of } from './import-file'
import type { SessionContext } from './session-context'
import { presenceOfSource, sourceCalls } from './source-calls'

/** An entry of the sample's codebook by its name, or an actor by one of its spellings. */
type FindEntry = <Kind extends EntryKind>(kind: Kind, name: string) => Extract<Entry, { kind: Kind }>

/** Puts the sample into a notebook through the calls that a person uses, and takes all of it away again. */
export function startFilling(given: SessionContext, publish: SessionContext['publish']) {
  let tell = publish
  const context: SessionContext = { ...given, publish: (event: NotebookEvent) => tell(event) }
  /** What was made in the codebook; the annotations come and go with their sources, so nobody takes them back one by one. */
  const books = new History()
  const aside = { ...context, history: new History() }
  const sources: SourceId[] = []
  const briefs: BriefId[] = []

  const ofSources = sourceCalls(aside)
  const ofAnnotations = annotationCalls(aside)
  const ofBriefs = briefCalls(aside)

  /** As it is imported, whether or not the notebook has seen these bytes before. */
  async function importText(file: string): Promise<SourceId> {
    const bytes = Buffer.from(known(sampleTexts[file] ?? null, file))
    const read = textIn(file, await aside.parseFile(file, bytes))
    const { source } = await addText(
      aside,
      { name: file, bytes, sha256: await sha256Of(bytes), asked: aside.now() },
      read,
    )
    sources.push(source.id)
    return source.id
  }

  /** Both documents of the codebook are written once, and so taken back quickly. What is there by that name is used. */
  async function addEntries({ actors, issues, measures, codes }: Sample['codebook']): Promise<FindEntry> {
    const before = entriesOf(await context.annotations.books())
    const entries = [...before]
    const find: FindEntry = <Kind extends EntryKind>(kind: Kind, name: string) =>
      // What is looked for among those of a kind is of that kind.
      known(entryNamed(entries, kind, name), name) as Extract<Entry, { kind: Kind }>
    const add = (given: Input<'codebook.add'>) => {
      if (entryNamed(entries, given.kind, given.name) === null) entries.push(startEntry(given, context.newId))
    }
    for (const actor of actors) add({ kind: 'actor', ...actor })
    for (const { parent, ...issue } of issues)
      add({ kind: 'issue', ...issue, parent: parent === undefined ? null : find('issue', parent).id })
    for (const measure of measures) add({ kind: 'measure', ...measure })
    for (const code of codes) add({ kind: 'code', ...code })
    const made = entries.slice(before.length)
    const write = (kind: EntryKind, some: readonly Entry[]) =>
      changeBooks({ ...context, history: books }, kind, { label: 'add the sample', typing: null }, (now) =>
        some.reduce(withEntry, now),
      )
    await write(
      'actor',
      made.filter(({ kind }) => kind === 'actor'),
    )
    await write(
      'issue',
      made.filter(({ kind }) => kind !== 'actor'),
    )
    return find
  }

  async function addSource(
    { file, details, memo, annotations }: Sample['sources'][number],
    find: FindEntry,
  ): Promise<[string, Annotation][]> {
    const source = await importText(file)
    const { revision } = await ofSources['source.get']({ source })
    const { details: filled } = await ofSources['source.update']({ source, revision, details, memo })
    const made: [string, Annotation][] = []
    for (const one of annotations) {
      const annotation = await ofAnnotations['annotation.create']({
        source,
        version: 1,
        place: { by: 'quote', exact: one.exact, prefix: '', suffix: '' },
        body: bodyOf(one, chainOf(filled.outlet, one, find), find),
        codes: one.codes.map((code) => find('code', code).id),
        memo: one.memo,
      })
      made.push([one.key, annotation])
    }
    return made
  }

  /** The document with its live blocks as they are now, since its author has just looked at them. */
  async function seen({ type, content }: BriefDocument): Promise<BriefDocument> {
    const live = content.flatMap((block) => (block.type === 'live' ? [block.attrs] : []))
    const questions = live.map(({ view, filter }) => ({ view, filter }))
    const answered = await ofBriefs['brief.evidence']({ passages: [], live: questions })
    const contents = answered.live[Symbol.iterator]()
    return {
      type,
      content: content.map((block) =>
        block.type === 'live'
          ? { ...block, attrs: { ...block.attrs, seen: contents.next().value ?? null } }
          : block,
      ),
    }
  }

  return {
    async fill(sample: Sample): Promise<Output<'sample.add'>> {
      const find = await addEntries(sample.codebook)
      const annotations = new Map<string, Annotation>()
      for (const source of sample.sources)
        for (const [key, annotation] of await addSource(source, find)) annotations.set(key, annotation)

      const { title, blocks } = sample.brief
      const { id: brief, revision } = await ofBriefs['brief.create']({
        title,
        template: 'blank',
        filter: anyExcerpt,
      })
      briefs.push(brief)
      const document = sampleBrief(blocks, {
        annotation: (key) => known(annotations.get(key) ?? null, key),
        measure: (name) => find('measure', name).id,
        issue: (name) => find('issue', name).id,
        code: (name) => find('code', name).id,
      })
      await ofBriefs['brief.save']({ brief, revision, document: await seen(document) })
      const richest = sample.sources.reduce((best, one) =>
        one.annotations.length > best.annotations.length ? one : best,
      )
      const start = known(sources[sample.sources.indexOf(richest)] ?? null, richest.file)
      return { sources: [...sources], start, brief }
    },

    /** From now on the windows are told of each change. */
    tellTo(publish: SessionContext['publish']): void {
      tell = publish
    },

    /** Stopped half-way by a fault of the disk, it goes on from there when it is tried again. So does `redo`. */
    async undo(): Promise<void> {
      const listed = await context.store.listBriefs()
      for (const brief of briefs)
        if (listed.briefs.some(({ id }) => id === brief)) await presenceOfBrief(context, brief).remove()
      for (const source of sources.toReversed())
        if (isInLibrary(source)) await presenceOfSource(context, source).remove()
      while (books.state().undo !== null) await books.undo()
    },

    async redo(): Promise<void> {
      while (books.state().redo !== null) await books.redo()
      for (const source of sources)
        if (!isInLibrary(source)) await presenceOfSource(context, source).restore()
      const listed = await context.store.listBriefs()
      for (const brief of briefs)
        if (!listed.briefs.some(({ id }) => id === brief)) await presenceOfBrief(context, brief).restore()
    },
  }

  function isInLibrary(source: SourceId): boolean {
    return context.store.library().some(({ id }) => id === source)
  }
}

function bodyOf(one: SampleAnnotation, attribution: AttributionChain, find: FindEntry): GivenBody {
  switch (one.kind) {
    case 'claim': {
      const { kind, statement, certainty, eventDate } = one
      return { kind, statement, certainty, eventDate, attribution, issue: find('issue', one.issue).id }
    }
    case 'figure': {
      const { kind, quantity, scope, asOf } = one
      const asWritten = one.asWritten ?? one.exact
      return { kind, asWritten, quantity, scope, asOf, attribution, measure: find('measure', one.measure).id }
    }
    case 'position': {
      const { kind, stance, condition, dateSaid } = one
      const [actor, issue] = [find('actor', one.actor).id, find('issue', one.issue).id]
      return { kind, actor, issue, stance, condition, dateSaid, attribution }
    }
    default:
      return assertNever(one)
  }
}

/** From the outlet of the text over one that it cites to who knows; somebody with a name is an actor of the codebook. */
function chainOf(
  outlet: string | null,
  { cited, speaker, anonymous }: SampleAnnotation,
  find: FindEntry,
): AttributionChain {
  const named = (role: Hop['role'], asWritten: string): Hop => {
    return { role, actor: find('actor', asWritten).id, asWritten, anonymous: false }
  }
  return [
    ...(outlet === null
      ? []
      : [{ role: 'outlet' as const, actor: null, asWritten: outlet, anonymous: false }]),
    ...(cited === undefined ? [] : [named('cited-outlet', cited)]),
    ...(speaker === undefined ? [] : [named('speaker', speaker)]),
    ...(anonymous === undefined
      ? []
      : [{ role: 'speaker' as const, actor: null, asWritten: anonymous, anonymous: true }]),
  ]
}

function known<Value>(value: Value | null, what: string): Value {
  if (value === null) throw new Error(`the sample has no “${what}”`)
  return value
}
