import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fingerprint } from '../../../shared/briefing/fingerprint'
import { Failure } from '../../../shared/contract/failure'
import type { BriefBlock, BriefCheck } from '../../../shared/model/brief'
import { ANNOTATION_DRAG, type BriefCounts, type BriefHeadingLine } from './editor-props'
import { excerptBlock, line, writeBrief } from './testing/write-brief'

type Written = Awaited<ReturnType<typeof writeBrief>>

/** An item of a list as Word writes it. */
const item = (level: number, mark: string, text: string) =>
  `<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp; </span></span><![endif]>${text}<o:p></o:p></p>`

const inner = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })

/** Puts something on a clipboard of the test alone, and pastes it. */
function paste({ text }: Written, given: { html?: string; plain?: string }) {
  const data = new DataTransfer()
  if (given.html !== undefined) data.setData('text/html', given.html)
  data.setData('text/plain', given.plain ?? '')
  text
    .element()
    .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
}

const kinds = (blocks: readonly BriefBlock[]) => blocks.map(({ type }) => type)
const words = (blocks: readonly BriefBlock[]) =>
  blocks.map(
    (block) =>
      JSON.stringify(block)
        .match(/"text":"([^"]*)"/g)
        ?.map((one) => one.slice(8, -1))
        .join('|') ?? '',
  )

function list(...items: readonly string[]): BriefBlock {
  return {
    type: 'bulletList',
    content: items.map((text) => ({
      type: 'listItem',
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    })),
  }
}

/** A check of words that stood in a block when it was made. */
function checkAbout(block: number, words: string): BriefCheck {
  return { rule: 'prompt-left-in', message: 'Mend it.', words, block, passage: null }
}

const toPort = { type: 'link', attrs: { href: 'https://port.example/' } } as const

test('undo belongs to the editor: the notebook is not asked', async () => {
  const made = await writeBrief(() => [line('First')])
  await made.screen.getByText('First').click()
  await userEvent.keyboard('{End} then')
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(made.written()).toEqual([line('First')])
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
  expect(made.written()).toEqual([line('First then')])
  expect(made.fake.asked('history.undo')).toEqual([])
})

test('a key that comes right after the caret was moved counts from where it went', async () => {
  const made = await writeBrief(() => [line('First'), line('Second')])
  made.editor().jumpToBlock(1)
  await userEvent.keyboard('{End}{Enter}A{Home}{Enter}B')
  expect(made.written()).toEqual([line('First'), line('Second'), { type: 'paragraph' }, line('BA')])
})

test('the answer to a prompt of a template is plain, not slanted as the prompt is', async () => {
  const prompt = '[Say what nobody disputes.]'
  const made = await writeBrief(() => [
    { type: 'paragraph', content: [{ type: 'text', text: prompt, marks: [{ type: 'italic' }] }] },
  ])
  made.editor().jumpTo(checkAbout(0, prompt))
  await userEvent.keyboard('Both agree')
  expect(made.written()).toEqual([line('Both agree')])
})

test('a check leads to its words also when blocks before them have gone since it was made', async () => {
  const made = await writeBrief(() => [line('One'), line('Two'), line('Three'), line('Four')])
  await made.text.getByText('One').click()
  await userEvent.keyboard('{Home}{Shift>}{ArrowDown}{/Shift}{Delete}')
  expect(made.written()).toEqual([line('Two'), line('Three'), line('Four')])
  made.editor().jumpTo(checkAbout(2, 'Three'))
  await userEvent.keyboard('!')
  expect(made.written()).toEqual([line('Two'), line('!'), line('Four')])
})

