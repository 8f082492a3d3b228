import { listenToStarter } from './apart/port-to-starter'
import { workHere } from './long-texts/jobs'
import type { WorkAnswer, WorkRequest } from './long-texts/work-apart'

// The program of the process that works on long texts and looks at files: it writes no file, and ends with whoever started it.
listenToStarter((message, answer) => {
  // The program of this release sent it.
  const { number, name, input } = message as WorkRequest
  // As above: the input is that of the job.
  const work = () => workHere(name, input as Parameters<typeof workHere>[1])
  void answerTo(number, work).then(answer)
})

async function answerTo(number: number, work: () => Promise<unknown>): Promise<WorkAnswer> {
  try {
    return { number, ok: true, output: await work() }
  } catch (error) {
    return {
      number,
      ok: false,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}
