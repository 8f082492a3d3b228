import { describeRange } from '../../shared/anchoring/describe-range'
import { diffVersions } from '../../shared/anchoring/diff-versions'
import { placesOf } from '../../shared/anchoring/places-of'
import { blockSpan, projectText } from '../../shared/anchoring/text-projection'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import {
  ALIKE,
  type Alike,
  type FileReport,
  type ImportOutcome,
  type intakeCalls,
} from '../../shared/contract/intake'
import type { Annotation } from '../../shared/model/annotation'
import { isMarkRefused, isSeparate } from '../../shared/model/decisions'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import { blocksOf, openSplit, placeOf } from '../../shared/model/review-structure'
import { currentVersion, type Inference, type Source } from '../../shared/model/source'
import type { Structure, StructureMark } from '../../shared/model/structure'
import type { Block, Version } from '../../shared/model/version'
import { annotationCarrier, countCarried } from '../../shared/versions/carry-annotation'
import {
  type BlockPlaces,
  carryBetween,
  carryMarks,
  textOfVersion,
} from '../../shared/versions/carry-overlay'
import { correctBlocks } from '../../shared/versions/correct-blocks'
import { keepPlaced, keepWithOlder, putAt } from '../../shared/versions/settle-annotation'
import type { GivenSource } from './fake-notebook'

/** What the calls of the import need of the notebook in memory. */
type Kit = {
  readonly sources: Map<SourceId, Source>
  readonly versions: ReadonlyMap<SourceId, Version>
  readonly addSource: (given: GivenSource) => Source
  /** Swaps a source in or out, as a step that can be undone. */
  readonly change: (label: string, source: SourceId, next: Source | null) => void
  /** Runs something that makes steps, which become one; those of the same batch before it too. */
  readonly together: <Value>(batch: string | undefined, run: () => Promise<Value>) => Promise<Value>
  /** Moves a source to the trash. */
  readonly remove: (source: SourceId) => Promise<unknown>
  readonly annotations: ReadonlyMap<AnnotationId, Annotation>
  /** Puts an annotation in the place of what it was, as a step that can be undone. */
  readonly changeAnnotation: (label: string, next: Annotation) => void
}

/** A version that is to be the next one of a text; `places` says which of its blocks those before became. */
type NewVersion = Pick<Version, 'original' | 'blocks'> & {
  readonly places?: BlockPlaces
  readonly corrects?: number
}

/** How a made-up file is read, with whatever goes with it. */
type How = { readonly batch?: string; readonly again?: boolean }

/**
 * The calls that bring texts in, over texts in memory. What is found is told by its words: `Outlet: X` names the outlet,
 * `14.36 …` begins a post, `Share` and `Follow` are frame, `Photo: …` is a caption, `Second: …` begins another article,
 * `see post 14.36` is a reference, and a paragraph that is there twice is a repeat. The lines of a `.zip` are `name: words`,
 * those of a `.ris` titles, and those of a `.json` quotes.
 */
