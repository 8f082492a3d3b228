import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../../shared/contract/failure'
import type { Annotation, AnnotationKind } from '../../../shared/model/annotation'
import { CodebookProvider } from '../../state/codebook'
import { createFakeHost } from '../../state/fake-host'
import { HostContext, RefusalContext } from '../../state/host-context'
import { useAnswer } from '../../state/use-answer'
import { violations } from '../../testing/violations'
import '../../ui/styles'
import { CODE_DRAG } from '../../ui/code-drag'
import { AnnotationPanel } from './AnnotationPanel'
import { KeptDrafts } from './KeptDrafts'

const words =
  'The harbour\nThe cost of repairs stood at about $40m on Wednesday, according to the Port Authority.'

beforeEach(async () => {
  // Ids are the same in each notebook in memory: what one test could not save would be the next one's.
  sessionStorage.clear()
  await page.viewport(400, 900)
})

const nothing = () => undefined

function Panel({ id }: { id: Annotation['id'] }) {
  const all = useAnswer('annotation.list', { source: null, kind: null }, ({ kind }) => kind === 'annotations')
  const annotation = all.value?.find((one) => one.id === id) ?? null
  const of = annotation === null ? null : { source: annotation.target.source }
  const source = useAnswer('source.get', of, () => false).value
  const version = useAnswer('version.get', of === null ? null : { ...of, version: 1 }, () => false).value
  if (annotation === null || source === null || version === null) return null
  return (
    <AnnotationPanel
      key={id}
      annotation={annotation}
      source={source}
      version={version}
      entering={null}
      otherCopy={null}
      onRemove={nothing}
      onClose={nothing}
    />
  )
}

async function show(kind: AnnotationKind, excerpt: string, refusal: string | null = null, text = words) {
  const given = { text, outlet: 'The Courier', published: '2025-02-27' }
  const fake = createFakeHost([given])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const { id } = await fake.tag(source, kind, excerpt)
  const tree = (name: typeof id) => (
    <HostContext value={fake.host}>
      <RefusalContext value={refusal}>
        <CodebookProvider>
          <KeptDrafts>
            <main>
              <h1>Inspector</h1>
              <Panel id={name} />
            </main>
          </KeptDrafts>
        </CodebookProvider>
      </RefusalContext>
    </HostContext>
  )
  const screen = await render(tree(id))
  const now = async () => {
    const all = await fake.host.call('annotation.list', { source: null, kind: null })
    const found = all.find((one) => one.id === id)
    if (found === undefined) throw new Error('the annotation is gone')
    return found
  }
  const body = async () => (await now()).body
  const undo = async () => (await fake.host.call('history.undo', {})).undone
  return { fake, source, id, tree, screen, now, body, undo }
}

test('what the excerpt says is offered, and one key in the empty field fills it in as one step', async () => {
  const { screen, body, undo } = await show('figure', 'about $40m')
  const quantity = screen.getByRole('textbox', { name: 'Quantity' })
  await expect.element(screen.getByText('Reads as about $40m')).toBeVisible()
  expect(await body()).toMatchObject({ quantity: null })
  quantity.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(quantity).toHaveValue('40 million')
  await expect.element(screen.getByRole('combobox', { name: 'Unit' })).toHaveValue('USD')
  await expect.element(screen.getByRole('radio', { name: 'about' })).toBeChecked()
  await expect.poll(body).toMatchObject({ quantity: { value: 4e7, unit: 'USD', bound: 'about' } })
  expect(await undo()).toBe('set quantity')
  await expect.element(quantity).toHaveValue('')
})

test('all that the sentence says is accepted at once: the measure, the date and who says it', async () => {
  const { fake, screen, body, undo } = await show('figure', 'about $40m')
  await expect.element(screen.getByText(/from “Wednesday”/)).toBeVisible()
  await screen.getByRole('button', { name: /^Accept all 4/ }).click()
  await expect.poll(body).toMatchObject({
    quantity: { value: 4e7 },
    asOf: '2025-02-26',
    attribution: [
      { role: 'outlet', asWritten: 'The Courier' },
      { role: 'speaker', asWritten: 'Port Authority', anonymous: false },
    ],
  })
  const { codebook } = await fake.host.call('codebook.get', {})
  expect(codebook.measures.map(({ name }) => name)).toEqual(['cost of repairs'])
  await expect.element(screen.getByText('from “Wednesday”, against 27 February 2025').last()).toBeVisible()
  expect(await undo()).toBe('fill in figure')
  expect(await body()).toMatchObject({ quantity: null, measure: null, asOf: null, attribution: [] })
})

