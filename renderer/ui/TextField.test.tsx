import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { type Draft, type KeptText, type Refused, TextField } from './TextField'

/** A place for what is typed, and what it has by now. */
function place() {
  let there: Draft | null = null
  let next: (() => void) | null = null
  let isPast = false
  const kept: KeptText = {
    read: () => there,
    write: (draft) => {
      there = draft
    },
    forget: () => {
      there = null
    },
    refused: (_, again) => {
      next = again
    },
    settled: () => {
      next = null
    },
    isPast: () => isPast,
  }
  const openAnew = () => {
    isPast = true
  }
  return { kept, openAnew, now: () => there, tryAgain: () => next?.() }
}

const check = (draft: string) => (draft === '' ? 'It needs a name.' : null)

async function field(onSave: (draft: string) => Promise<string | null>) {
  const screen = await render(
    <TextField label="Name" value="Ada" revision={1} check={check} onSave={onSave} disabled={false} />,
  )
  return screen.getByLabelText('Name')
}

/** A field whose words are kept, over the value that is there. */
function fieldOver(kept: KeptText, onSave: (draft: string) => Promise<Refused | null>) {
  return (value: string, revision = 1) => (
    <TextField
      label="Name"
      value={value}
      revision={revision}
      check={check}
      onSave={onSave}
      disabled={false}
      kept={kept}
    />
  )
}

test('Enter saves, and leaving the field while that is under way does not save again', async () => {
  const answers: ((fault: null) => void)[] = []
  const save = vi.fn(
    () =>
      new Promise<null>((resolve) => {
        answers.push(resolve)
      }),
  )
  const name = await field(save)
  await name.fill('Bo')
  await userEvent.keyboard('{Enter}')
  name.element().blur()
  for (const answer of answers) answer(null)
  await expect.element(name).toHaveValue('Bo')
  expect(save).toHaveBeenCalledExactlyOnceWith('Bo', false)
})

test('what is refused stays, with the reason; Escape gives it up', async () => {
  const save = vi.fn(async () => 'The disk is full.')
  const name = await field(save)
  await name.fill('')
  await userEvent.keyboard('{Enter}')
  await expect.element(name).toHaveAccessibleDescription('It needs a name.')
  expect(save).not.toHaveBeenCalled()
  await name.fill('Bo')
  await userEvent.keyboard('{Enter}')
  await expect.element(name).toHaveAccessibleDescription('The disk is full.')
  await expect.element(name).toHaveValue('Bo')
  await userEvent.keyboard('{Escape}')
  await expect.element(name).toHaveValue('Ada')
  await expect.element(name).toHaveAccessibleDescription('')
})

test.each([
  ['goes', (screen: { unmount: () => Promise<void> }) => screen.unmount()],
  ['is on a page that closes', async () => void dispatchEvent(new PageTransitionEvent('pagehide'))],
])('what was typed is saved when the field %s', async (_, leave) => {
  const save = vi.fn(async () => null)
  const screen = await render(
    <TextField label="Name" value="Ada" revision={1} check={check} onSave={save} disabled={false} />,
  )
  await screen.getByLabelText('Name').fill('Bo')
  await leave(screen)
  expect(save).toHaveBeenCalledExactlyOnceWith('Bo', false)
})

test('what was typed before the host went is saved when it is back', async () => {
  const save = vi.fn(async () => null)
  const name = (disabled: boolean) => (
    <TextField label="Name" value="Ada" revision={1} check={check} onSave={save} disabled={disabled} />
  )
  const screen = await render(name(false))
  await screen.getByLabelText('Name').fill('Bo')
  await screen.rerender(name(true))
  await expect.element(screen.getByLabelText('Name')).toHaveValue('Bo')
  expect(save).not.toHaveBeenCalled()
  await screen.rerender(name(false))
  expect(save).toHaveBeenCalledExactlyOnceWith('Bo', false)
})

test('what is typed while a save is under way stays, and is saved in its turn', async () => {
  const answers: (() => void)[] = []
  const save = vi.fn(
    (_draft: string) =>
      new Promise<null>((resolve) => {
        answers.push(() => resolve(null))
      }),
  )
  const name = (value: string, revision: number) => (
    <TextField label="Name" value={value} revision={revision} check={check} onSave={save} disabled={false} />
  )
  const screen = await render(name('Ada', 1))
  const input = screen.getByLabelText('Name')
  await input.fill('Bo')
  await userEvent.keyboard('{Enter}dil')
  for (const answer of answers) answer()
  await screen.rerender(name('Bo', 2))
  await expect.element(input).toHaveValue('Bodil')
  input.element().blur()
  await expect.poll(() => save.mock.calls.map(([draft]) => draft)).toEqual(['Bo', 'Bodil'])
})

test('a saved draft gives way to what the document holds, also when the save was undone at once', async () => {
  const save = vi.fn(async () => null)
  const name = (revision: number) => (
    <TextField label="Name" value="Ada" revision={revision} check={check} onSave={save} disabled={false} />
  )
  const screen = await render(name(1))
  await screen.getByLabelText('Name').fill('Bo')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => save.mock.calls).toHaveLength(1)
  await screen.rerender(name(3))
  await expect.element(screen.getByLabelText('Name')).toHaveValue('Ada')
})

test.each(['Enter', 'Escape'])('%s that belongs to an input method leaves what is typed', async (key) => {
  const save = vi.fn(async () => null)
  const name = await field(save)
  await name.fill('Bo')
  name.element().dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true }))
  await expect.element(name).toHaveValue('Bo')
  expect(save).not.toHaveBeenCalled()
})