export function fakeIntake(kit: Kit) {
  const members = new Map<string, { name: string; text: string }>()
  const later = new Map<string, Version>()
  let versionsMade = 0
  const versionOf = (source: SourceId, number: number): Version => {
    const version = later.get(`${source}/${number}`) ?? kit.versions.get(source)
    if (version === undefined) throw new Failure('not-found', 'This is not in the notebook any more.')
    return version
  }
  const sourceOf = (id: SourceId): Source => {
    const source = kit.sources.get(id)
    if (source === undefined) throw new Failure('not-found', 'This is not in the notebook any more.')
    return source
  }
  const annotationOf = (id: AnnotationId): Annotation => {
    const annotation = kit.annotations.get(id)
    if (annotation === undefined) throw new Failure('not-found', 'This is not in the notebook any more.')
    return annotation
  }
  /** Gives a text its next version, with its overlay and its annotations carried. */
  const addVersion = (source: Source, made: NewVersion) => {
    const { id } = source
    const newest = currentVersion(source).number
    const number = newest + 1
    const { original, blocks, corrects } = made
    // Each is made at another time, though its number may have been used before.
    const created = new Date(Date.UTC(2025, 2, 2) + ++versionsMade).toISOString()
    const textOf = (version: number) => textOfVersion(version, versionOf(id, version).blocks)
    const carry = carryBetween(textOf(newest), textOfVersion(number, blocks), made.places)
    const marks = carryMarks(carry, source.structures.find((one) => one.version === newest)?.marks ?? [])
    const characters = carry.after.projection.text.length
    const next: Source = {
      ...source,
      revision: source.revision + 1,
      versions: [
        ...source.versions,
        { number, created, original, characters, ...(corrects !== undefined && { corrects }) },
      ],
      structures: [...source.structures, { version: number, marks }],
    }
    later.set(`${id}/${number}`, { source: id, number, created, original, blocks, notices: [] })
    const carried = annotationCarrier(carry, textOf)
    for (const annotation of kit.annotations.values()) {
      const came = annotation.target.source === id ? carried(annotation) : annotation
      if (came !== annotation) kit.changeAnnotation('carry highlight', came)
    }
    kit.change(`version ${number}`, id, next)
    return { source: next, carried: countCarried([...kit.annotations.values()], number) }
  }
  /** The paragraphs of a text, without what was split off. */
  const linesOf = (source: Source) => {
    const { number } = currentVersion(source)
    const marks = source.structures.find(({ version }) => version === number)?.marks ?? []
    const cut = marks.find((mark) => mark.kind === 'unrelated' && mark.source !== undefined)
    const { blocks } = versionOf(source.id, number)
    return blocks.slice(0, cut === undefined ? blocks.length : placeOf(cut.from) - 1).map(({ text }) => text)
  }

  const alikeTo = (source: Source): Alike[] => {
    const mine = linesOf(source)
    return [...kit.sources.values()]
      .filter((other) => other.id < source.id) // those that were added before it
      .filter((other) => !isSeparate(source.decisions, other.id) && !isSeparate(other.decisions, source.id))
      .map((other) => ({
        source: other.id,
        title: other.details.title,
        version: currentVersion(other).number,
        share: shareOf(mine, linesOf(other)),
        same: mine.join('\n') === linesOf(other).join('\n'),
      }))
      .filter(({ share }) => share >= ALIKE)
      .toSorted((one, other) => other.share - one.share)
      .slice(0, 10)
  }

  const added = (source: Source): ImportOutcome => {
    const structure = source.structures[0] ?? null
    const split = openSplit(structure)
    return {
      what: 'added',
      findings: {
        details: source.details,
        inferences: source.inferences,
        posts: structure?.marks.filter(({ kind }) => kind === 'post').length ?? 0,
        frame: blocksOf(structure, 'frame'),
        repeats: blocksOf(structure, 'repeat'),
        split: split === null ? null : { at: split.from, heading: '' },
        alike: alikeTo(source),
      },
    }
  }

  const read = (name: string, text: string, { batch, again }: How): Promise<FileReport> =>
    kit.together(batch, async () => {
      const done = { file: name, ok: true as const, notices: [], reason: null, message: null }
      if (text.trim() === '')
        return {
          file: name,
          ok: false,
          source: null,
          notices: [],
          reason: 'empty',
          message: `“${name}” is empty.`,
        }
      const lines = text.split('\n')
      if (name.endsWith('.zip')) return { ...done, source: null, outcome: unpack(name, lines, members) }
      if (name.endsWith('.ris')) {
        const found = lines.map((title) => ({
          title,
          source: [...kit.sources.values()].find(({ details }) => details.title === title)?.id ?? null,
        }))
        const matched = found.flatMap(({ title, source }) => (source === null ? [] : [{ title, source }]))
        const unmatched = found.flatMap(({ title, source }) => (source === null ? [title] : []))
        return { ...done, source: null, outcome: { what: 'references', matched, unmatched } }
      }
      if (name.endsWith('.json')) {
        const holds = (quote: string) =>
          [...kit.sources.values()].filter((source) => linesOf(source).join('\n').includes(quote))
        const notFound = lines
          .filter((quote) => holds(quote).length === 0)
          .map((quote) => ({
            quote,
            note: 'A note on it',
            tags: ['port'],
            on: 'example.org/page',
            why: 'No source holds these words.',
          }))
        const sources = [...new Set(lines.flatMap((quote) => holds(quote).map(({ id }) => id)))]
        const exact = lines.length - notFound.length
        return {
          ...done,
          source: null,
          outcome: { what: 'annotations', exact, approximate: 0, known: 0, sources, notFound },
        }
      }
      const known = [...kit.sources.values()].find((source) => linesOf(source).join('\n') === text)
      if (known !== undefined && again !== true)
        return { ...done, source: known.id, outcome: { what: 'known', title: known.details.title } }
      const source = kit.addSource({ text, title: name.replace(/\.txt$/, '') })
      const complete = completed(source, versionOf(source.id, 1))
      kit.sources.delete(source.id) // it comes with the step that brings it
      kit.change(`import ${name}`, source.id, complete)
      return { ...done, source: source.id, outcome: added(complete) }
    })

  const calls: Pick<Handlers, keyof typeof intakeCalls> = {
    'import.member': async ({ handle, ...how }) => {
      const member = members.get(handle)
      if (member === undefined) throw new Failure('not-found', 'This file was imported already.')
      const report = await read(member.name, member.text, how)
      if (report.ok && report.outcome.what !== 'known') members.delete(handle)
      return report
    },
    'source.infer': async ({ source: id, version }) => {
      const source = sourceOf(id)
      const found = completed({ ...source, inferences: [], structures: [] }, versionOf(id, version))
      return {
        details: found.details,
        inferences: found.inferences,
        structure: found.structures[0] ?? { version, marks: [] },
      }
    },
    'source.alike': async ({ source }) => alikeTo(sourceOf(source)),
    'source.split': ({ source: id, revision, at }) =>
      kit.together(undefined, async () => {
        const source = atRevision(sourceOf(id), revision)
        const { blocks } = versionOf(id, 1)
        const rest = blocks.slice(placeOf(at) - 1)
        const second = kit.addSource({ text: rest.map(({ text }) => text).join('\n') })
        kit.sources.delete(second.id)
        kit.change('split', second.id, second)
        const split = {
          ...source,
          revision: revision + 1,
          structures: source.structures.map((one) => ({
            ...one,
            marks: one.marks.map((mark) =>
              mark.kind === 'unrelated' && mark.from === at ? { ...mark, source: second.id } : mark,
            ),
          })),
        }
        kit.change('split in two', id, split)
        return { source: split, second: second.id }
      }),
    'version.add': ({ source: id, revision, from, batch }) =>
      kit.together(batch, async () => {
        const source = atRevision(sourceOf(id), revision)
        const { original, blocks } = versionOf(from, 1)
        const carried = addVersion(source, { original, blocks })
        await kit.remove(from)
        return carried
      }),
    'version.correct': ({ source: id, revision, edits }) =>
      kit.together(undefined, async () => {
        const source = atRevision(sourceOf(id), revision)
        const { number, original, blocks: before } = versionOf(id, currentVersion(source).number)
        const { blocks, places } = correctBlocks(before, edits)
        if (blocks.length === 0) throw new Failure('invalid-input', 'Nothing would be left of the text.')
        return addVersion(source, { original, blocks, places, corrects: number })
      }),
    'version.compare': async ({ source, from, to }) =>
      diffVersions(versionOf(source, from).blocks, versionOf(source, to).blocks),
    'annotation.places': async ({ source, annotation: id }) => {
      const { target, earlier } = annotationOf(id)
      const newest = currentVersion(sourceOf(source)).number
      const [first] = target.version === newest ? (earlier?.at(-1) ?? target).ranges : target.ranges
      return first === undefined ? [] : placesOf(first, projectText(versionOf(source, newest).blocks).text)
    },
    'annotation.settle': async ({ source, annotation: id, revision, as }) => {
      const annotation = atRevision(annotationOf(id), revision)
      const version = currentVersion(sourceOf(source)).number
      const { text } = projectText(versionOf(source, version).blocks)
      const next =
        as.what === 'put'
          ? putAt(annotation, {
              source,
              version,
              ranges: as.ranges.map(({ start, end }) => describeRange(text, start, end)),
            })
          : as.what === 'placed'
            ? keepPlaced(annotation)
            : keepWithOlder(annotation)
      if (next === null) throw new Failure('invalid-input', 'There is no place to accept.')
      kit.changeAnnotation('decide about highlight', { ...next, revision: revision + 1 })
      return annotationOf(id)
    },
    'source.verify': refused,
    'desktop.chooseFolder': async () => [
      { handle: 'h2', name: 'papers/page.html', size: 12 },
      { handle: 'h3', name: 'papers/page_files/quay.js', size: 12 },
    ],
  }
  return {
    calls,
    read,
    version: async ({ source, version }: { source: SourceId; version: number }) => versionOf(source, version),
  }
}