test('a page of the web is pasted as what a brief can hold', async () => {
  const made = await writeBrief()
  await made.text.click()
  paste(made, {
    html: `<style>p { color: red }</style><script>alert(1)</script>
      <h1>Costs</h1><p style="color: red">The <b>quay</b> <i>opens</i> <a href="https://example.org/q">in May</a>
      <a href="javascript:alert(1)">or not</a>.<img src="https://example.org/x.png"></p>
      <ul><li>one</li><li>two</li></ul><blockquote><h3>They</h3><p>say so</p></blockquote>
      <table><thead><tr><th>Who</th><th>What</th></tr></thead><tbody><tr><td colspan="2">Port</td></tr></tbody></table>`,
  })
  expect(kinds(made.written())).toEqual(['heading', 'paragraph', 'bulletList', 'blockquote', 'table'])
  const [heading, paragraph] = made.written()
  expect(heading).toMatchObject({ attrs: { level: 2, section: null } })
  const json = JSON.stringify(paragraph)
  expect(json).toContain('{"type":"text","marks":[{"type":"bold"}],"text":"quay"}')
  expect(json).toContain('https://example.org/q')
  expect(JSON.stringify(made.written())).not.toMatch(/javascript|alert|color|png/)
  // What is ragged without its spans is filled up.
  expect(made.written()[4]).toMatchObject({ content: [{ content: [{}, {}] }, { content: [{}, {}] }] })
  await expect.poll(async () => (await made.saved()).content).toEqual(made.written())
})

test('lists and emphasis of a word processor come as such', async () => {
  const made = await writeBrief()
  await made.text.click()
  paste(made, {
    html: `<html xmlns:o="urn"><body><b style="font-weight:normal"><p class=MsoNormal><span style="font-weight:700">Why</span> so<o:p></o:p></p></b>
      ${item(1, '·', 'one')}${item(2, '1.', 'under one')}${item(1, '·', 'two')}</body></html>`,
  })
  expect(made.written()).toEqual([
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Why', marks: [{ type: 'bold' }] },
        { type: 'text', text: ' so' },
      ],
    },
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [
            inner('one'),
            {
              type: 'orderedList',
              attrs: { start: 1 },
              content: [{ type: 'listItem', content: [inner('under one')] }],
            },
          ],
        },
        { type: 'listItem', content: [inner('two')] },
      ],
    },
  ])
})

test('plain text comes line by line, and its signs stay signs', async () => {
  const made = await writeBrief()
  await made.text.click()
  paste(made, { plain: 'One **line**\n_two_\n\nthree' })
  expect(words(made.written())).toEqual(['One **line**', '_two_', 'three'])
})

test('what leads to the notebook is copied and pasted with what it leads to', async () => {
  const made = await writeBrief(([claim, figure]) => [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'So' },
        { type: 'citation', attrs: (excerptBlock(figure) as never as { attrs: never }).attrs },
      ],
    },
    excerptBlock(claim),
    line('End'),
  ])
  const { text, written } = made
  await text.getByText('End').click()
  await userEvent.keyboard('{Control>}a{/Control}')
  const data = new DataTransfer()
  text
    .element()
    .dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
  expect(data.getData('text/plain')).toContain('It opens in May')
  const before = written()
  await userEvent.keyboard('{ArrowRight}')
  paste(made, { html: data.getData('text/html') })
  expect(written().slice(-2)).toEqual(before.slice(-2))
  expect(JSON.stringify(written()).match(/"citation"/g)).toHaveLength(2)
})

test('a letter never takes the place of a block; Delete does, and undo brings it back', async () => {
  const made = await writeBrief(([claim]) => [line('Before'), excerptBlock(claim)])
  const { editor, written } = made
  editor().jumpToBlock(1)
  await userEvent.keyboard('So')
  expect(kinds(written())).toEqual(['paragraph', 'excerpt', 'paragraph'])
  expect(written()[2]).toEqual(line('So'))
  editor().jumpToBlock(1)
  await userEvent.keyboard('{Delete}')
  expect(kinds(written())).toEqual(['paragraph', 'paragraph'])
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(kinds(written())).toEqual(['paragraph', 'excerpt', 'paragraph'])
})