test('what was typed and not saved is there on the next page, and saved; unless the line was changed since', async () => {
  const { kept, now } = place()
  const save = vi.fn(async (_draft: string) => null)
  const name = fieldOver(kept, save)
  kept.write({ over: ['Ada'], draft: 'Bo' }) // the page crashed while it was typed
  const next = await render(name('Ada'))
  await expect.element(next.getByLabelText('Name')).toHaveValue('Bo')
  await expect.poll(() => save.mock.calls).toEqual([['Bo', false]])
  await expect.poll(now).toBe(null)
  await next.unmount()

  save.mockClear()
  kept.write({ over: ['Ada'], draft: 'Bo' })
  const other = await render(name('Cy'))
  await expect.element(other.getByLabelText('Name')).toHaveValue('Bo')
  await expect.element(other.getByLabelText('Name')).toHaveAccessibleDescription(/changed elsewhere, to “Cy”/)
  expect(save).not.toHaveBeenCalled()
  await other.getByLabelText('Name').click()
  await userEvent.keyboard('{Escape}')
  await expect.element(other.getByLabelText('Name')).toHaveValue('Cy')
  expect(now()).toBe(null)
})

test('a field that found its words changed elsewhere leaves nothing that would write over them', async () => {
  const { kept, tryAgain } = place()
  const save = vi.fn(async (_draft: string) => ({
    reason: 'disk-full' as const,
    message: 'The disk is full.',
  }))
  const name = fieldOver(kept, save)
  const first = await render(name('Ada'))
  await first.getByLabelText('Name').fill('Bo')
  await first.unmount()
  await expect.poll(() => save.mock.calls).toHaveLength(1)
  const next = await render(name('Cy'))
  await expect.element(next.getByLabelText('Name')).toHaveAccessibleDescription(/changed elsewhere/)
  tryAgain()
  expect(save).toHaveBeenCalledTimes(1)
})

/** A field whose words are kept, and how another window changes them. */
async function keptField(onSave: (draft: string) => Promise<null>) {
  const { kept, now, openAnew } = place()
  const name = fieldOver(kept, onSave)
  const screen = await render(name('Ada'))
  const become = (value: string, revision: number) => screen.rerender(name(value, revision))
  return { screen, name: screen.getByLabelText('Name'), become, kept: now, openAnew }
}

test.each([
  ['Enter', 'Bo', [['Bo', false]]],
  ['Escape', 'Cy', []],
])(
  'what was changed elsewhere while it was typed over waits for the person: %s',
  async (key, left, saved) => {
    const save = vi.fn(async (_draft: string) => null)
    const { screen, name, become, kept } = await keptField(save)
    await name.fill('Bo')
    await become('Cy', 2)
    name.element().blur()
    await expect.element(name).toHaveAccessibleDescription(/changed elsewhere, to “Cy”/)
    expect(save).not.toHaveBeenCalled()
    expect(kept()).toMatchObject({ draft: 'Bo' })
    await name.click()
    await userEvent.keyboard(`{${key}}`)
    await expect.element(name).toHaveValue(left)
    await expect.poll(() => save.mock.calls).toEqual(saved)
    await expect.poll(kept).toBe(null)
    await expect.element(name).toHaveAccessibleDescription('')
    await screen.unmount()
    expect(save.mock.calls).toEqual(saved)
  },
)

test.each([
  ['as it was typed', 'Bo'],
  ['worded otherwise', 'BO'],
])('what was saved here and comes back %s is no change of another window', async (_, comes) => {
  const save = vi.fn(async (_draft: string) => null)
  const { name, become } = await keptField(save)
  await name.fill('Bo')
  await userEvent.keyboard('{Enter}dil')
  await expect.poll(() => save.mock.calls).toHaveLength(1)
  await become(comes, 2)
  await expect.element(name).toHaveValue('Bodil')
  name.element().blur()
  await expect.poll(() => save.mock.calls.map(([draft]) => draft)).toEqual(['Bo', 'Bodil'])
})

test('what the disk is found to have is not kept any longer', async () => {
  const { kept, now } = place()
  kept.write({ over: ['Ada', 'Bo'], draft: 'Bo' })
  await render(
    <TextField
      label="Name"
      value="Bo"
      revision={2}
      check={check}
      onSave={async () => null}
      disabled={false}
      kept={kept}
    />,
  )
  await expect.poll(now).toBe(null)
})

test('a field that goes because the notebook was opened anew writes nothing into it', async () => {
  const save = vi.fn(async (_draft: string) => null)
  const { screen, name, kept, openAnew } = await keptField(save)
  await name.fill('Bo')
  openAnew()
  await screen.unmount()
  expect(save).not.toHaveBeenCalled()
  expect(kept()).toMatchObject({ draft: 'Bo' })
})

test('what is tried again is not written over what was changed elsewhere meanwhile', async () => {
  const { kept, tryAgain } = place()
  const save = vi.fn(async (_draft: string) => ({ reason: 'disk-full' as const, message: 'No.' }))
  const name = fieldOver(kept, save)
  const screen = await render(name('Ada', 1))
  await screen.getByLabelText('Name').fill('Bo')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByLabelText('Name')).toHaveAccessibleDescription('No.')
  await screen.rerender(name('Cy', 2))
  tryAgain()
  await expect.element(screen.getByLabelText('Name')).toHaveAccessibleDescription(/changed elsewhere/)
  expect(save).toHaveBeenCalledTimes(1)
})

test('what was sent and never answered counts as what it was typed over', async () => {
  const { kept, now } = place()
  const save = vi.fn(() => Promise.race<null>([])) // the page goes first
  const name = fieldOver(kept, save)
  const screen = await render(name('Ada'))
  await screen.getByLabelText('Name').fill('Bo')
  await userEvent.keyboard('{Enter}')
  await expect.poll(now).toEqual({ over: ['Ada', 'Bo'], draft: 'Bo' })
})
