import { projectText } from '../../shared/anchoring/text-projection'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { BlockId, SourceId } from '../../shared/model/ids'
import { currentVersion, type Source, type SourceDetails } from '../../shared/model/source'
import { acceptableMarks, textOfVersion } from '../../shared/versions/carry-overlay'
import {
  firstDetails,
  firstStructure,
  movedToSecond,
  secondDecisions,
  secondMarks,
  secondVersion,
  stretchFrom,
} from '../../shared/versions/split-text'
import type { SourceNow, SourcesChange } from '../store/change-sources'
import { changeAsStep } from './change-step'
import { expectRevision, type SessionContext } from './session-context'
import { marksOf, originalOf } from './texts-of-versions'

type SplitCalls = Pick<Handlers, 'source.split'>

/** What the call does that parts a text in two. */
export function splitCalls(context: SessionContext): SplitCalls {
  const { store, newId } = context
  return {
    'source.split': async ({ source, revision, at }) => {
      const second = newId('s')
      const name = { label: 'split text', place: { source, annotation: null } }
      await changeAsStep(context, name, [source], async ([now]) => {
        if (now === undefined) throw new Error('the source that is changed is not given')
        expectRevision('source', now.source, revision)
        return splitOff(context, now, at, second)
      })
      return { source: await store.readSource(source), second }
    },
  }
}

async function splitOff(
  { store, now, work }: SessionContext,
  { source }: SourceNow,
  at: BlockId,
  second: SourceId,
): Promise<SourcesChange> {
  const entry = currentVersion(source)
  const version = await store.readVersion(source.id, entry.number)
  const stretch = stretchFrom(version, at)
  if (stretch === null) {
    const message = `Nothing can be split off at block ${at}: choose a paragraph of version ${entry.number} behind the first one.`
    throw new Failure('invalid-input', message)
  }
  const original = await originalOf(store, source.id, entry)
  const created = now()
  const own = { ...secondVersion(version, stretch, second), created }
  const { text } = projectText(own.blocks)
  const marks = secondMarks(version.blocks, stretch, marksOf(source, entry.number))
  const decisions = secondDecisions(source, entry.number, stretch)
  const told = { details: inherited(source), marks }
  const known = { version: 1, told, fileName: own.original.fileName }
  const inferred = await work('infer', { blocks: own.blocks, known })
  const all = acceptableMarks(textOfVersion(1, own.blocks), [...marks, ...inferred.marks], decisions)
  const made: Source = {
    id: second,
    revision: 1,
    added: created,
    details: titled(inferred.details, own.blocks[0]?.text),
    inferences: [...inferred.inferences],
    status: 'unread',
    place: null,
    codes: [],
    memo: '',
    versions: [
      {
        number: 1,
        created,
        original: own.original,
        characters: text.length,
        sketch: await work('sketch', { text }),
      },
    ],
    structures: [{ version: 1, marks: all }],
    decisions,
  }
  const structure = firstStructure(
    version,
    stretch,
    source.structures.find((one) => one.version === entry.number) ?? null,
    second,
  )
  const rest: Source = {
    ...source,
    ...firstDetails(source, entry.number, stretch),
    revision: source.revision + 1,
    structures: [...source.structures.filter((one) => one.version !== entry.number), structure],
  }
  return {
    sources: [
      { source: rest, in: 'library', arrives: null },
      { source: made, in: 'library', arrives: { version: own, original } },
    ],
    annotation: (annotation) => movedToSecond(annotation, entry.number, stretch, { source: second, text }),
  }
}

/** What two texts of one file have in common, whatever is said in them. */
function inherited({ details: { language, direction, via } }: Source): Partial<SourceDetails> {
  return { language, direction, via }
}

/** A text in which no title was found is called by its first words. */
function titled(details: SourceDetails, first: string | undefined): SourceDetails {
  return details.title === 'Untitled' && first !== undefined
    ? { ...details, title: first.slice(0, 500).trim().toWellFormed() || details.title }
    : details
}
