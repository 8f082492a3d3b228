import { seededRandom } from './generate-notebook'

/**
 * Texts and edited copies of them in which every word is known by a number of its own, so that where a passage went is
 * told by the editor's own book-keeping and not by any way of cutting or comparing text.
 */
type Word = {
  readonly id: number
  readonly text: string
  /** Signs before and behind it, which stay when it is replaced by another. */
  readonly before: string
  readonly behind: string
}
type Sentence = readonly Word[]
type Paragraph = readonly Sentence[]

export type EditedText = {
  readonly before: string
  readonly after: string
  readonly quotes: readonly Quote[]
}

/** A passage of the old text and what became of it. */
export type Quote = {
  readonly start: number
  readonly end: number
  readonly words: number
  readonly truth: Truth
}

/**
 * `placed`: half of the words at least are as they were, in one piece; several starts and ends are right where signs may
 * belong to it or not. `orphan`: no word is left, nor one that replaced it. `torn`: something in between, where a place and
 * none may both be right; a place must hold something of what is left.
 */
export type Truth =
  | { readonly kind: 'placed'; readonly starts: readonly number[]; readonly ends: readonly number[] }
  | { readonly kind: 'torn'; readonly spans: readonly Span[] }
  | { readonly kind: 'orphan' }

/** Writes a text of about so many signs, edits it, and draws passages from it. */
export function editedText(size: number, share: number, count: number, seed: number): EditedText {
  const random = seededRandom(seed)
  const author = makeAuthor(random)
  const old = author.text(size)
  const now = edit(old, share, author, random)
  const before = lay(old)
  const after = lay(now)
  const quotes = Array.from({ length: count }, () => draw(before, after, random))
  return { before: before.text, after: after.text, quotes }
}

/** A text on its own, and a copy with a share of its words changed within a text of others. */
export function plantedCopy(size: number, share: number, seed: number): { text: string; holder: string } {
  const random = seededRandom(seed)
  const author = makeAuthor(random)
  const old = author.text(size)
  const copy = old.map((paragraph) =>
    paragraph.map((sentence) => changeWords(sentence, share, author, random)),
  )
  const around = author.text(size)
  const half = Math.floor(around.length / 2)
  return { text: lay(old).text, holder: lay([...around.slice(0, half), ...copy, ...around.slice(half)]).text }
}

/** A text that shares nothing but its language with those of other seeds. */
export function plainText(size: number, seed: number): string {
  return lay(makeAuthor(seededRandom(seed)).text(size)).text
}

type Author = ReturnType<typeof makeAuthor>

const syllables =
  'ba be bor ca cel dan de dor el fa fen gal gor ha har il ka ker la len lor ma mer mi nan ne nor o pa per qua ra rel ri sa sen sol ta ter til u va ver vin wa wes ya zor'.split(
    ' ',
  )
const small =
  'the of to and in a that for on is was said with as by at it from has be would had an its this will were not he are have which'.split(
    ' ',
  )
/** What reports say over and over: passages of different sentences begin alike. */
const formulas = [
  'the council of the harbour said on monday that',
  'according to two people who know of the talks',
  'the minister told reporters in the capital that',
  'in a statement on tuesday evening the authority said',
  'the mayor has said again and again that',
  'a person close to the fund who asked not to be named said',
].map((formula) => formula.split(' '))

function makeAuthor(random: () => number) {
  let id = 0
  // The vocabulary is the same for all texts; what is said with it is not.
  const lexicon = vocabulary()
  const pick = () =>
    random() < 0.42
      ? (small[Math.floor(random() ** 2 * small.length)] ?? 'the')
      : (lexicon[Math.floor(random() ** 3 * lexicon.length)] ?? 'quay')
  const word = (text = pick()): Word => {
    id += 1
    return { id, text, before: '', behind: '' }
  }
  const sentence = (): Sentence => {
    const opening = random() < 0.25 ? (formulas[Math.floor(random() * formulas.length)] ?? []) : []
    const length = 5 + Math.floor(random() ** 1.5 * 28)
    const words = [...opening.map((text) => word(text)), ...Array.from({ length }, () => word())]
    const spoken = random() < 0.15
    return words.map((each, index) => ({
      ...each,
      text: index === 0 ? each.text.charAt(0).toUpperCase() + each.text.slice(1) : each.text,
      before: spoken && index === 0 ? '“' : '',
      behind: index === words.length - 1 ? (spoken ? '.”' : '.') : random() < 0.07 ? ',' : '',
    }))
  }
  const paragraph = (): Paragraph => Array.from({ length: 1 + Math.floor(random() * 5) }, sentence)
  const text = (size: number): Paragraph[] => {
    const paragraphs: Paragraph[] = []
    for (let written = 0; written < size; ) {
      const earlier = paragraphs[Math.floor(random() * paragraphs.length)]
      // Live reports repeat themselves: some paragraphs are said again, word for word or nearly so.
      const next =
        earlier !== undefined && random() < 0.04
          ? earlier.map((each) =>
              each.map(({ text: same, before, behind }) => ({
                ...word(random() < 0.05 ? pick() : same),
                before,
                behind,
              })),
            )
          : paragraph()
      paragraphs.push(next)
      written += next.flat().reduce((sum, each) => sum + each.text.length + 1, 0)
    }
    return paragraphs
  }
  return { word, sentence, paragraph, text }
}

