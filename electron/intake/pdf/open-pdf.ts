import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Failure } from '../../../shared/contract/failure'
import { locked } from '../locked'
import { CharacterMaps } from './character-maps'
import { loadPdfjs } from './load-pdfjs'
import { NearPort } from './near-port'

/** Stands for what the library asks for where it draws: it is made and never used. */
class Nothing {
  destroy(): void {}
}

/** Fonts of the system and pictures are for drawing; text does without. */
class NoFiles {
  async fetch(): Promise<never> {
    throw new Error('nothing is fetched')
  }
}

/**
 * Runs `read` over a PDF that was named `name`, and closes it. Throws a Failure that names the file when it is locked by
 * a password or is no PDF that can be followed. With `isNear`, the two parts of the library hand text on without the copies
 * that it makes by itself.
 */
export async function withPdf<Value>(
  name: string,
  bytes: Uint8Array,
  read: (pdf: PDFDocumentProxy) => Promise<Value>,
  isNear = false,
): Promise<Value> {
  const { pdfjs, reader } = await loadPdfjs()
  const { getDocument, VerbosityLevel, PDFWorker } = pdfjs
  const [end, otherEnd] = NearPort.pair()
  // Its type has no other port than none; its documentation asks for one that takes and tells messages.
  const port = end as unknown as null
  const worker = isNear ? new PDFWorker({ port, verbosity: VerbosityLevel.ERRORS }) : null
  if (worker !== null) reader.initializeFromPort(otherEnd)
  const task = getDocument({
    ...(worker !== null && { worker }),
    // A copy: the library takes the bytes it is given away from whoever gave them.
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: false,
    // A picture of more than one pixel is passed over: none is decoded.
    maxImageSize: 1,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    CanvasFactory: Nothing,
    FilterFactory: Nothing,
    CMapReaderFactory: CharacterMaps,
    StandardFontDataFactory: NoFiles,
    WasmFactory: NoFiles,
  })
  try {
    return await read(await opened(name, task))
  } finally {
    await task.destroy()
    worker?.destroy()
  }
}

async function opened(name: string, task: PDFDocumentLoadingTask): Promise<PDFDocumentProxy> {
  try {
    return await task.promise
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw locked(name)
    throw damaged(name, error)
  }
}

/** The refusal of a PDF whose parts cannot be found. */
export function damaged(name: string, cause: unknown): Failure {
  return new Failure(
    'unreadable',
    `“${name}” is a damaged PDF: its pages cannot be found in it. Get it anew, or open it in a program that shows PDFs and print it as a PDF.`,
    { cause },
  )
}
