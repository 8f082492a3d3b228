import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { UNSAVED_MS } from '../state/unsaved'
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

/** A field over a document that takes what is saved, and a space or two from its ends; another window may change it. */
async function overDocument(becomes?: (draft: string) => string | null) {
  const { kept, now } = place()
  const saved: string[] = []
  let document = { value: 'Ada', revision: 1 }
  let isThere = true
  onTestFinished(() => {
    isThere = false
  })
  const change = (value: string) => {
    if (!isThere) return
    document = { value, revision: document.revision + 1 }
    void screen.rerender(page())
  }
  const page = () => (
    <TextField
      label="Name"
      {...document}
      check={check}
      onSave={async (draft) => {
        saved.push(draft)
        setTimeout(() => change(becomes?.(draft) ?? draft)) // the answer comes before the view has asked again
        return null
      }}
      {...(becomes && { becomes })}
      disabled={false}
      kept={kept}
    />
  )
  const screen = await render(page())
  const name = screen.getByLabelText('Name')
  await name.click()
  await userEvent.keyboard('{End}')
  return {
    screen,
    name,
    saved,
    kept: now,
    changeElsewhere: change,
    // A line that does not wrap is an input.
    shown: () => name.element() as HTMLInputElement,
  }
}

/** Longer than typing stays unsaved, and for an answer to come back. */
const later = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, 2 * UNSAVED_MS)
  })