test('one offer alone is accepted by the key of all', async () => {
  const { screen, body } = await show('claim', 'The harbour')
  screen.getByRole('textbox', { name: 'Statement' }).element().focus()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.poll(body).toMatchObject({ attribution: [{ role: 'outlet', asWritten: 'The Courier' }] })
})

const report =
  'Mayor Ines Okafor told the Harbour Gazette that the fund was reportedly signed on Wednesday.\nNorwegian Prime Minister Astrid Solheim is willing to pay for port fees if the guild agrees.'

test('what the sentence of a claim says is offered with its words, and taken as one step', async () => {
  const { screen, body, undo } = await show(
    'claim',
    'the fund was reportedly signed on Wednesday',
    null,
    report,
  )
  await expect.element(screen.getByText('Reads as hedged from “reportedly”')).toBeVisible()
  await expect.element(screen.getByText(/^Reads as 26 Feb 2025 from “Wednesday”/)).toBeVisible()
  await expect
    .element(
      screen.getByText(
        'Reads as The Courier → Harbour Gazette → Ines Okafor from “Mayor Ines Okafor told the Harbour Gazette”',
      ),
    )
    .toBeVisible()
  expect(await body()).toMatchObject({ certainty: null, eventDate: null, attribution: [] })
  await screen.getByRole('button', { name: /^Accept all 3/ }).click()
  await expect.poll(body).toMatchObject({
    certainty: 'hedged',
    eventDate: '2025-02-26',
    attribution: [
      { role: 'outlet', asWritten: 'The Courier' },
      { role: 'cited-outlet', asWritten: 'Harbour Gazette' },
      { role: 'speaker', asWritten: 'Ines Okafor', anonymous: false },
    ],
  })
  expect(await undo()).toBe('fill in claim')
})

test('one key on a sign takes what is offered for it', async () => {
  const { screen, body } = await show('claim', 'the fund was reportedly signed on Wednesday', null, report)
  await expect.element(screen.getByText('Reads as hedged from “reportedly”')).toBeVisible()
  screen.getByRole('radio', { name: 'asserted' }).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('radio', { name: 'hedged' })).toBeChecked()
  await expect.poll(body).toMatchObject({ certainty: 'hedged' })
})

test('what is accepted by its button leaves the focus in the field', async () => {
  const { screen } = await show('claim', 'the fund was reportedly signed on Wednesday', null, report)
  screen.getByRole('button', { name: 'Accept hedged as certainty' }).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('radio', { name: 'hedged' })).toBeChecked()
  await expect.element(screen.getByRole('radio', { name: 'asserted' })).toHaveFocus()
  screen
    .getByRole('button', { name: /^Accept all 2/ })
    .element()
    .focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Statement' })).toHaveFocus()
})

test('a position is offered its actor from the codebook, its issue, stance and condition', async () => {
  const { fake, screen, body } = await show('position', 'is willing to pay for port fees', null, report)
  const { id: actor } = await fake.host.call('codebook.add', { kind: 'actor', name: 'Solheim' })
  const { id: issue } = await fake.host.call('codebook.add', { kind: 'issue', name: 'Port fees' })
  await expect.element(screen.getByText(/^Reads as Solheim from “.*willing to”/)).toBeVisible()
  await expect.element(screen.getByText('Reads as Port fees from “port fees”')).toBeVisible()
  await expect.element(screen.getByText('Reads as for, if from “is willing to”')).toBeVisible()
  screen.getByRole('textbox', { name: 'Condition' }).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(body).toMatchObject({ condition: 'if the guild agrees' })
  await screen.getByRole('button', { name: /^Accept all 4/ }).click()
  await expect.poll(body).toMatchObject({ actor, issue, stance: 'conditional' })
})

test('an actor that nobody knows yet is made once the offer is taken', async () => {
  const { fake, screen, body } = await show('position', 'is willing to pay for port fees', null, report)
  await screen.getByRole('button', { name: 'Accept Astrid Solheim as actor' }).click()
  await expect.element(screen.getByRole('combobox', { name: 'Actor' })).toHaveValue('Astrid Solheim')
  const { actors } = (await fake.host.call('codebook.get', {})).actors
  expect(actors.map(({ name }) => name)).toEqual(['Astrid Solheim'])
  expect(await body()).toMatchObject({ actor: actors[0]?.id })
})

