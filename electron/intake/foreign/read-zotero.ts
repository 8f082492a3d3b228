import { plainText } from '../html/plain-text'
import { at, listOf, wordsOf } from '../json-values'
import type { Parsed } from '../parser-answer'
import { baseName } from '../references/build-reference'
import { zoteroFields } from '../references/read-csl'
import { asAnnotations, joinNotes, type Told } from './foreign-annotations'

/** An annotation of Zotero with the file it is on and the item that the file belongs to, as far as they are known. */
export type ZoteroAnnotation = { readonly fields: unknown; readonly file: unknown; readonly item: unknown }

/** True for an annotation, under the names of Zotero's items or of its reader. */
function isAnnotation(fields: unknown): boolean {
  return (
    wordsOf(at(fields, 'itemType')) === 'annotation' ||
    at(fields, 'annotationType') !== undefined ||
    (/^(?:highlight|underline|note|text|image|ink)$/.test(wordsOf(at(fields, 'type'))) &&
      at(fields, 'position') !== undefined)
  )
}

/** The annotations among items of Zotero and within them, each with what it is on. */
export function zoteroAnnotationsIn(items: readonly unknown[]): ZoteroAnnotation[] {
  const all = items.map(zoteroFields)
  const byKey = new Map(
    items.map((item, index) => [wordsOf(at(all[index], 'key')) || wordsOf(at(item, 'key')), all[index]]),
  )
  const parentOf = (fields: unknown) => byKey.get(wordsOf(at(fields, 'parentItem')))
  return all.flatMap((fields): ZoteroAnnotation[] => {
    if (isAnnotation(fields)) {
      const file = parentOf(fields)
      return [{ fields, file, item: parentOf(file) ?? file }]
    }
    const files = listOf(at(fields, 'attachments'))
    const within = files.flatMap((file) =>
      listOf(at(file, 'annotations')).map((one) => ({ fields: zoteroFields(one), file, item: fields })),
    )
    const own = listOf(at(fields, 'annotations')).map((one) => ({
      fields: zoteroFields(one),
      file: fields,
      item: parentOf(fields) ?? fields,
    }))
    return [...within, ...own].filter((one) => isAnnotation(one.fields))
  })
}

/** Annotations of Zotero in the file named `name`. */
export function readZotero(name: string, annotations: readonly ZoteroAnnotation[]): Parsed {
  const colours = new Set(annotations.map(({ fields }) => either(fields, 'annotationColor', 'color')))
  const told = annotations.map(({ fields, file, item }): Told => {
    const exact = either(fields, 'annotationText', 'text')
    const kind = either(fields, 'annotationType', 'type')
    return {
      url: webUrl(item) ?? webUrl(file),
      title: wordsOf(at(item, 'title')),
      fileName: baseName(
        wordsOf(at(file, 'filename')) || wordsOf(at(file, 'path')).replace(/^(?:storage|attachments):/, ''),
      ),
      exact: plainText(name, exact, ' '),
      page: either(fields, 'annotationPageLabel', 'pageLabel'),
      note: joinNotes([
        plainText(name, either(fields, 'annotationComment', 'comment')),
        ...(exact === '' ? areaNote(kind) : []),
        // A colour that all have says nothing.
        ...(colours.size > 1 ? colourNote(either(fields, 'annotationColor', 'color')) : []),
      ]),
      tags: listOf(at(fields, 'tags')).map(
        (tag) => wordsOf(tag) || wordsOf(at(tag, 'tag')) || wordsOf(at(tag, 'name')),
      ),
      created:
        either(fields, 'dateAdded', 'dateCreated') ||
        either(fields, 'dateModified', 'annotationDateModified'),
    }
  })
  return asAnnotations(name, 'zotero', told)
}

function either(fields: unknown, one: string, other: string): string {
  return wordsOf(at(fields, one)) || wordsOf(at(fields, other))
}

function webUrl(item: unknown): string | undefined {
  const url = wordsOf(at(item, 'url'))
  return /^https?:/i.test(url) ? url : undefined
}

/** What marks a part of a page and no words. */
export function areaNote(kind: string): string[] {
  if (kind === 'image') return ['A part of the page was marked as a picture.']
  return kind === 'ink' ? ['Something was drawn on the page.'] : []
}

const colourNames = new Map([
  ['#ffd400', 'yellow'],
  ['#ff6666', 'red'],
  ['#5fb236', 'green'],
  ['#2ea8e5', 'blue'],
  ['#a28ae5', 'purple'],
  ['#e56eee', 'magenta'],
  ['#f19837', 'orange'],
  ['#aaaaaa', 'grey'],
])

/** The colour in which something was marked. */
export function colourNote(colour: string): string[] {
  return colour === '' ? [] : [`Marked in ${colourNames.get(colour.toLowerCase()) ?? colour}.`]
}