function vocabulary(): string[] {
  const random = seededRandom(99)
  const made = () =>
    Array.from(
      { length: 2 + Math.floor(random() * 3) },
      () => syllables[Math.floor(random() * syllables.length)],
    ).join('')
  return [...new Set(Array.from({ length: 6000 }, made))]
}

/** Changes a share of the words, and moves, inserts and takes out paragraphs and sentences. */
function edit(old: readonly Paragraph[], share: number, author: Author, random: () => number): Paragraph[] {
  const now: Paragraph[] = []
  const moved: Paragraph[] = []
  for (const paragraph of old) {
    const sentences = paragraph
      .filter(() => random() >= 0.03)
      .flatMap((sentence) => (random() < 0.03 ? [author.sentence(), sentence] : [sentence]))
      .map((sentence) => changeWords(sentence, share, author, random))
      .filter((sentence) => sentence.length > 0)
    const dice = random()
    if (dice < 0.05 || sentences.length === 0) continue
    if (dice < 0.12) moved.push(sentences)
    else if (dice < 0.15 && sentences.length > 1) now.push(sentences.slice(0, 1), sentences.slice(1))
    else if (dice < 0.18 && now.length > 0) now.push([...(now.pop() ?? []), ...sentences])
    else now.push(sentences)
    if (dice > 0.95) now.push(author.paragraph())
  }
  for (const paragraph of moved) now.splice(Math.floor(random() * (now.length + 1)), 0, paragraph)
  return now
}

/** Half of the changes put another word in, a sixth each takes one out, puts one beside it, or spells it otherwise. */
function changeWords(sentence: Sentence, share: number, author: Author, random: () => number): Sentence {
  return sentence.flatMap((word): Word[] => {
    if (random() >= share) return [word]
    const dice = random()
    if (dice < 1 / 2) return [{ ...word, text: author.word().text }]
    if (dice < 4 / 6) return []
    if (dice < 5 / 6)
      return [
        { ...word, behind: '' },
        { ...author.word(), behind: word.behind },
      ]
    const at = Math.floor(random() * word.text.length)
    return [{ ...word, text: `${word.text.slice(0, at)}${word.text.slice(at + 1)}s` }]
  })
}

type Laid = {
  readonly text: string
  readonly places: ReadonlyMap<number, Place>
  /** The words in reading order. */
  readonly order: readonly Word[]
}
/** Where a word stands with and without its signs, and as the how manieth. */
type Place = {
  readonly word: Word
  readonly rank: number
  readonly outer: Span
  readonly inner: Span
}
type Span = { readonly start: number; readonly end: number }

function lay(paragraphs: readonly Paragraph[]): Laid {
  const places = new Map<number, Place>()
  const order: Word[] = []
  let text = ''
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index > 0) text += '\n'
    for (const [nth, word] of paragraph.flat().entries()) {
      if (nth > 0) text += ' '
      const start = text.length
      text += word.before + word.text + word.behind
      const outer = { start, end: text.length }
      const inner = { start: start + word.before.length, end: text.length - word.behind.length }
      places.set(word.id, { word, rank: order.length, outer, inner })
      order.push(word)
    }
  }
  return { text, places, order }
}

function draw(before: Laid, after: Laid, random: () => number): Quote {
  const dice = random()
  const length =
    dice < 0.1
      ? 1 + Math.floor(random() * 3)
      : dice < 0.6
        ? 4 + Math.floor(random() * 9)
        : 13 + Math.floor(random() * 28)
  const from = Math.floor(random() * (before.order.length - length))
  const words = before.order.slice(from, from + length)
  const signs = random() < 0.5 ? 'outer' : 'inner'
  const spanIn = ({ places }: Laid, word: Word | undefined) =>
    places.get(word?.id ?? -1)?.[signs] ?? { start: 0, end: 0 }
  const { start } = spanIn(before, words[0])
  const { end } = spanIn(before, words.at(-1))
  const left = words.filter(({ id }) => after.places.has(id))
  const spans = left.map((word) => spanIn(after, word))
  return { start, end, words: length, truth: truthOf(words, left, spans, before, after) }
}

function truthOf(
  words: readonly Word[],
  left: readonly Word[],
  spans: readonly Span[],
  before: Laid,
  after: Laid,
): Truth {
  const first = spans[0]
  const last = spans.at(-1)
  if (first === undefined || last === undefined) return { kind: 'orphan' }
  const ranks = left.map(({ id }) => after.places.get(id)?.rank ?? 0)
  const inOrder = ranks.every((rank, index) => index === 0 || rank > (ranks[index - 1] ?? 0))
  const own = new Set(left.map(({ id }) => id))
  const between = after.order.slice(ranks[0], (ranks.at(-1) ?? 0) + 1).filter(({ id }) => !own.has(id))
  const inOnePiece =
    inOrder && between.length <= words.length && between.every(({ id }) => !before.places.has(id))
  const same = left.filter(({ id, text }) => after.places.get(id)?.word.text === text)
  if (!inOnePiece || same.length < words.length / 2) return { kind: 'torn', spans }
  // Where the word at an edge is gone, the signs of the next one may belong to the passage or not.
  const head = after.places.get(left[0]?.id ?? -1)
  const tail = after.places.get(left.at(-1)?.id ?? -1)
  return {
    kind: 'placed',
    starts: words[0] === left[0] ? [first.start] : [head?.outer.start ?? -1, head?.inner.start ?? -1],
    ends: words.at(-1) === left.at(-1) ? [last.end] : [tail?.outer.end ?? -1, tail?.inner.end ?? -1],
  }
}
