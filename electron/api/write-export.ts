import { writeDurably } from '../store/durable-file'
import { realFileSystem } from '../store/file-system'

/**
 * Write an exported text to a file of the person's choice, whole or not at all; a file that is there is replaced.
 * Throws a Failure when the disk refuses.
 */
export async function writeExport(path: string, text: string): Promise<void> {
  await writeDurably(realFileSystem, path, new TextEncoder().encode(text), { keepPrevious: false })
}