test.each([
  ['Backspace', 'Home', 'After'],
  ['Delete', 'End', 'Before'],
])('%s beside a block selects it first, and takes it away the second time', async (key, edge, words) => {
  const made = await writeBrief(([claim]) => [line('Before'), excerptBlock(claim), line('After')])
  await made.text.getByText(words).click()
  await userEvent.keyboard(`{${edge}}`)
  await userEvent.keyboard(`{${key}}`)
  expect(kinds(made.written())).toEqual(['paragraph', 'excerpt', 'paragraph'])
  await userEvent.keyboard(`{${key}}`)
  expect(made.written()).toEqual([line('Before'), line('After')])
})

test('a press below a block that ends the brief begins a line', async () => {
  const made = await writeBrief(([claim]) => [excerptBlock(claim)])
  const { height } = made.text.element().getBoundingClientRect()
  await made.text.click({ position: { x: 40, y: height - 30 } })
  await userEvent.keyboard('Then')
  expect(made.written().slice(1)).toEqual([line('Then')])
})

test('Alt+Shift with an arrow moves blocks, and items within their list', async () => {
  const made = await writeBrief(([claim]) => [line('One'), excerptBlock(claim), list('a', 'b', 'c')])
  const { editor, written, text, status } = made
  const said: string[] = []
  status.subscribe(() => {
    const remark = status.current()
    if (remark?.tone === 'said') said.push(remark.text)
  })
  const up = '{Alt>}{Shift>}{ArrowUp}{/Shift}{/Alt}'
  const down = '{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}'
  editor().jumpToBlock(1)
  await userEvent.keyboard(up)
  expect(kinds(written())).toEqual(['excerpt', 'paragraph', 'bulletList'])
  await userEvent.keyboard(up)
  expect(kinds(written())).toEqual(['excerpt', 'paragraph', 'bulletList'])
  await userEvent.keyboard(down + down)
  expect(kinds(written())).toEqual(['paragraph', 'bulletList', 'excerpt'])
  await text.getByText('b', { exact: true }).click()
  await userEvent.keyboard(`${down}{End}!`)
  expect(words(written())[1]).toBe('a|c|b!')
  await userEvent.keyboard(down)
  expect(kinds(written())).toEqual(['paragraph', 'excerpt', 'bulletList'])
  expect(said).toEqual([
    'Moved up: block 1 of 3.',
    'Moved down: block 2 of 3.',
    'Moved down: block 3 of 3.',
    'Moved down: item 3 of 3.',
    'Moved down: block 3 of 3.',
  ])
})

test('a link is followed by Ctrl+Enter at the caret and by Ctrl with a press, and by a press alone it is not', async () => {
  const { text, followed } = await writeBrief(() => [
    { type: 'paragraph', content: [{ type: 'text', text: 'As reported', marks: [toPort] }] },
  ])
  await text.getByText('As reported').click()
  expect(followed).toEqual([])
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(followed).toEqual(['https://port.example/'])
  await text.getByText('As reported').click({ modifiers: ['ControlOrMeta'] })
  expect(followed).toHaveLength(2)
})

test('a link lands on the words it was asked for, though a line was put in above them meanwhile', async () => {
  const made = await writeBrief(() => [line('As reported')])
  const { fake, brief, screen, editor, written, text } = made
  await text.getByText('As reported').dblClick()
  await userEvent.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
  await expect.element(screen.getByLabelText('Address of the link')).toHaveFocus()
  await editor().save()
  const { revision } = await fake.host.call('brief.get', { brief: brief.id })
  await fake.host.call('brief.save', {
    brief: brief.id,
    revision,
    document: { type: 'doc', content: [line('Above'), line('As reported')] },
  })
  await expect.poll(() => written().length).toBe(2)
  await userEvent.keyboard('port.example{Enter}')
  expect(written()[0]).toEqual(line('Above'))
  expect(JSON.stringify(written()[1])).toContain('"href":"https://port.example"')
})

