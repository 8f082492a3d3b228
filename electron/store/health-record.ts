import { Failure } from '../../shared/contract/failure'
import {
  type Fault,
  HealthRecord,
  type Incident,
  type LastCheck,
  LONGEST_MESSAGE,
  MOST_INCIDENTS,
  noHealthRecord,
} from '../../shared/model/health'
import { moveAside } from './aside'
import { previousOf } from './durable-file'
import { Queue } from './queue'
import { Repair, type RepairPorts } from './repair'
import { StoredDocument } from './stored-document'

export type HealthRecordPorts = Omit<RepairPorts, 'note'> & {
  /** Told that there is something to be told. */
  readonly onHealth: () => void
}

const file = { name: 'health.json', schema: HealthRecord }

/**
 * Remembers what went wrong in a notebook, in `health.json`. That it cannot be written is never in the way of anything: what
 * was met is known as long as the notebook is open, and is written down as soon as that works.
 */
export class HealthLog {
  readonly #queue = new Queue()
  readonly #repair: Repair
  /** Newest first. */
  readonly #met: Incident[] = []
  /** What is not written down yet. */
  #pending: ((record: HealthRecord) => HealthRecord)[] = []
  #document: StoredDocument<HealthRecord>
  #backupFailure: unknown = null

  constructor(private readonly ports: HealthRecordPorts) {
    this.#repair = new Repair({
      ...ports,
      // That the record itself is lost loses nobody’s work: it is begun anew.
      note: (fault) => {
        if (fault.mended) this.note(fault)
      },
    })
    this.#document = this.#open()
  }

  /** Everything that was met since the notebook was opened, newest first, whether it could be written down or not. */
  notes(): readonly Incident[] {
    return this.#met
  }

  note(fault: Fault): void {
    // What is too long to be read again would spoil the record.
    const message = fault.message.slice(0, LONGEST_MESSAGE)
    const incident = { at: this.ports.now(), ...fault, message }
    this.#met.unshift(incident)
    this.#change((record) => ({
      ...record,
      incidents: [incident, ...record.incidents].slice(0, MOST_INCIDENTS),
    }))
    this.ports.onHealth()
  }

  noteCheck(lastCheck: LastCheck): void {
    this.#change((record) => ({ ...record, lastCheck }))
    this.ports.onHealth()
  }

  /** To be told when a backup was made (null), or why one could not be. */
  noteBackup(failure: unknown): void {
    this.#backupFailure = failure
    this.ports.onHealth()
  }

  /** Why the last backup could not be made; null when it was. */
  get backupFailure(): unknown {
    return this.#backupFailure
  }

  /** What is known, newest first; also what could not be written down. */
  read(): Promise<HealthRecord> {
    return this.#queue.run(async () => {
      const written = await this.#saved()
      return this.#pending.reduce((record, change) => change(record), written)
    })
  }

  /** Resolves when all that can be written down is. */
  async finish(): Promise<void> {
    await this.#queue.run(() => this.#write())
  }

  #change(change: (record: HealthRecord) => HealthRecord): void {
    this.#pending.push(change)
    void this.#queue.run(() => this.#write())
  }

  async #write(): Promise<void> {
    const changes = [...this.#pending]
    if (!this.ports.writes || changes.length === 0) return
    // Another program may have changed the record meanwhile; then the second time it is theirs that we go on from.
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      try {
        await this.#saved()
        await this.#document.change((record) => changes.reduce((before, change) => change(before), record))
        this.#pending = this.#pending.slice(changes.length)
        return
      } catch {
        this.#document = this.#open()
      }
    }
  }

  /** What is on the disk. A record that is lost is begun anew, since nobody's work is in it. */
  async #saved(): Promise<HealthRecord> {
    try {
      return await this.#document.read()
    } catch (error) {
      this.#document = this.#open()
      if (!(error instanceof Failure) || error.reason !== 'damaged' || !this.ports.writes)
        return noHealthRecord
      if ((await this.#repair.mend(file)) === null)
        for (const name of [file.name, previousOf(file.name)])
          await moveAside(this.ports, name, this.ports.now()).catch(() => undefined)
      return this.#document.read().catch(() => noHealthRecord)
    }
  }

  #open(): StoredDocument<HealthRecord> {
    return new StoredDocument({ ...this.ports, repair: null }, file, noHealthRecord)
  }
}
