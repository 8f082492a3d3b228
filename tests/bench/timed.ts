/** Runs `job` and says how many milliseconds it took. */
export async function timed<Value>(job: () => Promise<Value>): Promise<{ value: Value; time: number }> {
  // This is the benchmark: here a time is measured, and nothing is asserted about it.
  // oxlint-disable-next-line house/no-timed-assertions
  const start = performance.now()
  const value = await job()
  // oxlint-disable-next-line house/no-timed-assertions
  return { value, time: performance.now() - start }
}
