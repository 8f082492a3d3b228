type Answer = (message: unknown) => void

/**
 * Inside a process apart: `receive` is given what whoever started it sends, and a function to answer with. The process ends
 * with whoever started it.
 */
export function listenToStarter(receive: (message: unknown, answer: Answer) => void): void {
  const { parentPort } = process
  if (parentPort === undefined) {
    process.on('message', (message) => receive(message, answerToParent))
    process.on('disconnect', () => process.exit())
  } else {
    // A port between processes has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    const answer: Answer = (message) => parentPort.postMessage(message)
    parentPort.on('message', ({ data }) => receive(data, answer))
  }
}

const answerToParent: Answer = (message) => void process.send?.(message)
