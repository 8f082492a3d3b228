// The library has no types for the part that runs in a worker. It is imported for what it does: it puts itself into
// `globalThis.pdfjsWorker`, where the other part looks for it.
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: {
    /** Answer from now on what comes through `port`. */
    initializeFromPort(port: object): void
  }
}
