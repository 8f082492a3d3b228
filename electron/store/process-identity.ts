import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import { z } from 'zod'

/** Enough about a process to tell later whether it is still running. */
export const ProcessIdentity = z.object({
  pid: z.int().min(1),
  host: z.string(),
  /** Changes with every start of the computer. */
  boot: z.string(),
  /** When the process started, in ticks since the boot, so that a reused pid is told apart; null where unknown. */
  started: z.string().nullable(),
  /** Among which processes its pid counts: a program in a sandbox has its own. Null where unknown. */
  among: z.string().nullable().default(null),
  /** Which computer it is, though others may bear its name; null where unknown. */
  machine: z.string().nullable().default(null),
})
export type ProcessIdentity = z.infer<typeof ProcessIdentity>

/** This process. */
export function identifyProcess(): ProcessIdentity {
  const started = startOf(process.pid)
  const [boot, among, machine] = [bootId(), pidNamespace(), machineId()]
  return { pid: process.pid, host: hostname(), boot, started, among, machine }
}

/** True when it is certain that the process is one of another computer, also of one that bears the name of this one. */
export function isOfAnotherMachine({ machine }: ProcessIdentity): boolean {
  const ours = machineId()
  return machine !== null && ours !== null && machine !== ours
}

/** Whether the process is still running. One on another computer, or in a sandbox of its own, cannot be asked. */
export function whereabouts(identity: ProcessIdentity): 'running' | 'gone' | 'elsewhere' {
  const among = pidNamespace()
  const sharesOurs = identity.among !== null && identity.among === among
  // A computer may be given another name while it runs.
  const isNamed = identity.host === hostname() && !isOfAnotherMachine(identity)
  const isHere = isNamed || (sharesOurs && identity.boot === bootId())
  if (!isHere) return 'elsewhere'
  if (!sameBoot(identity.boot, bootId())) return 'gone'
  if (identity.among !== null && among !== null && !sharesOurs) return 'elsewhere'
  if (!isRunning(identity.pid)) return 'gone'
  const started = startOf(identity.pid)
  return identity.started !== null && started !== null && started !== identity.started ? 'gone' : 'running'
}

const DERIVED = 'since '
/** A clock that was set right moves a derived boot time, which must not make a running process look gone. */
const TOLERANCE_SECONDS = 300

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return DERIVED + Math.round(Date.now() / 1000 - uptime())
  }
}

/** Boot times are compared with a tolerance, boot ids letter for letter. */
export function sameBoot(one: string, two: string): boolean {
  if (!one.startsWith(DERIVED) || !two.startsWith(DERIVED)) return one === two
  return Math.abs(Number(one.slice(DERIVED.length)) - Number(two.slice(DERIVED.length))) <= TOLERANCE_SECONDS
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isDead(pid)
  } catch (error) {
    // EPERM: it runs, but as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Not the id itself, which is nobody else’s business: the lock of a notebook may be synced anywhere. */
function machineId(): string | null {
  try {
    const id = readFileSync('/etc/machine-id', 'utf8').trim()
    return id === '' ? null : createHash('sha256').update(`sourcebook ${id}`).digest('hex').slice(0, 16)
  } catch {
    return null
  }
}

function pidNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return null
  }
}

/**
 * True for a process that was killed and that its parent has not asked about yet: it keeps its pid. One of which a thread may
 * still be writing is not dead.
 */
function isDead(pid: number): boolean {
  try {
    return statOf(pid)[0] === 'Z' && readdirSync(`/proc/${pid}/task`).length === 1
  } catch {
    return false
  }
}

function startOf(pid: number): string | null {
  try {
    return statOf(pid)[19] ?? null
  } catch {
    return null
  }
}

/** What the system says of a process, from its state on. Throws where it says nothing. */
function statOf(pid: number): string[] {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in brackets and may hold anything; the start time is the 22nd.
  return line.slice(line.lastIndexOf(')') + 2).split(' ')
}
