import { nameWithin } from '../archive/name-within'
import { damaged, documentLimits, type Zip } from '../archive/open-zip'
import { elementsBelow, parseXml, type XmlElement } from '../archive/read-xml'
import { linkTarget } from '../file-details'
import { locked } from '../locked'

/** The parts of a Word document that its text is read from. */
export type DocxParts = {
  readonly document: TextPart
  readonly footnotes: TextPart | null
  readonly endnotes: TextPart | null
  readonly styles: XmlElement | null
  readonly numbering: XmlElement | null
  readonly properties: XmlElement | null
  readonly hasComments: boolean
}

/** A part with text: its bytes, and where its links lead by the names that its relationships give them. */
export type TextPart = { readonly bytes: Uint8Array; readonly links: ReadonlyMap<string, string> }

/** Find and unpack the parts of the Word document `name`. Throws a Failure when there is no text part or it is unsafe. */
export function readParts(name: string, archive: Zip): DocxParts {
  const zip = archive.within(documentLimits)
  const start = readRelationships(name, zip, '')
  const documentName = start.partOf('officeDocument') ?? 'word/document.xml'
  const relations = readRelationships(name, zip, documentName)
  const folder = documentName.slice(0, documentName.lastIndexOf('/') + 1)
  const document = textPart(documentName)
  if (document === null) throw damaged(name)
  return {
    document,
    footnotes: textPart(relations.partOf('footnotes') ?? `${folder}footnotes.xml`),
    endnotes: textPart(relations.partOf('endnotes') ?? `${folder}endnotes.xml`),
    styles: xmlPart(relations.partOf('styles') ?? `${folder}styles.xml`),
    numbering: xmlPart(relations.partOf('numbering') ?? `${folder}numbering.xml`),
    properties: xmlPart(start.partOf('core-properties') ?? 'docProps/core.xml'),
    hasComments: elementsBelow(xmlPart(relations.partOf('comments') ?? ''), 'comment').length > 0,
  }

  function textPart(part: string): TextPart | null {
    const read = readPart(name, zip, part)
    return read && { bytes: read, links: readRelationships(name, zip, part).links }
  }

  function xmlPart(part: string): XmlElement | null {
    const read = readPart(name, zip, part)
    return read && parseXml(name, read)
  }
}

function readPart(name: string, { entries, read }: Zip, part: string): Uint8Array | null {
  const entry = entries.find((one) => one.name === part)
  if (entry?.trouble === 'encrypted') throw locked(name)
  return entry === undefined || entry.trouble !== null ? null : read(entry)
}

type Relationships = {
  /** The part of that type within the document; null without one. */
  readonly partOf: (type: string) => string | null
  /** Where links lead, by the name that each has in the part: to the web or a mail program alone. */
  readonly links: ReadonlyMap<string, string>
}

/** Read what a part says of other parts; the package itself has no name. What leads out of the document is a link or is nothing. */
function readRelationships(name: string, zip: Zip, part: string): Relationships {
  const slash = part.lastIndexOf('/') + 1
  const bytes = readPart(name, zip, `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`)
  const all = (bytes && parseXml(name, bytes)?.children) ?? []
  const links = new Map<string, string>()
  const parts = new Map<string, string>()
  for (const { attributes } of all) {
    const target = attributes.get('target') ?? ''
    // The end of it is the same in the two editions of the standard.
    const type = (attributes.get('type') ?? '').split('/').at(-1) ?? ''
    const isExternal = (attributes.get('targetmode') ?? '').toLowerCase() === 'external'
    const link = isExternal && type === 'hyperlink' ? linkTarget(target, null) : null
    if (link !== null) links.set(attributes.get('id') ?? '', link)
    const within = isExternal ? null : nameWithin(part, target)
    if (within !== null && !parts.has(type)) parts.set(type, within.name)
  }
  return { links, partOf: (type) => parts.get(type) ?? null }
}
