import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import type { Reason } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import type { Host } from '../state/host'
import { HostContext } from '../state/host-context'
import { useKeptTexts } from '../state/use-kept-texts'
import type { Refusal } from '../state/use-source-change'
import { useTyped } from './use-typed'

type Given = {
  readonly value?: string
  readonly ready?: boolean
  readonly onSave: (text: string, isAgain: boolean) => Promise<Refusal | null>
}

function Field({ value = '', ready = true, onSave }: Given) {
  const kept = useKeptTexts('description')
  const { text, trouble, type, leave, keepMine, takeTheirs } = useTyped(value, ready, onSave, kept('note'))
  return (
    <>
      <textarea aria-label="Note" value={text} onChange={({ target }) => type(target.value)} onBlur={leave} />
      <output>{trouble?.kind === 'conflict' ? `Theirs: ${trouble.theirs}` : trouble?.message}</output>
      <button type="button" onClick={keepMine}>
        Keep mine
      </button>
      <button type="button" onClick={takeTheirs}>
        Take theirs
      </button>
    </>
  )
}

/** The fields of one page after the other, and what is kept from one to the next. */
function pages() {
  const fake = createFakeHost()
  const show = (given: Given) => (
    <HostContext value={fake.host}>
      <Field {...given} />
    </HostContext>
  )
  return { fake, show, kept: () => keptBy(fake.host) }
}

function keptBy({ kind }: Host): unknown {
  const storage = kind === 'browser' ? sessionStorage : localStorage
  const key = Object.keys(storage).find((one) => one.endsWith('description:note'))
  return key === undefined ? null : JSON.parse(storage.getItem(key) ?? 'null')
}

const refusing = (reason: Reason) =>
  vi.fn(async (_text: string, _isAgain: boolean) => ({ reason, message: 'No.' }))
const taking = () => vi.fn(async (_text: string, _isAgain: boolean) => null)
const textsOf = (save: ReturnType<typeof taking | typeof refusing>) => save.mock.calls.map(([text]) => text)

beforeEach(() => sessionStorage.clear())
afterEach(() => vi.useRealTimers())

test('what could not be saved is in the field, and is saved when that can be done again', async () => {
  const { show } = pages()
  const refused = refusing('disk-full')
  const screen = await render(show({ ready: false, onSave: refused }))
  const field = screen.getByRole('textbox')
  await field.fill('The quay')
  await expect.poll(() => textsOf(refused)).toEqual(['The quay'])
  await expect.element(field).toHaveValue('The quay')
  const saved = taking()
  await screen.rerender(show({ onSave: saved }))
  await expect.poll(() => textsOf(saved)).toEqual(['The quay'])
})

test('what is typed is saved at once when the page closes', async () => {
  const saved = taking()
  const screen = await render(pages().show({ onSave: saved }))
  await screen.getByRole('textbox').fill('The quay')
  expect(saved).not.toHaveBeenCalled()
  dispatchEvent(new Event('pagehide'))
  expect(textsOf(saved)).toEqual(['The quay'])
})

test('what could not be saved is there on the next page, and is saved there', async () => {
  const { show, kept } = pages()
  const screen = await render(show({ onSave: refusing('disk-full') }))
  await screen.getByRole('textbox').fill('The quay')
  await screen.unmount()
  const saved = taking()
  const next = await render(show({ onSave: saved }))
  await expect.element(next.getByRole('textbox')).toHaveValue('The quay')
  await expect.poll(() => textsOf(saved)).toEqual(['The quay'])
  await expect.poll(kept).toBe(null)
})