function atRevision<Value extends { readonly revision: number }>(value: Value, revision: number): Value {
  if (value.revision !== revision) throw new Failure('conflict', 'This was changed in another window since.')
  return value
}

const refused = async (): Promise<never> => {
  throw new Failure('unavailable', 'This notebook is made up for a test and does not do that.')
}

/** Lets each line be a file, one without words be refused. */
function unpack(
  archive: string,
  lines: readonly string[],
  members: Map<string, { name: string; text: string }>,
): Extract<ImportOutcome, { what: 'archive' }> {
  const files = lines.map((line) => {
    const [name = '', text = ''] = line.split(': ')
    return { name, text }
  })
  const left = files.filter(({ text }) => text === '')
  return {
    what: 'archive',
    members: files
      .filter(({ text }) => text !== '')
      .map(({ name, text }, index) => {
        const handle = `${archive}-${index}`
        members.set(handle, { name: name.slice(name.lastIndexOf('/') + 1), text })
        return { handle, name, size: text.length }
      }),
    left: left.map(({ name }) => ({ name, message: `“${name}” is empty.` })),
  }
}

/** The source with what its words say about it. */
function completed(source: Source, version: Version): Source {
  const projection = projectText(version.blocks)
  const at = (index: number) => ({ version: version.number, ...blockSpan(projection, index) })
  const inferences: Inference[] = []
  let { details } = source
  version.blocks.forEach(({ text }, index) => {
    const outlet = /^Outlet: (.+)$/.exec(text)?.[1]
    if (outlet !== undefined) {
      details = { ...details, outlet }
      inferences.push({ field: 'outlet', rule: 'byline', evidence: at(index) })
    }
    if (text === 'Updated 6 sec ago')
      inferences.push({ field: 'updated', rule: 'dateline', evidence: at(index) })
  })
  const marks = marksOf(version.blocks, at).filter(
    (mark) => !isMarkRefused(source.decisions, { version, projection }, mark),
  )
  const structure: Structure = { version: version.number, marks }
  return { ...source, details, inferences, structures: [structure] }
}

