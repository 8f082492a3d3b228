import { expect, test } from 'vitest'
import { MOST_ARCHIVE } from '../intake/parser-answer'
import { steadyPorts } from '../testing/steady-ports'
import { ArchiveMembers } from './archive-members'

const file = (name: string, size = 1) => ({ name, bytes: new Uint8Array(size) })

test('a file of an archive is taken once', () => {
  const members = new ArchiveMembers(steadyPorts())
  const [handle] = members.hold('one', [file('a.txt', 3)])
  expect(handle).toMatchObject({ name: 'a.txt', size: 3 })
  expect(members.take(handle?.handle ?? '').bytes).toHaveLength(3)
  expect(() => members.take(handle?.handle ?? '')).toThrow(/imported already/)
})

test('archives hold no more together than the largest may, until something is taken or dropped', () => {
  const members = new ArchiveMembers(steadyPorts())
  const half = file('half.txt', MOST_ARCHIVE / 2)
  const [first] = members.hold('one', [half])
  members.hold('two', [half])
  expect(() => members.hold('three', [file('a.txt')])).toThrow(/no room for more/)
  members.take(first?.handle ?? '')
  members.hold('three', [file('a.txt')])
  expect(() => members.hold('four', [half])).toThrow(/no room for more/)
  members.drop('two')
  members.hold('four', [half])
})

test('what nobody asks for any more makes room', () => {
  let now = 0
  const members = new ArchiveMembers(steadyPorts(), () => now)
  const whole = file('all.txt', MOST_ARCHIVE - 10)
  const [, left] = members.hold('one', [file('a.txt'), whole])
  const [, other] = members.hold('two', [file('b.txt'), file('c.txt')])
  now = 500_000
  members.take(other?.handle ?? '')
  now = 700_000
  members.hold('three', [whole])
  expect(() => members.take(left?.handle ?? '')).toThrow(/import the archive again/)
})

test('a file that is put back can be taken once more, until its room is needed or its archive is dropped', () => {
  const members = new ArchiveMembers(steadyPorts())
  const [first, second] = members.hold('one', [file('a.txt', 10), file('b.txt')])
  const takeBoth = () =>
    [first, second].map((one) => ({ handle: one?.handle ?? '', held: members.take(one?.handle ?? '') }))
  for (const { handle, held } of takeBoth()) members.putBack(handle, held)
  const taken = takeBoth()
  expect(taken.map(({ held }) => held.name)).toEqual(['a.txt', 'b.txt'])
  for (const { handle, held } of taken) members.putBack(handle, held)
  members.hold('two', [file('all.txt', MOST_ARCHIVE)])
  expect(takeBoth).toThrow(/import the archive again/)
  members.drop('one')
  for (const { handle, held } of taken) members.putBack(handle, held)
  expect(takeBoth).toThrow(/import the archive again/)
})
