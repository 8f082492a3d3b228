import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { z } from 'zod'
import type { Reason } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import { unsavedOf } from '../state/unsaved'
import { useTyped } from './use-typed'

type Given = { readonly ready: boolean; readonly onSave: (text: string) => Promise<Reason | null> }

const kept = unsavedOf(createFakeHost().host, 'note', z.string())

function Field({ ready, onSave }: Given) {
  const { text, type, leave } = useTyped('', ready, onSave, { kept, id: 'note' })
  return (
    <textarea aria-label="Note" value={text} onChange={({ target }) => type(target.value)} onBlur={leave} />
  )
}

beforeEach(() => kept.forget('note'))
afterEach(() => vi.useRealTimers())

test('what could not be saved is in the field, and is saved when that can be done again', async () => {
  const onSave = vi.fn(async () => 'disk-full' as const)
  const screen = await render(<Field ready={false} onSave={onSave} />)
  const field = screen.getByRole('textbox')
  await field.fill('The quay')
  await expect.poll(() => onSave.mock.calls).toEqual([['The quay']])
  await expect.element(field).toHaveValue('The quay')
  const saved = vi.fn(async () => null)
  await screen.rerender(<Field ready onSave={saved} />)
  await expect.poll(() => saved.mock.calls).toEqual([['The quay']])
})

test('what is typed is saved at once when the page closes', async () => {
  const onSave = vi.fn(async () => null)
  const screen = await render(<Field ready onSave={onSave} />)
  await screen.getByRole('textbox').fill('The quay')
  expect(onSave).not.toHaveBeenCalled()
  dispatchEvent(new Event('pagehide'))
  expect(onSave).toHaveBeenCalledExactlyOnceWith('The quay')
})

test('what could not be saved is there on the next page, and is saved there', async () => {
  const screen = await render(<Field ready={false} onSave={async () => 'disk-full' as const} />)
  await screen.getByRole('textbox').fill('The quay')
  await screen.unmount()
  const saved = vi.fn(async () => null)
  const next = await render(<Field ready onSave={saved} />)
  await expect.element(next.getByRole('textbox')).toHaveValue('The quay')
  await expect.poll(() => saved.mock.calls).toEqual([['The quay']])
  await expect.poll(() => kept.read('note')).toBe(null)
})

test.each([
  ['the disk refused is tried again by itself', 'disk-full', true],
  ['nothing can be changed for is not: it waits until that ends', 'read-only', false],
] as const)('what %s', async (_, reason, isTriedAgain) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  kept.write('note', 'The quay')
  const onSave = vi.fn(async () => reason)
  await render(<Field ready onSave={onSave} />)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(onSave.mock.calls.length > 1).toBe(isTriedAgain)
  expect(kept.read('note')).toBe('The quay')
})
