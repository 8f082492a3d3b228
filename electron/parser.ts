import { answerRequest } from './intake/answer-request'

// The program of the process apart: it has a name and bytes, answers with blocks, and ends with whoever started it.
const { parentPort } = process
if (parentPort === undefined) {
  process.on('message', (message) => process.send?.(answerRequest(message)))
  process.on('disconnect', () => process.exit())
} else {
  // A port between processes has no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort.on('message', ({ data }) => parentPort.postMessage(answerRequest(data)))
}