describe('a line that is kept is saved while it is typed', () => {
  test('and not only once typing ends', async () => {
    const { saved } = await overDocument()
    for (let letter = 0; saved.length < 2 && letter < 500; letter += 1) await userEvent.keyboard('a')
    expect(saved).toHaveLength(2)
    for (const words of saved) expect(words).toMatch(/^Adaa+$/)
  })

  test('and stays as it is typed: a space at its end, the caret in its middle', async () => {
    const { saved, name, shown, kept } = await overDocument()
    await userEvent.keyboard(' ')
    await later()
    expect([saved, shown().value]).toEqual([[], 'Ada '])
    await userEvent.keyboard('B ')
    await later()
    expect([saved, shown().value, kept()]).toEqual([['Ada B'], 'Ada B ', null])
    await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}d')
    await later()
    expect([saved.at(-1), shown().value, shown().selectionStart]).toEqual(['Adda B', 'Adda B ', 3])
    name.element().blur()
    await expect.element(name).toHaveValue('Adda B')
    expect(saved).toHaveLength(2)
  })

  test('and an input method goes on composing over an answer', async () => {
    const { saved, shown } = await overDocument()
    // Vitest leaves the type of a session to the browser's provider.
    const session = cdp() as unknown as {
      send: (command: string, parameters: object) => Promise<unknown>
    }
    const compose = (text: string) =>
      session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    await userEvent.keyboard(' ')
    await compose('に')
    await later()
    expect(saved).toEqual(['Ada に'])
    await compose('にほん')
    await session.send('Input.insertText', { text: '日本' })
    expect(shown().value).toBe('Ada 日本')
    await expect.poll(() => saved.at(-1)).toBe('Ada 日本')
  })

  test('but for words that are wrong, which is told when it is left', async () => {
    const { saved, name } = await overDocument((draft) => (draft.endsWith('x') ? null : draft))
    for (const [words, told] of [
      ['Adx', ''], // they wait
      ['', 'It needs a name.'],
    ] as const) {
      await name.fill(words)
      await later()
      await expect.element(name).toHaveAccessibleDescription('')
      expect(saved).toEqual(words === '' ? ['Adx'] : [])
      name.element().blur()
      await expect.element(name).toHaveAccessibleDescription(told)
      await later()
      expect(saved).toEqual(['Adx'])
    }
  })

  test('and typed back it is saved again', async () => {
    const { saved, name, kept } = await overDocument()
    await userEvent.keyboard('m')
    await expect.poll(() => saved).toEqual(['Adam'])
    await userEvent.keyboard('{Backspace}')
    await expect.poll(() => saved).toEqual(['Adam', 'Ada'])
    name.element().blur()
    await expect.poll(kept).toBe(null)
    await expect.element(name).toHaveValue('Ada')
  })

  test('and so it is where what was saved is not shown yet', async () => {
    const save = vi.fn(async (_draft: string) => null)
    const screen = await render(fieldOver(place().kept, save)('Ada'))
    const name = screen.getByLabelText('Name')
    await name.fill('Adam')
    await expect.poll(() => save.mock.calls).toHaveLength(1)
    await name.fill('Ada')
    name.element().blur()
    await expect.poll(() => save.mock.calls.map(([draft]) => draft)).toEqual(['Adam', 'Ada'])
  })

  test('and Escape takes it back to what stood there, until the field was left', async () => {
    const { saved, name, kept } = await overDocument()
    await userEvent.keyboard('m')
    await expect.poll(() => saved).toEqual(['Adam'])
    await userEvent.keyboard('ant{Escape}{Escape}')
    await expect.element(name).toHaveValue('Ada')
    await expect.poll(() => saved).toEqual(['Adam', 'Ada'])
    await expect.poll(kept).toBe(null)

    await userEvent.keyboard('m{Enter}ant')
    await expect.poll(() => saved.at(-1)).toBe('Adamant')
    await userEvent.keyboard('{Escape}')
    await expect.element(name).toHaveValue('Adam')
    await expect.poll(() => saved.at(-1)).toBe('Adam')
  })

  test('and Escape does so too where what was typed since is wrong', async () => {
    const { saved, name } = await overDocument()
    await userEvent.keyboard('m')
    await expect.poll(() => saved).toEqual(['Adam'])
    await name.fill('')
    await userEvent.keyboard('{Enter}')
    await expect.element(name).toHaveAccessibleDescription('It needs a name.')
    await userEvent.keyboard('{Escape}')
    await expect.element(name).toHaveValue('Ada')
    await expect.poll(() => saved).toEqual(['Adam', 'Ada'])
    await expect.element(name).toHaveAccessibleDescription('')
  })

  test('but never over what was changed elsewhere, which is told when it is left', async () => {
    const { saved, name, changeElsewhere } = await overDocument()
    await userEvent.keyboard('m')
    changeElsewhere('Cy')
    await later()
    await expect.element(name).toHaveValue('Adam')
    await expect.element(name).toHaveAccessibleDescription('')
    name.element().blur()
    await expect.element(name).toHaveAccessibleDescription(/changed elsewhere, to “Cy”/)
    expect(saved).toEqual([])
  })

  test('and gives way to what is changed elsewhere once it is saved', async () => {
    const { saved, name, changeElsewhere } = await overDocument()
    await userEvent.keyboard('m')
    await later()
    changeElsewhere('Cy')
    await expect.element(name).toHaveValue('Cy')
    await userEvent.keyboard('{End}d')
    await expect.poll(() => saved).toEqual(['Adam', 'Cyd'])
  })

  test('and worded otherwise by the document it is no change of another window', async () => {
    const { saved, name, shown } = await overDocument((draft) => draft.split(/\s*;\s*/).join('; '))
    await userEvent.keyboard(';B')
    await later()
    await userEvent.keyboard(';C')
    await later()
    expect([saved, shown().value]).toEqual([['Ada;B', 'Ada;B;C'], 'Ada;B;C'])
    name.element().blur()
    await expect.element(name).toHaveValue('Ada; B; C')
    await expect.element(name).toHaveAccessibleDescription('')
  })

  test('one save after the other, the last of them with all that was typed', async () => {
    const { kept } = place()
    const answers: (() => void)[] = []
    const save = vi.fn(
      (_draft: string) =>
        new Promise<null>((resolve) => {
          answers.push(() => resolve(null))
        }),
    )
    const screen = await render(fieldOver(kept, save)('Ada'))
    const name = screen.getByLabelText('Name')
    await name.fill('B')
    await expect.poll(() => save.mock.calls).toEqual([['B', false]])
    await name.fill('Bo')
    name.element().blur()
    await later()
    expect(save).toHaveBeenCalledTimes(1)
    for (const answer of answers) answer()
    await expect.poll(() => save.mock.calls.map(([draft]) => draft)).toEqual(['B', 'Bo'])
  })

  test('but not into a notebook that was opened anew while it was being saved', async () => {
    const answers: (() => void)[] = []
    const save = vi.fn(
      (_draft: string) =>
        new Promise<null>((resolve) => {
          answers.push(() => resolve(null))
        }),
    )
    const { screen, name, kept, openAnew } = await keptField(save)
    await name.fill('B')
    await expect.poll(() => save.mock.calls).toHaveLength(1)
    await name.fill('Bo')
    openAnew()
    for (const answer of answers) answer()
    await screen.unmount()
    await later()
    expect(save).toHaveBeenCalledTimes(1)
    expect(kept()).toMatchObject({ draft: 'Bo' })
  })

  test('and what the disk refuses is tried again with the next letter, which is no news', async () => {
    const { kept } = place()
    const save = vi.fn(async (_draft: string) => ({ reason: 'disk-full' as const, message: 'No room.' }))
    const screen = await render(fieldOver(kept, save)('Ada'))
    const name = screen.getByLabelText('Name')
    await name.fill('B')
    await expect.element(name).toHaveAccessibleDescription('No room.')
    await name.fill('Bo')
    await expect
      .poll(() => save.mock.calls)
      .toEqual([
        ['B', false],
        ['Bo', true],
      ])
    await expect.element(name).toHaveValue('Bo')
  })
})

test('a line that is not kept is saved only when it is left', async () => {
  const save = vi.fn(async () => null)
  const name = await field(save)
  await name.fill('Bo')
  await later()
  expect(save).not.toHaveBeenCalled()
})
