import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { Failure } from '../../../shared/contract/failure'
import type { BriefBlock } from '../../../shared/model/brief'
import { excerptBlock, line, writeBrief } from './testing/write-brief'

type Written = Awaited<ReturnType<typeof writeBrief>>

/** Another window saves the brief with other blocks; ours is told at once. */
async function elsewhere({ fake, brief }: Written, content: readonly BriefBlock[]) {
  const { revision } = await fake.host.call('brief.get', { brief: brief.id })
  await fake.host.call('brief.save', {
    brief: brief.id,
    revision,
    document: { type: 'doc', content: [...content] },
  })
}

const contentOf =
  ({ saved }: Written) =>
  async () =>
    (await saved()).content

test('typing is saved while it goes on, not key by key, and at once when the editor is left', async () => {
  const made = await writeBrief()
  const { fake, screen, text } = made
  await text.click()
  await userEvent.keyboard('The quay opens')
  await expect.poll(contentOf(made)).toEqual([line('The quay opens')])
  expect(fake.asked('brief.save').length).toBeLessThan(4)
  await userEvent.keyboard(' in May')
  await screen.getByRole('button', { name: 'Elsewhere' }).click()
  await expect.poll(contentOf(made), { timeout: 400 }).toEqual([line('The quay opens in May')])
})

test('what is typed while a save is under way is saved as well', async () => {
  const made = await writeBrief()
  const release = made.fake.hold('brief.save')
  await made.text.click()
  await userEvent.keyboard('One')
  await expect.poll(() => made.fake.asked('brief.save').length).toBe(2)
  await userEvent.keyboard(' two')
  made.toggle()
  release()
  await expect.poll(contentOf(made)).toEqual([line('One two')])
})

test('what was typed is saved when the view is left, and when the page closes', async () => {
  const made = await writeBrief()
  await made.text.click()
  await userEvent.keyboard('Left')
  made.toggle()
  await expect.poll(contentOf(made), { timeout: 400 }).toEqual([line('Left')])
  made.toggle()
  await made.screen.getByText('Left').click()
  await userEvent.keyboard('{End} again')
  const before = made.fake.asked('brief.save').length
  dispatchEvent(new PageTransitionEvent('pagehide'))
  expect(made.fake.asked('brief.save').length).toBe(before + 1)
  await expect.poll(contentOf(made)).toEqual([line('Left again')])
})

test('a refused save keeps what was typed and says why; it is there when the brief is opened again', async () => {
  const made = await writeBrief()
  const { fake, screen, text, written } = made
  fake.refuse('brief.save', new Failure('disk-full', 'The disk is full.'))
  await text.click()
  await userEvent.keyboard('Not lost')
  await expect
    .element(screen.getByText(/Not saved; what you wrote is kept here.*The disk is full\./))
    .toBeVisible()
  made.toggle()
  await expect.element(text).not.toBeInTheDocument()
  made.toggle()
  await expect.element(text).toHaveTextContent('Not lost')
  fake.refuse('brief.save', null)
  await screen.getByRole('button', { name: 'Try now' }).click()
  await expect.poll(contentOf(made)).toEqual([line('Not lost')])
  await expect.element(screen.getByText(/Not saved/)).not.toBeInTheDocument()
  expect(written()).toEqual([line('Not lost')])
})

test('a refused save is tried again when the host is back', async () => {
  const made = await writeBrief()
  made.fake.refuse('brief.save', new Failure('unavailable', 'Sourcebook is not running any more.'))
  await made.text.click()
  await userEvent.keyboard('Here still')
  await expect.element(made.screen.getByText(/not running any more/)).toBeVisible()
  made.fake.refuse('brief.save', null)
  made.fake.become('open')
  await expect.poll(contentOf(made)).toEqual([line('Here still')])
})

