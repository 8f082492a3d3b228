import { Decoration } from '@tiptap/pm/view'
import { type Difference, differencesOf } from '../../shared/anchoring/differences-of'
import { projectText } from '../../shared/anchoring/text-projection'
import { assertNever } from '../../shared/model/assert-never'
import { type Fold, foldsOf } from '../../shared/model/folds'
import type { SourceId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import type { Passage, Structure, StructureMark } from '../../shared/model/structure'
import type { Block, Page } from '../../shared/model/version'
import { keyOf } from '../state/keys'
import { count } from '../ui/words'
import './structure.css'

/** What a person can do with a stretch that is folded away. */
export type FoldActions = {
  readonly onToggle: (fold: Fold) => void
  /** The stretch is to be text like any other again; null where nothing may be changed. */
  readonly onBringBack: ((fold: Fold) => void) | null
  readonly onGoTo: (block: number) => void
  /** Opens another source; null where that cannot be done. */
  readonly onOpen: ((source: SourceId) => void) | null
}

/** Draws the overlay of a version around its blocks: what they are, times of posts, lines in place of what is folded away. */
export type StructureDrawing = {
  readonly folds: readonly Fold[]
  /** True for the first block of a post. */
  readonly begins: (block: number) => boolean
  /** What belongs to the block between the two positions. `opened` holds the first blocks of folds that are shown. */
  readonly decorate: (
    block: number,
    from: number,
    to: number,
    opened: ReadonlySet<number>,
  ) => readonly Decoration[]
}

/** Among so many first blocks a text repeats its title. */
const HEAD = 20

type Drawn = {
  readonly blocks: readonly Block[]
  readonly pages: readonly Page[]
  readonly structure: Structure | null
  readonly title: string
}

export function structureDrawing(
  { blocks, pages, structure, title }: Drawn,
  actions: FoldActions,
): StructureDrawing {
  const marks = structure?.marks ?? []
  const folds =
    marks.length === 0
      ? []
      : foldsOf(
          blocks.map(({ id }) => id),
          structure,
        )
  const foldAt = new Map(
    folds.flatMap((fold) => {
      return Array.from({ length: fold.to - fold.from + 1 }, (_, index) => [fold.from + index, fold] as const)
    }),
  )
  const posts = new Map(marks.flatMap((mark) => (mark.kind === 'post' ? [[mark.from, mark] as const] : [])))
  const told = toldBlocks(blocks, marks)
  const starts = pages.length === 0 && told.references.size === 0 ? [] : projectText(blocks).starts
  const pageAt = pagesAt(starts, pages)
  return {
    folds,
    begins: (index) => {
      const id = blocks[index]?.id
      return id !== undefined && posts.has(id)
    },
    decorate: (index, from, to, opened) => {
      const id = blocks[index]?.id
      const post = id === undefined ? undefined : posts.get(id)
      const fold = foldAt.get(index)
      const drawn: Decoration[] = [...told.looks(index, from, to)]
      for (const [passage, post] of told.references.get(index) ?? []) {
        const start = from + 1 + passage.start - (starts[index] ?? 0)
        const end = Math.min(to - 1, start + passage.end - passage.start)
        if (start > from && start < end) drawn.push(reference(start, end, post))
      }
      const page = pageAt.get(index)
      if (page !== undefined) {
        drawn.push(
          Decoration.widget(from, () => element('div', 'page-label', page), {
            side: -1,
            key: `page ${index} ${page}`,
            ignoreSelection: true,
          }),
        )
      }
      if (post !== undefined && (post.time !== null || post.updated)) {
        const { time, updated } = post
        drawn.push(
          Decoration.widget(from, () => whenElement(time, updated), {
            side: -1,
            key: `when ${index} ${time} ${updated}`,
            ignoreSelection: true,
          }),
        )
      }
      if (post !== undefined) drawn.push(Decoration.node(from, to, { class: 'post' }))
      if (index < HEAD && blocks[index]?.text === title) {
        drawn.push(Decoration.node(from, to, { class: 'retitled' }))
      }
      if (fold === undefined) return drawn
      const isOpen = opened.has(fold.from)
      if (fold.from === index) {
        drawn.push(
          Decoration.widget(from, () => foldElement(blocks, fold, isOpen, actions), {
            side: -1,
            key: `fold ${index} ${isOpen} ${actions.onBringBack !== null}`,
            ignoreSelection: true,
            stopEvent: () => true,
          }),
        )
      }
      drawn.push(Decoration.node(from, to, { class: isOpen ? `dimmed ${fold.kind}` : 'folded' }))
      return drawn
    },
  }
}

function whenElement(time: string | null, updated: boolean): HTMLElement {
  const when = element('div', 'when')
  if (time !== null) when.append(element('b', '', time))
  if (updated) when.append(element('span', '', 'Updated'))
  return when
}

function foldElement(
  blocks: readonly Block[],
  fold: Fold,
  isOpen: boolean,
  actions: FoldActions,
): HTMLElement {
  const { onToggle, onBringBack, onGoTo, onOpen } = actions
  const { kind, from, to, of, source } = fold
  const { name, back } = foldWords[kind]
  const words = shortened(blocks[from]?.text ?? '', 60)
  const lines = count(to - from + 1, 'paragraph')
  const line = element('div', `fold-line ${kind}`)
  line.setAttribute('data-fold-line', String(from))
  line.setAttribute('role', 'group')
  line.setAttribute('aria-label', `${name}, ${lines}`)
  const differences = kind === 'repeat' ? differencesIn(blocks, fold) : []
  if (kind !== 'repeat') line.append(element('span', 'name', name), element('span', 'words', words))
  else {
    const said = element('span', 'words')
    said.append(element('b', '', words), ` appears again${differences.length === 0 ? '' : ', changed'}`)
    line.append(said)
  }
  const toggle = button(isOpen ? 'Hide' : `Show ${lines}`, () => onToggle(fold))
  toggle.setAttribute('aria-expanded', String(isOpen))
  line.append(toggle)
  if (of !== null) line.append(button('Go to the first', () => onGoTo(of)))
  if (source !== null && onOpen !== null) line.append(button('Open it', () => onOpen(source)))
  if (onBringBack !== null && back !== null) line.append(button(back, () => onBringBack(fold)))
  if (differences.length > 0) line.append(differenceList(differences))
  return line
}

/** What a fold is called, and the button that makes it text like any other; null where only undo can do that. */
const foldWords: Record<Fold['kind'], { readonly name: string; readonly back: string | null }> = {
  frame: { name: 'Frame', back: 'Bring back' },
  repeat: { name: 'Repeated passage', back: 'Not a repeat' },
  unrelated: { name: 'Another article, now a source of its own', back: null },
}

function differencesIn(blocks: readonly Block[], { from, to, of, ofTo }: Fold): Difference[] {
  if (of === null || ofTo === null) return []
  return differencesOf(blocks.slice(of, ofTo + 1), blocks.slice(from, to + 1))
}

/** So many differences are listed at first; a button shows the others. */
const MOST_LISTED = 6

function differenceList(differences: readonly Difference[]): HTMLElement {
  const list = element('ul', 'differences')
  const draw = (some: readonly Difference[]) =>
    list.replaceChildren(...some.map((difference) => element('li', '', differenceWords(difference))))
  const first = new Set([...differences].toSorted(byWeight).slice(0, MOST_LISTED))
  draw(differences.filter((difference) => first.has(difference)))
  if (differences.length === first.size) return list
  const more = element('li', '')
  const all = button(`Show all ${count(differences.length, 'difference')}`, () => {
    draw(differences)
    list.tabIndex = -1
    list.focus()
  })
  more.append(all)
  list.append(more)
  return list
}

/** Of differences that are listed at first, those of signs alone give way to those of words. */
function byWeight(one: Difference, other: Difference): number {
  return weightOf(one) - weightOf(other)
}

function weightOf(difference: Difference): number {
  const words = difference.kind === 'words' ? difference.before + difference.after : difference.text
  return /[\p{L}\p{N}]/u.test(words) ? 0 : 1
}

function differenceWords(difference: Difference): string {
  switch (difference.kind) {
    case 'words': {
      const before = shortened(difference.before, 60)
      const after = shortened(difference.after, 60)
      if (before === '') return `“${after}” added`
      return after === '' ? `“${before}” left out` : `“${before}” became “${after}”`
    }
    case 'missing':
      return `Paragraph missing: “${shortened(difference.text, 60)}”`
    case 'added':
      return `Paragraph added: “${shortened(difference.text, 60)}”`
    default:
      return assertNever(difference)
  }
}

type Told = {
  /** How a block looks that the overlay says something about. */
  readonly looks: (index: number, from: number, to: number) => readonly Decoration[]
  /** For each block, the words in it that point to a post, in offsets of the projection, and whether that is there. */
  readonly references: ReadonlyMap<number, readonly (readonly [Passage, boolean])[]>
}

/** What the overlay tells of single blocks, by their index. */
function toldBlocks(blocks: readonly Block[], marks: readonly StructureMark[]): Told {
  const places = new Map(blocks.map(({ id }, index) => [id, index]))
  const classes = new Map<number, Record<string, string>[]>()
  const references = new Map<number, (readonly [Passage, boolean])[]>()
  const put = (index: number, attributes: Record<string, string>) =>
    classes.set(index, [...(classes.get(index) ?? []), attributes])
  for (const mark of marks) {
    const from = places.get(mark.from)
    const to = places.get(mark.to)
    if (from === undefined || to === undefined) continue
    if (mark.kind === 'reference' && mark.evidence !== null)
      references.set(from, [...(references.get(from) ?? []), [mark.evidence, mark.post !== null]])
    const attributes = attributesOf(mark)
    if (attributes !== null) for (let index = from; index <= to; index += 1) put(index, attributes)
  }
  return {
    references,
    looks: (index, from, to) =>
      (classes.get(index) ?? []).map((attributes) => Decoration.node(from, to, attributes)),
  }
}

function attributesOf(mark: StructureMark): Record<string, string> | null {
  switch (mark.kind) {
    case 'heading':
      // The title of the source is the first heading of the page.
      return { class: 'told-heading', role: 'heading', 'aria-level': String(Math.min(6, mark.level + 1)) }
    case 'quote':
      return { class: 'told-quote', title: mark.speaker === null ? 'A quotation' : `Said by ${mark.speaker}` }
    case 'caption':
      return { class: 'told-caption', title: 'A caption' }
    case 'standfirst':
      return { class: 'told-standfirst' }
    case 'summary':
      return { class: 'told-summary', title: 'A recap of the text' }
    case 'unrelated':
      return mark.source === undefined ? { class: 'told-unrelated', title: 'Another article' } : null
    case 'post':
    case 'frame':
    case 'repeat':
    case 'reference':
      return null
    default:
      return assertNever(mark)
  }
}

/** Words that point to a post; those that point to none in this copy say so. */
function reference(start: number, end: number, isThere: boolean): Decoration {
  const words = isThere ? `Go to the post (${keyOf('follow-link')})` : 'There is no such post in this copy'
  return Decoration.inline(start, end, { class: isThere ? 'post-link' : 'post-link none', title: words })
}

/** The label of the page that begins in a block or at its start, by the index of the block. */
function pagesAt(starts: readonly number[], pages: readonly Page[]): ReadonlyMap<number, string> {
  const labels = new Map<number, string>()
  let index = 0
  for (const { label, start } of pages) {
    while ((starts[index + 1] ?? Number.POSITIVE_INFINITY) <= start) index += 1
    // A page that begins within a paragraph is told beside the next.
    const at = starts[index] === start ? index : index + 1
    if (at < starts.length && !labels.has(at)) labels.set(at, label)
  }
  return labels
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  // A widget is no part of the text: the caret walks past it.
  made.contentEditable = 'false'
  return made
}

function button(words: string, run: () => void): HTMLElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'txt'
  made.textContent = words
  made.addEventListener('click', run)
  return made
}
