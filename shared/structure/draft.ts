import type { Line, Span } from './lines'

/** What a line of a text can turn out to be, besides its body. */
export type Part =
  | 'heading'
  | 'frame'
  | 'caption'
  | 'standfirst'
  | 'summary'
  | 'unrelated'
  /** The line that says a post was changed, and the one that tells its time. */
  | 'updated'
  | 'time'

/** A stretch of lines that was told, and the words that tell it. */
export type Found = {
  readonly part: Part
  readonly from: number
  readonly to: number
  readonly evidence: Span
  /** Of a heading. */
  readonly level: number
  /** Told by the format or a person, and not by these rules. */
  readonly isTold: boolean
}

/** A text while its parts are told one after the other; what is told last of a line stands. */
export class Draft {
  readonly lines: readonly Line[]
  readonly #found: (Found | null)[]

  constructor(lines: readonly Line[]) {
    this.lines = lines
    this.#found = lines.map(() => null)
  }

  /**
   * Tell what the lines from `from` to `to` are. The evidence is the first of them unless it is given. What the format or a
   * person told of a line stays.
   */
  tell(
    part: Part,
    from: number,
    to = from,
    { evidence, level = 2, isTold = false }: { evidence?: Span; level?: number; isTold?: boolean } = {},
  ): void {
    const { start = 0, end = 0 } = evidence ?? this.lines[from] ?? {}
    const found: Found = { part, from, to, evidence: { start, end }, level, isTold }
    for (let index = from; index <= to; index += 1)
      if (isTold || this.#found[index]?.isTold !== true) this.#found[index] = found
  }

  /** Take back what was told of a line. */
  clear(index: number): void {
    this.#found[index] = null
  }

  part(index: number): Part | null {
    return this.#found[index]?.part ?? null
  }

  /** A line of the article itself, of which nothing else was told. */
  isBody(index: number): boolean {
    return index < this.lines.length && this.part(index) === null
  }

  /** The next line that is no part of the page, from `index` on; null at the end. */
  nextOfText(index: number): Line | null {
    for (let at = index; at < this.lines.length; at += 1) {
      const part = this.part(at)
      if (part !== 'frame' && part !== 'caption') return this.lines[at] ?? null
    }
    return null
  }

  /** What was told, in reading order; a stretch of which a part was told anew is cut. */
  found(): Found[] {
    const runs: Found[] = []
    this.#found.forEach((found, index) => {
      const last = runs.at(-1)
      if (found === null) return
      if (last?.to === index - 1 && isOneWith(last, found)) runs.splice(-1, 1, { ...last, to: index })
      else runs.push({ ...found, from: index, to: index })
    })
    return runs
  }
}

/** Lines of one stretch, and lines of the page that follow each other. */
function isOneWith(one: Found, other: Found): boolean {
  if (one.part !== other.part) return false
  return one.evidence.start === other.evidence.start
}
