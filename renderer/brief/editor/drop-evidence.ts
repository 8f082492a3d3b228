import { type Editor, Extension } from '@tiptap/core'
import { Fragment, Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { dropPoint } from '@tiptap/pm/transform'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { z } from 'zod'
import type { Reference } from '../../../shared/briefing/reference'
import type { Annotation } from '../../../shared/model/annotation'
import { AnnotationId, SourceId } from '../../../shared/model/ids'
import { ANNOTATION_DRAG } from './editor-props'
import { dispatchStep, putBlock, seenNow } from './insert-blocks'

type Options = {
  /** The annotation as it is now; null when it is gone. */
  readonly find: (passage: Reference) => Promise<Annotation | null>
}

const Dragged = z.object({ source: SourceId, annotation: AnnotationId })

/** Where something would stand, and as what. */
type Spot = { readonly at: number; readonly asCitation: boolean }

/** So near to the edge of a block, a pointer means the gap between it and the next. */
const EDGE = 6

const key = new PluginKey<Spot | null>('dropEvidence')

/**
 * Takes what is dragged from the evidence: within a line of text it becomes a citation, between blocks an excerpt, and
 * with Alt a citation wherever it is. A line shows where it will stand.
 */
export const DropEvidence = Extension.create<Options>({
  name: 'dropEvidence',
  addOptions: () => ({ find: () => Promise.resolve(null) }),
  // For what is dragged within the brief there is a line already.
  extendNodeSchema: () => ({
    disableDropCursor: (_: EditorView, __: unknown, event: DragEvent) => carriesEvidence(event),
  }),
  addProseMirrorPlugins() {
    const { editor } = this
    const { find } = this.options
    return [
      new Plugin<Spot | null>({
        key,
        state: {
          init: () => null,
          apply: (transaction, spot) => {
            // What is set with this key is set in this file.
            const shown = transaction.getMeta(key) as Spot | null | undefined
            return shown === undefined ? (transaction.docChanged ? null : spot) : shown
          },
        },
        props: {
          decorations: (state) => drawn(state, key.getState(state) ?? null),
          handleDOMEvents: {
            dragover: (view, event) => {
              if (!carriesEvidence(event) || !view.editable) return false
              event.preventDefault()
              show(view, spotOf(view, event))
              return true
            },
            dragleave: (view, event) => {
              const isWithin = event.relatedTarget instanceof Node && view.dom.contains(event.relatedTarget)
              if (!isWithin) show(view, null)
              return false
            },
            drop: (view, event) => {
              if (!carriesEvidence(event)) return false
              event.preventDefault()
              show(view, null)
              const spot = spotOf(view, event)
              const dragged = readDragged(event)
              if (spot !== null && dragged !== null && view.editable) void put(editor, spot, find(dragged))
              return true
            },
          },
        },
      }),
    ]
  },
})

function show(view: EditorView, spot: Spot | null): void {
  const shown = key.getState(view.state) ?? null
  if (shown?.at === spot?.at && shown?.asCitation === spot?.asCitation) return
  view.dispatch(view.state.tr.setMeta(key, spot))
}

function drawn({ doc }: EditorState, spot: Spot | null): DecorationSet | null {
  if (spot === null) return null
  const line = () => {
    const element = document.createElement(spot.asCitation ? 'span' : 'div')
    element.className = spot.asCitation ? 'evidence-line within' : 'evidence-line'
    return element
  }
  return DecorationSet.create(doc, [
    Decoration.widget(spot.at, line, { key: `${spot.at}-${spot.asCitation}` }),
  ])
}

function carriesEvidence({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes(ANNOTATION_DRAG) === true
}

function readDragged({ dataTransfer }: DragEvent): Reference | null {
  try {
    return Dragged.parse(JSON.parse(dataTransfer?.getData(ANNOTATION_DRAG) ?? ''))
  } catch {
    return null
  }
}

function asCitation(view: EditorView, { target, clientX, clientY, altKey }: DragEvent): boolean {
  if (altKey) return true
  const block = target instanceof Element ? target.closest('p, h2, h3, h4, h5, h6') : null
  if (block === null || !view.dom.contains(block) || block.textContent === '') return false
  const { top, bottom, left, right } = block.getBoundingClientRect()
  const isTop = block.parentElement === view.dom
  const edge = isTop ? EDGE : 0
  return clientY > top + edge && clientY < bottom - edge && clientX > left && clientX < right
}

function spotOf(view: EditorView, event: DragEvent): Spot | null {
  const { doc, schema } = view.state
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (found === null) return null
  if (asCitation(view, event)) {
    const at = dropPoint(doc, found.pos, new Slice(Fragment.from(schema.nodes.citation?.create()), 0, 0))
    return at === null ? null : { at, asCitation: true }
  }
  // Before or behind the block of the document that is pointed at, whichever is nearer.
  const place = doc.resolve(found.inside >= 0 ? found.inside : found.pos)
  const start = place.depth === 0 ? place.pos : place.before(1)
  const block = view.nodeDOM(start)
  const size = doc.nodeAt(start)?.nodeSize ?? 0
  if (!(block instanceof Element)) return { at: start, asCitation: false }
  const { top, bottom } = block.getBoundingClientRect()
  return { at: event.clientY < (top + bottom) / 2 ? start : start + size, asCitation: false }
}

/** Puts it there once it is known, wherever that place has gone by then. */
async function put(
  editor: Editor,
  { at, asCitation }: Spot,
  found: Promise<Annotation | null>,
): Promise<void> {
  let place = at
  const follow = ({ transaction }: { transaction: { mapping: { map: (at: number) => number } } }) => {
    place = transaction.mapping.map(place)
  }
  editor.on('transaction', follow)
  const annotation = await found
  editor.off('transaction', follow)
  const { excerpt, citation } = editor.schema.nodes
  if (annotation === null || editor.isDestroyed || !editor.isEditable || !excerpt || !citation) return
  const { tr } = editor.state
  dispatchStep(
    editor,
    asCitation
      ? tr.insert(place, citation.create(seenNow(annotation)))
      : putBlock(tr, place, place, excerpt.create(seenNow(annotation))),
  )
}
