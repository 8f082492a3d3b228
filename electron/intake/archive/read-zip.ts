import { Failure } from '../../../shared/contract/failure'
import { assertNever } from '../../../shared/model/assert-never'
import { readDocx } from '../docx/read-docx'
import { readEpub } from '../epub/read-epub'
import type { Parsed } from '../parser-answer'
import { openZip } from './open-zip'
import { archiveLimits, readArchive } from './read-archive'
import { zipKind } from './zip-kind'

/**
 * Read a zip archive that was named `name`: a Word document and an EPUB as texts, any other as the files in it. Throws a
 * Failure that names the file and the reason; a document of a kind that is not read is refused by what it is.
 */
export async function readZip(name: string, bytes: Uint8Array): Promise<Parsed> {
  const zip = await openZip(name, bytes, archiveLimits)
  const told = zipKind(zip)
  switch (told.kind) {
    case 'docx':
      return { what: 'text', file: await readDocx(name, zip) }
    case 'epub':
      return { what: 'text', file: readEpub(name, zip) }
    case 'archive':
      return readArchive(name, zip.within(archiveLimits))
    case 'other-office':
      throw new Failure(
        'binary',
        `“${name}” is ${told.what}, which is not read. Save it as a Word document, a PDF or a text file and import that.`,
      )
    default:
      return assertNever(told)
  }
}
