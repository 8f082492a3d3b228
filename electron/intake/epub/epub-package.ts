import { Failure } from '../../../shared/contract/failure'
import { nameWithin } from '../archive/name-within'
import { damaged, documentLimits, type Zip, type ZipEntry } from '../archive/open-zip'
import { childNamed, elementsBelow, parseXml, type XmlElement } from '../archive/read-xml'

/** A book as its package lays it out. */
export type EpubPackage = {
  readonly metadata: XmlElement | null
  /** Its chapters in the order of reading, each once. */
  readonly chapters: readonly EpubChapter[]
  /** What it lists among its chapters and does not hold, or not so that it could be unpacked. */
  readonly missing: readonly string[]
  /** The page that lists the contents, and the list that older books have; null without. */
  readonly contents: string | null
  readonly oldContents: string | null
  /** The bytes of a part; null where there is none of that name. */
  readonly read: (part: string) => Uint8Array | null
}

export type EpubChapter = {
  readonly name: string
  /** False for what is read on its own: notes, answers, the cover. */
  readonly linear: boolean
}

/** Open the package of the EPUB `name`. Throws a Failure when it is damaged, unsafe, or protected against reading. */
export function openPackage(name: string, archive: Zip): EpubPackage {
  const zip = archive.within(documentLimits)
  const entries = new Map(zip.entries.map((entry) => [entry.name, entry]))
  const read = (part: string) => readEntry(entries.get(part))
  refuseProtected(name, xmlPart('META-INF/encryption.xml'))
  const roots = elementsBelow(xmlPart('META-INF/container.xml'), 'rootfile')
  const root = roots.find(({ attributes }) => attributes.get('media-type') === packageType) ?? roots[0]
  const packageName = root?.attributes.get('full-path') ?? ''
  const opf = xmlPart(packageName)
  if (opf === null) throw damaged(name)
  const items = new Map(
    elementsBelow(childNamed(opf, 'manifest'), 'item').map((item) => [item.attributes.get('id') ?? '', item]),
  )
  const partOf = (item: XmlElement | undefined) =>
    item === undefined ? null : (nameWithin(packageName, item.attributes.get('href') ?? '')?.name ?? null)
  const spine = childNamed(opf, 'spine')
  const chapters = new Map<string, EpubChapter>()
  const listed = elementsBelow(spine, 'itemref')
  const missing: string[] = []
  for (const { attributes } of listed) {
    const id = attributes.get('idref') ?? ''
    const item = items.get(id)
    const part = partOf(item)
    if (item === undefined || part === null || isMissing(entries.get(part))) {
      missing.push(item?.attributes.get('href') ?? id)
      continue
    }
    // Pictures may be chapters as well; they hold no text.
    if (!isText(item)) continue
    // A chapter that is listed again is not read again.
    if (!chapters.has(part)) chapters.set(part, { name: part, linear: attributes.get('linear') !== 'no' })
  }
  // A book that lists nothing, or nothing that is there, is no book of pictures.
  if (missing.length === listed.length) throw damaged(name)
  const all = [...items.values()]
  const old = items.get(spine?.attributes.get('toc') ?? '') ?? all.find(isOldContents)
  return {
    metadata: childNamed(opf, 'metadata'),
    chapters: [...chapters.values()],
    missing: [...new Set(missing)],
    contents: partOf(all.find(isContents)),
    oldContents: partOf(old),
    read,
  }

  function readEntry(entry: ZipEntry | undefined): Uint8Array | null {
    if (entry?.trouble === 'encrypted') throw isProtected(name)
    return entry === undefined || entry.trouble !== null ? null : zip.read(entry)
  }

  function xmlPart(part: string): XmlElement | null {
    const found = read(part)
    return found === null ? null : parseXml(name, found)
  }
}

const packageType = 'application/oebps-package+xml'

/** True for what cannot be unpacked; what is locked is refused where it is read. */
function isMissing(entry: ZipEntry | undefined): boolean {
  return entry === undefined || (entry.trouble !== null && entry.trouble !== 'encrypted')
}

function isText(item: XmlElement): boolean {
  const type = item.attributes.get('media-type') ?? ''
  return /^(?:application\/xhtml\+xml|text\/(?:html|x-oeb1-document))$/.test(type)
}

function isContents({ attributes }: XmlElement): boolean {
  return (attributes.get('properties') ?? '').split(/\s+/).includes('nav')
}

function isOldContents({ attributes }: XmlElement): boolean {
  return attributes.get('media-type') === 'application/x-dtbncx+xml'
}

/** Ways to make the fonts of a book useless outside it. They lock no text. */
const fontLocks = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC'])

function refuseProtected(name: string, encryption: XmlElement | null): void {
  const methods = elementsBelow(encryption, 'encrypteddata').map(
    (one) => childNamed(one, 'encryptionmethod')?.attributes.get('algorithm') ?? '',
  )
  if (methods.some((method) => !fontLocks.has(method))) throw isProtected(name)
}

function isProtected(name: string): Failure {
  const advice = 'Ask whoever sold it for a copy without protection and import that.'
  return new Failure('encrypted', `“${name}” is protected against reading (DRM). ${advice}`)
}
