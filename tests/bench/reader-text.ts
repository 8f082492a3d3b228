import { blockSpan, projectText, type TextProjection } from '../../shared/anchoring/text-projection'
import { annotationKinds } from '../../shared/model/annotation'
import type { Block } from '../../shared/model/version'

/** A passage to highlight. */
export type Passage = {
  readonly id: string
  readonly kind: (typeof annotationKinds)[number]
  readonly start: number
  readonly end: number
}

const lexicon =
  `the a of and in to that on by for with as at from harbour council mayor quay crane ferry storm fund guild ` +
  `port authority boats vote budget engineers said says denies opposes supports expects about nearly at least ` +
  `million tonnes berths bollards families workers January spring evening water pier light north agency report ` +
  `minister opposition plan contract insurers dredging channel tide records inquiry statement repair`
const words = lexicon.split(' ')

/** A text of as many words: headings, paragraphs, list items and quotes, some with emphasis or a link. */
export function generateText(count: number, seed: number): Block[] {
  const random = randomFrom(seed)
  const pick = () => words[Math.floor(random() * words.length)] ?? 'quay'
  const sentence = (length: number) => {
    const text = Array.from({ length }, pick).join(' ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  }
  const blocks: Block[] = []
  let written = 0
  while (written < count) {
    const id = `b${blocks.length + 1}` as const
    if (blocks.length % 17 === 0) {
      const text = sentence(5 + Math.floor(random() * 4))
      blocks.push({ id, kind: 'heading', text, level: 1, marks: [] })
      written += 7
      continue
    }
    const sentences = Array.from({ length: 2 + Math.floor(random() * 4) }, () =>
      sentence(8 + Math.floor(random() * 18)),
    )
    const text = sentences.join(' ')
    written += text.split(' ').length
    const dice = random()
    const start = text.indexOf(' ') + 1
    blocks.push({
      id,
      kind: dice < 0.06 ? 'quote' : dice < 0.14 ? 'list-item' : 'paragraph',
      text,
      level: dice >= 0.06 && dice < 0.14 ? 1 : null,
      marks: dice > 0.85 ? [{ kind: 'emphasis', start, end: text.indexOf(' ', start + 12) }] : [],
    })
  }
  return blocks
}

/** Passages in reading order: three of ten begin inside the one before, one of ten reaches into the next block. */
export function generatePassages(projection: TextProjection, count: number, seed: number): Passage[] {
  const random = randomFrom(seed)
  const { text, starts } = projection
  const passages: Passage[] = []
  const step = text.length / count
  let before = { start: 0, end: 0 }
  for (let index = 0; index < count; index += 1) {
    const kind = annotationKinds[Math.floor(random() * annotationKinds.length)] ?? 'claim'
    const length = 20 + Math.floor(random() * 130)
    const inside = index > 0 && random() < 0.3
    const around = inside ? (before.start + before.end) / 2 : (index + random() * 0.5) * step
    const start = wordStart(text, Math.floor(around))
    const block = Math.max(
      0,
      starts.findLastIndex((one) => one <= start),
    )
    const { end: last } = blockSpan(projection, block)
    const crosses = random() < 0.1 && block + 1 < starts.length
    const end = crosses ? Math.min(text.length, last + 1 + length) : Math.min(start + length, last)
    if (end <= start) continue
    before = { start, end }
    passages.push({ id: `a${index}`, kind, start, end })
  }
  return passages.toSorted((a, b) => a.start - b.start || b.end - a.end)
}

export type GeneratedText = {
  readonly blocks: Block[]
  readonly projection: TextProjection
  /** In reading order. */
  readonly passages: readonly Passage[]
}

/** A text of as many words with as many passages to highlight; another one for another seed. */
export function generateArticle(count: number, highlights: number, seed = 1): GeneratedText {
  const blocks = generateText(count, seed)
  const projection = projectText(blocks)
  return { blocks, projection, passages: generatePassages(projection, highlights, seed + 1) }
}

function wordStart(text: string, offset: number): number {
  const space = text.lastIndexOf(' ', offset)
  const line = text.lastIndexOf('\n', offset)
  return Math.max(space, line) + 1
}

/** Mulberry32: the same numbers for the same seed, everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
