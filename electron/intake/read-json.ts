import { decodeText, encodingNotices } from './decode-text'
import { isHypothesisAnnotation, readHypothesis } from './foreign/read-hypothesis'
import { isAnnotationHolder, readWebAnnotations, webAnnotationsIn } from './foreign/read-w3c'
import { readZotero, zoteroAnnotationsIn } from './foreign/read-zotero'
import { tooComplex } from './html/parse-page'
import { at, listOf, parseJson } from './json-values'
import type { Parsed } from './parser-answer'
import { asReferences } from './references/build-reference'
import {
  cslReference,
  isCslRecord,
  isZoteroItem,
  partOfItem,
  zoteroFields,
  zoteroReference,
} from './references/read-csl'
import { withNotices } from './references/with-notices'

/** More than any bibliography or reader has. */
const MOST_VALUES = 200_000

/** Read a file of JSON as a bibliography or as annotations of another program; null when it is neither. */
export function readJson(name: string, bytes: Uint8Array): Parsed | null {
  const decoded = decodeText(name, bytes)
  const parsed = readValue(name, parseJson(decoded.text))
  return parsed && withNotices(parsed, encodingNotices(decoded))
}

function readValue(name: string, value: unknown): Parsed | null {
  // What Hypothesis exports, what its service answers, and a bare list of annotations.
  const held = ['annotations', 'rows', 'replies'].flatMap((key) => listOf(at(value, key)))
  const all: readonly unknown[] = Array.isArray(value) ? value : held
  const items = Array.isArray(value) ? all : [...listOf(at(value, 'items')), ...held]
  if (items.length > MOST_VALUES) throw tooComplex(name, 'it lists more than 200,000 things')
  const isExport = Array.isArray(at(value, 'annotations')) || Array.isArray(at(value, 'rows'))
  if (all.some(isHypothesisAnnotation) || (isExport && all.length === 0)) return readHypothesis(name, all)

  const web = webAnnotationsIn(value)
  if (web.length > 0 || isAnnotationHolder(value)) return readWebAnnotations(name, web)

  const zotero = zoteroAnnotationsIn(items)
  if (zotero.length > 0) return readZotero(name, zotero)
  if (items.some(isZoteroItem)) {
    const texts = items.filter((item) => !partOfItem.test(String(at(zoteroFields(item), 'itemType'))))
    return asReferences(
      name,
      texts.map((item) => zoteroReference(name, item)),
    )
  }
  const records = items.length === 0 && isCslRecord(value) ? [value] : items
  if (!records.some(isCslRecord)) return null
  return asReferences(
    name,
    records.map((record) => cslReference(name, record)),
  )
}
