import type { Editor } from '@tiptap/core'
import { Selection } from '@tiptap/pm/state'
import type { BriefId } from '../../../shared/model/ids'
import type { Host } from '../../state/host'

/** Where a brief was left: the caret, and the block that was cut by the upper edge, with how far above it began; null at the top. */
type Place = {
  readonly caret: number
  readonly cut: { readonly block: number; readonly above: number } | null
}

// They are of the window, not of a view: whoever looks up a passage comes back to the sentence that it is for.
const ofHost = new WeakMap<Host, Map<BriefId, Place>>()

/** Remembers where a brief is left. */
export function keepPlace(host: Host, brief: BriefId, { state, view }: Editor): void {
  const places = ofHost.get(host) ?? new Map<BriefId, Place>()
  ofHost.set(host, places)
  const edge = edgeOf(view.dom)
  const blocks = Array.from(view.dom.children, (block) => block.getBoundingClientRect())
  const block = blocks.findIndex(({ bottom }) => bottom > edge)
  const isTop = (blocks[0]?.top ?? edge) >= edge
  const cut = isTop ? null : { block, above: edge - (blocks[block]?.top ?? edge) }
  places.set(brief, { caret: state.selection.anchor, cut })
}

/** Goes back to where the brief was left, without the focus. */
export function returnToPlace(host: Host, brief: BriefId, { state, view }: Editor): void {
  const place = ofHost.get(host)?.get(brief)
  if (place === undefined) return
  const caret = Math.min(place.caret, state.doc.content.size)
  view.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(caret))))
  const { cut } = place
  const { dom } = view
  const block = dom.children[cut?.block ?? -1]
  if (block === undefined || cut === null) return
  block.scrollIntoView({ block: 'start' })
  // A block that was far out of sight has its height two frames after it has come there.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (!block.isConnected) return
      scrollerOf(dom).scrollTop += block.getBoundingClientRect().top - edgeOf(dom) + cut.above
    }),
  )
}

function scrollerOf(element: Element): Element {
  return element.closest('.scroll') ?? document.documentElement
}

/** The upper edge of what is in sight. */
function edgeOf(element: Element): number {
  return element.closest('.scroll')?.getBoundingClientRect().top ?? 0
}
