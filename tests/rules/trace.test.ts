import { expect, test } from 'vitest'
import { parseTrace, traceFaults } from '../../scripts/system/trace.mjs'

const rules = { notebook: '/n', mayWrite: ['/n', '/tmp/x'], caches: ['/n/catalogue.json'] }

// What a durable import looks like to strace: the bytes, their sync, the name, the sync of the folder, the answer.
const durable = [
  '10.1 openat(AT_FDCWD</home>, "/n/sources/.in/v1.json", O_WRONLY|O_CREAT|O_EXCL, 0600) = 20</n/sources/.in/v1.json> <0.01>',
  '10.2 write(20</n/sources/.in/v1.json>, "{}", 2) = 2 <0.01>',
  '10.3 fsync(20</n/sources/.in/v1.json>) = 0 <0.01>',
  '10.4 rename("/n/sources/.in", "/n/sources/s-1") = 0 <0.01>',
  '10.5 fsync(21</n/sources>) = 0 <0.01>',
  '10.6 write(1<pipe:[7]>, "[{}]", 4) = 4 <0.01>',
  '10.7 rename("/n/.catalogue.tmp", "/n/catalogue.json") = 0 <0.01>',
]

const faultsOf = (lines: readonly string[]) => traceFaults(parseTrace(lines.join('\n')), rules)
const without = (index: number) => durable.filter((_, each) => each !== index)
const withLine = (line: string) => [...durable.slice(0, 5), line, ...durable.slice(5)]

test('a durable import has no fault', () => {
  expect(faultsOf(durable)).toEqual([])
})

test.each([
  ['a file that was not synced', without(2), '/n/sources/.in/v1.json took its name before it was synced'],
  [
    'a sync that came after the naming',
    [...without(2), '10.45 fsync(20</n/sources/.in/v1.json>) = 0 <0.01>'],
    'before it was synced',
  ],
  [
    'a sync that was still under way',
    durable.map((line) => line.replace('= 0 <0.01>', '= 0 <0.15>')),
    'before it was synced',
  ],
  ['a folder that was not synced', without(4), '/n/sources was not synced'],
  [
    'an answer before the folder was synced',
    [...without(4), '10.9 fsync(21</n/sources>) = 0 <0.01>'],
    'was not synced',
  ],
  ['a command that saved nothing', without(3), 'no source took its name'],
  ['a command that said nothing', without(5), 'printed no answer'],
  [
    'a connection',
    withLine(
      '10.55 connect(9<socket:[1]>, {sa_family=AF_INET, sin_port=htons(80)}, 16) = -1 EINPROGRESS <0.01>',
    ),
    'a connection',
  ],
  [
    'a file made elsewhere',
    withLine('10.55 openat(AT_FDCWD</home>, "/etc/x", O_WRONLY|O_CREAT, 0600) = 9</etc/x> <0.01>'),
    '/etc/x',
  ],
  [
    'a file made beside the command',
    withLine('10.55 openat(AT_FDCWD</home>, "x", O_RDWR|O_CREAT, 0600) = 9</home/x> <0.01>'),
    '/home/x',
  ],
  ['a file moved out', withLine('10.55 rename("/n/a", "/home/a") = 0 <0.01>'), '/home/a'],
  [
    'a folder with a name that only begins alike',
    withLine('10.55 mkdir("/n-other", 0700) = 0 <0.01>'),
    '/n-other',
  ],
])('%s is found', (_name, lines, fault) => {
  expect(faultsOf(lines).join('\n')).toContain(fault)
})

test.each([
  [
    'a file that is only read',
    '10.55 openat(AT_FDCWD</home>, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 9</etc/hosts> <0.01>',
  ],
  ['a device', '10.55 openat(AT_FDCWD</home>, "/dev/null", O_RDWR) = 9</dev/null> <0.01>'],
  ['a call that failed', '10.55 unlink("/home/a") = -1 ENOENT (No such file or directory) <0.01>'],
  [
    'a socket of this machine',
    '10.55 connect(9<socket:[1]>, {sa_family=AF_UNIX, sun_path="/run/nscd"}, 110) = 0 <0.01>',
  ],
])('%s is no fault', (_name, line) => {
  expect(faultsOf(withLine(line))).toEqual([])
})