test('what could not be saved is there after the page was loaded again', async () => {
  const made = await writeBrief()
  made.fake.refuse('brief.save', new Failure('disk-full', 'The disk is full.'))
  await made.text.click()
  await userEvent.keyboard('Kept')
  await expect.element(made.screen.getByText(/The disk is full/)).toBeVisible()
  const kept = sessionStorage.getItem(`unsaved brief:${made.brief.id}`)
  expect(kept).toContain('Kept')
  made.fake.refuse('brief.save', null)
  await made.screen.getByRole('button', { name: 'Try now' }).click()
  await expect.poll(() => sessionStorage.getItem(`unsaved brief:${made.brief.id}`)).toBeNull()
  await made.screen.unmount()

  // Ids are the same in each notebook in memory, as they are in a page that was loaded again.
  sessionStorage.setItem(`unsaved brief:${made.brief.id}`, kept ?? '')
  const again = await writeBrief()
  await expect.element(again.text).toHaveTextContent('Kept')
  await expect.poll(contentOf(again)).toEqual([line('Kept')])
})

test('what was changed elsewhere is shown, and caret and undo stay', async () => {
  const made = await writeBrief(() => [line('One'), line('Two')])
  const { screen, text, written } = made
  await screen.getByText('Two').click()
  await userEvent.keyboard('{End}!')
  await expect.poll(contentOf(made)).toEqual([line('One'), line('Two!')])
  await elsewhere(made, [line('Zero'), line('One'), line('Two!')])
  await expect.element(text).toHaveTextContent('Zero')
  await userEvent.keyboard('?')
  expect(written()).toEqual([line('Zero'), line('One'), line('Two!?')])
  await userEvent.keyboard('{Control>}z{/Control}')
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(written()).toEqual([line('Zero'), line('One'), line('Two')])
})

test('an excerpt that is added while something unsaved stands elsewhere in the brief loses neither', async () => {
  const made = await writeBrief(() => [line('One')])
  const { fake, screen, brief, annotations } = made
  const release = fake.hold('brief.save')
  await screen.getByText('One').click()
  await userEvent.keyboard('{End}, and more')
  await fake.host.call('brief.add', { brief: brief.id, annotations: [annotations[0].id] })
  release()
  await expect.element(made.text).toHaveTextContent('It opens in May')
  await expect.poll(async () => (await made.saved()).content.at(0)).toEqual(line('One, and more'))
  expect((await made.saved()).content.at(-1)).toEqual(excerptBlock(annotations[0]))
})

for (const [way, kept] of [
  ['Keep mine', 'Mine'],
  ['Take theirs', 'Theirs'],
] as const) {
  test(`where both changed the same words the person chooses: ${way}`, async () => {
    const made = await writeBrief(() => [line('First')])
    const { fake, screen, text } = made
    const release = fake.hold('brief.save')
    await screen.getByText('First').click()
    await userEvent.keyboard('{Control>}a{/Control}Mine')
    await expect.poll(() => fake.asked('brief.save').length).toBe(2)
    release()
    await expect.poll(contentOf(made)).toEqual([line('Mine')])
    fake.refuse('brief.save', new Failure('disk-full', 'The disk is full.'))
    await userEvent.keyboard('{Control>}a{/Control}Mine too')
    await expect.element(screen.getByText(/The disk is full/)).toBeVisible()
    fake.refuse('brief.save', null)
    await elsewhere(made, [line('Theirs')])
    await expect.element(screen.getByText(/changed elsewhere, where you were writing/)).toBeVisible()
    await expect.element(text).toHaveTextContent('Mine too')
    expect(await contentOf(made)()).toEqual([line('Theirs')])
    await screen.getByRole('button', { name: way }).click()
    await expect.element(text).toHaveFocus()
    await expect.poll(contentOf(made)).toEqual([line(kept === 'Mine' ? 'Mine too' : 'Theirs')])
    await expect.element(text).toHaveTextContent(kept)
    // Nothing that was typed is gone for good, on neither side.
    const other = kept === 'Mine' ? 'Theirs' : 'Mine too'
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(text).toHaveTextContent(other)
    await expect.poll(contentOf(made)).toEqual([line(other)])
  })
}

test('while nothing can be changed, nothing can be typed', async () => {
  const made = await writeBrief(() => [line('First')])
  made.refuse('Another window has the notebook.')
  await expect.element(made.text).toHaveAttribute('contenteditable', 'false')
  made.refuse(null)
  await expect.element(made.text).toHaveAttribute('contenteditable', 'true')
})
