import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../../shared/contract/failure'
import type { Annotation } from '../../../shared/model/annotation'
import { CodebookProvider } from '../../state/codebook'
import { createFakeHost } from '../../state/fake-host'
import { HostContext } from '../../state/host-context'
import { useAnswer } from '../../state/use-answer'
import { KeptDrafts } from './KeptDrafts'
import { MemoField } from './MemoField'
import { useAnnotationDraft } from './use-annotation-draft'

function Memo({ id }: { id: Annotation['id'] }) {
  const { value } = useAnswer(
    'annotation.list',
    { source: null, kind: null },
    ({ kind }) => kind === 'annotations',
  )
  const annotation = value?.find((one) => one.id === id)
  return annotation === undefined ? null : <Filled key={id} annotation={annotation} />
}

function Filled({ annotation }: { annotation: Annotation }) {
  return <MemoField draft={useAnnotationDraft(annotation)} />
}

async function write(memo = '') {
  const fake = createFakeHost([{ text: 'The quay is closed until May.' }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const annotation = await fake.tag(source, 'claim', 'closed until May', memo)
  const screen = await render(
    <HostContext value={fake.host}>
      <CodebookProvider>
        <KeptDrafts>
          <Memo id={annotation.id} />
        </KeptDrafts>
      </CodebookProvider>
    </HostContext>,
  )
  const saved = async () => (await fake.host.call('annotation.list', { source: null, kind: null }))[0]?.memo
  /** Another window saves a memo; ours is not told, as if the event were still on its way. */
  const elsewhere = (change: { memo?: string; body?: Annotation['body'] }) =>
    fake.host.call('annotation.update', {
      source: source.id,
      annotation: annotation.id,
      revision: annotation.revision,
      ...change,
    })
  return { fake, screen, annotation, saved, elsewhere, field: screen.getByLabelText('Memo') }
}

test('typing is saved while it goes on, not key by key, and once more when the field is left', async () => {
  const { fake, field, saved } = await write()
  await field.click()
  await userEvent.keyboard('Ask the port')
  await expect.poll(saved).toBe('Ask the port')
  expect(fake.asked('annotation.update').length).toBeLessThan('Ask the port'.length)
  await userEvent.keyboard(' again')
  field.element().blur()
  await expect.poll(saved).toBe('Ask the port again')
})

test('what was typed is saved when the annotation is left', async () => {
  const { fake, screen, field, saved } = await write()
  await field.fill('Left in a hurry')
  await screen.unmount()
  expect(fake.asked('annotation.update')).toHaveLength(1)
  await expect.poll(saved).toBe('Left in a hurry')
})

test('a failed save keeps what was typed and says why; the next one saves it', async () => {
  const { fake, screen, field, saved } = await write()
  fake.refuse('annotation.update', new Failure('disk-full', 'The disk is full.'))
  await field.fill('Not lost')
  await expect
    .element(screen.getByText('Not saved; what you typed is kept here. The disk is full.'))
    .toBeVisible()
  await expect.element(field).toHaveTextContent('Not lost')
  fake.refuse('annotation.update', null)
  await field.fill('Not lost.')
  await expect.poll(saved).toBe('Not lost.')
  await expect.element(screen.getByText('The disk is full.')).not.toBeInTheDocument()
})

test('a memo that was changed elsewhere is shown, and the person chooses', async () => {
  const { screen, field, saved, elsewhere } = await write('First')
  await field.click()
  await field.fill('Mine')
  await elsewhere({ memo: 'Theirs' })
  await expect.element(screen.getByText('Theirs', { exact: true })).toBeVisible()
  await expect.element(field).toHaveTextContent('Mine')
  expect(await saved()).toBe('Theirs')
  await screen.getByRole('button', { name: 'Keep mine' }).click()
  await expect.poll(saved).toBe('Mine')
})

test('theirs can be taken instead', async () => {
  const { screen, field, saved, elsewhere } = await write('First')
  await field.fill('Mine')
  await elsewhere({ memo: 'Theirs' })
  await screen.getByRole('button', { name: 'Take theirs' }).click()
  await expect.element(field).toHaveTextContent('Theirs')
  expect(await saved()).toBe('Theirs')
})

test('when something else about the annotation changed, the memo goes on top of it', async () => {
  const { field, saved, elsewhere, annotation } = await write()
  await field.fill('Mine')
  await elsewhere({ body: annotation.body })
  await expect.poll(saved).toBe('Mine')
})

test('typing that never rests is saved all the same', async () => {
  const { fake, field, saved } = await write()
  await field.click()
  await expect
    .poll(
      async () => {
        await userEvent.keyboard('a')
        return (await saved())?.length ?? 0
      },
      { interval: 20, timeout: 5000 },
    )
    .toBeGreaterThan(0)
  expect(fake.asked('annotation.update').length).toBeGreaterThan(0)
})

test('what was typed is saved when the page closes', async () => {
  const { fake, field } = await write()
  await field.fill('The tab is closed')
  dispatchEvent(new PageTransitionEvent('pagehide'))
  expect(fake.asked('annotation.update').map(({ memo }) => memo)).toEqual(['The tab is closed'])
})

test('a save that arrived although no answer came back is not reported as a change elsewhere', async () => {
  const { fake, screen, field, saved, elsewhere } = await write()
  fake.refuse('annotation.update', new Failure('unavailable', 'Sourcebook is not running any more.'))
  await field.fill('Mine')
  await expect.element(screen.getByText(/is not running any more/)).toBeVisible()
  fake.refuse('annotation.update', null)
  await elsewhere({ memo: 'Mine' })
  await field.fill('Mine too')
  await expect.poll(saved).toBe('Mine too')
  await expect.element(screen.getByText(/changed elsewhere/)).not.toBeInTheDocument()
})
