import { type Annotation, excerptOf } from '../model/annotation'
import { shortened } from '../model/shortened'
import { factsOf } from './facts-of-body'

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

/** The annotation in two lines: what it states, and who says so. */
export function cardWords({ body, memo, target }: Annotation): CardWords {
  const remark = memo.trim()
  const excerpt = excerptOf(target)
  const own = body.kind === 'claim' ? (body.statement ?? (remark === '' ? null : remark)) : null
  const title = own ?? (body.kind === 'figure' ? body.asWritten : excerpt)
  const speaker = body.attribution.findLast(({ role }) => role === 'speaker') ?? body.attribution.at(-1)
  // A claim repeats its statement among its facts unless that is the excerpt.
  const facts = factsOf(body, title).map((sentence) => sentence.replace(/\.$/, ''))
  const known = [...(speaker === undefined ? [] : [speaker.asWritten]), ...facts].join(' · ')
  const rest = remark === '' || own === remark ? null : shortened(remark, 70)
  return {
    title: shortened(title, 90),
    quoted: own === null,
    second: known === '' ? rest : shortened(known, 70),
    memo: rest,
  }
}
