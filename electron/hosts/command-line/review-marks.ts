import { z } from 'zod'
import { Failure } from '../../../shared/contract/failure'
import { commandWords } from '../../../shared/model/command-words'
import { placeOfMark } from '../../../shared/model/decisions'
import {
  acceptMarks,
  changeMark,
  isPlain,
  type PlainKind,
  plainKinds,
  type StructureEdit,
  takenFor,
} from '../../../shared/model/review-structure'
import type { Structure, StructureMark } from '../../../shared/model/structure'
import { answered } from './answered'
import { editMarks } from './change-review'
import type { Command, Typed } from './commands'
import { UsageError } from './io'
import { planOn, sourceAndSome } from './plan-review'
import { marksNamed, type NamedMark, type Reading, type Review, readSource } from './read-review'
import { isNamed, type ReviewName } from './review-names'
import { describeReview } from './review-words'
import { findSource } from './source-commands'
import { checked, textOf } from './typed-values'

/** What is to be told otherwise of stretches. */
type Change = {
  readonly as: PlainKind | null
  /** Undefined where nothing is said; null where it is not known. */
  readonly time: string | null | undefined
  readonly updated: boolean | null
  readonly speaker: string | null | undefined
}

export const changeCommand: Command = {
  usage: `review change SOURCE NAME... [--as ${plainKinds.join('|')}] [--time T] [--updated yes|no] [--speaker S]`,
  says: 'tell what a stretch is otherwise: what it is taken for, the time of a post, the speaker of a quotation (an empty text clears one)',
  options: {
    as: { type: 'string' },
    time: { type: 'string' },
    updated: { type: 'string' },
    speaker: { type: 'string' },
  },
  plan(typed) {
    const given = sourceAndSome(typed)
    const change = changeIn(typed)
    for (const name of given.names) expectFits(name, change)
    return planOn(given, async (reading, { marks, names }, call) => {
      for (const name of names) expectStanding(name, marks, reading)
      const standing = marks.flatMap(({ reviewed: { mark } }) => mark ?? [])
      const after = await editMarks(
        reading,
        standing,
        (text, structure, some) => changeEach(text, structure, some, change),
        call,
      )
      const changed = standing.map((mark) => changedMark(mark, change))
      return answered(marksIn(after, changed), (shown) => describeReview(shown).join('\n'))
    })
  },
}

/** Of what was refused nothing is known that could be told otherwise. */
function expectStanding(name: ReviewName, marks: readonly NamedMark[], { source }: Reading): void {
  const meant = marks.filter(({ stretch }) => name.of === 'marks' && isNamed(name, stretch))
  const [refused] = meant
  if (refused === undefined || meant.some(({ against }) => against === null)) return
  const word = refused.reviewed.name
  const message = `${word} was refused: ${commandWords(`review accept ${source.id} ${word}`)} brings it back.`
  throw new Failure('not-found', message)
}

function changeIn(typed: Typed): Change {
  const as = textOf(typed, 'as')
  const updated = textOf(typed, 'updated')
  const change = {
    as: as === null ? null : checked(z.enum(plainKinds), as, `--as takes ${plainKinds.join(', ')}`),
    time: shortText(typed, 'time'),
    updated:
      updated === null
        ? null
        : checked(z.enum(['yes', 'no']), updated, '--updated takes yes or no') === 'yes',
    speaker: shortText(typed, 'speaker'),
  }
  if (as === null && updated === null && change.time === undefined && change.speaker === undefined)
    throw new UsageError('Say what it is otherwise: --as, --time, --updated or --speaker.')
  return change
}

/** So many characters of a time or a name are enough, in the window too. */
const MOST = 100

/** A short text; an empty one is null, and undefined where none was given. */
function shortText(typed: Typed, option: string): string | null | undefined {
  const text = textOf(typed, option)?.trim()
  if (text !== undefined && text.length > MOST)
    throw new UsageError(`--${option} takes at most ${MOST} characters, not ${text.length}.`)
  return text === '' ? null : text
}