test('Ctrl+Enter on an excerpt leads to its passage before anything is known of it, and says when that was deleted', async () => {
  const made = await writeBrief(([claim]) => [excerptBlock(claim), line('After')])
  const { fake, editor, opened, annotations, screen, status } = made
  editor().jumpToBlock(0)
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.poll(() => opened.map(({ id }) => id)).toEqual([annotations[0].id])
  const { id, target } = annotations[0]
  await fake.host.call('annotation.remove', { source: target.source, annotation: id })
  await expect.element(screen.getByText('Deleted since.')).toBeVisible()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.poll(() => status.current()).toMatchObject({ text: 'That excerpt has been deleted.' })
})

test('far from the window a block has its words alone, until it comes near or is printed or asks for something', async () => {
  const { editor, text, screen, fake, annotations } = await writeBrief(([claim, figure]) => [
    ...Array.from({ length: 300 }, (_, nth) => line(`Line ${nth}`)),
    excerptBlock(claim),
    excerptBlock(figure),
  ])
  const removes = screen.getByRole('button', { name: /^Remove from the brief: / })
  await expect.poll(() => fake.asked('brief.evidence').length).toBe(1)
  await expect.element(text.getByText('It opens in May')).toBeInTheDocument()
  expect(removes.elements()).toHaveLength(0)

  dispatchEvent(new Event('beforeprint'))
  expect(removes.elements()).toHaveLength(2)
  dispatchEvent(new Event('afterprint'))
  await expect.poll(() => removes.elements().length).toBe(0)

  const { id, target } = annotations[1]
  await fake.host.call('annotation.remove', { source: target.source, annotation: id })
  await expect.element(screen.getByText('Deleted since.')).toBeInTheDocument()
  expect(removes.elements()).toHaveLength(1)

  editor().jumpToBlock(300)
  await expect.poll(() => removes.elements().length).toBe(2)
})

test('Tab takes an item further in and Shift+Tab out, and neither leaves the text', async () => {
  const made = await writeBrief(() => [list('a', 'b')])
  const { written, text } = made
  await text.getByText('b', { exact: true }).click()
  await userEvent.keyboard('{Tab}{Tab}')
  expect(JSON.stringify(written()).match(/bulletList/g)).toHaveLength(2)
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  expect(written()).toEqual([list('a', 'b')])
})

test('a table is put in, walked through with Tab, grown, cut down and deleted by keys', async () => {
  const made = await writeBrief()
  const { written, text } = made
  const shape = () => {
    const table = written().find((block) => block.type === 'table')
    return table?.content.map((row) =>
      row.content.map(({ type }) => (type === 'tableHeader' ? 'h' : 'c')).join(''),
    )
  }
  await text.click()
  await userEvent.keyboard('/table{Enter}')
  expect(shape()).toEqual(['hhh', 'ccc', 'ccc'])
  await userEvent.keyboard('Who{Tab}What{Tab}{Tab}Port')
  expect(words(written()).join()).toContain('Who|What|Port')
  await userEvent.keyboard('{Tab}{Tab}{Tab}{Tab}{Tab}{Tab}Last')
  expect(shape()).toEqual(['hhh', 'ccc', 'ccc', 'ccc'])
  await userEvent.keyboard(' /column to the r{Enter}')
  expect(shape()).toEqual(['hhhh', 'cccc', 'cccc', 'cccc'])
  await userEvent.keyboard('/delete the r{Enter}')
  expect(shape()).toEqual(['hhhh', 'cccc', 'cccc'])
  await text.getByText('Port').click()
  await userEvent.keyboard('{End}')
  await userEvent.keyboard(' /delete the t{Enter}')
  expect(shape()).toBeUndefined()
  await expect.element(text).toHaveFocus()
})

