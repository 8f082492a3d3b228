import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { NodeView } from '@tiptap/pm/view'

/** What a lead shows at the moment; another object when that changes. */
export type Shown = {
  readonly node: Node
  readonly selected: boolean
  /** False for a block that has not come near the window yet: its words are enough until then. */
  readonly near: boolean
}

/** A place in the page for one lead of the document, which React fills. */
export type Place = {
  readonly key: number
  readonly dom: HTMLElement
  readonly shown: () => Shown
  readonly subscribe: (listener: () => void) => () => void
  /** Where its node is now; undefined once it is gone. */
  readonly position: () => number | undefined
}

/** The places of all leads. Told of when one comes or goes; each tells itself what changes in it. */
export type Places = {
  readonly current: () => readonly Place[]
  readonly subscribe: (listener: () => void) => () => void
  readonly open: (place: Place) => void
  readonly close: (place: Place) => void
}

export function createPlaces(): Places {
  let places: readonly Place[] = []
  const open = new Set<Place>()
  const listeners = new Set<() => void>()
  let isTold = true
  /** Once for all that one transaction brings. */
  const tell = () => {
    if (!isTold) return
    isTold = false
    queueMicrotask(() => {
      isTold = true
      places = [...open]
      for (const listener of listeners) listener()
    })
  }
  return {
    current: () => places,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open: (place) => {
      open.add(place)
      tell()
    },
    close: (place) => {
      open.delete(place)
      tell()
    },
  }
}

/** Gives every excerpt, citation and live block a place. A key that is typed elsewhere draws none of them again. */
export const LeadViews = Extension.create<{ readonly places: Places | null }>({
  name: 'leadViews',
  addOptions: () => ({ places: null }),
  addProseMirrorPlugins() {
    const { places } = this.options
    if (places === null) return []
    const viewOf = (tag: string) => (node: Node, _: unknown, position: () => number | undefined) =>
      leadView(node, tag, position, places)
    return [
      new Plugin({
        props: { nodeViews: { excerpt: viewOf('div'), live: viewOf('div'), citation: viewOf('span') } },
      }),
    ]
  },
})

let keys = 0

/** Whether the browser tells what `content-visibility: auto` leaves out. */
const TELLS_WHEN_NEAR = 'oncontentvisibilityautostatechange' in HTMLElement.prototype

function leadView(node: Node, tag: string, position: () => number | undefined, places: Places): NodeView {
  const dom = document.createElement(tag)
  dom.className = `lead ${node.type.name}-lead`
  // A mark within a line is laid out with its line.
  let shown: Shown = { node, selected: false, near: tag === 'span' || !TELLS_WHEN_NEAR }
  const listeners = new Set<() => void>()
  const become = (next: Shown) => {
    shown = next
    for (const listener of listeners) listener()
  }
  const place: Place = {
    key: (keys += 1),
    dom,
    shown: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    position,
  }
  places.open(place)
  dom.addEventListener('contentvisibilityautostatechange', (event) => {
    const isNear = event instanceof ContentVisibilityAutoStateChangeEvent && !event.skipped
    if (isNear && !shown.near) become({ ...shown, near: true })
  })
  return {
    dom,
    update: (next) => {
      if (next.type !== shown.node.type) return false
      if (next !== shown.node) become({ ...shown, node: next })
      return true
    },
    selectNode: () => {
      dom.classList.add('selected')
      become({ ...shown, selected: true, near: true })
    },
    deselectNode: () => {
      dom.classList.remove('selected')
      become({ ...shown, selected: false })
    },
    stopEvent: isOfControl,
    // React alone writes in it.
    ignoreMutation: () => true,
    destroy: () => places.close(place),
  }
}

const FIELDS = 'input, textarea, select'
const CONTROLS = `${FIELDS}, button, a, [role=dialog], [role=listbox], [role=menu]`

/** True for what a control of the block hears and the editor does not. */
function isOfControl(event: Event): boolean {
  const { target } = event
  if (!(target instanceof Element) || target.closest(CONTROLS) === null) return false
  // A button has no undo and nothing to find: there such keys mean the brief.
  const isCommand = event instanceof KeyboardEvent && (event.ctrlKey || event.metaKey)
  return !(isCommand && target.closest(FIELDS) === null)
}
