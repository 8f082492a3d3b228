import { getSchema } from '@tiptap/core'
import { BriefDocument } from '../../../shared/model/brief'
import { readDocument } from './brief-document'
import { briefNodes } from './brief-nodes'

const schema = getSchema(briefNodes)

/**
 * Whether the editor can hold a document and give it back as it is. One that it cannot, which a later version wrote or a
 * fault hurt, is never put into it: it would be saved without what the editor left out.
 */
export function fitsEditor(document: unknown): document is BriefDocument {
  try {
    const read = BriefDocument.safeParse(document)
    if (!read.success) return false
    readDocument(schema, read.data).check()
    return true
  } catch {
    return false // nested too deeply to be looked at, or in an order that no editor has
  }
}
