import { type Editor, Extension } from '@tiptap/core'
import { Fragment, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { dropPoint } from '@tiptap/pm/transform'
import type { EditorView } from '@tiptap/pm/view'
import { z } from 'zod'
import type { Reference } from '../../../shared/briefing/reference'
import type { Annotation } from '../../../shared/model/annotation'
import { AnnotationId, SourceId } from '../../../shared/model/ids'
import { ANNOTATION_DRAG } from './editor-props'
import { putBlock, seenNow } from './insert-blocks'

type Options = {
  /** The annotation as it is now; null when it is gone. */
  readonly find: (passage: Reference) => Promise<Annotation | null>
}

const Dragged = z.object({ source: SourceId, annotation: AnnotationId })

/** So near to the edge of a block, a pointer means the gap between it and the next. */
const EDGE = 6

/**
 * Takes what is dragged from the evidence: within a line of text it becomes a citation, between blocks an excerpt, and
 * with Alt a citation wherever it is. A line shows where it will stand.
 */
export const DropEvidence = Extension.create<Options>({
  name: 'dropEvidence',
  addOptions: () => ({ find: () => Promise.resolve(null) }),
  addProseMirrorPlugins() {
    const { editor } = this
    const { find } = this.options
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            dragover: (view, event) => {
              if (!carriesEvidence(event) || !view.editable) return false
              // The line is drawn for what the editor takes to be dragged.
              view.dragging = { slice: stand(view, event), move: false }
              event.preventDefault()
              return false
            },
            dragleave: (view, event) => {
              const isWithin = event.relatedTarget instanceof Node && view.dom.contains(event.relatedTarget)
              if (carriesEvidence(event) && !isWithin) view.dragging = null
              return false
            },
            drop: (view, event) => {
              if (!carriesEvidence(event)) return false
              event.preventDefault()
              view.dragging = null
              const place = placeOf(view, event)
              const dragged = readDragged(event)
              if (place !== null && dragged !== null && view.editable) void put(editor, place, find(dragged))
              return true
            },
          },
        },
      }),
    ]
  },
})

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

/** Something that stands where the annotation would, as a block or within a line. */
function stand(view: EditorView, event: DragEvent): Slice {
  const node = view.state.schema.nodes[asCitation(view, event) ? 'citation' : 'excerpt']?.create()
  return new Slice(Fragment.from(node), 0, 0)
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

type Spot = { readonly at: number; readonly asCitation: boolean }

function placeOf(view: EditorView, event: DragEvent): Spot | null {
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (found === null) return null
  const slice = stand(view, event)
  const at = dropPoint(view.state.doc, found.pos, slice)
  return at === null ? null : { at, asCitation: slice.content.firstChild?.isInline === true }
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
  editor.view.dispatch(
    asCitation
      ? tr.insert(place, citation.create(seenNow(annotation)))
      : putBlock(tr, place, place, excerpt.create(seenNow(annotation))),
  )
  editor.view.focus()
}