test('a unit that is chosen before its number waits for it, also when another annotation is chosen meanwhile', async () => {
  const { fake, source, id, tree, screen, body } = await show('figure', 'repairs')
  const other = await fake.tag(source, 'claim', 'The cost')
  await screen.getByRole('combobox', { name: 'Unit' }).fill('EUR')
  await userEvent.keyboard('{Enter}')
  await screen.rerender(tree(other.id))
  await expect.element(screen.getByRole('textbox', { name: 'Statement' })).toBeVisible()
  await screen.rerender(tree(id))
  await expect.element(screen.getByRole('combobox', { name: 'Unit' })).toHaveValue('EUR')
  await screen.getByRole('textbox', { name: 'Quantity', exact: true }).fill('5m')
  await userEvent.keyboard('{Enter}')
  await expect.poll(body).toMatchObject({ quantity: { value: 5e6, unit: 'EUR' } })
})

test('the outlet of the source is one in the chain too, named by hand', async () => {
  const { screen, body } = await show('claim', 'The harbour')
  await screen.getByRole('button', { name: 'Add who says it' }).click()
  await userEvent.keyboard('the courier{Enter}')
  await expect.poll(body).toMatchObject({ attribution: [{ role: 'outlet', asWritten: 'the courier' }] })
})

test('a number is read as people write it, and what cannot be read stays with a sentence', async () => {
  const { screen, body } = await show('figure', 'about $40m')
  const quantity = screen.getByRole('textbox', { name: 'Quantity' })
  await quantity.fill('no idea')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/“no idea” is no number/)).toBeVisible()
  await expect.element(quantity).toHaveValue('no idea')
  await quantity.fill('1.5bn')
  await userEvent.keyboard('{Enter}')
  await expect.element(quantity).toHaveValue('1.5 billion')
  await screen.getByRole('combobox', { name: 'Unit' }).fill('bollards')
  await userEvent.tab()
  await expect.poll(body).toMatchObject({ quantity: { value: 1.5e9, unit: 'bollards' } })
  await screen.getByRole('radio', { name: 'range' }).click({ force: true })
  const upper = screen.getByRole('textbox', { name: 'Upper end' })
  await upper.fill('1bn')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/Write a number above 1.5 billion/)).toBeVisible()
  await upper.fill('2bn')
  await userEvent.keyboard('{Enter}')
  await expect.poll(body).toMatchObject({ quantity: { upper: 2e9, bound: 'range' } })
})

test('a date is read against that of the source, and one that cannot be read is kept when another is chosen', async () => {
  const { fake, source, id, tree, screen, body } = await show('position', 'the Port Authority')
  const other = await fake.tag(source, 'claim', 'The harbour')
  const said = screen.getByRole('textbox', { name: 'Said' })
  await said.fill('Wednesday')
  await userEvent.tab()
  await expect.element(said).toHaveValue('26 Feb 2025')
  await expect.element(screen.getByText('from “Wednesday”, against 27 February 2025').last()).toBeVisible()
  await said.fill('some day')
  await userEvent.tab()
  await expect.element(screen.getByText(/No date can be read in “some day”/)).toBeVisible()
  await screen.rerender(tree(other.id))
  await expect.element(screen.getByRole('textbox', { name: 'Happened' })).toHaveValue('')
  await screen.rerender(tree(id))
  await expect.element(said).toHaveValue('some day')
  await expect.element(screen.getByText(/No date can be read in “some day”/)).toBeVisible()
  expect(await body()).toMatchObject({ dateSaid: '2025-02-26' })
  await said.fill('')
  await userEvent.tab()
  await expect.poll(body).toMatchObject({ dateSaid: null })
})

test('a number that was typed is read when another annotation is chosen by a key, and when the page closes', async () => {
  const { fake, source, tree, screen, body } = await show('figure', 'about $40m')
  const other = await fake.tag(source, 'claim', 'The cost')
  const field = screen.getByRole('textbox', { name: 'Quantity', exact: true })
  await field.fill('$50m')
  await screen.rerender(tree(other.id))
  await expect.poll(body).toMatchObject({ quantity: { value: 5e7 } })
  const { id } = (await fake.host.call('annotation.list', { source: null, kind: 'figure' }))[0] ?? other
  await screen.rerender(tree(id))
  await field.fill('$60m')
  dispatchEvent(new Event('pagehide'))
  await expect.poll(body).toMatchObject({ quantity: { value: 6e7 } })
})

