/** A program of ours that runs in a process of its own and is spoken to in messages. */
export type ProgramApart<Message> = {
  readonly send: (message: Message) => void
  /** Ends it at once, whatever it is doing. */
  readonly kill: () => void
  /** Whether the program that started it waits for it. */
  readonly waitFor: (wait: boolean) => void
}

/** Starts it. `answered` is told what it sends, `ended` that it is gone, however it went. */
export type StartProgram<Message> = (listener: {
  readonly answered: (message: unknown) => void
  readonly ended: () => void
}) => ProgramApart<Message>

/** Which program, and how Node is to run it. */
export type Program = {
  /** Where it was built to. */
  readonly path: string
  /** As the system's list of processes names it. */
  readonly name: string
  /** What Node is told when it runs it. */
  readonly options: readonly string[]
}
