import type { XmlElement } from '../archive/read-xml'
import {
  dayOf,
  isRightToLeft,
  languageOf,
  nameOf,
  namesOf,
  type Told,
  type ToldDetails,
  webAddress,
} from '../file-details'

/** What the package of a book tells of it. `title` is what the text itself gives where the package has none. */
export function epubDetails(metadata: XmlElement | null, text: string, title: Told<string>): ToldDetails {
  const all = (name: string) => metadata?.children.filter((child) => child.name === name) ?? []
  const words = (name: string) => all(name).flatMap((element) => nameOf(element.text) ?? [])
  const rule = 'document-properties'
  const told = <Value>(value: Value | null | undefined): Told<Value> | null =>
    value === null || value === undefined ? null : { value, rule }
  const main = all('title').find((element) => refinement(metadata, element, 'title-type') === 'main')
  const creators = all('creator')
  const writers = creators.filter((creator) => roleOf(metadata, creator) === 'aut')
  // Each should be an element of its own; some programs write all into one.
  const authors = namesOf(
    (writers.length > 0 ? writers : creators).flatMap((creator) => creator.text.split(/\s*;\s*/)),
  )
  return {
    title: told(nameOf(main?.text) ?? words('title')[0]) ?? title,
    outlet: told(words('publisher')[0]),
    authors:
      authors.length === 0
        ? null
        : { value: authors, rule, words: authors.length === 1 ? authors[0] : undefined },
    published: told(publishedOn(all('date'))),
    language: told(words('language').flatMap((tag) => languageOf(tag) ?? [])[0]),
    direction: isRightToLeft(text) ? { value: 'rtl', rule: 'script' } : null,
    url: told([...words('identifier'), ...words('source')].flatMap((one) => addressOf(one) ?? [])[0]),
    kind: { value: 'document', rule: 'file-format' },
  }
}

/** What another element of the package says of one: its role, its type. */
function refinement(metadata: XmlElement | null, element: XmlElement, property: string): string | null {
  const id = element.attributes.get('id')
  if (id === undefined) return null
  const refines = metadata?.children.find(
    ({ name, attributes }) =>
      name === 'meta' && attributes.get('refines') === `#${id}` && attributes.get('property') === property,
  )
  return refines?.text.trim() ?? null
}

function roleOf(metadata: XmlElement | null, creator: XmlElement): string | null {
  return creator.attributes.get('role') ?? refinement(metadata, creator, 'role')
}

/** The day of publication: the date that is called so, else one that is called nothing. */
function publishedOn(dates: readonly XmlElement[]): ReturnType<typeof dayOf> {
  const date = dates.find((one) => eventOf(one) === 'publication') ?? dates.find((one) => eventOf(one) === '')
  const day = dayOf(nameOf(date?.text))
  // Programs that know no date write the first day of the year 101.
  return day !== null && day >= '1000' ? day : null
}

function eventOf({ attributes }: XmlElement): string {
  return attributes.get('event') ?? ''
}

/** The address that an identifier of a book is or stands for. */
function addressOf(identifier: string): string | null {
  const doi = /^(?:doi:\s*|urn:doi:)?(10\.\d{4,9}\/\S+)$/i.exec(identifier)?.[1]
  return webAddress(doi === undefined ? identifier : `https://doi.org/${doi}`)
}
