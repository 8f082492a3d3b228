import type { AnnotationBody } from '../model/annotation'
import { assertNever } from '../model/assert-never'
import type { BriefBlock } from '../model/brief'
import type { AnnotationId } from '../model/ids'
import { bareWords } from './bare-words'
import { factsOf, type NameOf } from './facts-of-body'
import { inlinesOf, plainText } from './walk-brief'

/** What stands above a quote in its brief. */
export type Above = {
  /** The words of the heading that it stands under, and of the paragraph that leads to it; empty where there is none. */
  readonly heading: string
  readonly lead: string
  /** What the author's words under that heading cite. */
  readonly cited: ReadonlySet<AnnotationId>
}

/** Follows a brief block by block, as its reader does. */
export class ReadAbove implements Above {
  heading = ''
  lead = ''
  readonly cited = new Set<AnnotationId>()

  /** Go on behind a block. */
  pass(block: BriefBlock): void {
    if (block.type === 'heading') {
      this.heading = plainText(block)
      this.cited.clear()
    }
    this.lead = block.type === 'paragraph' ? plainText(block) : ''
    for (const inline of inlinesOf(block))
      if (inline.type === 'citation') this.cited.add(inline.attrs.annotation)
  }
}

/**
 * What a reader of a quote wants to know besides what stands above it: whose it is unless the line that leads to it says so,
 * on what unless that or the heading does, and the rest. That a claim is plainly asserted says nothing, nor does a bare stance
 * where all else is said and the author's words cite the passage for it.
 */
export function factsUnderQuote(
  { id, body }: { readonly id: AnnotationId; readonly body: AnnotationBody },
  excerpt: string,
  nameOf: NameOf,
  { heading, lead, cited }: Above,
): string[] {
  const toldBy = (words: string): NameOf => {
    const told = ` ${bareWords(words)} `
    return (entry) => {
      const name = nameOf(entry)
      return name === null || told.includes(` ${bareWords(name)} `) ? null : name
    }
  }
  switch (body.kind) {
    case 'claim':
      return factsOf(body.certainty === 'asserted' ? { ...body, certainty: null } : body, excerpt, nameOf)
    case 'figure':
      return factsOf(body, excerpt, toldBy(`${heading} ${lead}`))
    case 'position': {
      const actor = toldBy(lead)(body.actor)
      const issue = toldBy(`${heading} ${lead}`)(body.issue)
      const isTold = actor === null && issue === null && body.condition === null && cited.has(id)
      return factsOf(isTold ? { ...body, stance: null } : body, excerpt, (entry) =>
        entry === body.actor ? actor : entry === body.issue ? issue : nameOf(entry),
      )
    }
    default:
      return assertNever(body)
  }
}
