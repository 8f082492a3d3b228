// The library has no types for the part that runs in a worker. Imported, it puts itself into `globalThis.pdfjsWorker`, where the
// other part looks for it unless it is given a port.
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: {
    /** Answer from now on what comes through `port`. */
    initializeFromPort(port: object): void
  }
}
