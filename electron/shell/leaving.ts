import { app, dialog } from 'electron'
import { Failure } from '../../shared/contract/failure'

/**
 * Runs `finish` after the last window has closed and before the app ends, so that what the window sent last is still
 * carried out. The app ends whether or not that succeeds; a failure is shown first.
 */
export function finishBeforeLeaving(finish: () => Promise<void>): void {
  let leaving = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (leaving) return
    leaving = true
    finish().then(
      () => app.exit(0),
      (error: unknown) => leaveWith('Sourcebook could not close the notebook properly', error),
    )
  })
}

/** Says in one sentence why there is no app, and ends with exit code 1. */
export async function refuseToStart(error: unknown): Promise<void> {
  await app.whenReady() // before that, no system can show a box
  leaveWith('Sourcebook could not start', error)
}

function leaveWith(title: string, error: unknown): void {
  console.error(error)
  dialog.showErrorBox(title, sentenceOf(error))
  app.exit(1)
}

function sentenceOf(error: unknown): string {
  if (error instanceof Failure) return error.message
  return 'Something went wrong inside Sourcebook. Please report it with the text that it printed in the terminal.'
}
