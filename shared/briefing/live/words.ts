import { type Annotation, excerptOf } from '../../model/annotation'
import { assertNever } from '../../model/assert-never'
import { balanced } from '../../model/balanced'
import type { LiveCell, LiveContent } from '../../model/brief'
import type { AnnotationId, SourceId } from '../../model/ids'
import { capitalised } from '../capitalised'
import { amountWords, type NameOf, stanceWordsOf } from '../facts-of-body'

/** A cell that rests on the passages given; its words are one line, as cells are. */
export function cell(
  words: string,
  cited: readonly { readonly source: SourceId; readonly annotation: AnnotationId }[] = [],
): LiveCell {
  return {
    words: words.replaceAll(/\s*\n\s*/g, ' '),
    cites: cited.map(({ source, annotation }) => ({ source, annotation })),
  }
}

export function columns(...names: readonly string[]): LiveContent['head'] {
  return names.map((words) => ({ words, align: 'start' }))
}

/** What an annotation states on one line, with what was recorded; the words of the source where that is too little. */
export function statementWords({ body, target }: Annotation, nameOf: NameOf): string {
  const excerpt = quoted(excerptOf(target))
  switch (body.kind) {
    case 'claim':
      return body.statement ?? excerpt
    case 'figure': {
      const measure = nameOf(body.measure)
      if (measure === null) return excerpt
      const amount = body.quantity === null ? quoted(body.asWritten) : amountWords(body.quantity)
      return capitalised(`${measure}: ${amount}${body.scope === null ? '' : `, ${body.scope}`}`)
    }
    case 'position': {
      const matter = [nameOf(body.actor), nameOf(body.issue)].filter((name) => name !== null).join(', ')
      const stance = stanceWordsOf(body)
      return matter === '' || stance === null ? excerpt : capitalised(`${matter}: ${stance}`)
    }
    default:
      return assertNever(body)
  }
}

export function quoted(words: string): string {
  return `“${balanced(words)}”`
}
