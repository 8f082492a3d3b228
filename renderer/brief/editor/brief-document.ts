import type { Node, Schema } from '@tiptap/pm/model'
import type { BriefDocument } from '../../../shared/model/brief'

/** The document of a brief as a node of the editor. An empty one gets a line to write in. */
export function readDocument(schema: Schema, { content }: BriefDocument): Node {
  return schema.nodeFromJSON({
    type: 'doc',
    content: content.length === 0 ? [{ type: 'paragraph' }] : content,
  })
}

/** What a node of the editor is in the model: what only the editor goes by is left out. */
export function writeDocument(doc: Node): BriefDocument {
  // The schema of the editor is that of the model, which a test runs all of its nodes and marks through.
  return withoutSpans(doc.toJSON() as Json) as BriefDocument
}

type Json = { readonly type: string; readonly attrs?: unknown; readonly content?: readonly Json[] }

function withoutSpans(json: Json): Json {
  const { attrs, content, ...node } = json
  const isCell = node.type === 'tableCell' || node.type === 'tableHeader'
  return {
    ...node,
    ...(attrs !== undefined && !isCell && { attrs }),
    ...(content !== undefined && { content: content.map(withoutSpans) }),
  }
}