test('words are found, counted and replaced, all of them as one step', async () => {
  const made = await writeBrief(([claim]) => [
    line('A cost, a COST and a costume'),
    excerptBlock(claim),
    line('The cost'),
  ])
  const { screen, editor, written, text } = made
  editor().find()
  const field = screen.getByLabelText('Find in this brief')
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('cost')
  await expect.element(screen.getByText('1 of 4')).toBeVisible()
  await userEvent.keyboard('{Enter}{Enter}')
  await expect.element(screen.getByText('3 of 4')).toBeVisible()
  await screen.getByRole('button', { name: 'Match case' }).click()
  await expect.element(screen.getByText('2 of 3')).toBeVisible()
  await screen.getByLabelText('Replace with').fill('$1bn')
  await userEvent.keyboard('{Enter}')
  expect(words(written())).toEqual(['A cost, a COST and a $1bnume', '', 'The cost'])
  await screen.getByRole('button', { name: 'Replace all' }).click()
  expect(words(written())).toEqual(['A $1bn, a COST and a $1bnume', '', 'The $1bn'])
  await expect.element(screen.getByText('No matches')).toBeVisible()
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(words(written())).toEqual(['A cost, a COST and a $1bnume', '', 'The cost'])
})

test('a match out of sight is scrolled to while the focus stays in the bar', async () => {
  const made = await writeBrief(() => [
    ...Array.from({ length: 80 }, (_, at) => line(`Line ${at}`)),
    line('The quay'),
  ])
  made.editor().find()
  await userEvent.keyboard('quay')
  await expect.element(made.text.getByText('quay', { exact: true })).toBeInViewport()
  await expect.element(made.screen.getByLabelText('Find in this brief')).toHaveFocus()
})

test('a passage with new words shows both; new ones are taken or the old ones kept until they change again', async () => {
  const made = await writeBrief(([claim, figure]) => [excerptBlock(claim), excerptBlock(figure)])
  const { fake, screen, annotations, written, text } = made
  const [claim] = annotations
  const reword = async (start: number, end: number) => {
    const now = (await fake.host.call('annotation.list', { source: null, kind: null })).find(
      ({ id }) => id === claim.id,
    )
    await fake.host.call('annotation.update', {
      source: claim.target.source,
      annotation: claim.id,
      revision: now?.revision ?? 0,
      ranges: [{ start, end }],
    })
  }
  const { start, end } = claim.target.ranges[0]?.position ?? { start: 0, end: 0 }
  await reword(start, end - 4)
  await screen.getByRole('button', { name: /^Keep/ }).click()
  await expect.element(screen.getByText('older words kept')).toBeVisible()
  expect(written()[0]).toMatchObject({
    attrs: { exact: 'It opens in May', declined: fingerprint('It opens in') },
  })
  await expect.element(text).toHaveFocus()
  await reword(start, end - 7)
  await screen.getByRole('button', { name: 'Use new words' }).click()
  expect(written()[0]).toMatchObject({ attrs: { exact: 'It opens', declined: null } })
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(written()[0]).toMatchObject({ attrs: { exact: 'It opens in May' } })
})

test('evidence is asked for once for the whole document, again for what is new, and stays while it is asked', async () => {
  const made = await writeBrief(([claim, figure]) => [excerptBlock(claim), excerptBlock(figure)])
  const { fake, screen, annotations, editor } = made
  await expect.element(screen.getByText('live').first()).toBeVisible()
  expect(fake.asked('brief.evidence').map(({ passages }) => passages.length)).toEqual([2])
  editor().insertExcerpt(annotations[2])
  await expect.poll(() => fake.asked('brief.evidence').length).toBe(2)
  expect(fake.asked('brief.evidence').at(-1)?.passages).toHaveLength(1)
  const release = fake.hold('brief.evidence')
  fake.emit({ kind: 'annotations', source: annotations[0].target.source })
  await expect.poll(() => fake.asked('brief.evidence').length).toBe(3)
  fake.emit({ kind: 'codebook' })
  expect(screen.getByText('live').elements()).toHaveLength(3)
  release()
  await expect.poll(() => fake.asked('brief.evidence').length).toBe(4)
})

