import { formatQuantity } from '../detection/figures/format-quantity'
import { type Annotation, type AnnotationBody, excerptOf } from '../model/annotation'
import { assertNever } from '../model/assert-never'
import { shortened } from '../model/shortened'
import { factsOf, type NameOf, stanceWords } from './facts-of-body'
import { plainWords } from './plain-words'

/** What a small card says of an annotation. */
export type CardWords = {
  readonly title: string
  /** True when the title is the words of the source, not of the researcher. */
  readonly quoted: boolean
  /** Who said it and what was recorded about it, else the memo; null when there is nothing more to say. */
  readonly second: string | null
  /** The memo, unless the title says it; null when there is none. */
  readonly memo: string | null
}

/** The annotation in two lines: what it states, and who says so. What is filled in takes the place of the excerpt. */
export function cardWords({ body, memo, target }: Annotation, nameOf: NameOf = unnamed): CardWords {
  const remark = plainWords(memo)
  const stated = statedBy(body, nameOf)
  const own = stated ?? (body.kind === 'claim' && remark !== '' ? remark : null)
  const title = own ?? (body.kind === 'figure' ? body.asWritten : excerptOf(target))
  const speaker = body.attribution.findLast(({ role }) => role === 'speaker') ?? body.attribution.at(-1)
  // A claim repeats its statement among its facts unless that is the excerpt.
  const facts = factsOf(withoutStated(body, stated), title).map((sentence) => sentence.replace(/\.$/, ''))
  const known = [...(speaker === undefined ? [] : [speaker.asWritten]), ...facts].join(' · ')
  const rest = remark === '' || own === remark ? null : shortened(remark, 70)
  return {
    title: shortened(title, 90),
    quoted: own === null,
    second: known === '' ? rest : shortened(known, 70),
    memo: rest,
  }
}

const unnamed: NameOf = () => null

/** What was filled in, in one line: `Cost of repairs, about $40m`, `The port, dredging: against`; null for too little. */
function statedBy(body: AnnotationBody, nameOf: NameOf): string | null {
  switch (body.kind) {
    case 'claim':
      return body.statement
    case 'figure': {
      const measure = nameOf(body.measure)
      const amount = body.quantity === null ? body.asWritten : formatQuantity(body.quantity)
      return measure === null ? null : `${measure}, ${amount}`
    }
    case 'position': {
      const matter = [nameOf(body.actor), nameOf(body.issue)].filter((name) => name !== null).join(', ')
      const stance = body.stance === null ? '' : `: ${stanceWords[body.stance]}`
      return matter === '' ? null : `${matter}${stance}`
    }
    default:
      return assertNever(body)
  }
}

/** The body without what its line says already. */
function withoutStated(body: AnnotationBody, stated: string | null): AnnotationBody {
  if (stated === null || body.kind === 'claim') return body
  if (body.kind === 'figure') return { ...body, quantity: null }
  // Where there is a condition, it says of itself that there is one.
  return { ...body, stance: null }
}
