import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { CommandsContext, createCommands } from '../state/commands'
import { createFakeHost } from '../state/fake-host'
import { HostContext } from '../state/host-context'
import { useAnswer } from '../state/use-answer'
import '../ui/styles'
import { Library } from './Library'

const nothing = () => undefined

function Pane() {
  const { value } = useAnswer('library.list', {}, () => true)
  return (
    <Library
      sources={value ?? []}
      open={null}
      onOpen={nothing}
      onRead={nothing}
      onRemove={nothing}
      onShow={nothing}
    />
  )
}

test('commands lead into the search field and into the trash from anywhere, and from one to the other', async () => {
  const commands = createCommands()
  const fake = createFakeHost([{ text: 'The quay' }])
  await render(
    <HostContext value={fake.host}>
      <CommandsContext value={commands}>
        <Pane />
      </CommandsContext>
    </HostContext>,
  )
  await expect.element(page.getByRole('option')).toBeVisible()
  const run = (id: 'filter-library' | 'open-trash') => commands.current().get(id)?.run()
  run('filter-library')
  await expect.element(page.getByLabelText('Search the library')).toHaveFocus()
  run('open-trash')
  await expect.element(page.getByRole('button', { name: 'Back to the library' })).toHaveFocus()
  await expect.element(page.getByText(/^The trash is empty/)).toBeVisible()
  run('filter-library')
  await expect.element(page.getByLabelText('Search the library')).toHaveFocus()
  await expect.element(page.getByRole('heading', { name: 'Library' })).toBeVisible()
})

test('an empty library says so and keeps the way to the trash', async () => {
  const fake = createFakeHost()
  await render(
    <HostContext value={fake.host}>
      <Pane />
    </HostContext>,
  )
  await expect.element(page.getByText('No sources yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Trash' }).click()
  await expect.element(page.getByRole('heading', { name: 'Trash' })).toBeVisible()
})