test('words that cannot be read stay, also when the ones before them still were being read', async () => {
  const { fake, screen, body } = await show('claim', 'The cost of repairs')
  const field = screen.getByRole('textbox', { name: 'Happened' })
  const release = fake.hold('date.read')
  await field.fill('Wednesday')
  await userEvent.keyboard('{Enter}')
  await field.fill('soonish')
  await userEvent.keyboard('{Enter}')
  release()
  await expect.poll(body).toMatchObject({ eventDate: '2025-02-26' })
  await expect.element(screen.getByText(/^No date can be read in “soonish”/)).toBeVisible()
  await expect.element(field).toHaveValue('soonish')
})

test('an actor is made as it is typed, a stance is chosen by arrows, and a condition is asked for where there is one', async () => {
  const { screen, fake, body, undo } = await show('position', 'the Port Authority')
  screen.getByRole('combobox', { name: 'Actor' }).element().focus()
  await userEvent.keyboard('The Port{Enter}')
  await expect.element(screen.getByRole('combobox', { name: 'Actor' })).toHaveValue('The Port')
  await expect.element(screen.getByRole('textbox', { name: 'Condition' })).not.toBeInTheDocument()
  screen.getByRole('radio', { name: 'for', exact: true }).element().focus()
  await userEvent.keyboard(' {ArrowRight}')
  await screen.getByRole('textbox', { name: 'Condition' }).fill('if the ferry stays')
  await expect.poll(body).toMatchObject({ stance: 'conditional', condition: 'if the ferry stays' })
  expect((await fake.host.call('codebook.get', {})).actors.actors).toHaveLength(1)
  expect([await undo(), await undo(), await undo()]).toEqual(['set condition', 'set stance', 'set actor'])
  expect((await fake.host.call('codebook.get', {})).actors.actors).toEqual([])
})

test('a name that is made with its field stays when that is refused, and neither is there until it is saved', async () => {
  const { screen, fake, body } = await show('position', 'the Port Authority')
  const actors = async () => (await fake.host.call('codebook.get', {})).actors.actors.map(({ name }) => name)
  const field = screen.getByRole('combobox', { name: 'Actor' })
  fake.refuse('annotation.update', new Failure('disk-error', 'The disk is full.'))
  field.element().focus()
  await userEvent.keyboard('The Port{Enter}')
  await expect.element(screen.getByText(/The disk is full/).first()).toBeVisible()
  await expect.element(field).toHaveValue('The Port')
  expect([await actors(), await body()]).toMatchObject([[], { actor: null }])
  fake.refuse('annotation.update', null)
  await screen.getByRole('radio', { name: 'for', exact: true }).click({ force: true })
  await expect.poll(body).toMatchObject({ stance: 'supports' })
  expect(await body()).not.toMatchObject({ actor: null })
  expect(await actors()).toEqual(['The Port'])
  await expect.element(field).toHaveValue('The Port')
})

test('typing in one field is one step', async () => {
  const { screen, body, undo } = await show('claim', 'The harbour')
  const statement = screen.getByRole('textbox', { name: 'Statement' })
  await statement.click()
  await userEvent.keyboard('It is ')
  await expect.poll(body).toMatchObject({ statement: 'It is ' })
  await userEvent.keyboard('dear')
  await expect.poll(body).toMatchObject({ statement: 'It is dear' })
  await expect.element(screen.getByRole('group', { name: 'Claim' })).toBeVisible()
  expect(await undo()).toBe('set statement')
  await expect.element(statement).toHaveValue('')
})

test('a field that was changed elsewhere is told, and the others are saved all the same', async () => {
  const { fake, source, id, screen, now } = await show('claim', 'The harbour')
  const { body, revision } = await now()
  if (body.kind !== 'claim') throw new Error('not a claim')
  const release = fake.hold('annotation.list')
  await fake.host.call('annotation.update', {
    source: source.id,
    annotation: id,
    revision,
    body: { ...body, statement: 'Theirs' },
  })
  await screen.getByRole('textbox', { name: 'Statement' }).fill('Mine')
  await screen.getByRole('radio', { name: 'hedged' }).click({ force: true })
  release()
  await expect.element(screen.getByText(/this field was changed elsewhere/)).toBeVisible()
  await expect.element(screen.getByText('Theirs', { exact: true })).toBeVisible()
  await expect.element(screen.getByRole('textbox', { name: 'Statement' })).toHaveValue('Mine')
  await expect
    .poll(async () => (await now()).body)
    .toMatchObject({ statement: 'Theirs', certainty: 'hedged' })
  await screen.getByRole('button', { name: 'Keep mine' }).click()
  await expect.poll(async () => (await now()).body).toMatchObject({ statement: 'Mine', certainty: 'hedged' })
})

