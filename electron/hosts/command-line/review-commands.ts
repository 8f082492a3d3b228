import { Failure } from '../../../shared/contract/failure'
import { commandWords } from '../../../shared/model/command-words'
import type { SourceId } from '../../../shared/model/ids'
import { acceptMarks, openSplit, refuseMarks } from '../../../shared/model/review-structure'
import type { SourceDetails } from '../../../shared/model/source'
import { answered } from './answered'
import { bringBack, editMarks, setDetails, untoldWords } from './change-review'
import type { Command } from './commands'
import { counted, oneLine } from './excerpt-words'
import { UsageError } from './io'
import { type Meant, planOn, sourceAndNames, sourceAndSome } from './plan-review'
import { questionLines } from './question-lines'
import { type NamedMark, readSource, reviewOf } from './read-review'
import { againCommand } from './review-again'
import { changeCommand, markCommand } from './review-marks'
import { isNamed, type ReviewName } from './review-names'
import { describeReview } from './review-words'
import { findSource } from './source-commands'

const list: Command = {
  usage: 'review list SOURCE [NAME]...',
  says: 'list what was read of a text, each with the words that told it, and what is to be decided; a NAME is a kind (frame), a stretch (frame:b3-b5) or a detail (outlet)',
  options: {},
  plan(typed) {
    const { named, names } = sourceAndNames(typed)
    return {
      access: 'look',
      async run(call) {
        const id = await findSource(named, call)
        const reading = await readSource(id, call)
        const review = reviewOf(reading, names)
        if (names.length > 0) return answered(review, (shown) => describeReview(shown).join('\n'))
        const second = openSplit(reading.structure)
        const heading = reading.version.blocks.find((block) => block.id === second?.from)?.text ?? ''
        const value = {
          ...review,
          notices: reading.version.notices,
          split: second === null ? null : { at: second.from, heading },
          alike: await call('source.alike', { source: id }),
          undecided: (await call('library.list', {})).find((one) => one.id === id)?.undecided ?? 0,
        }
        return answered(value, (shown) =>
          [
            ...describeReview(shown),
            ...shown.notices.map(oneLine),
            ...questionLines(shown, id),
            ...(shown.undecided === 0 ? [] : [undecidedLine(id, shown.undecided)]),
          ].join('\n'),
        )
      },
    }
  },
}

function undecidedLine(id: SourceId, undecided: number): string {
  return `${counted(undecided, 'annotation')} on words that a newer version changed or left out; ${commandWords(`version decisions ${id}`)} lists them.`
}

const accept: Command = {
  usage: 'review accept SOURCE NAME...',
  says: 'it is so, however rules read the text; one that was refused comes back when its stretch is named',
  options: {},
  plan: (typed) =>
    planOn(sourceAndSome(typed), async (reading, { marks, details, names }, call) => {
      const { id } = reading.source
      const untold = details.find(({ state }) => state === 'unclear' || state === 'not-found')
      if (untold !== undefined) throw new Failure('not-found', untoldWords(id, untold.field))
      expectStanding(names, marks)
      const inferred = details.filter(({ state }) => state === 'inferred')
      const known = Object.fromEntries(inferred.map(({ field, value }) => [field, value]))
      const accepted = await editMarks(reading, marksOf(marks, 'inferred'), acceptMarks, call)
      const source = await setDetails(accepted.source, known, call)
      const back = marks.filter(({ stretch, against }) => {
        const isMeant = (name: ReviewName) =>
          name.of === 'marks' && name.from !== null && isNamed(name, stretch)
        return against !== null && names.some(isMeant)
      })
      const refused = details.filter(({ state }) => state === 'refused')
      const after = await bringBack({ ...accepted, source }, back, refused, call)
      return answered(reviewOf(after, names), (shown) => describeReview(shown).join('\n'))
    }),
}

/** A kind means what is taken for it, not what was refused as it: refuse to do nothing. */
function expectStanding(names: readonly ReviewName[], marks: readonly NamedMark[]): void {
  for (const name of names) {
    if (name.of === 'detail' || name.from !== null) continue
    const [refused, ...others] = marks.filter(({ stretch }) => isNamed(name, stretch))
    if (refused === undefined || [refused, ...others].some(({ against }) => against === null)) continue
    const message = `All that was taken for ${name.kind} was refused: name what comes back by its stretch, such as ${refused.reviewed.name}.`
    throw new Failure('not-found', message)
  }
}

function marksOf(marks: Meant['marks'], origin: 'inferred' | 'hand') {
  return marks.flatMap(({ reviewed: { mark } }) => (mark?.origin === origin ? [mark] : []))
}

const refuse: Command = {
  usage: 'review refuse SOURCE NAME...',
  says: 'it is not so, and is not found again: frame is text like any other, a second article belongs to the first, a detail is not known',
  options: {},
  plan(typed) {
    const given = sourceAndSome(typed)
    given.names.forEach(expectRefusable)
    return planOn(given, async (reading, { marks, details, names }, call) => {
      const { id } = reading.source
      const standing = marks.flatMap(({ reviewed }) => (reviewed.mark === null ? [] : [reviewed]))
      const gone = standing.flatMap(({ mark }) => mark ?? [])
      const edited = await editMarks(reading, gone, refuseMarks, call)
      const emptied = details.map(({ field }) => [field, field === 'authors' ? [] : null])
      // The fields are those of details, and what each is emptied to fits it.
      const unknown = Object.fromEntries(emptied) as Partial<SourceDetails>
      const after = { ...edited, source: await setDetails(edited.source, unknown, call) }
      // Of what was marked by hand alone nothing is kept, since no rule would find it again.
      const unmarked = standing
        .filter(({ mark }) => mark?.origin === 'hand' && mark.evidence === null)
        .map(({ name }) => name)
      const review = { ...reviewOf(after, names), unmarked }
      const found = standing.length > unmarked.length || details.some(({ state }) => state === 'inferred')
      return answered(review, (shown) =>
        [
          ...describeReview(shown),
          ...unmarked.map((name) => `${name}  no longer marked`),
          ...(found ? [`${commandWords(`review accept ${id} NAME...`)} takes it back.`] : []),
          ...(unmarked.length > 0 ? [`${commandWords(`review mark ${id} NAME...`)} marks it again.`] : []),
        ].join('\n'),
      )
    })
  },
}

/** Refuse to take away what every source has. */
function expectRefusable(name: ReviewName): void {
  if (name.of === 'marks' || (name.field !== 'title' && name.field !== 'kind')) return
  throw new UsageError(
    `A source is not without a ${name.field}: give it another with details --${name.field}.`,
  )
}

export const reviewCommands: Readonly<Record<string, Command>> = {
  'review list': list,
  'review accept': accept,
  'review refuse': refuse,
  'review change': changeCommand,
  'review mark': markCommand,
  'review again': againCommand,
}
