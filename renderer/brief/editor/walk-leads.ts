import type { Node } from '@tiptap/pm/model'
import type { Reference } from '../../../shared/briefing/reference'
import type { LiveQuestion, SeenPassage } from '../../../shared/model/brief'
import type { AnnotationId } from '../../../shared/model/ids'
import type { Leads } from '../evidence'
import { seenOf } from './lead-nodes'

/** A node that leads to the notebook or is numbered together with those that do, and where it is in its block. */
type Lead = { readonly node: Node; readonly offset: number }

// A block that was not touched is the same object, so a key costs no more than the block that it is typed into.
const known = new WeakMap<Node, readonly Lead[]>()

/** The leads and notes of a block, the block itself among them, in reading order. */
export function leadsIn(block: Node): readonly Lead[] {
  const before = known.get(block)
  if (before !== undefined) return before
  const leads: Lead[] = []
  if (isLead(block)) leads.push({ node: block, offset: 0 })
  else
    block.descendants((node, at) => {
      if (isLead(node)) leads.push({ node, offset: at + 1 })
    })
  known.set(block, leads)
  return leads
}

function isLead({ type: { name } }: Node): boolean {
  return name === 'excerpt' || name === 'citation' || name === 'live' || name === 'footnote'
}

type PlacedLead = { readonly node: Node; readonly at: number }

// Several ask for those of the same document after each key.
const knownOf = new WeakMap<Node, readonly PlacedLead[]>()

/** Those of the whole document, each with its position. */
export function leadsOfDocument(doc: Node): readonly PlacedLead[] {
  const before = knownOf.get(doc)
  if (before !== undefined) return before
  const leads: PlacedLead[] = []
  doc.forEach((block, start) => {
    for (const { node, offset } of leadsIn(block)) leads.push({ node, at: start + offset })
  })
  knownOf.set(doc, leads)
  return leads
}

/** True while the document leads to the same, wherever that stands now. */
export function hasSameLeads(doc: Node, before: Node): boolean {
  const leads = leadsOfDocument(doc)
  const others = leadsOfDocument(before)
  return leads.length === others.length && leads.every(({ node }, at) => node === others[at]?.node)
}

/** What has to be asked of the notebook for the document. */
export function evidenceOf(doc: Node): Leads {
  const nodes = leadsOfDocument(doc).map(({ node }) => node)
  return {
    passages: nodes.filter(({ type: { name } }) => name === 'excerpt' || name === 'citation').map(passageOf),
    live: nodes.filter(({ type: { name } }) => name === 'live').map(questionOf),
  }
}

/** The attributes of an excerpt or a citation. */
export function passageOf(node: Node): SeenPassage {
  return node.attrs as SeenPassage // as the model says of both
}

/** What a live block asks. */
export function questionOf(node: Node): LiveQuestion {
  return node.attrs as LiveQuestion // as the model says
}

/** What has a footnote, in the order of the text: a passage each time that it is cited, and the notes of the author's own. */
export function notesOf(doc: Node): (AnnotationId | Node)[] {
  return leadsOfDocument(doc).flatMap(({ node }): (AnnotationId | Node)[] => {
    if (node.type.name === 'footnote') return [node]
    if (node.type.name !== 'live') return [passageOf(node).annotation]
    const cites = seenOf(node).rows.flatMap(({ cells }) =>
      cells.flatMap((cell): readonly Reference[] => cell.cites),
    )
    return cites.map(({ annotation }) => annotation)
  })
}
