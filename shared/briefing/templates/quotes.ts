import type { BriefBlock } from '../../model/brief'
import { bareWords } from '../bare-words'
import { capitalised } from '../capitalised'
import { type Mentioned, paragraph, quote } from './build'
import type { Material } from './material'
import { sourceName, speakerOf } from './sentences'

/** The quotations of a draft. What stands in it once is not shown again, nor is a part of it. */
export class Quotes {
  readonly #shown: string[] = []

  constructor(private readonly material: Material) {}

  /** The strongest of the passages, at most so many, each behind the line that says whose words they are. */
  of(passages: readonly Mentioned[], most: number): BriefBlock[] {
    return this.strongest(passages, most).flatMap((one) => {
      const speaker = speakerOf(this.material, one)
      const where = sourceName(this.material, one.source)
      return [
        paragraph(speaker === null ? `In ${where}:` : `${capitalised(speaker)}, in ${where}:`),
        quote(one),
      ]
    })
  }

  /** The same passages for a draft that leads to them in its own way. */
  strongest<Passage extends Mentioned>(passages: readonly Passage[], most: number): Passage[] {
    const taken: Passage[] = []
    for (const passage of this.material.byStrength(passages)) {
      if (taken.length === most) break
      const words = bareWords(passage.excerpt)
      if (this.#shown.some((known) => known.includes(words) || words.includes(known))) continue
      this.#shown.push(words)
      taken.push(passage)
    }
    return taken
  }
}
