/** Closes a `switch` over a union: adding a member makes the type checker point here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
