import type { SourceId } from '../model/ids'
import { addressKey, doiIn, fileKey, type TextKeys, titleKey } from './text-keys'

/** How something elsewhere names a text; null for each that it does not tell. */
export type TextName = {
  readonly address: string | null
  readonly doi: string | null
  readonly fileNames: readonly string[]
  readonly title: string | null
}

/**
 * Makes texts ready to be found by how something elsewhere names them: by DOI or address first, then by the name of the file,
 * then by title. Several texts may have been read from one address, and all are answered; a name or a title tells a text
 * only where no other one has it.
 */
export function textFinder(texts: readonly TextKeys[]): (name: TextName) => SourceId[] {
  const byAddress = new Map<string, SourceId[]>()
  const byFile = new Map<string, SourceId[]>()
  const byTitle = new Map<string, SourceId[]>()
  for (const { id, title, address, doi, fileNames } of texts) {
    // A DOI is no address, so that both can stand in one table.
    for (const key of [address, doi]) if (key !== null) put(byAddress, key, id)
    for (const name of fileNames) put(byFile, name, id)
    put(byTitle, title, id)
  }
  return ({ address, doi, fileNames, title }) => {
    const keys = [doi && doiIn(doi), address && doiIn(address), address && addressKey(address)]
    const addressed = keys.flatMap((key) => (key === null ? [] : (byAddress.get(key) ?? [])))
    if (addressed.length > 0) return [...new Set(addressed)]
    const named = [...new Set(fileNames.flatMap((file) => alone(byFile.get(fileKey(file)))))]
    if (named.length > 0) return alone(named)
    const key = title === null ? '' : titleKey(title)
    return key === '' ? [] : alone(byTitle.get(key))
  }
}

function alone(ids: readonly SourceId[] | undefined): SourceId[] {
  return ids?.length === 1 ? [...ids] : []
}

function put(table: Map<string, SourceId[]>, key: string, id: SourceId): void {
  const ids = table.get(key)
  if (ids === undefined) table.set(key, [id])
  else ids.push(id)
}