test('what was refused stays in its field with the reason', async () => {
  const { fake, screen, body } = await show('claim', 'The harbour')
  fake.refuse('annotation.update', new Failure('disk-full', 'The disk is full.'))
  await screen.getByRole('textbox', { name: 'Statement' }).fill('Not lost')
  await expect.element(screen.getByText(/what you typed is kept here. The disk is full./)).toBeVisible()
  fake.refuse('annotation.update', null)
  screen.getByRole('radio', { name: 'denied' }).element().focus()
  await userEvent.keyboard(' ')
  await expect.poll(body).toMatchObject({ statement: 'Not lost', certainty: 'denied' })
  await expect.element(screen.getByText(/The disk is full/)).not.toBeInTheDocument()
})

test('a chain is added to, put in order and shortened by keys', async () => {
  const { screen, body } = await show('claim', 'The harbour')
  await screen.getByRole('button', { name: 'Accept The Courier as attribution' }).click()
  await screen.getByRole('button', { name: 'Add a hop' }).click()
  await userEvent.keyboard('The Port{Enter}')
  await expect.element(screen.getByRole('button', { name: 'The Port, speaker, 2 of 2' })).toBeVisible()
  await userEvent.keyboard('one official')
  await expect
    .element(screen.getByRole('option', { name: 'No name, described as “one official”' }))
    .toBeVisible()
  await userEvent.keyboard('{ArrowDown}{Enter}{Escape}')
  const official = screen.getByRole('button', { name: 'one official, no name, 3 of 3' })
  official.element().focus()
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
  await expect.element(screen.getByRole('button', { name: 'one official, no name, 2 of 3' })).toHaveFocus()
  await expect.poll(body).toMatchObject({
    attribution: [
      { role: 'outlet', asWritten: 'The Courier' },
      { asWritten: 'one official', anonymous: true, actor: null },
      { role: 'speaker', asWritten: 'The Port', anonymous: false },
    ],
  })
  await userEvent.keyboard('{Delete}')
  await expect.element(screen.getByRole('button', { name: 'The Port, speaker, 2 of 2' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await userEvent.selectOptions(screen.getByLabelText('Part'), 'cited outlet')
  await screen.getByLabelText('As written').fill('the port')
  await userEvent.keyboard('{Enter}{Escape}')
  await expect.element(screen.getByRole('button', { name: 'the port, cited, 2 of 2' })).toHaveFocus()
})

test('what is made one right after the other is all put on the annotation', async () => {
  const { fake, screen, now, body } = await show('claim', 'The cost of repairs')
  const release = fake.hold('annotation.update')
  await screen.getByRole('button', { name: 'Add a code' }).click()
  await userEvent.keyboard('Money{Enter}Repairs{Enter}')
  await screen.getByRole('button', { name: 'Add who says it' }).click()
  await userEvent.keyboard('Ada Lark{Enter}The guild{Enter}')
  release()
  await expect.poll(async () => (await now()).codes).toHaveLength(2)
  await expect
    .poll(async () => (await body()).attribution.map(({ asWritten }) => asWritten))
    .toEqual(['Ada Lark', 'The guild'])
})

test('codes are picked, dropped and removed', async () => {
  const { fake, screen, now } = await show('claim', 'The harbour')
  const made = await fake.host.call('codebook.add', { kind: 'code', name: 'Money' })
  await screen.getByRole('button', { name: 'Add a code' }).click()
  await userEvent.keyboard('Safety{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Remove the code Safety' })).toBeVisible()
  const dataTransfer = new DataTransfer()
  dataTransfer.setData(CODE_DRAG, made.id)
  const codes = screen.getByRole('list', { name: 'Codes' }).element()
  codes.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  await expect.poll(async () => (await now()).codes).toHaveLength(2)
  await screen.getByRole('button', { name: 'Remove the code Safety' }).click()
  await expect.poll(async () => (await now()).codes).toEqual([made.id])
  await expect.element(screen.getByRole('button', { name: 'Remove the code Money' })).toHaveFocus()
  await userEvent.keyboard('{Delete}')
  await expect.poll(async () => (await now()).codes).toEqual([])
})

test('where nothing can be changed the values are read, and there are no fields', async () => {
  const { screen } = await show('figure', 'about $40m', 'The notebook is open elsewhere.')
  await expect.element(screen.getByText('Quantity')).toBeVisible()
  expect(screen.getByRole('textbox').elements()).toEqual([])
  expect(screen.getByRole('combobox').elements()).toEqual([])
  expect(screen.getByRole('radio').elements()).toEqual([])
})

test('a memo that the editor could not keep is edited as it is written', async () => {
  const { fake, source, id, screen, now } = await show('claim', 'The harbour')
  const memo = '# Heading\n\n<b>bold</b>'
  await fake.host.call('annotation.update', { source: source.id, annotation: id, revision: 1, memo })
  const field = screen.getByRole('textbox', { name: 'Memo' })
  await expect.element(field).toHaveValue(memo)
  await field.fill(`${memo}\n\nMore`)
  await expect.poll(async () => (await now()).memo).toBe(`${memo}\n\nMore`)
})

test('a memo is written as it looks, undo belongs to it, and what is pasted is text', async () => {
  const { screen, now } = await show('claim', 'The harbour')
  const memo = async () => (await now()).memo
  const field = screen.getByRole('textbox', { name: 'Memo' })
  await field.click()
  await userEvent.keyboard('Ask {Control>}b{/Control}twice{Control>}b{/Control}{Enter}- one')
  await expect.poll(memo).toBe('Ask **twice**\n\n- one')
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/html', '<img src="x" onerror="alert(1)"><h1>Big</h1>')
  clipboardData.setData('text/plain', ' and *two*')
  field
    .element()
    .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  await expect.poll(memo).toBe('Ask **twice**\n\n- one and _two_')
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(memo).toBe('Ask **twice**\n\n- one')
})

test('what is dropped on a memo goes where it is dropped, as text and never as HTML', async () => {
  const { screen, now } = await show('claim', 'The cost of repairs')
  const memo = screen.getByRole('textbox', { name: 'Memo' })
  await memo.click()
  await userEvent.keyboard('Check the sum')
  const drop = (given: Record<string, string>) => {
    const { left, top, height } = memo.element().querySelector('p')?.getBoundingClientRect() ?? new DOMRect()
    const dataTransfer = new DataTransfer()
    for (const [type, data] of Object.entries(given)) dataTransfer.setData(type, data)
    const place = { clientX: left + 1, clientY: top + height / 2 }
    memo
      .element()
      .querySelector('p')
      ?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer, ...place }))
  }
  drop({ 'text/plain': 'First: ', 'text/html': '<b>First: </b>' })
  await expect.poll(async () => (await now()).memo).toBe('First: Check the sum')
  drop({ 'text/html': '<p><a href="javascript:alert(1)">Never</a></p>' })
  await userEvent.keyboard('…')
  await expect.poll(async () => (await now()).memo).toBe('First: …Check the sum')
})

