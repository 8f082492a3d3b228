import { EventEmitter, once } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { finishBeforeLeaving, refuseToStart } from './leaving'

const { app, dialog } = vi.hoisted(() => ({
  app: {
    listeners: [] as ((event: { preventDefault: () => void }) => void)[],
    on: (_name: string, listener: (event: { preventDefault: () => void }) => void) =>
      app.listeners.push(listener),
    exit: vi.fn<(code: number) => void>(),
    whenReady: () => Promise.resolve(),
  },
  dialog: { showErrorBox: vi.fn<(title: string, content: string) => void>() },
}))
vi.mock('electron', () => ({ app, dialog }))

beforeEach(() => {
  app.listeners.length = 0
  vi.clearAllMocks()
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

/** What Electron does when the last window has closed. */
function willQuit() {
  const preventDefault = vi.fn()
  for (const listener of app.listeners) listener({ preventDefault })
  return preventDefault
}

test('the app waits until the notebook is closed, then ends with code 0', async () => {
  const notebook = new EventEmitter()
  finishBeforeLeaving(async () => {
    await once(notebook, 'closed')
  })
  expect(willQuit()).toHaveBeenCalledOnce()
  expect(app.exit).not.toHaveBeenCalled()
  notebook.emit('closed')
  await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0))
})

test('asked twice to quit, it closes the notebook once', async () => {
  const finish = vi.fn(() => Promise.resolve())
  finishBeforeLeaving(finish)
  willQuit()
  expect(willQuit()).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(app.exit).toHaveBeenCalledOnce())
  expect(finish).toHaveBeenCalledOnce()
})

test('a notebook that cannot be closed is told, and the app ends with code 1', async () => {
  finishBeforeLeaving(() => Promise.reject(new Failure('disk-full', 'The disk is full.')))
  willQuit()
  await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(1))
  expect(dialog.showErrorBox).toHaveBeenCalledWith(expect.any(String), 'The disk is full.')
})

test('a start that fails shows the sentence of its failure', async () => {
  await refuseToStart(new Failure('not-a-notebook', 'There is no notebook in /tmp/x.'))
  expect(dialog.showErrorBox).toHaveBeenCalledWith(
    'Sourcebook could not start',
    'There is no notebook in /tmp/x.',
  )
  expect(app.exit).toHaveBeenCalledWith(1)
})

test('a bug at start is not shown as it is thrown', async () => {
  await refuseToStart(new TypeError('undefined is not a function'))
  expect(dialog.showErrorBox.mock.calls[0]?.[1]).not.toContain('undefined')
})
