import { againstDetail } from '../../shared/model/decisions'
import { type Source, SourceDetails } from '../../shared/model/source'
import { sentenceOf } from './host'
import { useHost } from './host-context'
import { type Refusal, useSourceChange } from './use-source-change'

/** A detail of a source that is written as a line. */
export type DetailField = 'title' | 'outlet' | 'via' | 'authors' | 'published' | 'updated' | 'url'

export const DATE_FAULT = 'Write the date as 26 February 2025, 2025-02-26 or 2025.'

type Words = { readonly label: string; readonly fault: string }

/** What each is called, and what is wrong with a draft that cannot be it. */
export const detailWords: Readonly<Record<DetailField, Words>> = {
  title: { label: 'Title', fault: 'A source needs a title, of 500 characters at most.' },
  outlet: { label: 'Outlet', fault: 'The name of an outlet has 500 characters at most.' },
  via: { label: 'Via', fault: 'The name of who passed it on has 500 characters at most.' },
  authors: { label: 'Authors', fault: 'Write at most 100 names, with a semicolon between two.' },
  published: { label: 'Published', fault: DATE_FAULT },
  updated: { label: 'Updated', fault: DATE_FAULT },
  url: { label: 'Address', fault: 'Write the address as https://example.org/page.' },
}

const asLine = (authors: readonly string[]) => authors.join('; ')
const isDate = (name: DetailField) => name === 'published' || name === 'updated'

/** A detail as a line: authors with semicolons between, what is unknown as nothing. */
export function detailText(details: SourceDetails, name: DetailField): string {
  return name === 'authors' ? asLine(details.authors) : (details[name] ?? '')
}

/** What a line stands for: an emptied one is unknown, authors are separated by semicolons. */
export function detailValue(name: DetailField, draft: string): string | readonly string[] | null {
  if (name === 'authors') {
    return draft
      .split(';')
      .map((author) => author.trim())
      .filter((author) => author !== '')
  }
  return draft === '' && name !== 'title' ? null : draft
}

function fits(name: DetailField, draft: string): boolean {
  return SourceDetails.shape[name].safeParse(detailValue(name, draft)).success
}

/** What is wrong with a draft before it is sent; null when it may be. A date is read by the host. */
export function detailFault(name: DetailField, draft: string): string | null {
  return isDate(name) || fits(name, draft) ? null : detailWords[name].fault
}

/** How a line is worded once it is saved; null for a date, which says something else until it is written out. */
export function detailWording(name: DetailField, draft: string): string | null {
  if (isDate(name)) return null
  const value = detailValue(name, draft)
  return value === null || typeof value === 'string' ? value : asLine(value)
}

/** Reads a line as what it stands for; a date is taken as people write it. A sentence says why it cannot be. */
export function useReadDetail() {
  const host = useHost()
  return async (
    name: DetailField,
    draft: string,
  ): Promise<{ readonly value: ReturnType<typeof detailValue> } | { readonly fault: string }> => {
    if (!isDate(name) || draft === '' || fits(name, draft)) return { value: detailValue(name, draft) }
    try {
      const { date } = await host.call('date.read', { wording: draft.slice(0, 200), source: null })
      return date === null ? { fault: DATE_FAULT } : { value: date }
    } catch (error) {
      return { fault: sentenceOf(error) }
    }
  }
}

/**
 * Saves a detail as it was written; answers null, or why not. One that rules had found and a person
 * takes away is not found again.
 */
export function useSaveDetail(source: Source) {
  const change = useSourceChange(source)
  const read = useReadDetail()
  return async (name: DetailField, draft: string, isAgain: boolean): Promise<string | Refusal | null> => {
    const answer = await read(name, draft)
    if ('fault' in answer) return answer.fault
    const found = draft === '' ? source.inferences.find(({ field }) => field === name) : undefined
    const against = found === undefined ? null : againstDetail(found)
    const given = { details: { [name]: answer.value }, ...(against !== null && { decisions: [against] }) }
    return change(given, isAgain)
  }
}
