import { useMemo } from 'react'
import { formatQuantity } from '../../../shared/detection/figures/format-quantity'
import { proposeContext } from '../../../shared/detection/figures/propose-context'
import { readQuantity } from '../../../shared/detection/figures/read-quantity'
import { type AttributionChain, extentOf, type FigureBody, type Hop } from '../../../shared/model/annotation'
import { assertNever } from '../../../shared/model/assert-never'
import type { Entry } from '../../../shared/model/codebook'
import { fold } from '../../../shared/model/fold'
import type { Source } from '../../../shared/model/source'
import { useCodebook } from '../../state/codebook'
import { useAnswer } from '../../state/use-answer'
import { useAttempt } from '../../state/use-attempt'
import type { ReadWording } from './DateField'
import { dateText } from './date-text'
import type { FieldChange } from './field-change'
import type { Offer } from './OfferLine'
import type { Draft } from './use-annotation-draft'

type Wording = Omit<Offer, 'accept'>

/** What the text says about a figure: for each field that it says something about, the change that fills it in. */
export type Offers = {
  readonly of: (field: OfferField) => Offer | null
  /** The as-of date that the sentence gives, filled in or not. */
  readonly asOf: ReadWording | null
  /** How many empty fields the text says something about. */
  readonly count: number
  /** Fills in all of them as one step. */
  readonly acceptAll: () => void
}

const offerFields = ['quantity', 'measure', 'asOf', 'attribution'] as const
type OfferField = (typeof offerFields)[number]

/** Reads a figure and the sentence around it. Nothing is filled in until the person accepts it. */
export function useFigureOffers(draft: Draft, body: FigureBody, source: Source, text: string): Offers {
  const codebook = useCodebook()
  const attempt = useAttempt()
  const { target } = draft.annotation
  const { language, outlet } = source.details
  const quantity = useMemo(() => readQuantity(body.asWritten, { language }), [body.asWritten, language])
  const context = useMemo(() => {
    // Around words without a number there is nothing to say of one.
    if (quantity === null) return { measure: null, asOf: null, speaker: null }
    const { start, end } = extentOf(target)
    return proposeContext(text, start, end, language)
  }, [quantity, target, text, language])
  const { value: dated } = useAnswer(
    'date.read',
    context.asOf === null ? null : { wording: context.asOf.words, source: source.id },
    (event) => event.kind === 'source' && event.source === source.id,
  )
  const asOf =
    context.asOf !== null && dated?.date
      ? { wording: context.asOf.words, date: dated.date, against: dated.against }
      : null
  const chain = chainOf(outlet, context.speaker?.words ?? null, codebook.ofKind('actor'))

  const wordings: Readonly<Record<OfferField, Wording | null>> = {
    quantity:
      quantity === null || body.quantity !== null ? null : { says: formatQuantity(quantity), from: null },
    measure:
      context.measure === null || body.measure !== null ? null : { says: context.measure.words, from: null },
    asOf: asOf === null || body.asOf !== null ? null : { says: dateText(asOf.date), from: asOf.wording },
    attribution:
      chain.length === 0 || body.attribution.length > 0
        ? null
        : {
            says: chain.map(({ asWritten }) => asWritten).join(' → '),
            from: context.speaker?.cue.words ?? null,
          },
  }
  const changeOf = async (field: OfferField): Promise<FieldChange | null> => {
    switch (field) {
      case 'quantity':
        return { quantity }
      case 'asOf':
        return asOf === null ? null : { asOf: asOf.date }
      case 'attribution':
        return { attribution: chain }
      case 'measure': {
        if (context.measure === null) return null
        // One of that name is answered as it is.
        const answer = await attempt('codebook.add', { kind: 'measure', name: context.measure.words })
        return answer.ok && answer.value.kind === 'measure' ? { measure: answer.value.id } : null
      }
      default:
        return assertNever(field)
    }
  }
  const accept = async (fields: readonly OfferField[]) => {
    let change: FieldChange = {}
    for (const field of fields) change = { ...change, ...(await changeOf(field)) }
    if (Object.keys(change).length > 0) draft.make(change)
  }
  const open = offerFields.filter((field) => wordings[field] !== null)
  return {
    of: (field) => {
      const wording = wordings[field]
      return wording === null ? null : { ...wording, accept: () => void accept([field]) }
    },
    asOf,
    count: open.length,
    acceptAll: () => void accept(open),
  }
}

/** From the outlet of the source to who is credited, as far as they are known. */
export function chainOf(
  outlet: string | null,
  speaker: string | null,
  actors: readonly Entry[],
): AttributionChain {
  return [
    ...(outlet === null ? [] : [hopOf('outlet', outlet, actors)]),
    ...(speaker === null ? [] : [hopOf('speaker', speaker, actors)]),
  ]
}

function hopOf(role: Hop['role'], asWritten: string, actors: readonly Entry[]): Hop {
  const isNamed = (name: string) => fold(name) === fold(asWritten)
  const known = actors.find(
    (entry) => entry.kind === 'actor' && (isNamed(entry.name) || entry.spellings.some(isNamed)),
  )
  // Without a capital it is a description: "one senior official".
  const anonymous = role === 'speaker' && known === undefined && !/\p{Lu}/u.test(asWritten)
  return { role, actor: known?.kind === 'actor' ? known.id : null, asWritten, anonymous }
}