test.each([
  ['Keep mine', 'Mine', ['Mine']],
  ['Take theirs', 'Theirs', []],
])(
  'where it was changed since, the next page asks before it writes over that: %s',
  async (choice, left, sent) => {
    const { show, kept } = pages()
    const screen = await render(show({ value: 'First', onSave: refusing('disk-full') }))
    await screen.getByRole('textbox').fill('Mine')
    await screen.unmount()
    const saved = taking()
    const next = await render(show({ value: 'Theirs', onSave: saved }))
    await expect.element(next.getByRole('status')).toHaveTextContent('Theirs: Theirs')
    await expect.element(next.getByRole('textbox')).toHaveValue('Mine')
    expect(saved).not.toHaveBeenCalled()
    await next.getByRole('button', { name: choice }).click()
    await expect.element(next.getByRole('textbox')).toHaveValue(left)
    await expect.poll(() => textsOf(saved)).toEqual(sent)
    await expect.poll(kept).toBe(null)
  },
)

test('where it is changed elsewhere while words here cannot be saved, they wait for the person', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { show } = pages()
  const refused = refusing('disk-full')
  const screen = await render(show({ value: 'First', onSave: refused }))
  await screen.getByRole('textbox').fill('Mine')
  await vi.advanceTimersByTimeAsync(300)
  const saved = taking()
  await screen.rerender(show({ value: 'Theirs', onSave: saved }))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(saved).not.toHaveBeenCalled()
  await expect.element(screen.getByRole('status')).toHaveTextContent('Theirs: Theirs')
})

test('what was sent here comes back late, or without an answer, and is no change of somebody else', async () => {
  const { show } = pages()
  const saved = taking()
  const screen = await render(show({ value: 'First', onSave: saved }))
  const field = screen.getByRole('textbox')
  for (const text of ['Second', 'Third']) {
    await field.fill(text)
    await expect.poll(() => textsOf(saved).at(-1)).toBe(text)
  }
  await field.fill('Fourth')
  await screen.rerender(show({ value: 'Second', onSave: saved }))
  await expect.poll(() => textsOf(saved).at(-1)).toBe('Fourth')
  await screen.rerender(show({ value: 'Fourth', onSave: saved }))

  await screen.rerender(show({ value: 'Fourth', onSave: refusing('unavailable') }))
  await field.fill('Fifth')
  await screen.unmount()
  const again = taking()
  const next = await render(show({ value: 'Fifth', onSave: again }))
  await expect.element(next.getByRole('textbox')).toHaveValue('Fifth')
  await expect.element(next.getByRole('status')).toHaveTextContent('')
})

test.each([
  ['the disk refused is tried again by itself', 'disk-full', true],
  ['nothing can be changed for is not: it waits until that ends', 'read-only', false],
] as const)('what %s', async (_, reason, isTriedAgain) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { show, kept } = pages()
  const refused = refusing(reason)
  const screen = await render(show({ onSave: refused }))
  await screen.getByRole('textbox').fill('The quay')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(refused.mock.calls.length > 1).toBe(isTriedAgain)
  expect(kept()).toMatchObject({ draft: 'The quay' })
  expect(refused.mock.calls.map(([, isAgain]) => isAgain)).toEqual([
    false,
    ...refused.mock.calls.slice(1).map(() => true),
  ])
})

test('a field that goes because the notebook was opened anew writes nothing into it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { fake, show, kept } = pages()
  const saved = taking()
  const screen = await render(show({ onSave: saved }))
  await screen.getByRole('textbox').fill('The quay')
  fake.emit({ kind: 'reopened' })
  await screen.unmount()
  await vi.advanceTimersByTimeAsync(1000)
  expect(saved).not.toHaveBeenCalled()
  expect(kept()).toMatchObject({ draft: 'The quay' })
})

test('nothing is tried again once the notebook was opened anew: its field says first what is there now', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { fake, show, kept } = pages()
  const refused = refusing('disk-full')
  const screen = await render(show({ onSave: refused }))
  await screen.getByRole('textbox').fill('The quay')
  await screen.unmount()
  await vi.advanceTimersByTimeAsync(1000)
  const before = refused.mock.calls.length
  fake.emit({ kind: 'reopened' })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(refused).toHaveBeenCalledTimes(before)
  expect(kept()).toMatchObject({ draft: 'The quay' })
})
