import { warmReader } from '../../renderer/reader/warm-reader'
import { findInText, prepareFind } from '../../shared/anchoring/find-in-text'
import { blockIndexAt, blockSpan } from '../../shared/anchoring/text-projection'
import { frameTime, idle, jobTime, openTime, scrollTimes } from './reader-clock'
import { answerOf, createOurs } from './reader-ours'
import {
  type Opened,
  openDecorations,
  openPlain,
  openPrepared,
  openRebuilt,
  openRecogito,
  openSpans,
  type Way,
} from './reader-rivals'
import { type GeneratedText, generateArticle, type Passage, randomFrom } from './reader-text'
import '../../renderer/ui/styles'
import '../../renderer/reader/reader.css'

/** The ways of showing a text that are measured beside each other. */
export const wayNames = [
  'plain',
  'spans',
  'recogito',
  'decorations',
  'prepared',
  'rebuilt',
  'cold',
  'ours',
] as const
export type WayName = (typeof wayNames)[number]

/** What the suite asks of a fresh page, in this order. */
export type ReaderPage = {
  /** Gets the text and its highlights ready, which is not timed. */
  readonly prepare: (words: number, highlights: number, seed?: number) => Promise<void>
  readonly open: (way: WayName) => Promise<{ open: number; settled: number; correct: boolean }>
  readonly add: (times: number) => Promise<{ times: number[]; correct: boolean }>
  readonly jump: (times: number) => Promise<{ times: number[]; correct: boolean }>
  readonly scroll: (step: number, frames: number) => Promise<number[]>
  readonly nodes: () => number
  readonly find: (query: string) => { ours: number; again: number; scan: number; correct: boolean }
}

declare global {
  interface Window {
    readerPage: ReaderPage
  }
}

const rivals: Record<Exclude<WayName, 'ours' | 'cold'>, Way> = {
  plain: openPlain,
  spans: openSpans,
  recogito: openRecogito,
  decorations: openDecorations,
  rebuilt: openRebuilt,
  prepared: openPrepared,
}

/** Words, and highlights, of a text that is opened before the clock runs. */
const WARM = 10

/** What is written with while the window of the product is there. */
const faces = [
  '16px "Source Serif 4 Variable"',
  'italic 16px "Source Serif 4 Variable"',
  '600 16px "Inter Variable"',
]

const host = document.createElement('div')
host.style.cssText = 'display: grid; height: 100vh'
document.body.replaceChildren(host)

let text: GeneratedText | null = null
let answered: ReturnType<typeof answerOf> | null = null
let ours: ReturnType<typeof createOurs> | null = null
let opened: Opened | null = null
let highlighted = true
let added: Passage[] = []
let prepared = 0

function known<Value>(value: Value | null): Value {
  if (value === null) throw new Error('asked for before it was there')
  return value
}

window.readerPage = {
  prepare: async (words, highlights, seed = 1) => {
    // The window of the product is there before a text is opened in it.
    ours ??= createOurs(host)
    await Promise.all(faces.map((face) => document.fonts.load(face)))
    text = generateArticle(words, highlights, seed)
    prepared += 1
    answered = answerOf(text, prepared)
    added = []
  },
  open: async (way) => {
    const given = known(text)
    highlighted = way !== 'plain'
    const isOurs = way === 'ours' || way === 'cold'
    if (!isOurs) known(ours).close()
    // What the product does in an idle moment after its start, and the rivals get the same chance.
    if (way === 'ours') warmReader()
    if (!isOurs) rivals[way](document.createElement('div'), generateArticle(WARM, WARM))
    await idle()
    const times = await openTime(() => {
      opened = isOurs ? known(ours).open(known(answered), given) : rivals[way](host, given)
    })
    await calm()
    return { ...times, correct: isPainted() }
  },
  add: async (count) => {
    const times: number[] = []
    for (let index = 0; index < count; index += 1) {
      const passage = visiblePassage(index)
      added.push(passage)
      times.push(await frameTime(() => known(opened).add(passage)))
      await calm()
    }
    return { times, correct: isPainted() }
  },
  jump: async (count) => {
    const random = randomFrom(7)
    const { passages } = known(text)
    const times: number[] = []
    let correct = true
    for (let index = 0; index < count; index += 1) {
      const passage = passages[Math.floor(random() * passages.length)]
      if (passage === undefined) continue
      times.push(await frameTime(() => known(opened).jump(passage)))
      await calm()
      correct &&= isShown(passage) && isPainted()
    }
    return { times, correct }
  },
  scroll: (step, frames) => {
    scroller().scrollTop = 0
    return scrollTimes(scroller(), step, frames)
  },
  nodes: () => {
    const walker = document.createTreeWalker(scroller())
    let count = 0
    while (walker.nextNode() !== null) count += 1
    return count
  },
  find: (query) => {
    const { projection } = known(text)
    let hits = 0
    let scanned = 0
    const whole = jobTime(() => {
      hits = findInText(prepareFind(projection.text, false), query, { wholeWords: false }).length
    })
    const ready = prepareFind(projection.text, false)
    const again = jobTime(() => findInText(ready, query, { wholeWords: false }))
    const scan = jobTime(() => {
      const folded = projection.text.toLowerCase()
      const wanted = query.toLowerCase()
      for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) scanned += 1
    })
    return { ours: whole, again, scan, correct: hits === scanned && hits > 0 }
  },
}

/** Some paint a while after they were asked to: what they show is looked at when they have. */
async function calm(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 60)
  })
  await idle()
}

function scroller(): HTMLElement {
  return known(host.querySelector<HTMLElement>('.scroll'))
}

function visibleBlocks(): { readonly element: Element; readonly index: number }[] {
  const { top, bottom } = scroller().getBoundingClientRect()
  return Array.from(scroller().querySelectorAll<HTMLElement>('[data-block]'))
    .filter((element) => {
      const rect = element.getBoundingClientRect()
      return rect.top >= top && rect.bottom <= bottom
    })
    .map((element) => ({ element, index: Number(element.dataset.block?.slice(1)) - 1 }))
}

/** Whether there is text in the window, and every block in it shows as many highlights as lie on it. */
function isPainted(): boolean {
  const { passages, projection } = known(text)
  const blocks = visibleBlocks()
  const all = [...passages, ...added]
  return (
    blocks.length > 1 &&
    blocks.every(({ element, index }) => {
      const { start, end } = blockSpan(projection, index)
      const expected = all.filter((passage) => passage.start < end && passage.end > start).length
      return !highlighted || known(opened).painted(element) === expected
    })
  )
}

function isShown({ start }: Passage): boolean {
  const block = blockIndexAt(known(text).projection, start)
  const { top, bottom } = scroller().getBoundingClientRect()
  const rect = scroller()
    .querySelector(`[data-block="b${block + 1}"]`)
    ?.getBoundingClientRect()
  return rect !== undefined && rect.bottom > top && rect.top < bottom
}

/** A passage on a paragraph in the window that nothing is like yet. */
function visiblePassage(number: number): Passage {
  const { projection } = known(text)
  const blocks = visibleBlocks()
  const { index } = blocks[number % blocks.length] ?? { index: 0 }
  const span = blockSpan(projection, index)
  const start = span.start + Math.min(number, span.end - span.start - 2)
  return {
    id: `a${1_000_000 + number}`,
    kind: 'claim',
    start,
    end: Math.min(start + 25, span.end),
  }
}
