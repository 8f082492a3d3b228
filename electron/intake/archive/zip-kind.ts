import type { Zip } from './open-zip'

/** What a zip archive is: a text in a format that is read, a document that is not and what it is, or other files. */
export type ZipKind =
  | { readonly kind: 'docx' }
  | { readonly kind: 'epub' }
  | { readonly kind: 'other-office'; readonly what: string }
  | { readonly kind: 'archive' }

/** Formats that are zip archives, by the files in them that no other has. */
const marks: readonly (readonly [RegExp, ZipKind])[] = [
  [/^META-INF\/container\.xml$/, { kind: 'epub' }],
  // Its text is looked for where the document says; what lacks it is a damaged document and no archive of files.
  [/^word\/(?:document\d*|settings|styles)\.xml$/, { kind: 'docx' }],
  [/^xl\/workbook\.(?:xml|bin)$/, { kind: 'other-office', what: 'a spreadsheet (Excel)' }],
  [/^ppt\/presentation\.xml$/, { kind: 'other-office', what: 'a presentation (PowerPoint)' }],
  [/^visio\/document\.xml$/, { kind: 'other-office', what: 'a drawing (Visio)' }],
  [
    /^Index\/Document\.iwa$|^Index\.zip$/,
    { kind: 'other-office', what: 'a Pages, Numbers or Keynote document' },
  ],
  [/^\[Content_Types\]\.xml$/, { kind: 'other-office', what: 'a document of a kind that is not known here' }],
]

const openDocuments: readonly (readonly [string, string])[] = [
  ['text', 'an OpenDocument text (ODT)'],
  ['spreadsheet', 'a spreadsheet (OpenDocument)'],
  ['presentation', 'a presentation (OpenDocument)'],
]

/** Tell what a zip archive is by the names of its files, and for OpenDocument by the type that it states. */
export function zipKind(zip: Zip): ZipKind {
  const type = statedType(zip)
  if (type === 'application/epub+zip') return { kind: 'epub' }
  if (type.startsWith('application/vnd.oasis.opendocument.')) {
    const what = openDocuments.find(([mark]) => type.includes(`.${mark}`))?.[1] ?? 'an OpenDocument file'
    return { kind: 'other-office', what }
  }
  const found = marks.find(([mark]) => zip.entries.some(({ name }) => mark.test(name)))
  return found?.[1] ?? { kind: 'archive' }
}

function statedType({ entries, read }: Zip): string {
  const entry = entries.find(({ name, trouble }) => name === 'mimetype' && trouble === null)
  const bytes = entry === undefined ? null : read(entry, 200)
  return bytes === null ? '' : Buffer.from(bytes).toString('latin1').trim()
}
