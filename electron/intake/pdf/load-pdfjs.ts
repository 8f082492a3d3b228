import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs'

/** The library, and its part that reads. */
type Loaded = {
  readonly pdfjs: typeof Pdfjs
  readonly reader: typeof WorkerMessageHandler
}

let loaded: Promise<Loaded> | undefined

/**
 * The kept library that reads PDF files, loaded when the first of them is read. It runs within this process, draws nothing
 * and asks for nothing.
 */
export function loadPdfjs(): Promise<Loaded> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Loaded> {
  // It makes one of these while it is loaded, and uses them to draw alone: any object does.
  for (const name of ['DOMMatrix', 'Path2D', 'ImageData']) {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: Object, writable: true })
  }
  return keepingPush(() =>
    asElsewhere(async () => {
      // What would run in a worker of its own runs here: this process is apart already.
      const { WorkerMessageHandler: reader } = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
      return { pdfjs: await import('pdfjs-dist/legacy/build/pdf.mjs'), reader }
    }),
  )
}

/**
 * The library puts a `push` of its own in the place of that of lists, which differs with more than four thousand million
 * entries and is several times slower: for all that this process reads from then on. The platform's is put back.
 */
async function keepingPush<Value>(load: () => Promise<Value>): Promise<Value> {
  const lists: object = Array.prototype
  const own = Object.getOwnPropertyDescriptor(lists, 'push')
  try {
    return await load()
  } finally {
    if (own !== undefined) Object.defineProperty(lists, 'push', own)
  }
}

/**
 * In Node the library loads a program that draws and reads files by their names; in a utility process of Electron it
 * does neither. Both hosts are to read alike, so that it is told while it is loaded that this is not Node.
 */
async function asElsewhere<Value>(load: () => Promise<Value>): Promise<Value> {
  Object.defineProperty(process.versions, 'nw', { value: '0', configurable: true })
  try {
    return await load()
  } finally {
    Reflect.deleteProperty(process.versions, 'nw')
  }
}
