import { projectText } from '../../../shared/anchoring/text-projection'
import { BlockWriter, paragraph, plainStyle } from '../block-writer'
import { fileTitle, inferDetails } from '../file-details'
import type { ReadFile } from '../parser-answer'
import { withPdf } from './open-pdf'

/** Read a PDF that was named `name`. Throws a Failure that names the file and the reason. */
export async function readPdf(name: string, bytes: Uint8Array): Promise<ReadFile> {
  return withPdf(name, bytes, async (pdf) => {
    const writer = new BlockWriter(name)
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      for (const item of items) {
        if (!('str' in item)) continue
        writer.add(item.str, plainStyle, paragraph)
        if (item.hasEOL) writer.end()
      }
      writer.end()
    }
    const { blocks } = writer
    const { details, inferences } = inferDetails(
      { title: { value: fileTitle(name), rule: 'file-name', words: '' } },
      projectText(blocks),
    )
    return {
      blocks,
      notices: [],
      mediaType: 'application/pdf',
      encoding: null,
      details,
      inferences,
      structure: [],
    }
  })
}