function marksOf(
  blocks: readonly Block[],
  at: (index: number) => { version: number; start: number; end: number },
): StructureMark[] {
  const last = blocks.at(-1)?.id
  if (last === undefined) return []
  const posts = blocks.flatMap(({ id, text }, index) => {
    const time = /^(\d\d\.\d\d) /.exec(text)?.[1]
    return time === undefined ? [] : [{ id, index, time }]
  })
  return blocks.flatMap(({ id, text }, index): StructureMark[] => {
    const inferred = { from: id, to: id, origin: 'inferred' as const, evidence: at(index) }
    if (text === 'Share' || text === 'Follow') return [{ kind: 'frame', ...inferred }]
    if (text.startsWith('Photo: ')) return [{ kind: 'caption', ...inferred }]
    if (text.startsWith('Second: ')) return [{ kind: 'unrelated', ...inferred, to: last }]
    const first = blocks.slice(0, index).find((other) => other.text === text)
    if (first !== undefined) return [{ kind: 'repeat', ...inferred, of: first.id }]
    const time = /see post (\d\d\.\d\d)/.exec(text)?.[1]
    if (time !== undefined)
      return [{ kind: 'reference', ...inferred, post: posts.find((one) => one.time === time)?.id ?? null }]
    const post = posts.findIndex((one) => one.index === index)
    const next = posts[post + 1]
    const here = posts[post]
    if (here === undefined) return []
    const to = next === undefined ? last : (blocks[next.index - 1]?.id ?? last)
    return [{ kind: 'post', ...inferred, to, heading: id, time: here.time, updated: false }]
  })
}

/** Share of the words of the shorter text that stand in paragraphs of both. */
function shareOf(one: readonly string[], other: readonly string[]): number {
  const both = one.filter((line) => other.includes(line))
  return Math.min(1, wordsIn(both) / Math.max(1, Math.min(wordsIn(one), wordsIn(other))))
}

function wordsIn(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.split(' ').length, 0)
}
