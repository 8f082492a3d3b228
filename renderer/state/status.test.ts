import { expect, test } from 'vitest'
import { createStatus } from './status'

const onShow = () => undefined

function start() {
  const status = createStatus()
  const said = () => {
    const remark = status.current()
    return remark === null ? null : remark.tone === 'saved' ? 'Saved' : remark.text
  }
  return { ...status, said }
}

test('a refusal stays while other work is saved and while files are told of, and these come after it', () => {
  const { refuse, saved, tell, putAway, said } = start()
  refuse('The tag was not saved.', null, 'annotation.create')
  saved('another')
  saved()
  tell('The last backup could not be made.', onShow, false)
  tell('The notebook was opened anew.', null, true)
  expect(said()).toBe('The tag was not saved.')
  putAway()
  expect(said()).toBe('The last backup could not be made.')
  putAway()
  expect(said()).toBe('The notebook was opened anew.')
  putAway()
  expect(said()).toBeNull()
})

test('a success of the same thing takes the place of its refusal', () => {
  const { refuse, saved, over, said } = start()
  refuse('The tag was not saved.', null, 'annotation.create')
  saved('annotation.create')
  expect(said()).toBe('Saved')
  refuse('The tag was not saved.', null, 'annotation.create')
  over('another')
  expect(said()).toBe('The tag was not saved.')
  over('annotation.create')
  expect(said()).toBeNull()
})

test('another refusal, and the answer to what a person does next, take its place', () => {
  const { refuse, say, said } = start()
  refuse('The tag was not saved.')
  refuse('The memo was not saved.')
  expect(said()).toBe('The memo was not saved.')
  say('Copied the address.')
  expect(said()).toBe('Copied the address.')
})

test('what is told of the files outlasts what is saved, gives way to a refusal, and is done with once the page shows it', () => {
  const { refuse, saved, tell, putAway, putAwayMet, said } = start()
  tell('The codebook was mended.', onShow, true)
  saved('another')
  expect(said()).toBe('The codebook was mended.')
  refuse('The tag was not saved.', null, 'annotation.create')
  expect(said()).toBe('The tag was not saved.')
  saved('annotation.create')
  expect(said()).toBe('The codebook was mended.')
  refuse('The tag was not saved.')
  putAwayMet()
  expect(said()).toBe('The tag was not saved.')
  putAway()
  expect(said()).toBeNull()
})

test('a title that leaves a direction open does not turn the words behind it', () => {
  const status = start()
  status.say('Deleted the brief “The \u202eport”. Ctrl+Z brings it back.')
  expect(status.said()).toBe('Deleted the brief “The \u202eport\u202c”. Ctrl+Z brings it back.')
  status.refuse('“The \u2066port” is gone.')
  expect(status.said()).toBe('“The \u2066port\u2069” is gone.')
})
