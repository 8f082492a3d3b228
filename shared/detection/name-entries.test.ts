import { expect, test } from 'vitest'
import type { Entry } from '../model/codebook'
import { sampleId } from '../testing/samples'
import type { Speaker } from './attribution/memory'
import { actorNamed, issueIn } from './name-entries'

const actor = (number: number, name: string, ...spellings: string[]): Entry => ({
  kind: 'actor',
  id: sampleId('p', number),
  name,
  description: '',
  spellings,
})
const issue = (number: number, name: string): Entry => ({
  kind: 'issue',
  id: sampleId('i', number),
  name,
  description: '',
  parent: null,
})

const actors = [
  actor(1, 'Astrid Solhéim', 'the lady of Oslo'),
  actor(2, 'Reyl'),
  actor(3, 'Norway'),
  actor(4, 'Harbour board'),
  actor(5, 'Ana Lund'),
  actor(6, 'Berit Lund'),
]

const named: readonly (readonly [name: string, kind: Speaker['kind'], actor: string | null])[] = [
  ['astrid solheim', 'person', 'Astrid Solhéim'],
  ['The lady of Oslo', 'person', 'Astrid Solhéim'],
  ['Solheim', 'person', 'Astrid Solhéim'],
  ['Tomas Reyl', 'person', 'Reyl'],
  ['Tomas Reyll', 'person', 'Reyl'],
  ['Oslo', 'country', 'Norway'],
  ['harbour board', 'body', 'Harbour board'],
  ['Berit Lund', 'person', 'Berit Lund'],
  ['Solheim', 'body', 'Astrid Solhéim'],
  ['Solheim', 'outlet', null],
  ['Lund', 'person', null],
  ['Carla Lund', 'person', null],
  ['Olaf Solheim', 'person', null],
  ['guild board', 'body', null],
  ['a harbour official (anonymous)', 'anonymous', null],
]

test.each(named)('“%s”, a %s, is %s', (name, kind, found) => {
  expect(actorNamed(name, kind, actors)?.name ?? null).toBe(found)
})

const issues = [
  issue(1, 'Port fees'),
  issue(2, 'Guards on the quay'),
  issue(3, 'Fees'),
  issue(4, 'The and of'),
]

test.each([
  ['is opposed to any port fee at all', 'Port fees', 'port fee'],
  ['has fees in mind', 'Fees', 'fees'],
  ['wants armed guards beside the old quay', 'Guards on the quay', 'guards … quay'],
  ['wants the crane', null, null],
])('“%s” names the issue %s', (words, name, from) => {
  const found = issueIn(words, issues)
  expect([found?.issue.name ?? null, found?.from ?? null]).toEqual([name, from])
})
