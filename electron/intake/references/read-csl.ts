import type { Reference } from '../../../shared/model/reference'
import { plainText } from '../html/plain-text'
import { at, listOf, wordsOf } from '../json-values'
import { buildReference, nameInOrder } from './build-reference'

/** Types of CSL that a text of a story may have; those of Zotero are spelled otherwise. */
const types =
  /^(?:article(?:-journal|-magazine|-newspaper)?|bill|book|broadcast|chapter|dataset|document|entry(?:-dictionary|-encyclopedia)?|event|figure|graphic|hearing|interview|legal_case|legislation|manuscript|map|motion_picture|musical_score|pamphlet|paper-conference|patent|performance|periodical|personal_communication|post(?:-weblog)?|regulation|report|review(?:-book)?|software|song|speech|standard|thesis|treaty|webpage)$/

/** True for a record of CSL JSON. */
export function isCslRecord(value: unknown): boolean {
  return types.test(wordsOf(at(value, 'type'))) && at(value, 'itemType') === undefined
}

/** What a record of CSL JSON says, in the file named `name`; null without a title. */
export function cslReference(name: string, record: unknown): Reference | null {
  // Titles may hold a little HTML.
  const said = (...fields: string[]) =>
    fields.map((field) => plainText(name, wordsOf(at(record, field)), ' ')).filter((words) => words !== '')
  const authors = listOf(at(record, 'author'))
  return buildReference({
    title: said('title'),
    outlet: said('container-title', 'publisher'),
    authors: (authors.length > 0 ? authors : listOf(at(record, 'editor'))).map(nameOf),
    published: [
      dateParts(at(record, 'issued')),
      at(record, 'issued', 'raw'),
      at(record, 'issued', 'literal'),
    ],
    language: said('language'),
    url: [at(record, 'URL')],
    doi: [at(record, 'DOI')],
    files: [],
  })
}

function nameOf(person: unknown): string {
  const part = (name: string) => wordsOf(at(person, name))
  if (part('literal') !== '') return part('literal')
  const parts = ['given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix'].map(part)
  return parts.filter(Boolean).join(' ')
}

function dateParts(issued: unknown): string {
  return listOf(listOf(at(issued, 'date-parts'))[0])
    .map(wordsOf)
    .filter(Boolean)
    .join('-')
}

/** True for an item as Zotero writes it, in its own JSON or as the web tells of it. */
export function isZoteroItem(value: unknown): boolean {
  return wordsOf(at(zoteroFields(value), 'itemType')) !== ''
}

/** The fields of an item, which the web wraps into `data`. */
export function zoteroFields(item: unknown): unknown {
  return at(item, 'data', 'itemType') === undefined ? item : at(item, 'data')
}

/** Kinds of items that are no texts of their own. */
export const partOfItem = /^(?:annotation|attachment|note)$/

/** What an item of Zotero says, in the file named `name`; null without a title. */
export function zoteroReference(name: string, item: unknown): Reference | null {
  const fields = zoteroFields(item)
  const said = (...names: string[]) =>
    names.map((field) => plainText(name, wordsOf(at(fields, field)), ' ')).filter((words) => words !== '')
  return buildReference({
    title: said('title', 'caseName', 'subject', 'nameOfAct'),
    outlet: said('publicationTitle', 'websiteTitle', 'blogTitle', 'forumTitle', 'publisher', 'institution'),
    authors: listOf(at(fields, 'creators')).map((creator) => {
      const whole = wordsOf(at(creator, 'name'))
      return whole || nameInOrder(`${wordsOf(at(creator, 'lastName'))}, ${wordsOf(at(creator, 'firstName'))}`)
    }),
    published: [at(fields, 'date')],
    language: said('language'),
    url: [at(fields, 'url')],
    doi: [at(fields, 'DOI')],
    files: listOf(at(fields, 'attachments')).map(
      (file) => wordsOf(at(file, 'path')) || wordsOf(at(file, 'filename')),
    ),
  })
}
