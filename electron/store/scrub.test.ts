import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { LastCheck } from '../../shared/model/health'
import type { CheckOptions, NotebookCheck } from './check-notebook'
import { Scrub, type ScrubPorts } from './scrub'

const nothing: NotebookCheck = {
  faults: [],
  files: 3,
  bytes: 9,
  copies: [],
  strays: 0,
  unknown: 0,
  stopped: false,
}
const at = (time: string): LastCheck => ({ at: time, files: 3, faults: 0, texts: false })

/** A scrub whose time passes when the test says so. */
function scrub({
  last = null,
  check = () => Promise.resolve(nothing),
  now = '2025-02-26T09:00:00.000Z',
}: {
  last?: LastCheck | null
  check?: ScrubPorts['check']
  now?: string
} = {}) {
  const jobs: (() => void)[] = []
  const finished: NotebookCheck[] = []
  const reported: unknown[] = []
  const running = new Scrub({
    check,
    lastCheck: () => Promise.resolve(last),
    finished: (found) => {
      finished.push(found)
      return Promise.resolve()
    },
    now: () => now,
    report: (error) => reported.push(error),
    after: (_, job) => {
      jobs.push(job)
      return () => void jobs.splice(jobs.indexOf(job), 1)
    },
  })
  return { scrub: running, finished, reported, jobs, pass: () => jobs.shift()?.() }
}

/** Until what was begun has gone as far as it can. */
const settled = () => pause(20)

/** A look at sources that never end: each is told. */
function endless(each: () => void): ScrubPorts['check'] {
  return async ({ signal, rest }) => {
    for (;;) {
      if (signal?.aborted === true) return { ...nothing, stopped: true }
      each()
      await rest?.()
    }
  }
}

test('nothing is read when a notebook is opened; some time later all of it is, and what was found is remembered', async () => {
  const looks: CheckOptions[] = []
  const { finished, pass } = scrub({
    check: (options) => {
      looks.push(options)
      return Promise.resolve(nothing)
    },
  })
  await settled()
  expect(looks).toEqual([])
  pass()
  await settled()
  expect(looks).toMatchObject([{ atOnce: 1 }])
  expect(finished).toEqual([nothing])
})

test.each([
  ['an hour ago', '2025-02-26T08:00:00.000Z', 0],
  ['yesterday morning', '2025-02-25T09:30:00.000Z', 1],
  ['in a year, by a clock that was wrong', '2026-02-26T09:00:00.000Z', 1],
])('a notebook that was looked at %s is looked at if that is long ago', async (_, last, looks) => {
  const { finished, pass } = scrub({ last: at(last) })
  pass()
  await settled()
  expect(finished).toHaveLength(looks)
})

test('whether a look is due is asked again while the notebook stays open', async () => {
  const { finished, pass, jobs } = scrub()
  pass()
  await settled()
  expect(jobs).toHaveLength(1)
  pass()
  await settled()
  expect(finished).toHaveLength(2)
})

test('closing ends a look at once, and one that was ended is not remembered', async () => {
  let sources = 0
  const {
    scrub: running,
    finished,
    jobs,
    pass,
  } = scrub({
    check: endless(() => {
      sources += 1
    }),
  })
  pass()
  await settled()
  await running.stop()
  const then = sources
  await settled()
  expect({ sources, finished, jobs }).toEqual({ sources: then, finished: [], jobs: [] })
})

test('a notebook that was closed before is never looked at', async () => {
  const { scrub: running, jobs } = scrub()
  await running.stop()
  expect(jobs).toEqual([])
})

test('while changes are made the look waits', async () => {
  let sources = 0
  const { scrub: running, pass } = scrub({
    check: endless(() => {
      sources += 1
    }),
  })
  running.noteChange()
  pass()
  for (let nth = 0; nth < 10; nth += 1) {
    await settled()
    running.noteChange()
  }
  expect(sources).toBe(1)
  await running.stop()
})

test('a look that fails is told of, and is tried again', async () => {
  const error = new Error('the disk is gone')
  const { reported, jobs, pass } = scrub({ check: () => Promise.reject(error) })
  pass()
  await settled()
  expect({ reported, again: jobs.length }).toEqual({ reported: [error], again: 1 })
})