/** Refuse what stretches of this kind do not have. */
function expectFits(name: ReviewName, { as, time, updated, speaker }: Change): void {
  if (name.of === 'detail')
    throw new UsageError(`The ${name.field} is no stretch of the text: the command “details” sets it.`)
  const { kind } = name
  if (as !== null && !isPlain(kind))
    throw new UsageError(`--as goes with ${plainKinds.join(', ')}, and with no ${kind}.`)
  if ((time !== undefined || updated !== null) && kind !== 'post')
    throw new UsageError(`--time and --updated go with a post, and with no ${kind}.`)
  if (speaker !== undefined && (as ?? kind) !== 'quote')
    throw new UsageError(`--speaker goes with a quote, and with no ${as ?? kind}.`)
}

function changeEach(
  text: Reading,
  structure: Structure,
  marks: readonly StructureMark[],
  change: Change,
): StructureEdit {
  let edit: StructureEdit = { structure, decisions: [] }
  for (const mark of marks) {
    const next = changeMark(text, edit.structure, mark, changedMark(mark, change))
    edit = { structure: next.structure, decisions: [...edit.decisions, ...next.decisions] }
  }
  return edit
}

function changedMark(mark: StructureMark, { as, time, updated, speaker }: Change): StructureMark {
  const taken = as === null || as === mark.kind ? mark : takenFor(mark, as)
  if (taken.kind === 'post')
    return {
      ...taken,
      ...(time !== undefined && { time }),
      ...(updated !== null && { updated }),
    }
  if (taken.kind === 'quote' && speaker !== undefined) return { ...taken, speaker }
  return taken
}

/** What is told of these marks in a text. */
function marksIn(reading: Reading, marks: readonly StructureMark[]): Review {
  const places = new Set(marks.map(placeOfMark))
  const { source, version } = reading
  const reviewed = marksNamed(reading, []).map((one) => one.reviewed)
  return {
    source: source.id,
    version: version.number,
    details: [],
    marks: reviewed.filter(({ mark }) => mark !== null && places.has(placeOfMark(mark))),
  }
}

export const markCommand: Command = {
  usage: 'review mark SOURCE NAME...',
  says: `take stretches for something by hand, such as frame:b3-b5: ${plainKinds.join(', ')}; “text SOURCE --json” names the blocks`,
  options: {},
  plan(typed) {
    const { named, names } = sourceAndSome(typed)
    const wanted = names.map(stretchFor)
    return {
      access: 'change',
      async run(call) {
        const reading = await readSource(await findSource(named, call), call)
        const places = new Set(wanted.map(placeOfMark))
        const there = new Set(reading.structure.marks.map(placeOfMark))
        const marks = [...reading.structure.marks, ...wanted.filter((mark) => !there.has(placeOfMark(mark)))]
        const after = await editMarks(
          { ...reading, structure: { ...reading.structure, marks } },
          marks.filter((mark) => places.has(placeOfMark(mark))),
          acceptMarks,
          call,
        )
        return answered(marksIn(after, wanted), (shown) => describeReview(shown).join('\n'))
      },
    }
  },
}

function stretchFor(name: ReviewName): StructureMark {
  if (name.of === 'detail' || name.from === null || !isPlain(name.kind)) {
    const word = name.of === 'detail' ? name.field : name.word
    throw new UsageError(
      `Name a kind and its blocks, such as frame:b3-b5, not “${word}”: by hand a stretch is marked as ${plainKinds.join(', ')}.`,
    )
  }
  if (name.at !== null) {
    const whole = name.word.slice(0, name.word.indexOf('@'))
    const message = `“${name.word}” names words within a block: by hand whole blocks are marked, so write ${whole}.`
    throw new UsageError(message)
  }
  const stretch = { from: name.from, to: name.to ?? name.from, origin: 'hand' as const, evidence: null }
  return takenFor({ kind: 'frame', ...stretch }, name.kind)
}
