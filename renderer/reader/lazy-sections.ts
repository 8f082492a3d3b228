import { Extension, type Extensions } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Selection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { SectionNode } from './article-schema'
import { offsetOf, type Places, sectionAt, spanOfSection } from './positions'

type Drawn = {
  readonly mounted: ReadonlySet<number>
  readonly decorations: DecorationSet
  /** What is drawn on each block of the mounted sections. */
  readonly byBlock: ReadonlyMap<number, readonly Decoration[]>
}

/** What `changeSections` changes. */
export type SectionChange = {
  /** The sections that are to be mounted from now on; those at the selection are in any case. */
  readonly mount?: ReadonlySet<number>
  /** Blocks on which something else is to be drawn. */
  readonly redraw?: readonly number[]
  /** Leaves the sections beside the selection for later: nobody moves the caret while the text is being opened. */
  readonly opening?: true
}

type Given = {
  readonly places: Places
  /** The sections that are mounted at first. */
  readonly first: ReadonlySet<number>
  /** What is drawn on a block; asked when it is mounted and when it is drawn again. */
  readonly draw: (block: number) => readonly Decoration[]
  /** Told of the element of a section each time that a new one is made. */
  readonly onElement: (section: number, element: HTMLElement, mounted: boolean) => void
}

const key = new PluginKey<Drawn>('sections')
const IS_MOUNTED = { mounted: true }

/**
 * Lays out the mounted sections only. Any other is one empty element, to which `onElement` gives a height; decorations
 * exist for mounted blocks alone. The sections at both ends of the selection and beside them are mounted with it, so
 * that the caret always has somewhere to go.
 */
export function lazySections({ places, first, draw, onElement }: Given): Extensions {
  const markOf = (section: number) => {
    const { from, to } = spanOfSection(places, section)
    return Decoration.node(from, to, {}, IS_MOUNTED)
  }

  const change = (
    doc: Node,
    before: Drawn,
    mounted: ReadonlySet<number>,
    redraw: readonly number[],
  ): Drawn => {
    const byBlock = new Map(before.byBlock)
    const old: Decoration[] = []
    const made: Decoration[] = []
    const erase = (block: number) => {
      old.push(...(byBlock.get(block) ?? []))
      byBlock.delete(block)
    }
    const paint = (block: number) => {
      const drawn = draw(block)
      made.push(...drawn)
      byBlock.set(block, drawn)
    }
    for (const section of before.mounted) {
      if (mounted.has(section)) continue
      old.push(markOf(section))
      for (const block of blocksOf(places, section)) erase(block)
    }
    for (const block of redraw) {
      if (!byBlock.has(block)) continue
      erase(block)
      paint(block)
    }
    for (const section of mounted) {
      if (before.mounted.has(section)) continue
      made.push(markOf(section))
      for (const block of blocksOf(places, section)) paint(block)
    }
    // ProseMirror looks at what is added from the front to the back, and leaves out what comes too late.
    const inOrder = made.toSorted((a, b) => a.from - b.from)
    return { mounted, byBlock, decorations: before.decorations.remove(old).add(doc, inOrder) }
  }

  const nothing: Drawn = { mounted: new Set(), decorations: DecorationSet.empty, byBlock: new Map() }
  const plugin = new Plugin<Drawn>({
    key,
    state: {
      init: (_, { doc }) => change(doc, nothing, first, []),
      apply: (transaction, before) => {
        const { mount = before.mounted, redraw = [], opening = false } = changeOf(transaction)
        const held = transaction.selectionSet && !opening ? heldBy(places, transaction.selection) : []
        const mounted = held.every((section) => mount.has(section)) ? mount : new Set([...mount, ...held])
        if (mounted === before.mounted && redraw.length === 0) return before
        return change(transaction.doc, before, mounted, redraw)
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  })

  // ProseMirror makes the element of a section anew when the decoration comes or goes that says it is mounted.
  const section = SectionNode.extend({
    addNodeView:
      () =>
      ({ node, decorations }) => {
        const mounted = isMounted(decorations)
        const dom = document.createElement('div')
        dom.className = 'section'
        onElement(Number(node.attrs.index), dom, mounted)
        return {
          dom,
          contentDOM: mounted ? dom : null,
          update: (next, given) => next === node && isMounted(given) === mounted,
        }
      },
  })
  return [section, Extension.create({ name: 'lazySections', addProseMirrorPlugins: () => [plugin] })]
}

/** The transaction that mounts sections, and unmounts all others, or draws blocks anew. */
export function changeSections(state: EditorState, change: SectionChange): Transaction {
  return state.tr.setMeta(key, change)
}

export function mountedSections(state: EditorState): ReadonlySet<number> {
  return key.getState(state)?.mounted ?? new Set()
}

/** The sections of both ends of a selection, and those beside them. */
export function heldBy(places: Places, { anchor, head }: Selection): number[] {
  return [anchor, head]
    .map((position) => sectionAt(places, offsetOf(places, position)))
    .flatMap((section) => [section - 1, section, section + 1])
    .filter((section) => section >= 0 && section < places.sections.length)
}

/** The blocks of a section. */
export function blocksOf({ sections }: Places, section: number): number[] {
  const { from, to } = sections[section] ?? { from: 0, to: -1 }
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

function changeOf(transaction: Transaction): SectionChange {
  // Only `changeSections` sets this key.
  return (transaction.getMeta(key) as SectionChange | undefined) ?? {}
}

function isMounted(decorations: readonly { readonly spec: unknown }[]): boolean {
  return decorations.some(({ spec }) => spec === IS_MOUNTED)
}
