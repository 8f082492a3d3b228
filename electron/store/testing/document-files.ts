import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeDocument, encodeDocument } from '../document-codec'
import { documentName } from '../document-name'

/** A document of the notebook in `folder` as it lies at `path` inside it, read without the store. Throws when it is not whole. */
export async function documentAt(
  folder: string,
  path: string,
): Promise<{ readonly format: number; readonly sequence: number; readonly document: unknown }> {
  // A generation, a conflict copy and what lies aside bear the name of their document.
  const own = path.replace(/^aside\/[^/]+\//, '').replace(/\.previous$|\.conflict-[^/]+(?=\.json$)/, '')
  const name = documentName(own)
  const decoded = decodeDocument(await readFile(join(folder, path)), name)
  if (decoded.status === 'damaged') throw new Error(`${path} is damaged: ${decoded.why}`)
  return { sequence: 0, ...decoded }
}

/** Put a whole document where it belongs, as another program or another version of Sourcebook would. */
export async function putDocument(
  folder: string,
  path: string,
  document: unknown,
  { sequence = 1, format }: { sequence?: number; format?: number } = {},
): Promise<void> {
  const head = { name: documentName(path), sequence, ...(format === undefined ? {} : { format }) }
  await writeFile(join(folder, path), encodeDocument({ ...head, document }).bytes)
}
