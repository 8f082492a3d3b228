import type { TextProjection } from '../../shared/anchoring/text-projection'
import { type Inference, SourceDetails } from '../../shared/model/source'
import { PartialDate } from '../../shared/model/time'
import { WebLink } from '../../shared/model/version'
import { nameOf, nameOfFile, unknownDetails } from '../../shared/structure/unknown-details'

export { isRightToLeft } from '../../shared/structure/tell-language'
export { nameOf, nameOfFile as fileTitle, unknownDetails }

/** A value that something in the file tells of the source, and by which rule. */
export type Told<Value> = {
  readonly value: Value
  readonly rule: string
  readonly words?: string | undefined
}

type Field = Inference['field']
export type ToldDetails = { readonly [Name in Field]?: Told<SourceDetails[Name]> | null | undefined }

/**
 * The details that a file tells, each with the inference that says so. The evidence is the passage of the text in
 * which the words of the value stand; many stand in the head of a page alone.
 */
export function inferDetails(
  told: ToldDetails,
  projection: TextProjection,
): { details: SourceDetails; inferences: Inference[] } {
  const details: Record<string, unknown> = { ...unknownDetails }
  const inferences: Inference[] = []
  for (const [name, one] of Object.entries(told)) {
    const field = name as Field // the keys of ToldDetails are the fields
    if (!one) continue
    details[field] = one.value
    const words = one.words ?? (typeof one.value === 'string' ? one.value : undefined)
    inferences.push({
      field,
      rule: one.rule,
      evidence: words === undefined ? null : passageOf(words, projection),
    })
  }
  // Each field of ToldDetails has the type of that detail.
  return { details: details as SourceDetails, inferences }
}

function passageOf(words: string, { text }: TextProjection): Inference['evidence'] {
  const start = words === '' ? -1 : text.indexOf(words)
  return start === -1 ? null : { version: 1, start, end: start + words.length }
}

/** “By Ada Byrne, Tom Ellis and Jo Park” as three names. */
export function splitNames(written: string): string[] {
  return written.replace(/^\s*by\s+/i, '').split(/\s*[,;|]\s*|\s+(?:and|&)\s+/)
}

/** Names of people as they are given; an address is none, and nobody is named twice. */
export function namesOf(written: readonly string[]): string[] {
  const names = written
    .flatMap((name) => nameOf(name) ?? [])
    .filter((name) => !/^(https?:|www\.)|^@?[\w.]+@/i.test(name))
  return [...new Set(names)].slice(0, 100)
}

/** The day of a moment as it was written, in its own time zone; null when it is not written as ISO 8601 has it. */
export function dayOf(written: string | null | undefined): PartialDate | null {
  const date = /^\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)(?=$|[T\s])/.exec(written ?? '')?.[1]
  return date === undefined ? null : (PartialDate.safeParse(date).data ?? null)
}

/** An address of the web; relative ones are read from `base`. Null for any other. */
export function webAddress(address: string | null | undefined, base?: string | null): string | null {
  const whole = wholeAddress(address, base)
  return whole === null ? null : (SourceDetails.shape.url.safeParse(whole).data ?? null)
}

/** Longer addresses are made to carry something else than an address. */
const LONGEST_ADDRESS = 4096

/** Where a link of a text may lead: the web or a mail program. Null for any other, and for one that is not whole. */
export function linkTarget(address: string | null | undefined, base: string | null): string | null {
  if (address?.trim().startsWith('#')) return null
  const whole = wholeAddress(address, base)
  return whole === null ? null : (WebLink.safeParse(whole).data ?? null)
}

function wholeAddress(address: string | null | undefined, base: string | null | undefined): string | null {
  if (!address || address.length > LONGEST_ADDRESS) return null
  const href = URL.canParse(address, base ?? undefined) ? new URL(address, base ?? undefined).href : null
  return href !== null && href.length <= LONGEST_ADDRESS ? href : null
}

/** A language tag in its usual spelling; null when it is none. */
export function languageOf(tag: string | null | undefined): string | null {
  const trimmed = (tag ?? '').trim().replaceAll('_', '-')
  const known = canonical.get(trimmed)
  if (known !== undefined) return known
  if (!/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(trimmed) || trimmed.length > 35) return null
  try {
    const [usual = null] = Intl.getCanonicalLocales(trimmed)
    if (usual !== null && canonical.size < MOST_TAGS) canonical.set(trimmed, usual)
    return usual
  } catch {
    return null
  }
}

/** Tags in their usual spelling, once they were asked for: to ask takes long, and most files are in a few languages. */
const canonical = new Map<string, string>()
const MOST_TAGS = 1000