test('evidence that could not be had is asked for again when the host is back', async () => {
  const made = await writeBrief()
  const { fake, annotations, editor, screen } = made
  fake.refuse('brief.evidence', new Failure('unavailable', 'Sourcebook is not running any more.'))
  editor().insertExcerpt(annotations[0])
  await expect.poll(() => fake.asked('brief.evidence').length).toBe(1)
  fake.refuse('brief.evidence', null)
  fake.become('open')
  await expect.element(screen.getByText('live')).toBeVisible()
})

// Many times: the browser moves its caret late in some of them, and the block has to stay selected all the same.
test('a passage is opened from its block with Ctrl+Enter', { repeats: 20 }, async () => {
  const made = await writeBrief(([claim]) => [excerptBlock(claim)])
  await expect.element(made.screen.getByText('live')).toBeVisible()
  made.editor().jumpToBlock(0)
  await expect.element(made.text).toHaveFocus()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.poll(() => made.opened.map(({ id }) => id)).toEqual([made.annotations[0].id])
})

test('outline and counts are told when it opens and after a change', async () => {
  let outline: readonly BriefHeadingLine[] = []
  let counts: BriefCounts | null = null
  const made = await writeBrief(
    ([claim, figure]) => [
      { type: 'heading', attrs: { level: 2, section: null }, content: [{ type: 'text', text: 'Costs' }] },
      line('It costs much.'),
      excerptBlock(claim),
      { type: 'heading', attrs: { level: 3, section: null }, content: [{ type: 'text', text: 'Of what' }] },
      excerptBlock(figure),
    ],
    { onOutline: (told) => (outline = told), onCounts: (told) => (counts = told) },
  )
  expect(outline).toEqual([
    { block: 0, level: 2, words: 'Costs', leads: 2 },
    { block: 3, level: 3, words: 'Of what', leads: 1 },
  ])
  expect(counts).toEqual({ words: 6, characters: 26, quoted: 6, excerpts: 2, citations: 0, tables: 0 })
  await made.text.getByText('It costs much.').click()
  await userEvent.keyboard('{End} Really.')
  await expect.poll(() => counts?.words).toBe(7)
})

test('a check leads to its words', async () => {
  const made = await writeBrief(() => [line('One.'), line('Two is so. Three is not.')])
  made
    .editor()
    .jumpTo({ rule: 'unsourced-sentence', message: '', words: 'Three is not.', block: 1, passage: null })
  await expect.element(made.text).toHaveFocus()
  expect(getSelection()?.toString()).toBe('Three is not.')
})

test.each([
  ['within a line it becomes a citation', 0.5, false, ['paragraph', 'paragraph']],
  ['between blocks it becomes an excerpt', 0.02, false, ['paragraph', 'excerpt', 'paragraph']],
  ['with Alt it becomes a citation wherever it is', 0.02, true, ['paragraph', 'paragraph']],
] as const)('evidence is dragged into the text: %s', async (_, part, altKey, after) => {
  const made = await writeBrief(() => [line('The first line'), line('The second line')])
  const { text, written, annotations } = made
  const data = new DataTransfer()
  data.setData(
    ANNOTATION_DRAG,
    JSON.stringify({ source: annotations[0].target.source, annotation: annotations[0].id }),
  )
  const target = text.getByText('The second line').element()
  const { left, top, height } = target.getBoundingClientRect()
  const at = {
    clientX: left + 60,
    clientY: top + height * part,
    altKey,
    dataTransfer: data,
    bubbles: true,
    cancelable: true,
  }
  target.dispatchEvent(new DragEvent('dragover', at))
  await expect.poll(() => document.querySelector('.evidence-line')).not.toBeNull()
  target.dispatchEvent(new DragEvent('drop', at))
  await expect.poll(() => JSON.stringify(written())).toContain(annotations[0].id)
  expect(kinds(written())).toEqual(after)
  await expect.element(text).toHaveFocus()
})
