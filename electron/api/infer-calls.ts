import type { Handlers } from '../../shared/contract/dispatch'
import { againstDetail } from '../../shared/model/decisions'
import type { Decision, Inference, Source, SourceDetails } from '../../shared/model/source'
import { acceptableMarks, textOfVersion } from '../../shared/versions/carry-overlay'
import type { SessionContext } from './session-context'
import { marksOf } from './texts-of-versions'

type InferCalls = Pick<Handlers, 'source.infer'>

/** What the call does that asks the rules again: it reads, and keeps nothing. */
export function inferCalls({ store, work }: SessionContext): InferCalls {
  return {
    'source.infer': async ({ source: id, version: number }) => {
      const [source, { blocks, original }] = await Promise.all([
        store.readSource(id),
        store.readVersion(id, number),
      ])
      const byHand = marksOf(source, number).filter(({ origin }) => origin === 'hand')
      const told = { details: toldDetails(source), marks: byHand }
      const known = { version: number, told, fileName: original.fileName }
      const inferred = await work('infer', { blocks, known })
      const refused = inferred.inferences.filter((one) => isRefused(source.decisions, one))
      const marks = [...byHand, ...inferred.marks]
      return {
        details: { ...inferred.details, ...kept(source.details, refused) },
        inferences: inferred.inferences.filter((one) => !refused.includes(one)),
        structure: {
          version: number,
          marks: acceptableMarks(textOfVersion(number, blocks), marks, source.decisions),
        },
      }
    },
  }
}

/** What a person set: it is known, and says nothing of where it comes from. */
function toldDetails({ details, inferences }: Source): Partial<SourceDetails> {
  const inferred = new Set<string>(inferences.map(({ field }) => field))
  return Object.fromEntries(
    Object.entries(details).filter(
      ([field, value]) =>
        !inferred.has(field) && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  )
}

function isRefused(decisions: readonly Decision[], inference: Inference): boolean {
  const against = againstDetail(inference)
  return (
    against !== null &&
    decisions.some(
      ({ rule, passage, verdict }) =>
        verdict === 'rejected' &&
        rule === against.rule &&
        passage.version === against.passage.version &&
        passage.start === against.passage.start &&
        passage.end === against.passage.end,
    )
  )
}

/** The details as they are, where what a rule says of them was refused. */
function kept(details: SourceDetails, refused: readonly Inference[]): Partial<SourceDetails> {
  return Object.fromEntries(
    Object.entries(details).filter(([name]) => refused.some(({ field }) => field === name)),
  )
}
