import { Decoration } from '@tiptap/pm/view'
import { type Fold, foldsOf } from '../../shared/model/folds'
import { shortened } from '../../shared/model/shortened'
import type { Structure } from '../../shared/model/structure'
import type { Block } from '../../shared/model/version'
import { count } from '../ui/words'
import './structure.css'

/** What a person can do with a stretch that is folded away. */
export type FoldActions = {
  readonly onToggle: (fold: Fold) => void
  /** The stretch is to be text like any other again; null where nothing may be changed. */
  readonly onBringBack: ((fold: Fold) => void) | null
  readonly onGoTo: (block: number) => void
}

/** Draws the overlay of a version around its blocks: times of posts, and lines in place of what is folded away. */
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

export function structureDrawing(
  blocks: readonly Block[],
  structure: Structure | null,
  title: string,
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
      const drawn: Decoration[] = []
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
  const { onToggle, onBringBack, onGoTo } = actions
  const { kind, from, to, of } = fold
  const words = shortened(blocks[from]?.text ?? '', 60)
  const lines = count(to - from + 1, 'paragraph')
  const line = element('div', `fold-line ${kind}`)
  line.setAttribute('data-fold-line', String(from))
  line.setAttribute('role', 'group')
  line.setAttribute('aria-label', kind === 'frame' ? `Frame, ${lines}` : `Repeated passage, ${lines}`)
  if (kind === 'frame') line.append(element('span', 'name', 'Frame'), element('span', 'words', words))
  else {
    const said = element('span', 'words')
    said.append(element('b', '', words), ` appears again${isSame(blocks, fold) ? '' : ', changed'}`)
    line.append(said)
  }
  const toggle = button(isOpen ? 'Hide' : `Show ${lines}`, () => onToggle(fold))
  toggle.setAttribute('aria-expanded', String(isOpen))
  line.append(toggle)
  if (of !== null) line.append(button('Go to the first', () => onGoTo(of)))
  if (onBringBack !== null) {
    line.append(
      button(kind === 'frame' ? 'Bring back' : 'Not a repeat', () => {
        onBringBack(fold)
      }),
    )
  }
  return line
}

/** True when the copy says the same, block by block, as the first passage. */
function isSame(blocks: readonly Block[], { from, to, of }: Fold): boolean {
  if (of === null) return true
  for (let index = from; index <= to; index += 1) {
    if (blocks[index]?.text !== blocks[of + index - from]?.text) return false
  }
  return true
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