test.each(['light', 'dark', 'contrast'])(
  'the forms are free of violations in the %s theme',
  async (theme) => {
    document.documentElement.lang = 'en'
    document.documentElement.dataset.theme = theme
    const { screen } = await show('figure', 'about $40m')
    await expect.element(screen.getByText(/from “Wednesday”/)).toBeVisible()
    expect(await violations()).toEqual([])
    await screen.getByRole('button', { name: /^Accept all 4/ }).click()
    await screen.getByRole('button', { name: /^Port Authority/ }).click()
    await screen.getByRole('combobox', { name: 'Measure' }).click()
    expect(await violations()).toEqual([])
    delete document.documentElement.dataset.theme
  },
)

test.each(
  (['claim', 'position'] as const).flatMap((kind) =>
    ['light', 'dark', 'contrast'].map((theme) => [kind, theme] as const),
  ),
)('what is offered for a %s is free of violations in the %s theme', async (kind, theme) => {
  document.documentElement.lang = 'en'
  document.documentElement.dataset.theme = theme
  const excerpt =
    kind === 'claim' ? 'the fund was reportedly signed on Wednesday' : 'is willing to pay for port fees'
  const { screen } = await show(kind, excerpt, null, report)
  await expect.element(screen.getByRole('button', { name: /^Accept all/ })).toBeVisible()
  expect(await violations()).toEqual([])
  delete document.documentElement.dataset.theme
})
